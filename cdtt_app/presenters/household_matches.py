"""Which letters of a text were found by what was typed: they are underlined in the list."""

import unicodedata
from dataclasses import dataclass

from cdtt_app.domain.vietnamese import fold, nfc, search_words


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the places (start, end) of the letters that were found."""

    text: str
    found: tuple[tuple[int, int], ...] = ()


def marked(text: str, query: str) -> Marked:
    """The text with what `query` finds in it: the beginnings of words, or else the first letters of a name."""
    shown = nfc(text)
    words = _words(shown)
    prefixes = tuple(form for forms in search_words(query) for form in forms)
    found = tuple(place for word in words if (place := _beginning(word, prefixes)))
    return Marked(shown, found or _first_letters(words, fold(query)))


def _beginning(word: list[tuple[str, int]], prefixes: tuple[str, ...]) -> tuple[int, int] | None:
    folded = "".join(letter for letter, _ in word)
    length = max((len(prefix) for prefix in prefixes if folded.startswith(prefix)), default=0)
    return (word[0][1], word[length - 1][1] + 1) if length else None


def _first_letters(words: list[list[tuple[str, int]]], query: str) -> tuple[tuple[int, int], ...]:
    initials = "".join(word[0][0] for word in words)
    if len(query) < 2 or not query.isalpha() or not initials.startswith(query):
        return ()
    return tuple((word[0][1], word[0][1] + 1) for word in words[: len(query)])


def _words(text: str) -> list[list[tuple[str, int]]]:
    """The words of a text as folded letters, each with its place in the text."""
    words: list[list[tuple[str, int]]] = [[]]
    for place, sign in enumerate(text):
        letters = fold(sign)
        if letters:
            words[-1] += [(letter, place) for letter in letters]
        elif not unicodedata.combining(sign):
            words.append([])
    return [word for word in words if word]
