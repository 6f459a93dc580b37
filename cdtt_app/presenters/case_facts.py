"""What papers say of a case, in words that may leave the commune: no household can be told from them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from cdtt_app.domain.coverage import CoverageNote, Strength, Use, Works, point_of
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseState, CaseStep, Station, overdue_days
from cdtt_app.domain.coverage_facts import latest
from cdtt_app.domain.coverage_privacy import public_count, rounded_to
from cdtt_app.domain.coverage_spots import centre
from cdtt_app.domain.geo import Point, distance_m
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.household import Network
from cdtt_app.domain.networks import host_of
from cdtt_app.domain.vietnamese import fold, format_date, format_number
from cdtt_app.presenters.coverage_words import (
    BLOCKS,
    FACILITIES,
    NO_DATA,
    STATES,
    distance_words,
    listed,
    networks_words,
)

COMPANIES: Final = {
    Network.VIETTEL: "Viettel",
    Network.VINAPHONE: "VNPT",
    Network.MOBIFONE: "MobiFone",
    Network.VIETNAMOBILE: "Vietnamobile",
    Network.GMOBILE: "Gtel Mobile",
}
_TRIED: Final = {Use.CALL: "gọi", Use.SMS: "nhắn tin", Use.DATA: "vào mạng", Use.ZALO: "gọi Zalo", Use.VIDEO: "video"}
_HUNDRED_M, _KILOMETRE = 3, 2  # decimals of a degree


class Deadline(NamedTuple):
    """A broken promise: how late, and what it was about."""

    late: str
    about: str


def case_number(board: Board, view: CaseView) -> str:
    """`VL-02239-007`: the number in the commune's book, with the commune's code for those outside it."""
    number = f"{view.case.number:03d}"
    return f"VL-{board.commune_code}-{number}" if board.commune_code else f"VL-{number}"


def hamlet_of(board: Board, view: CaseView) -> Hamlet | None:
    """The hamlet of a case, if it is on this machine."""
    return next((each.hamlet for each in board.hamlets if each.hamlet.id == view.case.hamlet_id), None)


def spot_words(board: Board, view: CaseView) -> str:
    """Where it is, in the middle of a sentence: "thôn Bản Giòng", "Dốc Đỏ, thôn Bản Giòng"."""
    hamlet = hamlet_of(board, view)
    name, title = full_name(hamlet) if hamlet else "", view.case.title.strip()
    if not name or fold(name) in fold(title):
        return title
    return name if fold(title) in fold(name) else f"{title}, {name}"


def case_point(view: CaseView) -> Point | None:
    """Where the case is: as an officer set it; by notes made at no home to about 100 m, by those at homes to a km."""
    if view.case.location is not None:
        return point_of(view.case.location)
    public = centre(note for note in view.facts.notes if note.household_id is None)
    if public is not None:
        return rounded_to(public, _HUNDRED_M)
    return rounded_to(view.facts.point, _KILOMETRE) if view.facts.point else None


def households_words(board: Board, view: CaseView) -> str:
    """`98 hộ`; so few that they could be told are not counted out."""
    count = view.facts.households
    if public_count(count, board.rules) is None:
        return f"dưới {board.rules.smallest_cell} hộ"
    return f"{format_number(count)} hộ" if count else ""


def lacking(view: CaseView) -> dict[str, Strength]:
    """The brands that do not work well there."""
    return {brand: said for brand, said in view.facts.worst.items() if said is not Strength.GOOD}


def lacking_words(view: CaseView) -> str:
    """`VinaPhone không có 3G/4G, Viettel chập chờn`."""
    old = tuple(brand for brand in lacking(view) if brand in view.facts.only_2g)
    others = networks_words({brand: said for brand, said in lacking(view).items() if brand not in old})
    return ", ".join(filter(None, (f"{listed(old)} {NO_DATA}" if old else "", others)))


def network_words(view: CaseView, brand: str) -> str:
    """One brand as `lacking_words` says it."""
    if brand in view.facts.only_2g:
        return f"{brand} {NO_DATA}"
    return networks_words({brand: view.facts.worst[brand]})


def companies(view: CaseView) -> tuple[str, ...]:
    """Who runs the networks that lack there."""
    said = {note.readings[brand].host for note in view.facts.notes for brand in note.readings if brand in lacking(view)}
    hosts = said | {host_of(brand) for brand in lacking(view)}
    return tuple(COMPANIES[network] for network in Network if network in hosts)


def newest_by_network(view: CaseView) -> tuple[CoverageNote, ...]:
    """Of each spot and network the newest measurement, each as a note of that network alone."""
    notes = view.facts.notes
    return latest(replace(note, readings={brand: said}) for note in notes for brand, said in note.readings.items())


def count_spots(notes: Iterable[CoverageNote]) -> int:
    """At how many spots they were made."""
    return len(latest(replace(note, readings={}) for note in notes))


def uses_words(view: CaseView) -> str:
    """What was tried and where it worked: "gọi được ở 2/6 điểm, nhắn tin 4/6; gọi Zalo lúc được lúc không"."""
    notes = newest_by_network(view)
    steady: list[str] = []
    unsteady: list[str] = []
    failed: list[str] = []
    for use, name in _TRIED.items():
        tried = [note for note in notes for reading in note.readings.values() if use in reading.works]
        good, at_times = (_where(tried, use, works) for works in (Works.YES, Works.SOMETIMES))
        if good:
            steady.append(f"{name} {'' if steady else 'được ở '}{good}/{count_spots(tried)}{'' if steady else ' điểm'}")
        elif at_times:
            unsteady.append(name)
        elif tried:
            failed.append(name)
    parts = (", ".join(steady), _together(unsteady, "lúc được lúc không"), _together(failed, "không được"))
    return "; ".join(filter(None, parts))


def _together(names: list[str], said: str) -> str:
    return f"{', '.join(names)} {said}" if names else ""


def _where(tried: Iterable[CoverageNote], use: Use, works: Works) -> int:
    """At how many spots it went like that."""
    return count_spots(note for note in tried if any(said.works[use] is works for said in note.readings.values()))


def facilities_words(view: CaseView) -> str:
    """`nhà văn hoá và trường`."""
    return listed(tuple(FACILITIES[each].lower() for each in view.facts.facilities))


def stations_words(view: CaseView) -> str:
    """The stations around with how far they are, the nearest first, and why they do not reach."""
    point = case_point(view)
    far = [(_distance(station, point), station) for station in view.case.stations]
    ordered = sorted(far, key=lambda pair: (pair[0] is None, pair[0] or 0.0))
    return "; ".join(_station(metres, station) for metres, station in ordered)


def _distance(station: Station, point: Point | None) -> float | None:
    place = point_of(station.location)
    if station.distance_m is None and place is not None and point is not None:
        return distance_m(place, point)
    return station.distance_m


def _station(metres: float | None, station: Station) -> str:
    far = f" {distance_words(metres)}" if metres is not None else ""
    why = f" ({station.note.strip()})" if station.note.strip() else ""
    return f"{station.code}{far}{why}"


def plan_words(view: CaseView) -> str:
    """What was promised last: "Viettel: trạm TQG0424-11, hạn 30/06/2023"."""
    planned = (CaseState.PLANNED, CaseState.BUILDING)
    steps = [step for step in view.course.taken if step.state in planned and (step.station or step.deadline)]
    return promise_words(steps[-1]) if steps else ""


def promise_words(step: CaseStep) -> str:
    """Who promised what until when, and what stands in the way; empty for most steps."""
    parts = ", ".join(_promise(step))
    who = COMPANIES[step.operator] if step.operator else ""
    return f"{who}: {parts}" if who and parts else who or parts


def _promise(step: CaseStep) -> Iterator[str]:
    if step.block is not None:
        yield f"vướng: {BLOCKS[step.block].lower()}"
    if step.station:
        yield f"trạm {step.station}"
    if step.deadline is not None:
        yield f"hạn {format_date(step.deadline)}"


def day_of(view: CaseView, state: CaseState) -> date | None:
    """The day it last came to that state; remarks made in it since do not count."""
    came, before = None, CaseState.NEW
    for step in view.course.taken:
        if step.state is state and before is not state:
            came = step.happened_on
        before = step.state
    return came


def broken_promise(board: Board, view: CaseView) -> Deadline | None:
    """That an answer or a signal is late, and since when it was promised."""
    late = overdue_days(view.course, today=board.now.astimezone().date())
    since, until = view.course.since, view.course.deadline
    if not late or since is None or until is None:
        return None
    what = "phát sóng" if view.course.state in (CaseState.PLANNED, CaseState.BUILDING) else "trả lời"
    done = "Gửi Sở KH&CN" if view.course.state is CaseState.SENT else STATES[view.course.state]
    about = f"{done} ngày {format_date(since.happened_on)}, hẹn {what} ngày {format_date(until)}."
    return Deadline(f"Quá hạn {what} {late} ngày.", about)
