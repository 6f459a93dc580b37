"""The form of a meeting's notice: typed words become a Meeting, or sentences that say what is missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, time, timedelta
from typing import Any, Final

from cdtt_app.documents.notice_pdf import ToTellGroup
from cdtt_app.presenters.notice import Meeting, meeting_problems

_TIME: Final = re.compile(r"(\d{1,2})(?:\s*(?::|h|g|giờ|\.)\s*(\d{2})?)?\s*(?:phút)?")
_NO_TIME: Final = "Chưa rõ họp lúc mấy giờ. Hãy ghi như: 19:30"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingForm:
    """What was typed."""

    day: date
    at: str = ""
    where: str = ""
    subject: str = ""
    invited_by: str = ""
    contact: str = ""
    bring: str = ""


def new_form(today: date, *, invited_by: str = "", contact: str = "", where: str = "") -> MeetingForm:
    """For tomorrow evening, in the names of those who usually invite."""
    day = today + timedelta(days=1)
    return MeetingForm(day=day, at="19:30", where=where, invited_by=invited_by, contact=contact)


def read_time(typed: str) -> time | None:
    """`19:30`, `19h30`, `19 giờ`; None when it is no time of day."""
    found = _TIME.fullmatch(typed.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def form_problems(form: MeetingForm, *, today: date) -> tuple[str, ...]:
    """What keeps the notice from being printed, as sentences."""
    at = read_time(form.at)
    rest = meeting_problems(_meeting(form, at or time()), today=today)
    return rest if at is not None else (_NO_TIME, *rest)


def with_text(form: MeetingForm, name: str, text: str) -> MeetingForm:
    """With one of the typed fields changed."""
    changed: dict[str, Any] = {name: text}
    return replace(form, **changed)


def meeting_of(form: MeetingForm) -> Meeting:
    """The meeting of a form without problems. Raises ValueError when the time cannot be read."""
    at = read_time(form.at)
    if at is None:
        raise ValueError("no time of day")
    return _meeting(form, at)


def told_words(groups: Sequence[ToTellGroup]) -> str:
    """How many houses stand on the list to walk by, which is printed behind the notice."""
    count = sum(len(group.homes) for group in groups)
    if not count:
        return "Không có nhà nào ghi là mất sóng: không in danh sách báo tận nơi."
    return f"In kèm danh sách {count} nhà không có sóng hoặc sóng chập chờn, để báo tận nơi."


def to_draft(form: MeetingForm) -> dict[str, str]:
    """As it is kept."""
    return {**asdict(form), "day": form.day.isoformat()}


def from_draft(kept: Mapping[str, Any] | None, today: date) -> MeetingForm | None:
    """What was typed last; once that meeting is over only the place and who invites. None when nothing was kept."""
    names = {field.name for field in fields(MeetingForm)} - {"day"}
    if kept is None or not all(isinstance(kept.get(name), str) for name in (*names, "day")):
        return None
    try:
        day = date.fromisoformat(kept["day"])
    except ValueError:
        return None
    typed = {name: kept[name] for name in names}
    if day >= today:
        return MeetingForm(day=day, **typed)
    return new_form(today, invited_by=typed["invited_by"], contact=typed["contact"], where=typed["where"])


def notice_file(form: MeetingForm) -> str:
    """`giay-moi-hop-20261128`."""
    return f"giay-moi-hop-{form.day:%Y%m%d}"


def _meeting(form: MeetingForm, at: time) -> Meeting:
    return Meeting(
        day=form.day,
        at=at,
        where=form.where,
        subject=form.subject,
        invited_by=form.invited_by,
        contact=form.contact,
        bring=form.bring,
    )
