"""Parts of the dossier's first page: title, overdue band, map with facts, requests, signature."""

from collections.abc import Sequence
from typing import Final

from cdtt_app.documents.dossier import Dossier, Fact
from cdtt_app.documents.flow import Block, text_blocks
from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.map_legend import legend_blocks
from cdtt_app.documents.map_paper import draw_map
from cdtt_app.documents.map_plan import MapPlan, plan_map
from cdtt_app.documents.qr import matrix
from cdtt_app.documents.sheet import MUTED, WHITE, WIDTH, Sheet
from cdtt_app.documents.wrapping import line_step, text_width, wrapped

LEFT: Final = 15.0
RIGHT: Final = WIDTH - 15.0
WIDE: Final = RIGHT - LEFT
RED: Final = "#b3261e"
_RED_GROUND: Final = "#fce8e6"
_MAP: Final = (104.0, 86.0)
_FACTS: Final = LEFT + _MAP[0] + 6
_FACTS_DEEP: Final = 100.0  # facts go on under the map beyond this
_LABEL: Final = 9.0
_VALUE: Final = 10.0
_QUIET: Final = 2.0  # mm of the white around the code that is white anyway
_CODE: Final = 33.0  # mm, with its quiet zone


def title_blocks(title: str) -> list[Block]:
    """The title; smaller letters when it is long, and as many lines as it takes."""
    size = next((size for size in (22, 19) if len(wrapped(title, BOLD, size, WIDE)) == 1), 16)
    return text_blocks(title, LEFT, WIDE, BOLD, size, spacing=1.25, with_next=True)


def section_block(title: str, about: str = "") -> list[Block]:
    """A section's heading, with a word on it beside it or, if it is long, beneath."""
    left = LEFT + text_width(title, BOLD, 14) + 5
    beside = text_width(about, REGULAR, 10.5) <= RIGHT - left

    def draw(sheet: Sheet, y: float) -> None:
        sheet.say(title, LEFT, y + 5.2, BOLD, 14)
        if beside:
            sheet.say(about, left, y + 5.2, REGULAR, 10.5, MUTED)

    head = Block(height=7.2, draw=draw, before=2.2, with_next=True)
    return [head] if beside else [head, *text_blocks(about, LEFT, WIDE, REGULAR, 10, MUTED, with_next=True)]


def overdue_blocks(overdue: tuple[str, str] | None) -> list[Block]:
    """The band that says who should have answered, and since when."""
    if overdue is None:
        return []
    bold, rest = overdue
    words_left, step = LEFT + 11, line_step(11)
    first = text_width(f"{bold} ", BOLD, 11)
    together = first + text_width(rest, REGULAR, 11) <= RIGHT - words_left - 4
    heads = wrapped(bold, BOLD, 11, RIGHT - words_left - 4)
    lines = [] if together else wrapped(rest, REGULAR, 11, RIGHT - words_left - 4)
    height = max(9.2, (len(heads) + len(lines)) * step + 4)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.box(LEFT, y, WIDE, height, radius=1.6, line=1.2, fill=_RED_GROUND, colour=RED)
        sheet.disc(LEFT + 6, y + height / 2, 2.9, fill=RED)
        sheet.say("!", LEFT + 6, y + height / 2 + 1.6, BOLD, 13, WHITE, at="centre")
        base = y + (height - (len(heads) + len(lines)) * step) / 2 + step * 0.74
        for place, line in enumerate((*heads, *lines)):
            font = BOLD if place < len(heads) else REGULAR
            sheet.say(line, words_left, base + place * step, font, 11)
        if together:
            sheet.say(rest, words_left + first, base, REGULAR, 11)

    return [Block(height=height, draw=draw, before=1.6)]


def map_and_facts(dossier: Dossier) -> list[Block]:
    """The map on the left, the facts beside it as far as they go, its legend beneath, then the other facts."""
    plan = plan_map(dossier.scene, *_MAP, box=dossier.map_box, lines_from=dossier.lines_from)
    count = _facts_beside(dossier.facts)
    return [
        _map_block(plan, dossier.facts[:count]),
        *legend_blocks(plan, LEFT, WIDE),
        *_facts_below(dossier.facts[count:]),
    ]


def _facts_beside(facts: Sequence[Fact]) -> int:
    deep, count = 0.0, 0
    for fact in facts:
        deep += _fact_height(fact)
        if deep > _FACTS_DEEP:
            break
        count += 1
    return count


