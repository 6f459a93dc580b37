"""What the columns of a household register mean, guessed from the words over them."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from cdtt_app.domain.vietnamese import fold


class Field(StrEnum):
    """What a column may tell; the value is what `--map "HEADER=FIELD"` takes."""

    HOUSEHOLD_CODE = "household_code"
    HEAD_NAME = "head_name"
    PERSON_NAME = "person_name"
    RELATION = "relation"
    BIRTH = "birth"
    PHONE = "phone"
    HAMLET = "hamlet"
    CLUSTER = "cluster"
    ADDRESS = "address"
    MEMBER_COUNT = "member_count"
    DIGITAL_ADDRESS = "digital_address"
    NOTE = "note"
    ROW_NUMBER = "row_number"
    GROUP = "group"
    IGNORE = "ignore"


FIELD_NAMES: Final[Mapping[Field, str]] = {
    Field.HOUSEHOLD_CODE: "mã hộ",
    Field.HEAD_NAME: "họ tên chủ hộ",
    Field.PERSON_NAME: "họ tên từng người",
    Field.RELATION: "quan hệ với chủ hộ",
    Field.BIRTH: "ngày sinh hoặc năm sinh",
    Field.PHONE: "số điện thoại",
    Field.HAMLET: "thôn",
    Field.CLUSTER: "cụm, tổ trong thôn",
    Field.ADDRESS: "địa chỉ, số nhà",
    Field.MEMBER_COUNT: "số khẩu",
    Field.DIGITAL_ADDRESS: "mã địa chỉ số",
    Field.NOTE: "ghi chú",
    Field.ROW_NUMBER: "số thứ tự",
    Field.GROUP: "số thứ tự hộ (để biết ai cùng một hộ)",
    Field.IGNORE: "không dùng",
}

# The first rule that fits wins, so the order speaks: "quan hệ với chủ hộ" is no name, "điện thoại chủ hộ" neither.
_RULES: Final[Sequence[tuple[Field, str]]] = (
    (Field.RELATION, r"\b(quan he|qh|qhch)\b"),
    (Field.IGNORE, r"\b(thong minh|smartphone|may tinh|internet|wifi|so luong|co (so )?(dien thoai|zalo))\b"),
    (Field.IGNORE, r"\bsinh (ngay|thang)$|\bnoi sinh\b|\b(ten goi khac|bi danh|ten thuong goi)\b"),
    (Field.IGNORE, r"\b(gioi tinh|nghe|trinh do|hoc van|ky ten|chu ky|ky nhan|xac nhan|tuoi|quoc tich)\b"),
    (Field.IGNORE, r"\b(ngay cap|noi cap|que quan|nguyen quan|noi lam viec|ngay dang ky)\b"),
    (Field.PHONE, r"\b(dien thoai|sdt|so dt|dtdd|di dong|so zalo|tel|phone|so may)\b"),
    (Field.BIRTH, r"\b(ngay sinh|nam sinh|thang sinh|sinh ngay|sinh nam|ngay thang nam)\b|^(ns|sinh)$"),
    (Field.DIGITAL_ADDRESS, r"\bdia chi so\b(?! nha)|\b(dinh danh dia chi|ma dia chi|ma buu chinh)\b"),
    (Field.PERSON_NAME, r"\bten ((cac )?(nhan khau|thanh vien)|nguoi trong ho|tung nguoi)\b|\bthanh vien trong ho\b"),
    (Field.GROUP, r"\b(stt|tt|so tt|thu tu)( cua)? ho\b"),
    (Field.ROW_NUMBER, r"^(stt|tt|so tt|so thu tu|no)( (nhan )?khau| nguoi)?$"),
    (Field.HOUSEHOLD_CODE, r"\bma( so)?( chu)? ho\b|\b(so so|so ho khau|ho so|ho so so|ma gia dinh)\b|^so ho$"),
    (Field.IGNORE, r"\bkhau .*\b(nam|nu|tre em|duoi|tren|lao dong|phu thuoc|di vang|tam tru|nong nghiep)\b"),
    (Field.MEMBER_COUNT, r"\b(so khau|nhan khau|so nguoi|so thanh vien|so nk)\b|^(khau|nk)\b"),
    (Field.HEAD_NAME, r"\b(chu ho|dai dien|ten ho)\b"),
    (Field.PERSON_NAME, r"\bho (va |chu |ten |dem |lot |khai sinh )*ten\b|^ten$|^ho( va)?( ten| chu)? (dem|lot)$"),
    (Field.ADDRESS, r"\b(dia chi|so nha|noi o|cho o|thuong tru|cu tru|tam tru)\b"),
    (
        Field.HAMLET,
        r"\b(thon|xom|ban|ap|lang|buon|bon|soc|phum|khom|khu pho|to dan pho|tdp|tieu khu|khu dan cu|dia ban)\b",
    ),
    (Field.CLUSTER, r"\b(cum|to|nhom|lien gia|ngo|hem)\b"),
    (Field.NOTE, r"\b(ghi chu|chu thich|luu y)\b"),
    (Field.IGNORE, r"^(nam|nu|phai)$|\btrong do\b"),
)
_COMPILED: Final = tuple((field, re.compile(pattern)) for field, pattern in _RULES)
_PHONE_SHORT: Final = re.compile(r"\bs?\.?đt(dđ)?\b")  # folded, it would look like "dt": dân tộc, diện tích


def header_words(text: str) -> str:
    """Fold a header to bare words, so that "Họ & tên (chủ hộ):" and "HỌ  TÊN CHỦ HỘ" can be compared."""
    spelled = _PHONE_SHORT.sub("dien thoai", text.lower()).replace("&", " va ")
    return re.sub(r"[^a-z0-9]+", " ", fold(spelled)).strip()


def guess_field(header: str) -> Field | None:
    """Say what a column with this header tells, or None when its words are not known."""
    words = header_words(header)
    return next((field for field, pattern in _COMPILED if pattern.search(words)), None)


def header_signature(headers: Sequence[str]) -> str:
    """A short name for "a file with these headers", under which its mapping can be remembered."""
    joined = "|".join(map(header_words, headers))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def field_named(text: str) -> Field | None:
    """The field a person means by its short name or its Vietnamese name; None when there is no such field."""
    wanted = header_words(text.replace("_", " "))
    names = {header_words(name): field for field, name in FIELD_NAMES.items()}
    names |= {header_words(field.value.replace("_", " ")): field for field in Field}
    return names.get(wanted)
