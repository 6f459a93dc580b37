"""The languages that handouts can be in, and the writing each needs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """By the code of ISO 639-3; H'Mông has two Latin systems, and translators choose."""

    VIETNAMESE = "vi"
    TAY = "tyz"
    NUNG = "nut"
    DAO = "ium"
    HMONG_VIETNAM = "hmn-vn"
    HMONG_RPA = "hmn-rpa"
    EDE = "rad"
    BANA = "bdq"
    GIARAI = "jra"
    XODANG = "sed"
    KHMER = "km"


LANGUAGE_NAMES: Final[Mapping[Language, str]] = {
    Language.VIETNAMESE: "Tiếng Việt",
    Language.TAY: "Tiếng Tày",
    Language.NUNG: "Tiếng Nùng",
    Language.DAO: "Tiếng Dao",
    Language.HMONG_VIETNAM: "Tiếng Mông (chữ Mông Việt Nam)",
    Language.HMONG_RPA: "Tiếng Mông (chữ RPA)",
    Language.EDE: "Tiếng Ê Đê",
    Language.BANA: "Tiếng Ba Na",
    Language.GIARAI: "Tiếng Gia Rai",
    Language.XODANG: "Tiếng Xơ Đăng",
    Language.KHMER: "Tiếng Khmer",
}
KHMER_SCRIPT: Final = frozenset({Language.KHMER})  # every other one here is Latin

Texts = Mapping[Language, str]


def text_in(texts: Texts, language: Language) -> str:
    """The text in this language, or in Vietnamese while nobody has translated it; empty when there is neither."""
    return texts.get(language, "").strip() or texts.get(Language.VIETNAMESE, "").strip()


def is_translated(texts: Texts, language: Language) -> bool:
    """Whether somebody wrote it in this language."""
    return bool(texts.get(language, "").strip())
