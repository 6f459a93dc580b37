"""The list of households: the walk through the hamlet or what a search found, in groups under headings."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.standing import State
from cdtt_app.domain.vietnamese import collation_key, format_number, nfc
from cdtt_app.presenters.household_matches import marked
from cdtt_app.storage.household_stops import Stop
from cdtt_app.storage.search import Hit
from cdtt_app.storage.search_index import Rank

SHOWN_HITS = 100
ASKED_HITS = 4 * SHOWN_HITS  # one household may be found by several of its names
NO_CLUSTER = "Chưa ghi cụm"

GROUP_TITLES: Mapping[Rank, str] = {
    Rank.HEAD: "Tên chủ hộ",
    Rank.PERSON: "Tên người nhà",
    Rank.HOUSEHOLD: "Mã, điện thoại, địa chỉ",
    Rank.PLACE: "Tên cũ của nơi ở",
}
FILTER_WORDS: Mapping[State | None, str] = {
    None: "Tất cả",
    State.NEVER: "Chưa thăm",
    State.OVERDUE: "Quá hạn",
    State.ASKED_HELP: "Nhờ giúp",
    State.PROMISED: "Hẹn",
}


class Heading(NamedTuple):
    """The name of a group and a short count."""

    title: str
    note: str


class Entry(NamedTuple):
    """A household in the list, and through what it was found."""

    household_id: HouseholdId
    rank: Rank | None = None
    label: str = ""


Row = Heading | Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the left column shows; `states` and `people` come a little later, counted beside the screen."""

    hamlets: tuple[Hamlet, ...] = ()  # those whose households are listed
    stops: tuple[Stop, ...] = ()
    query: str = ""
    hits: tuple[Hit, ...] = ()
    only: State | None = None
    states: Mapping[HouseholdId, State] = field(default_factory=dict)
    people: int | None = None
    counted: bool = False


def rows(listing: Listing) -> tuple[Row, ...]:
    """Headings and households from top to bottom."""
    if nfc(listing.query):
        return _found_rows(listing.hits, listing.query)
    return _walk_rows(listing)


def count_sentence(listing: Listing, *, short: bool = False) -> str:
    """How many households the search found; empty when nothing is searched for."""
    typed, count = nfc(listing.query), len(listing.hits)
    if not typed:
        return ""
    if count > SHOWN_HITS:
        return f"Hơn {SHOWN_HITS} hộ khớp, gõ thêm chữ"
    if not count:
        return f"Không hộ nào khớp “{typed}”"
    what = f"{count} hộ" if short else f"{count} hộ khớp “{typed}”"
    return what if count == 1 else f"{what}, giống nhất ở trên"


def filter_texts(listing: Listing) -> dict[State | None, str]:
    """The words of the filters, with their counts as soon as they are known."""
    counts: Mapping[State | None, int] = Counter(listing.states.values())
    texts = {state: f"{word} {counts.get(state, 0)}" for state, word in FILTER_WORDS.items()} if listing.counted else {}
    return {**FILTER_WORDS, **texts, None: f"{FILTER_WORDS[None]} {format_number(len(listing.stops))}"}


def subtitle(listing: Listing) -> str:
    """`Bản Giòng · 98 hộ, 412 người`."""
    place = full_name(listing.hamlets[0]) if len(listing.hamlets) == 1 else f"{len(listing.hamlets)} thôn"
    counts = f"{format_number(len(listing.stops))} hộ"
    if listing.people is not None:
        counts += f", {format_number(listing.people)} người"
    return f"{place[:1].upper()}{place[1:]} · {counts}" if listing.hamlets else counts


def first_household(shown: Sequence[Row]) -> HouseholdId | None:
    """The household at the top."""
    return next((row.household_id for row in shown if isinstance(row, Entry)), None)


def _found_rows(hits: tuple[Hit, ...], query: str) -> tuple[Row, ...]:
    cut = len(hits) > SHOWN_HITS
    shown = sorted(hits[:SHOWN_HITS], key=lambda hit: hit.rank)
    groups = [(rank, list(found)) for rank, found in groupby(shown, key=lambda hit: hit.rank)]
    made: list[Row] = []
    for rank, found in groups:
        more = "hơn " if cut and rank is groups[-1][0] else ""
        made.append(Heading(_group_title(rank, found, query), f"{more}{len(found)} hộ"))
        made += [Entry(hit.household_id, hit.rank, hit.label) for hit in found]
    return tuple(made)


def _group_title(rank: Rank, found: Sequence[Hit], query: str) -> str:
    """`Chữ đầu tên chủ hộ` when letters were typed that begin the words of the names."""
    letters = nfc(query).casefold()
    by_initials = rank in (Rank.HEAD, Rank.PERSON) and len(letters) > 1 and letters.isalpha()
    whole_words = any(end - start > 1 for hit in found for start, end in marked(hit.label, query).found)
    if by_initials and not whole_words:
        return f"Chữ đầu {GROUP_TITLES[rank][0].lower()}{GROUP_TITLES[rank][1:]}"
    return GROUP_TITLES[rank]


def _walk_rows(listing: Listing) -> tuple[Row, ...]:
    kept: Iterable[Stop] = listing.stops
    if listing.only is not None:
        kept = (stop for stop in kept if listing.states.get(stop.household_id) is listing.only)
    groups: dict[tuple[HamletId, str], list[Stop]] = {}
    for stop in kept:
        groups.setdefault((stop.hamlet_id, stop.cluster), []).append(stop)
    made: list[Row] = []
    for key in sorted(groups, key=_group_order(listing.hamlets)):
        made.append(Heading(_place_title(listing.hamlets, key), f"{len(groups[key])} hộ"))
        made += [Entry(stop.household_id) for stop in groups[key]]
    return tuple(made)


def _group_order(hamlets: tuple[Hamlet, ...]) -> Callable[[tuple[HamletId, str]], tuple[int, int, str]]:
    """Hamlets as given; clusters in their walking order, then those the hamlet does not know, then none."""
    order = {hamlet.id: place for place, hamlet in enumerate(hamlets)}
    clusters = {(hamlet.id, name): place for hamlet in hamlets for place, name in enumerate(hamlet.clusters)}
    last = len(clusters)

    def key(group: tuple[HamletId, str]) -> tuple[int, int, str]:
        hamlet, cluster = group
        place = clusters.get(group, last if cluster else last + 1)
        return order.get(hamlet, len(order)), place, collation_key(cluster)

    return key


def _place_title(hamlets: tuple[Hamlet, ...], group: tuple[HamletId, str]) -> str:
    cluster = group[1] or NO_CLUSTER
    if len(hamlets) < 2:
        return cluster
    return " · ".join((*(hamlet.name for hamlet in hamlets if hamlet.id == group[0]), cluster))
