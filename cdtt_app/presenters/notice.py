"""A notice of a meeting, and the houses that must be told on foot because no message reaches them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Final

from cdtt_app.documents.notice_pdf import Notice, ToTell, ToTellGroup
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.household import Household, Signal
from cdtt_app.domain.vietnamese import format_date_long, nfc
from cdtt_app.presenters.run_sheet import cluster_title

_LACKING: Final = frozenset({Signal.NONE, Signal.UNSTEADY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What the person who invites has typed."""

    day: date
    at: time
    where: str
    subject: str
    invited_by: str
    contact: str = ""
    bring: str = ""


def without_signal(household: Household) -> bool:
    """Whether every network that was asked about is absent or unsteady at home; where nobody asked, nobody knows."""
    signals = set(household.connection.signal.values())
    return bool(signals) and signals <= _LACKING


def meeting_problems(meeting: Meeting, *, today: date) -> tuple[str, ...]:
    """What keeps the notice from being printed, as sentences."""
    problems = []
    if meeting.day < today:
        problems.append("Ngày họp đã qua. Hãy chọn lại ngày họp.")
    for text, sentence in (
        (meeting.where, "Chưa ghi họp ở đâu. Hãy ghi nơi họp."),
        (meeting.subject, "Chưa ghi họp về việc gì. Hãy ghi nội dung họp."),
        (meeting.invited_by, "Chưa ghi ai mời. Hãy ghi tên người mời."),
    ):
        if not text.strip():
            problems.append(sentence)
    return tuple(problems)


def notice(
    meeting: Meeting, hamlet: Hamlet, homes: Sequence[Household], *, commune: str = "", printed_on: date
) -> Notice:
    """The paper; `homes` are all households of the hamlet in walking order."""
    where = ", ".join(part for part in (full_name(hamlet), commune) if part)
    return Notice(
        title=nfc(f"Giấy mời họp {hamlet.word.value}"),
        place=nfc(where),
        when=f"{meeting.at:%H:%M}, {format_date_long(meeting.day)}",
        where=_tidy(meeting.where),
        subject=_tidy(meeting.subject),
        invited_by=nfc(f"Người mời: {meeting.invited_by.strip()}"),
        contact=_tidy(meeting.contact),
        bring=_tidy(meeting.bring),
        to_tell=to_tell(homes),
        printed_on=printed_on,
    )


def to_tell(homes: Sequence[Household]) -> tuple[ToTellGroup, ...]:
    """The houses without signal, by cluster, in the order given."""
    reached_on_foot = [home for home in homes if without_signal(home) and not home.deleted]
    return tuple(
        ToTellGroup(cluster_title(cluster), tuple(map(_to_tell, here)))
        for cluster, here in groupby(reached_on_foot, key=lambda home: home.cluster)
    )


def _to_tell(home: Household) -> ToTell:
    where = ", ".join(part for part in (home.address, home.digital_address) if part)
    return ToTell(head=nfc(home.head_name), code=home.code, where=nfc(where), signal=_signal_words(home))


def _signal_words(home: Household) -> str:
    """`Không có sóng`, or on which networks it comes and goes."""
    unsteady = [network.value for network, signal in home.connection.signal.items() if signal is Signal.UNSTEADY]
    return f"Chập chờn: {', '.join(unsteady)}" if unsteady else "Không có sóng"


def _tidy(text: str) -> str:
    return nfc(" ".join(text.split()))
