"""A handout without paper: text to paste into a Zalo group, and what is read out over the hamlet's loudspeaker."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cdtt_app.domain.address_register import Address, by_id
from cdtt_app.domain.handout_text import Block, BlockKind, Handout, plain
from cdtt_app.domain.languages import Language, is_translated, text_in

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# numbers of services only: a year, a sum or a count is read as a number, not digit by digit
_HOTLINE: Final = re.compile(r"(?<![\w.,/])(?:11\d|156|1022|5656|1[89]00[ .]?\d{4})(?!\w|[.,/]\d)")
_SENTENCE: Final = re.compile(r"(?<=[.!?។])\s+")
_ENDS: Final = ".!?:។"


def plain_text(handout: Handout, language: Language, addresses: Iterable[Address]) -> str:
    """What to paste into a group: one line an idea; of the addresses given, those this handout names, written out."""
    lines = [plain(text_in(handout.title, language)), plain(text_in(handout.subtitle, language)), ""]
    number = 0
    kind = None
    for block in handout.blocks:
        number += block.kind is BlockKind.STEP
        if kind is not None and block.kind is not kind:
            lines.append("")
        kind = block.kind
        lines.append((f"{number}. " if kind is BlockKind.STEP else "- ") + _said(block, language))
    known = by_id(addresses)
    told = [_written_out(known[each]) for each in handout.addresses if each in known]
    lines += ["", *told] if told else []
    return "\n".join(line for place, line in enumerate(lines) if line or place > 1)


def loudspeaker_script(handout: Handout, language: Language) -> str:
    """What to read out: a sentence a line, hotlines digit by digit, and each of them once more at the end."""
    spoken = language if is_translated(handout.loudspeaker, language) else Language.VIETNAMESE
    text = plain(text_in(handout.loudspeaker, spoken)) or _all_said(handout, spoken)
    hotlines = dict.fromkeys(_HOTLINE.findall(text))
    lines = [*_SENTENCE.split(text), *_once_more(hotlines, spoken)]
    return "\n".join(_HOTLINE.sub(_digit_by_digit, line) if spoken is Language.VIETNAMESE else line for line in lines)


def _said(block: Block, language: Language) -> str:
    return _sentences(plain(text_in(block.heading, language)), plain(text_in(block.text, language)))


def _sentences(*parts: str) -> str:
    """Parts one after the other, each closed by a stop of its own or by a full stop."""
    return " ".join(part if part.endswith(tuple(_ENDS)) else f"{part}." for part in parts if part)


def _all_said(handout: Handout, language: Language) -> str:
    """For a handout whose loudspeaker text is empty: its title and its blocks."""
    return _sentences(plain(text_in(handout.title, language)), *(_said(block, language) for block in handout.blocks))


def _written_out(address: Address) -> str:
    about = f" – {plain(address.about)}" if address.about else ""  # a stop after a link would become part of it
    return f"{plain(address.label)}: {address.value}{about}"


def _once_more(hotlines: Iterable[str], language: Language) -> Iterator[str]:
    for hotline in hotlines:
        yield f"Xin nhắc lại: số {hotline}." if language is Language.VIETNAMESE else f"{hotline}."


def _digit_by_digit(found: re.Match[str]) -> str:
    groups = re.split(r"[ .]", found[0])
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in group) for group in groups)