def _fact_lines(fact: Fact) -> list[str]:
    font, size = (BOLD, 15.0) if fact.large else (SEMIBOLD, _VALUE)
    return wrapped(fact.value, font, size, RIGHT - _FACTS)


def _fact_height(fact: Fact) -> float:
    labels = len(wrapped(fact.label, REGULAR, _LABEL, RIGHT - _FACTS))
    return (
        labels * line_step(_LABEL, 1.25) + len(_fact_lines(fact)) * line_step(15 if fact.large else _VALUE, 1.2) + 1.2
    )


def _map_block(plan: MapPlan, facts: Sequence[Fact]) -> Block:
    height = max(_MAP[1], sum(map(_fact_height, facts)))

    def draw(sheet: Sheet, y: float) -> None:
        draw_map(sheet, plan, LEFT, y)
        for fact in facts:
            _draw_fact(sheet, fact, y)
            y += _fact_height(fact)

    return Block(height=height + 1, draw=draw, before=2.4)


def _draw_fact(sheet: Sheet, fact: Fact, y: float) -> None:
    for line in wrapped(fact.label, REGULAR, _LABEL, RIGHT - _FACTS):
        sheet.say(line, _FACTS, y + line_step(_LABEL, 1.25) * 0.76, REGULAR, _LABEL, MUTED)
        y += line_step(_LABEL, 1.25)
    font, size = (BOLD, 15.0) if fact.large else (SEMIBOLD, _VALUE)
    step = line_step(size, 1.2)
    for line in _fact_lines(fact):
        sheet.say(line, _FACTS, y + step * 0.78, font, size)
        y += step


def _facts_below(facts: Sequence[Fact]) -> list[Block]:
    blocks: list[Block] = []
    for fact in facts:
        blocks += text_blocks(fact.label, LEFT, WIDE, REGULAR, 9.5, MUTED, before=1.2, with_next=True)
        blocks += text_blocks(fact.value, LEFT, WIDE, SEMIBOLD, 10.5, spacing=1.2)
    return blocks


def request_blocks(requests: Sequence[str]) -> list[Block]:
    """What is asked of whom, numbered."""
    if not requests:
        return []
    blocks = section_block("Đề nghị")
    for number, request in enumerate(requests, start=1):
        blocks += text_blocks(f"{number}. {request}", LEFT, WIDE, REGULAR, 11)
    return blocks


def signature_block(dossier: Dossier) -> Block:
    """The square code with its address at the left, room to sign at the right: never torn apart."""
    left = LEFT + (_CODE + 1 if dossier.link else 0)
    signer = wrapped(dossier.signer, BOLD, 11, 70)
    words = [(line, REGULAR, MUTED) for line in _lines(dossier.made_by, RIGHT - 76 - left)]
    if dossier.link:
        bare = dossier.link.removeprefix("HTTPS://").removeprefix("https://")
        address = bare.lower() if bare.isupper() else bare
        shown = [(line, REGULAR, "#17231e") for line in _lines(address, RIGHT - 76 - left)]
        words = [("Xem hồ sơ trên máy", SEMIBOLD, "#17231e"), *shown, *words]
    step = line_step(10.5)
    height = max(_CODE - 2 * _QUIET if dossier.link else 0, len(words) * step + 4, len(signer) * step + 24.0)

    def draw(sheet: Sheet, y: float) -> None:
        if dossier.link:
            sheet.square_code(matrix(dossier.link), LEFT - 3.5, y - _QUIET, _CODE)
        top = y + max(4.0, (_CODE - 2 * _QUIET - len(words) * step) / 2) if dossier.link else y + 4.0
        for place, (line, font, colour) in enumerate(words):
            sheet.say(line, left, top + place * step + step * 0.76, font, 10.5, colour)
        for place, line in enumerate(signer):
            sheet.say(line, RIGHT - 35, y + 6 + place * step, BOLD, 11, at="centre")
        sheet.say("(ký, ghi rõ họ tên)", RIGHT - 35, y + 6 + len(signer) * step, REGULAR, 9.5, MUTED, at="centre")

    return Block(height=height, draw=draw, before=_QUIET)


def _lines(text: str, width: float) -> list[str]:
    return wrapped(text, REGULAR, 10.5, width) if text else []
