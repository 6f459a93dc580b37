"""Invented exports of coverage."""

from datetime import date, datetime, timedelta

from cdtt_app.documents.layer import VIETNAM, Column, ColumnKind, Export, Layer, Row
from cdtt_app.domain.geo import Point

MADE_AT = datetime(2026, 11, 24, 19, 5, tzinfo=VIETNAM)
EVERY_LETTER = "aăâàằầảẳẩãẵẫáắấạặậ eêèềẻểẽễéếẹệ iìỉĩíị oôơòồờỏổởõỗỡóốớọộợ uưùừủửũữúứụự yỳỷỹýỵ đĐ Ậ Ệ Ợ Ự Ỵ"
COLUMNS = (
    Column(name="thon", title="Thôn"),
    Column(name="mo_ta", title="Mô tả bằng lời"),
    Column(name="ngay_do", title="Ngày đo", kind=ColumnKind.DATE),
    Column(name="luc_ghi", title="Ghi lúc", kind=ColumnKind.DATETIME),
    Column(name="so_ho", title="Số hộ bị ảnh hưởng", kind=ColumnKind.INTEGER),
    Column(name="cach_tram_km", title="Cách trạm gần nhất (km)", kind=ColumnKind.REAL),
    Column(name="co_dien", title="Có điện lưới", kind=ColumnKind.BOOLEAN),
)


def note(number: int, text: str = "VinaPhone mất hẳn, Viettel chập chờn", *, with_point: bool = True) -> Row:
    """A row of the first layer; every position is another, longitude far from latitude."""
    return Row(
        values=(
            f"Bản Giòng {number}",
            text,
            date(2026, 11, 18) - timedelta(days=number % 300),
            MADE_AT - timedelta(hours=number),
            number * 1_000,
            number + 0.5,
            number % 2 == 0,
        ),
        point=place(number) if with_point else None,
    )


def place(number: int) -> Point:
    """The position of that row."""
    return Point(round(22.5 + number % 500 / 1_000, 6), round(105.3 + number // 500 / 1_000 + number / 1e6, 6))


def notes(rows: tuple[Row, ...]) -> Layer:
    """The first layer."""
    return Layer(name="ghi_nhan", title="Ghi nhận vùng lõm sóng", columns=COLUMNS, rows=rows)


def cases() -> Layer:
    """The second layer: a case with a position, one without."""
    columns = (Column(name="ma", title="Mã vụ việc"), Column(name="han", title="Hạn", kind=ColumnKind.DATE))
    rows = (
        Row(values=("VL-007", date(2026, 11, 9)), point=Point(22.62924, 105.34808)),
        Row(values=("VL-008", None)),
    )
    return Layer(name="vu_viec", title="Vụ việc: mất sóng / lõm sóng", columns=columns, rows=rows)


def export(rows: tuple[Row, ...]) -> Export:
    """Both layers with their explanations."""
    about = (
        ("Đây là gì", "Ghi nhận và vụ việc vùng lõm sóng của xã Thượng Nông (bản thực hành)."),
        ("Quy tắc đếm", f"Trắng sóng: không mạng nào dùng được. Bộ quy tắc “thử”, {EVERY_LETTER}"),
        ("Toạ độ", "Toạ độ làm tròn ~100 m"),
    )
    return Export(layers=(notes(rows), cases()), about=about, made_at=MADE_AT)


def tricky_export() -> Export:
    """Few rows with texts that break programs, the last without a position."""
    texts = (
        EVERY_LETTER,
        "=1+1",
        "+84 là mã nước",
        "-95 dBm",
        "@SUM(A1)",
        "dấu \"nháy\", <b>&amp;</b>; 'nháy đơn'",
        "hai dòng\r\nxuống dòng",
        "mặt cười 😀👩‍🌾 và ký tự\x00 điều\x1b khiển\x0b",
        "nửa ký tự \ud83d và dạng rời: Ê\u0323 e\u0302\u0301",
        "https://example.vn/a?b=1&c=2",
        "dài " * 20_000,
        "",
    )
    rows = (note(number, text, with_point=number < len(texts)) for number, text in enumerate(texts, 1))
    empty = Row(values=(None,) * len(COLUMNS))
    return export((*rows, empty))
