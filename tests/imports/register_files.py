"""Writes registers the way communes keep them; every person in them is invented."""

import base64
import io
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RegisterFile

TODAY = date(2026, 11, 24)

Cell = str | int | float | date | None
Row = Sequence[Cell]
Encoder = Callable[[str], str]


class Read(Protocol):
    """What the fixture `read` does."""

    def __call__(
        self,
        data: bytes,
        *,
        mapping: Mapping[str, Field] | None = None,
        sheet: str | None = None,
        keep_children: bool = False,
    ) -> RegisterFile: ...


def workbook(
    rows: Iterable[Row],
    *,
    merges: Iterable[str] = (),
    name: str = "Sheet1",
    before: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """One sheet with these rows; `merges` as Excel writes them ("A1:C1")."""
    return sheets({name: rows}, merges={name: merges}, before=before)


def sheets(
    content: dict[str, Iterable[Row]],
    *,
    merges: dict[str, Iterable[str]] | None = None,
    hidden: Iterable[str] = (),
    before: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """A workbook of several sheets, in this order."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in content.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for merge in (merges or {}).get(name, ()):
            sheet.merge_cells(merge)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        if before:
            before(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def encoded(rows: Iterable[Row], encode: Encoder) -> list[list[Cell]]:
    """The rows with every text put through `encode`."""
    return [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def decomposed(text: str) -> str:
    """NFD, as text copied from a Mac or from Zalo comes."""
    return unicodedata.normalize("NFD", text)


# One row a household, titles, two-tier merged header, numbering row, total, signatures.
FULL_MERGES = ("A1:D1", "A3:H3", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6", "G5:G6", "H5:H6")
FULL: list[list[Cell]] = [
    ["UBND XÃ THƯỢNG NÔNG"],
    [],
    ["DANH SÁCH HỘ GIA ĐÌNH THÔN BẢN GIÒNG NĂM 2026"],
    ["(Kèm theo Báo cáo số 12/BC-UBND)"],
    ["STT", "Họ và tên chủ hộ ", "Năm sinh", None, "Số khẩu", "Số điện thoại", "Tổ/Cụm", "Ghi chú"],
    [None, None, "Nam", "Nữ", None, None, None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    [1, "  Nông Văn Dư ", 1967, None, 4, "0912 345 678", "Cụm 1", None],
    [2, "HOÀNG THỊ PÁO", None, "5/3/1971", 3, 987654321, "Cụm 1", "đi làm xa"],
    [3, "ma thị sính", None, date(1980, 7, 2), 5, "không có", "Cụm 2", None],
    [],
    [4, "Lý A Sùng", "05.03.1959", None, "6 khẩu", None, "Cụm 2", None],
    ["Tổng cộng", None, None, None, 18, None, None, None],
    [None, None, None, None, None, "Thượng Nông, ngày 5 tháng 3 năm 2026"],
    [None, "Người lập biểu", None, None, None, "TM. UBND XÃ"],
    [None, "Quan Văn Tít", None, None, None, "Ma Thị Nhình"],
]

# One row a person; the household's cells are filled on its first row only.
PERSONS: list[list[Cell]] = [
    ["SỔ HỘ THÔN NÀ CỌN"],
    ["Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Điện thoại", "Địa chỉ"],
    ["NC-01", "Nông Văn Dư", "Chủ hộ", "05/03/1967", "0912345678", "Nhà số 3"],
    [None, "Hoàng Thị Páo", "Vợ", "1971", None, None],
    [None, "Nông Thị Bích", "Con", "12/9/2014", None, None],
    [None, "Nông Văn Tài", "Con", "1-1-2001", "0987654321", None],
    ["NC-02", "Ma Thị Sính", "Chủ hộ", "1980", None, None],
    [None, "Lý A Sùng", "Chồng", "1979", None, None],
]

# A register of two households as Excel 97 wrote it (made with xlwt, which the project does not need otherwise).
OLD_XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)OGs2v82-+^cO0E`oS8Jz;BpbtGC|EAw$RD6bmL$t6%mv=qGFCQSzwE_%w-U?D%uFTaAUUVK@W6OQHnh&gJ3Kos8vzWLY@Be&z({"
        ";aG(U^ewXu~bN<))?|I&HACJ33y;svGF%QL1F%wQe+$^4;ln|}BK=N={7NdDQrLcu%g@kw-$T%BrC5_tU7|QXUgn}V$gedTq(m@=BuPx"
        "AEEFpGq47EbWP()PVGI5+p<ET7L>zS@(dWAJ_Gu_Udb4-g!HzW>V-0RCOG-vUCC4*&7NWa(F<~4Kjk%|X$7I&T(5nUTfg3Yx@mYG1;64"
        "3`5(DH^rLr~U}(GLgU_vf~@=5`Q5NTI>*!?&;je2uQ^VZ-7tEnk56-{<n}f8fW{AkODsP&A+m;lsR0dT6@e)1<^Es_{ZM(1Zzn3KP6>%"
        "d{Gz3?=ZPf*e(21f^W6z$;R&q5L_?3`)a9OEIeZ=p;aOO^pkp0%N3f0wEH$<0Ar;*Ha50%y!7XuQAkN9BU3V*+Bt3Awdg?2K3`J`-Dq0"
        "<GvnX>n60JS8v7&2p{!J0FA`n3sp#Q8HNN2Dk;!NP!Dw(>==ig2;^-m+-hvuyvZoonD3A;#=Dqn&Mub3t2>dXAIV&H^BQ+iH%<+Fep*>"
        "q<vqllE<U*;=i6G@oe1N!v>;<AOKd-BHd}09dWOBO;c`0D6w;wQvntgr?CNHnvn<V|b_y8Jyjio#>!{rGY4;7i=bd*wl?TfwPo@mM^!6"
        "fyhRjd)^65s7$Pt$=O5F5Db7Ag<Z<wb2wlBsjE;IJ9d59-tTJ8h{H`BXt^1HjuM`Igh0UL#FWG_W((H@P|6soB|Ybtw+)-<Zw%xKhko="
        "+(b=DB&)q`u0YW$g~Vol5o|)OAXphj=Pf8Woj&60-X99+gPH+5&zx_UkbHYV6l;`qen%FS^ulvfqe~^egAXdpTpxWu~E6@!*<#Svp;Q!"
        "2t^vELgB$!GeY52Kj}f@YfH_FQ~}Zv)%l!Gfip6`c3lRVh>%z+UPoFU?<(d+7U!YO!H?IT{NS<#3F5?{|hDdQR_jvBi3;oEiunuy8VdR"
        "@3Uw_*WX)0v9>=GOPv3>{U0CZ1qT"
    )
)
