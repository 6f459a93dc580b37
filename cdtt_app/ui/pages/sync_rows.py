"""The rows with a button on the page "Gửi & nhận": questions, work that was set aside, late work; and what they do."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.presenters.field_values import Known
from cdtt_app.presenters.late_rows import own_row, tray_reason, tray_row
from cdtt_app.presenters.late_words import LateWords, late_words
from cdtt_app.presenters.question import Group, agreed_questions, answer, grouped, question_value
from cdtt_app.presenters.question_value import QuestionValue
from cdtt_app.presenters.sync_facts import Aside, Asked
from cdtt_app.services.conflicts import answer_question, open_questions, postpone_question
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.record_facts import homes, household_of, names_of, question_words
from cdtt_app.services.tray import Waiting, dismiss, late_work, mark_seen, own_set_aside, take_in
from cdtt_app.services.undo import Saved
from cdtt_app.storage.conflicts import postponed
from cdtt_app.storage.database import Database
from cdtt_app.storage.late_work import Decision
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.late_work_dialog import LateWorkDialog, LateWorkValue
from cdtt_app.ui.theme import Tone

_ANSWERED: Final = "Câu này vừa có người trả lời rồi, không phải trả lời nữa."
_DECIDED: Final = "Phiếu này vừa có người xem rồi."
_ASK_AGAIN: Final = "Đã ghi lại để hỏi hộ. Hỏi được rồi thì trả lời ở đây."
_OWN, _LATE = "own", "late"


class SyncRows:
    """Reads the rows, and acts on what the person read: not on what came in meanwhile."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[str, Group] = {}

    def questions(self) -> tuple[Asked, ...]:
        """The open questions; those put off say so."""
        db = self._desk.db
        groups = _groups(db)
        known, later = _known(db, groups), postponed(db)
        return tuple(
            Asked(
                title=question_value(group, known).title,
                key=_key_of(group),
                sentence=_ASK_AGAIN if (group[0].record.id, group[0].field) in later else "",
            )
            for group in groups
        )

    def question(self, key: str) -> QuestionValue:
        """One question; raises RefusedError when it is open no more."""
        db = self._desk.db
        group = next((each for each in _groups(db) if _key_of(each) == key), None)
        if group is None:
            raise RefusedError(_ANSWERED)
        self._asked[key] = group
        return question_value(group, _known(db, (group,)))

    def answer(self, key: str, choice: int) -> Saved:
        """Keep the choice of this number of the question as it was shown."""
        group = self._asked.pop(key)
        record = group[0].record
        return answer_question(self._desk.db, record.kind, record.id, answer(group, choice))

    def ask_again(self, key: str) -> None:
        """Nobody knows: to be asked at the household."""
        group = self._asked.pop(key)
        postpone_question(self._desk.db, group[0].record.id, tuple(question.field for question in group))

    def asides(self) -> tuple[Aside, ...]:
        """What this machine wrote and the book does not have."""
        db = self._desk.db
        return tuple(
            own_row(
                _words(db, waiting[0]),
                _row_key(_OWN, waiting),
                count=len(waiting),
                dismissed=waiting[0].decision is Decision.DISMISSED,
                left=_left(waiting[0].record),
            )
            for waiting in _together(own_set_aside(db))
        )

    def tray(self) -> tuple[Aside, ...]:
        """What came late from other machines."""
        db = self._desk.db
        return tuple(
            tray_row(
                _words(db, waiting[0]),
                _row_key(_LATE, waiting),
                count=len(waiting),
                whose=waiting[0].author.person,
                reason=waiting[0].item.reason,
                may_come_in=any(each.may_come_in for each in waiting),
            )
            for waiting in _together(late_work(db))
        )

    def open(self, key: str, window: QWidget) -> None:
        """What the button of a row does; raises RefusedError, StorageError."""
        db, late = self._desk.db, key.startswith(_LATE)
        rows = _together(late_work(db) if late else own_set_aside(db))
        waiting = next((each for each in rows if _row_key(_LATE if late else _OWN, each) == key), None)
        if waiting is None:
            raise RefusedError(_DECIDED)
        if waiting[0].decision is Decision.DISMISSED:
            for each in waiting:
                mark_seen(db, each)
            self._desk.sender.changed.emit()
        else:
            self._show(waiting, window, late=late)

    def _show(self, waiting: Sequence[Waiting], window: QWidget, *, late: bool) -> None:
        desk = self._desk
        value = _value(desk.db, waiting, late=late)
        dialog = LateWorkDialog(desk.theme, value, self._decide(waiting), window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        go, said = dialog.go_to_household, dialog.said
        dialog.deleteLater()
        if go:
            record = waiting[0].record
            household = household_of(record.kind, record.id, record.fields)
            if household is not None:
                desk.ways.open_household(household)
        elif accepted:
            desk.ways.say(said, Tone.GREEN)
            desk.sender.decided()

    def _decide(self, waiting: Sequence[Waiting]) -> Callable[[bool], str]:
        def decide(taken: bool) -> str:
            db = self._desk.db
            if not taken:
                for each in waiting:
                    dismiss(db, each)
                return "Đã ghi: không nhận vào sổ."
            wanted = [each for each in waiting if each.may_come_in]
            for each in wanted:
                take_in(db, each)
            left = len(waiting) - len(wanted)
            return "Đã nhận vào sổ." + (f" {left} lần ghi có chỗ sai, chưa nhận được." if left else "")

        return decide


def _groups(db: Database) -> tuple[Group, ...]:
    return grouped(agreed_questions(open_questions(db)))


def _key_of(group: Group) -> str:
    return f"{group[0].record.id}/{group[0].field}"


def _known(db: Database, groups: Iterable[Group]) -> Known:
    found = homes(question.record for group in groups for question in group)
    return Known(names=names_of(db, found), questions=question_words(db))


def _together(rows: Iterable[Waiting]) -> list[list[Waiting]]:
    """One row for what one machine wrote about one household and what waits for the same reason."""
    found: dict[tuple[object, ...], list[Waiting]] = {}
    for each in rows:
        record = each.record
        home = household_of(record.kind, record.id, record.fields) or record.id or each.item.key
        found.setdefault((each.item.key[0], home, each.item.reason, each.decision), []).append(each)
    return list(found.values())


def _left(record: RecordFacts) -> bool:
    """Whether the household of a record is not on this machine any more."""
    return bool(household_of(record.kind, record.id, record.fields)) and not (record.head_name or record.code)


def _row_key(which: str, waiting: Sequence[Waiting]) -> str:
    return "/".join((which, *map(str, waiting[0].item.key)))


def _words(db: Database, each: Waiting) -> LateWords:
    operation = each.item.operation
    return late_words(
        each.record,
        {path: value for path, (value, _) in operation.changes.items()} if operation else {},
        reason=each.item.reason,
        author=(each.author.person, each.author.machine),
        at=each.item.at,
        known=Known(names=names_of(db, homes((each.record,))), questions=question_words(db)),
    )


def _value(db: Database, waiting: Sequence[Waiting], *, late: bool) -> LateWorkValue:
    words = [_words(db, each) for each in waiting]
    first = waiting[0]
    household = household_of(first.record.kind, first.record.id, first.record.fields)
    return LateWorkValue(
        title=words[0].title,
        reason=tray_reason(words[0], first.item.reason) if late else words[0].reason,
        advice="" if late else words[0].advice,
        parts=tuple((each.title, each.who, each.facts) for each in words),
        decides=late,
        may_come_in=any(each.may_come_in for each in waiting),
        has_household=bool(household and first.record.head_name),
    )
