"""Inviting somebody's machine: what the officer may choose, what is missing, and how it is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.role import Role, of_whole_commune
from cdtt_app.domain.vietnamese.dates import format_date_long
from cdtt_app.domain.vietnamese.text import fold, nfc
from cdtt_app.sync.invitation import PERSON_BYTES, PLACE_BYTES, SUFFIX

USUAL_DAYS: Final = 7
MOST_DAYS: Final = 30
ONCE: Final = "Giấy mời chỉ dùng được một lần; giữ như giữ chìa khoá. Đóng cửa sổ này rồi thì không xem lại được mã."
NOT_KEPT: Final = (
    "Giấy mời này chưa in cũng chưa lưu. Nếu người được mời đã quét hoặc gõ xong mã thì bấm lần nữa để rời trang này."
)


class InviteHamlet(NamedTuple):
    """A hamlet that can be given: its id and full name, "thôn Bản Giòng"."""

    id: HamletId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteOffer:
    """What the officer may give: the roles below their own, and the hamlets of the commune ("xã Tri Phú")."""

    commune: str
    hamlets: tuple[InviteHamlet, ...]
    roles: tuple[Role, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteWish:
    """Whom the officer invites, as what, for which hamlets, good through which day; `place` in words."""

    person: str
    role: Role
    hamlets: tuple[HamletId, ...]
    place: str
    last_day: date


def make_wish(offer: InviteOffer, *, person: str, role: Role, chosen: frozenset[str], days: int) -> InviteWish:
    """The wish as it stands on the screen; a role of the whole commune names no hamlet."""
    hamlets = () if of_whole_commune(role) else tuple(each for each in offer.hamlets if each.id in chosen)
    return InviteWish(
        person=nfc(person),
        role=role,
        hamlets=tuple(each.id for each in hamlets),
        place=place_words(offer.commune, [each.name for each in hamlets]),
        last_day=last_day_of(offer.today, days),
    )


def wish_problems(wish: InviteWish) -> dict[str, str]:
    """Field -> sentence; empty when the invitation can be made."""
    problems = {}
    if not wish.person:
        problems["person"] = "Hãy ghi họ tên người được mời."
    elif len(wish.person.encode()) > PERSON_BYTES or not wish.person.isprintable():
        problems["person"] = "Họ tên dài quá, không vừa giấy mời. Hãy ghi ngắn lại, ví dụ bỏ tên đệm."
    if not wish.hamlets and not of_whole_commune(wish.role):
        problems["hamlets"] = "Hãy đánh dấu ít nhất một thôn mà người này sẽ ghi sổ."
    return problems


def last_day_of(today: date, days: int) -> date:
    """The last day on which an invitation made today is good."""
    return today + timedelta(days=days)


def last_day_words(day: date) -> str:
    """Until when it is good: "Dùng được đến hết Thứ Ba, 01/12/2026"."""
    return f"Dùng được đến hết {format_date_long(day)}"


def place_words(commune: str, hamlets: Sequence[str]) -> str:
    """The hamlets given, "xã Tri Phú: thôn Bản Giòng"; only their number where the names would not fit."""
    if not hamlets:
        return commune
    named = f"{commune}: {', '.join(hamlets)}"
    return named if len(named.encode()) <= PLACE_BYTES else f"{commune}: {len(hamlets)} thôn"


def file_name(person: str) -> str:
    """The name of the file: `giay-moi-nong-van-du.cdtt-moi`."""
    return "-".join(("giay-moi", *fold(person).split())) + SUFFIX


def code_aloud(code: str) -> str:
    """What a screen reader says of a typed code: letter by letter, a pause between groups."""
    return ", ".join(" ".join(group) for group in code.split("-"))
