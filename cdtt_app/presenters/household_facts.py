"""How a house is connected, in lines: power, devices, Internet, what works on each network, what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.household import Barrier, Connection, Household, Internet, Network, Power, Signal
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.domain.visit import Visit

POWERS: Final = {
    Power.GRID: "Điện lưới",
    Power.OWN: "Điện tự cấp",
    Power.NONE: "Chưa có điện",
}
INTERNETS: Final = {
    Internet.FIBRE: "Cáp quang",
    Internet.SATELLITE: "Internet vệ tinh",
    Internet.SHARED_NEIGHBOUR: "Dùng nhờ hàng xóm",
    Internet.SHARED_HALL: "Dùng nhờ nhà văn hoá",
    Internet.NONE: "Không có Internet",
}
BARRIERS: Final = {
    Barrier.PRICE: "Giá cước",
    Barrier.NO_DEVICE: "Không có máy",
    Barrier.NO_SKILL: "Không biết dùng",
    Barrier.NO_READING: "Không biết chữ",
    Barrier.NO_SIGNAL: "Không có sóng",
    Barrier.NO_NEED: "Không cần",
}
SIGNALS: Final = {
    Signal.NONE: "không có sóng",
    Signal.UNSTEADY: "chập chờn",
    Signal.CALLS: "gọi được",
    Signal.DATA: "mạng tốt",
}
NOT_ASKED: Final = "Chưa hỏi"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: an icon, what is known, and a small note below it."""

    icon: str
    text: str
    note: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The card of the house."""

    lines: tuple[Fact, ...]
    signals: tuple[tuple[Network, Signal], ...]
    signals_note: str = ""

    @property
    def asked(self) -> tuple[Fact, ...]:
        """Only what somebody has asked about."""
        return tuple(line for line in self.lines if line.asked)


def facts(household: Household, visits: Sequence[Visit]) -> Facts:
    """What is known of the house; a network that the house itself does not say is as the newest visit found it."""
    connection = household.connection
    seen, seen_on = _seen_signals(visits)
    signals = {**seen, **connection.signal}
    return Facts(
        lines=(_power(connection), _phones(connection), _computers(connection), _internet(connection)),
        signals=tuple((network, signals[network]) for network in Network if network in signals),
        signals_note=seen_on if set(signals) - set(connection.signal) else "",
    )


def more_facts(household: Household) -> tuple[Fact, ...]:
    """The lines for which the overview has no room."""
    barriers = ", ".join(BARRIERS[each].lower() for each in household.connection.barriers)
    return (_fact("triangle-alert", barriers and f"Vướng: {barriers}", "vì sao chưa dùng mạng"), _place(household))


def _power(connection: Connection) -> Fact:
    text = POWERS[connection.power] if connection.power else ""
    note = {True: "hay mất điện", False: "ít khi mất điện", None: ""}[connection.power_cuts]
    return _fact("zap", text, "điện", note)


def _phones(connection: Connection) -> Fact:
    text = "" if connection.smartphones is None else f"{connection.smartphones or 'Không có'} điện thoại thông minh"
    kinds = ((connection.keypad_phones, "máy phím"), (connection.only_2g_phones, "máy chỉ có 2G"))
    others = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    return _fact("smartphone", text, "điện thoại", others)


def _computers(connection: Connection) -> Fact:
    text = "" if connection.computers is None else f"{connection.computers or 'Không có'} máy tính"
    note = {True: "có ti vi", False: "không có ti vi", None: ""}[connection.television]
    return _fact("laptop", text, "máy tính", note)


def _internet(connection: Connection) -> Fact:
    text = INTERNETS[connection.internet] if connection.internet else ""
    return _fact("router", text, "Internet ở nhà", connection.internet_provider)


def _place(household: Household) -> Fact:
    place = household.location
    if place is None:
        return _fact("map-pin", "", "vị trí nhà")
    note = f"đúng trong khoảng {format_number(place.accuracy_m)} m" if place.accuracy_m else ""
    return _fact("map-pin", f"{format_number(place.latitude, 5)}; {format_number(place.longitude, 5)}", "", note)


def _fact(icon: str, text: str, subject: str, note: str = "") -> Fact:
    """A line that still says something when only its note is known, and says so when nothing is."""
    if text:
        return Fact(icon, text, note)
    return Fact(icon, f"{note[0].upper()}{note[1:]}") if note else Fact(icon, NOT_ASKED, subject, asked=False)


def _seen_signals(visits: Sequence[Visit]) -> tuple[Mapping[Network, Signal], str]:
    """What the newest visit that noted any signal found, and when; `visits` newest first."""
    newest = next((visit for visit in visits if visit.signal), None)
    return (newest.signal, f"ghi {format_date(newest.visited_on)}") if newest else ({}, "")
