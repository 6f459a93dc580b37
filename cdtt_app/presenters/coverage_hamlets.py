"""The table of hamlets: how each stands, with totals, white and weak hamlets counted apart."""

from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.coverage_board import Board, HamletView
from cdtt_app.domain.coverage_facts import HamletCoverage
from cdtt_app.domain.coverage_rules import CoverageRules, is_stale
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.coverage_rows import Mark
from cdtt_app.presenters.coverage_sentences import rule_words
from cdtt_app.presenters.coverage_words import COVERAGES, listed

_LOOKS: Final = {
    HamletCoverage.WHITE: ("red", "wifi-off"),
    HamletCoverage.WEAK: ("amber", "wifi"),
    HamletCoverage.USABLE: ("green", "check"),
    HamletCoverage.UNKNOWN: ("neutral", "circle-help"),
}

_SHORT: Final = {
    HamletCoverage.WHITE: "Trắng",
    HamletCoverage.WEAK: "Lõm",
    HamletCoverage.USABLE: "Được",
    HamletCoverage.UNKNOWN: "Chưa rõ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletRow:
    """One line of the table; `note` says what is missing before it can be judged."""

    name: str
    standing: Mark | None
    households: str
    notes: str
    spots: str
    open_cases: str
    overdue: str
    note: str = ""
    short: str = ""  # the standing where there is no room for its words


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletTable:
    """The whole: rows, their sum, a sentence, and the rule that everything was counted by."""

    rows: tuple[HamletRow, ...]
    total: HamletRow
    sentence: str
    rule: str
    speed: str  # results of i-Speed, against what a commune needs
    speed_share: float  # of that, 0 to 1


def hamlet_table(board: Board) -> HamletTable:
    """The hamlets of the board."""
    views, tests = board.hamlets, _speed_tests(board)
    return HamletTable(
        rows=tuple(map(_row, views)),
        total=HamletRow(
            name=f"Cộng {len(views)} thôn",
            standing=None,
            households=format_number(sum(view.households for view in views)),
            notes=format_number(sum(view.count.notes for view in views)),
            spots=format_number(sum(view.count.spots for view in views)),
            open_cases=format_number(sum(view.open_cases for view in views)),
            overdue=format_number(sum(view.overdue for view in views)),
        ),
        sentence=_sentence(board),
        rule=rule_words(board.rules),
        speed=_speed_words(tests, board.rules),
        speed_share=min(1.0, tests / max(1, board.rules.speed_tests_wanted)),
    )


def _speed_tests(board: Board) -> int:
    """Results noted within the time that notes count."""
    fresh = (note for note in board.notes if not is_stale(note.measured_at, board.rules, now=board.now))
    return sum(reading.speed is not None for note in fresh for reading in note.readings.values())


def _speed_words(tests: int, rules: CoverageRules) -> str:
    """`i-Speed: sổ này có 12 kết quả trong 12 tháng; ...`."""
    return (
        f"Đo bằng i-Speed: sổ này ghi {format_number(tests)} kết quả trong {rules.valid_months} tháng. Mỗi xã cần "
        f"khoảng {format_number(rules.speed_tests_wanted)} mẫu đo thì trang i-Speed mới đủ số liệu; đo thêm không mất "
        "dung lượng mạng."
    )


def _sentence(board: Board) -> str:
    counts = [(each, sum(view.count.coverage is each for view in board.hamlets)) for each in HamletCoverage]
    return " · ".join(f"{COVERAGES[each]}: {count} thôn" for each, count in counts)


def _row(view: HamletView) -> HamletRow:
    count, name = view.count, full_name(view.hamlet)
    missing = f"chưa đo {listed(tuple(each.value for each in count.not_noted))}" if count.not_noted else ""
    stale = f"{count.stale} ghi nhận quá cũ" if count.stale else ""
    return HamletRow(
        name=name[:1].upper() + name[1:],
        standing=Mark(COVERAGES[count.coverage], *_LOOKS[count.coverage]),
        short=_SHORT[count.coverage],
        households=format_number(view.households) if view.households else "–",  # its register is not on this machine
        notes=format_number(count.notes),
        spots=format_number(count.spots),
        open_cases=format_number(view.open_cases),
        overdue=format_number(view.overdue),
        note=", ".join(part for part in (missing, stale) if part),
    )
