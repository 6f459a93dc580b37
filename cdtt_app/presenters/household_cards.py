"""A household as a card of the list: name, place, five skills, how it stands, and through what it was found."""

from dataclasses import dataclass

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.standing import Standing, State
from cdtt_app.domain.vietnamese import format_phone, nfc
from cdtt_app.presenters.household_matches import Marked, marked
from cdtt_app.storage.search_index import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCard:
    """What one card shows; `found` is the caption and the text that matched, when it was not the head's name."""

    household_id: HouseholdId
    name: Marked
    place: str
    skills: int
    state: State
    state_words: str = ""  # instead of the usual word of the state
    found: tuple[str, Marked] | None = None


def card_of(
    overview: HouseholdOverview, *, query: str = "", rank: Rank | None = None, label: str = "", hamlet: str = ""
) -> HouseholdCard:
    """The card of a household; `rank` and `label` say how the search found it, `hamlet` where it is if not here."""
    household = overview.household
    by_name = query if rank is Rank.HEAD else ""
    return HouseholdCard(
        household_id=household.id,
        name=marked(household.head_name, by_name) if by_name else Marked(nfc(household.head_name)),
        place=" · ".join(
            part for part in (household.code, hamlet, household.cluster, f"{overview.size} người") if part
        ),
        skills=overview.five_skills,
        state=overview.standing.state,
        state_words=_state_words(overview.standing),
        found=_found(overview, query, rank, label),
    )


def spoken(card: HouseholdCard, state_word: str) -> str:
    """The card in one sentence, for a screen reader."""
    parts = [
        card.name.text,
        card.place.replace(" · ", ", "),
        f"{card.skills}/5 kỹ năng",
        card.state_words or state_word,
    ]
    if card.found:
        parts.append(f"{card.found[0]} {card.found[1].text}")
    return ", ".join(parts)


def _state_words(standing: Standing) -> str:
    if standing.state is State.OVERDUE:
        return f"Quá hạn {standing.days_overdue} ngày"
    if standing.state is State.PROMISED and standing.next_time:
        return f"Hẹn {standing.next_time}"
    return ""


def _found(overview: HouseholdOverview, query: str, rank: Rank | None, label: str) -> tuple[str, Marked] | None:
    if rank is Rank.PERSON:
        role = next((p.role.value for p in overview.people if p.name == label), "người nhà")
        return f"{role.capitalize()}:", marked(label, query)
    if rank is Rank.PLACE:
        return "Nơi ở:", marked(label, query)
    if rank is Rank.HOUSEHOLD:
        return _found_field(overview, query)
    return None


def _found_field(overview: HouseholdOverview, query: str) -> tuple[str, Marked]:
    """The field in which most of what was typed is found; the code when the words are spread over several."""
    household = overview.household
    fields = (
        ("Mã hộ:", marked(household.code, query)),
        ("Điện thoại:", _marked_phone(household.phone, query)),
        ("Cụm:", marked(household.cluster, query)),
        ("Địa chỉ:", marked(household.address, query)),
        ("Địa chỉ số:", marked(household.digital_address, query)),
    )
    return max(fields, key=lambda field: len(field[1].found))


def _marked_phone(phone: str, query: str) -> Marked:
    """A number is found by its first digits, however it is grouped."""
    digits = "".join(sign for sign in query if sign.isdigit())
    shown = format_phone(phone)
    if not digits or not phone.startswith(digits):
        return Marked(shown)
    end, left = 0, len(digits)
    while left:
        left -= shown[end].isdigit()
        end += 1
    return Marked(shown, ((0, end),))
