"""`cdtt show`: one household, as a page of text or a JSON document."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.cli.household_story import Story
    from cdtt_app.domain.consent import Consent
    from cdtt_app.domain.person import Person
    from cdtt_app.domain.visit import Visit


def add(commands: Commands) -> None:
    """Add the command."""
    show = commands.add("show", _show, "xem một hộ: người, kết nối, lượt thăm, đồng ý, tài liệu đã phát")
    show.add_argument("code", metavar="MÃ", help="mã hộ, ví dụ BG-004")


def _show(args: argparse.Namespace) -> Answer:
    from cdtt_app.cli.household_story import document_of, story_of

    with opened(args) as db:
        story = story_of(db, args.code)
    return Answer(text="\n".join(_lines(story)), document=document_of(story))


def _lines(story: "Story") -> Iterator[str]:
    from cdtt_app.domain.vietnamese import format_date, format_phone

    household = story.overview.household
    place = ", ".join(part for part in (story.hamlet, household.cluster, household.address) if part)
    yield f"Hộ {household.head_name} · {household.code} · {story.overview.size} người"
    yield f"  {place}"
    if household.phone:
        yield f"  Điện thoại {format_phone(household.phone)}"
    yield f"  {_standing(story)} · {story.overview.five_skills}/5 kỹ năng"
    if household.note:
        yield f"  Ghi chú: {household.note}"
    yield from _part("Người trong hộ", [_person(person, story) for person in story.overview.people])
    yield from _part("Kết nối", list(_connection(story)))
    yield from _part("Lượt thăm", [_visit(visit, story.names) for visit in story.visits])
    yield from _part("Đồng ý", [_consent(consent) for consent in story.consents])
    yield from _part("Tài liệu đã phát", [f"{format_date(each.given_on)} · {each.topic}" for each in story.handouts])


def _part(title: str, lines: list[str]) -> Iterator[str]:
    yield title if lines else f"{title}: chưa có"
    yield from (f"  {line}" for line in lines)


def _standing(story: "Story") -> str:
    from cdtt_app.domain.standing import State
    from cdtt_app.domain.vietnamese import format_date

    words = {
        State.VISITED: "Đã thăm",
        State.PROMISED: "Hẹn hôm nay",
        State.ASKED_HELP: "Nhờ giúp",
        State.OVERDUE: "Quá hạn",
        State.NEVER: "Chưa thăm",
    }
    standing = story.overview.standing
    parts = [words[standing.state]]
    if standing.met_on:
        parts.append(f"gặp gần nhất {format_date(standing.met_on)}")
    if standing.next_visit:
        parts.append(f"hẹn {format_date(standing.next_visit)} {standing.next_time}".rstrip())
    return " · ".join(parts)


def _person(person: "Person", story: "Story") -> str:
    from cdtt_app.domain.person import age_band
    from cdtt_app.domain.skills import self_reliant_count

    core = story.checklist.core()
    levels = story.levels.get(person.id)
    band = age_band(person.born, story.year)
    skills = f"tự làm {self_reliant_count(levels, core)}/{len(core)} việc chính" if levels else "chưa hỏi kỹ năng"
    parts = (person.name, person.role, band.value if band else "", skills, f"mã {person.id}")
    return " · ".join(part for part in parts if part)


def _connection(story: "Story") -> Iterator[str]:
    from cdtt_app.domain.household import Signal
    from cdtt_app.presenters.household_facts import facts

    words = {
        Signal.NONE: "không có sóng",
        Signal.UNSTEADY: "chập chờn",
        Signal.CALLS: "gọi được",
        Signal.DATA: "dùng được dữ liệu",
    }
    known = facts(story.overview.household, story.visits)
    for line in known.asked:
        yield f"{line.text} ({line.note})" if line.note else line.text
    note = f" ({known.signals_note})" if known.signals_note else ""
    for network, signal in known.signals:
        yield f"{network}: {words[signal]}{note}"


def _visit(visit: "Visit", names: dict[str, str]) -> str:
    from cdtt_app.domain.vietnamese import format_date
    from cdtt_app.presenters.visit_words import ACTIVITIES, OUTCOMES, TOPICS

    met = ", ".join(names.get(id_, "") for id_ in visit.met)
    visitors = ", ".join(names.get(id_, "") for id_ in visit.visitors)
    parts = (
        format_date(visit.visited_on),
        OUTCOMES[visit.outcome],
        ACTIVITIES[visit.activity],
        f"gặp {met}" if met else "",
        f"người đi: {visitors}" if visitors else "",
        ", ".join(TOPICS[topic] for topic in visit.topics),
        visit.note.replace("\n", " "),
    )
    return " · ".join(part for part in parts if part)


def _consent(consent: "Consent") -> str:
    from cdtt_app.domain.vietnamese import format_date
    from cdtt_app.presenters.visit_words import METHODS, PURPOSES

    granted = ", ".join(PURPOSES[purpose] for purpose in consent.granted) or "Không đồng ý"
    return f"{format_date(consent.asked_at.astimezone().date())} · {granted} · {METHODS[consent.method]}"
