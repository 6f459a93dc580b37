"""What keeps a household's form from being saved: one sentence for each field, by the field's name."""

from collections.abc import Iterator, Mapping
from typing import Final

from cdtt_app.domain.ids import PersonId
from cdtt_app.domain.person import Person, naming_problem, years_of
from cdtt_app.domain.vietnamese import nfc, parse_phone
from cdtt_app.presenters.household_form import HouseholdForm, PersonForm
from cdtt_app.presenters.household_numbers import degrees, whole

COUNTS: Final = ("member_count", "children_count", "smartphones", "keypad_phones", "only_2g_phones", "computers")
_MOST = 99
_LAST_ORDER = 99_999
_LATITUDES, _LONGITUDES = (8.0, 24.0), (102.0, 118.0)  # Vietnam with its islands
_PHONE = "Số điện thoại chưa đúng. Hãy xem lại, hoặc để trống."

Problems = Mapping[str, str]


def form_problems(form: HouseholdForm, *, year: int, minors: bool, code_owner: str = "") -> Problems:
    """Sentences by field; a person's field is `people/<id>/<field>`. `code_owner` is who else has the code."""
    pairs = [*_of_household(form, code_owner), *_of_counts(form), *_of_place(form)]
    for person in form.people:
        pairs += _of_person(form, person, year, minors=minors)
    return dict(pairs)


def shown_problems(problems: Problems, *, tried: bool) -> Problems:
    """Before the first try to save only what should be said at once: a code that is taken, a child by name."""
    return {field: sentence for field, sentence in problems.items() if tried or field == "code" or _is_band(field)}


def person_field(id_: PersonId, field: str) -> str:
    """The name of one person's field."""
    return f"people/{id_}/{field}"


def _is_band(field: str) -> bool:
    return field.startswith("people/") and field.endswith("/band")


def _of_household(form: HouseholdForm, code_owner: str) -> Iterator[tuple[str, str]]:
    if not nfc(form.name):
        yield "name", "Hộ cần có tên gọi. Hãy ghi tên chủ hộ."
    if not nfc(form.code):
        yield "code", "Hộ cần có mã. Hãy ghi mã, ví dụ BG-099."
    elif code_owner:
        yield "code", f"Mã này đã dùng cho hộ {code_owner}. Hãy chọn mã khác."
    if form.phone.strip() and parse_phone(form.phone) is None:
        yield "phone", _PHONE


def _of_counts(form: HouseholdForm) -> Iterator[tuple[str, str]]:
    most = dict.fromkeys(COUNTS, _MOST) | {"walking_order": _LAST_ORDER}
    for field, limit in most.items():
        typed: str = getattr(form, field)
        number = whole(typed)
        if typed.strip() and (number is None or number > limit):
            yield field, "Chỉ ghi số, ví dụ 4. Chưa biết thì để trống."


def _of_place(form: HouseholdForm) -> Iterator[tuple[str, str]]:
    typed = [bool(form.latitude.strip()), bool(form.longitude.strip())]
    if not any(typed):
        return
    if not _within(degrees(form.latitude), _LATITUDES):
        yield "latitude", "Vĩ độ ở Việt Nam từ 8 đến 24, ví dụ 22,598. Chưa biết thì để trống cả hai ô."
    if not _within(degrees(form.longitude), _LONGITUDES):
        yield "longitude", "Kinh độ ở Việt Nam từ 102 đến 118, ví dụ 105,465. Chưa biết thì để trống cả hai ô."


def _within(value: float | None, limits: tuple[float, float]) -> bool:
    return value is not None and limits[0] <= value <= limits[1]


def _of_person(form: HouseholdForm, line: PersonForm, year: int, *, minors: bool) -> Iterator[tuple[str, str]]:
    if not nfc(line.name):
        yield person_field(line.id, "name"), "Hãy ghi tên gọi, hoặc bỏ dòng này."
    if line.phone.strip() and parse_phone(line.phone) is None:
        yield person_field(line.id, "phone"), _PHONE
    if line.band:
        born = years_of(line.band, year)
        person = Person(
            id=line.id,
            household_id=form.id,
            hamlet_id=form.hamlet_id,
            name=line.name,
            born=born,
            guardian=nfc(line.guardian),
            child_assents=line.assents,
        )
        problem = naming_problem(person, year, minors_enabled=minors)
        if problem:
            yield person_field(line.id, "guardian" if minors else "band"), problem
