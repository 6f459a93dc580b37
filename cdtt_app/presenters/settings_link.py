"""The card "Nối với tỉnh" of the settings: who this machine is to the province, and by which way it goes there."""

from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.role import Role
from cdtt_app.presenters.role_words import role_words

_NONE: Final = "Máy này chưa nối với tỉnh. Có giấy mời của xã thì nhập ở trang Gửi & nhận."
_PRACTICE: Final = "Bản thực hành gửi về một “tỉnh” bịa ngay trên máy này, không gửi gì ra ngoài."
_NO_PROVINCE: Final = "Bản thực hành không gửi gì đi."
_PLAIN: Final = "đi thẳng, không qua máy trung gian"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """What was read; no number while the machine has not joined. Practice has a province of its own, or none."""

    practice: bool
    province: bool = True
    replica: int = 0
    person: str = ""
    role: Role | None = None
    url: str = ""
    proxy: str = ""
    own_authority: bool = False


def link_lines(facts: LinkFacts) -> tuple[str, ...]:
    """The sentences of the card."""
    if facts.practice:
        return (_PRACTICE if facts.province else _NO_PROVINCE,)
    way = f"qua máy trung gian {facts.proxy}" if facts.proxy else _PLAIN
    authority = ", bằng chứng thư riêng của tỉnh" if facts.own_authority else ""
    if not facts.replica:
        return (_NONE, f"Cách nối: {way}{authority}.") if facts.proxy or facts.own_authority else (_NONE,)
    role = f", {role_words(facts.role).lower()}" if facts.role else ""
    return (
        f"Tỉnh biết máy này là máy số {facts.replica}, của {facts.person}{role}.",
        f"Máy chủ của tỉnh: {facts.url.removeprefix('https://')}",
        f"Cách nối: {way}{authority}.",
    )
