"""Provinces and communes of today, found also by the names they had before 7/2025.

A register is built once by `unit_register`, which folds every name, and is then only read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from cdtt_app.domain.vietnamese import collation_key, fold, nfc, search_words

_KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")


class UnitMatch(StrEnum):
    """Through what kind of name a unit was found, the nearest first."""

    CURRENT = "current"
    FORMER = "former"
    DISTRICT = "district"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A unit that became part of today's: kind "xã", name "Linh Phú", district "huyện Chiêm Hoá"."""

    name: str
    kind: str
    district: str = ""
    province: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune, ward or special zone of today, with its five-digit code."""

    code: str
    name: str
    province_code: str
    former_names: tuple[FormerName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province or city of today, with its two-digit code."""

    code: str
    name: str
    former_names: tuple[FormerName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHit:
    """A found unit: a commune, or the province itself when `commune` is None; and the name that led to it."""

    province: Province
    commune: Commune | None
    match: UnitMatch
    matched_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One name of one unit, folded; texts begin with a space so that " ph" finds the start of a word."""

    hit: UnitHit
    name: str
    bare: str
    full: str
    around: str
    initials: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A query made ready: per word its readings, the whole phrase as typed and as meant."""

    words: tuple[tuple[str, ...], ...]
    phrases: tuple[str, ...]
    only_word: str
    accents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRegister:
    """Every province and the communes of the provinces in use, as of `version` (a date)."""

    version: str
    provinces: tuple[Province, ...]
    communes: tuple[Commune, ...]
    _provinces: Mapping[str, Province] = field(repr=False, compare=False)
    _communes: Mapping[str, Commune] = field(repr=False, compare=False)
    _entries: tuple[_Entry, ...] = field(repr=False, compare=False)

    def commune(self, code: str) -> Commune | None:
        """The commune of today with this code, or None."""
        return self._communes.get(code)

    def province(self, code: str) -> Province | None:
        """The province of today with this code, or None."""
        return self._provinces.get(code)

    def find(self, query: str, limit: int = 20) -> tuple[UnitHit, ...]:
        """Units by any name, with or without accents, by initials or code; exact and current names first."""
        asked = _asked(query)
        if asked is None:
            return ()
        found = [(rank, entry.hit) for entry in self._entries if (rank := _rank(entry, asked)) is not None]
        found.sort(key=lambda one: (one[0], _NEARNESS[one[1].match], collation_key(one[1].matched_name)))
        best: dict[tuple[str, str], UnitHit] = {}
        for _, hit in found:
            best.setdefault((hit.province.code, hit.commune.code if hit.commune else ""), hit)
        return tuple(best.values())[:limit]


_NEARNESS: Mapping[UnitMatch, int] = MappingProxyType({match: place for place, match in enumerate(UnitMatch)})


def unit_register(version: str, provinces: Iterable[Province], communes: Iterable[Commune]) -> UnitRegister:
    """The register with all names folded; every commune's province must be among the provinces (KeyError)."""
    by_code = {province.code: province for province in provinces}
    communes = tuple(communes)
    entries = [entry for province in by_code.values() for entry in _province_entries(province)]
    entries += [entry for commune in communes for entry in _commune_entries(commune, by_code[commune.province_code])]
    return UnitRegister(
        version=version,
        provinces=tuple(by_code.values()),
        communes=communes,
        _provinces=MappingProxyType(by_code),
        _communes=MappingProxyType({commune.code: commune for commune in communes}),
        _entries=tuple(entries),
    )


def bare_name(full_name: str) -> str:
    """The name without its kind: "Xã Tri Phú" gives "Tri Phú"."""
    small = full_name.casefold()
    kind = next((kind for kind in _KINDS if small.startswith(kind + " ")), "")
    return full_name[len(kind) :].strip()


def former_text(former: FormerName) -> str:
    """A former unit in full: "xã Linh Phú, huyện Chiêm Hoá"."""
    name = f"{former.kind} {former.name}"
    return f"{name}, {former.district}" if former.district else name


def _province_entries(province: Province) -> Iterator[_Entry]:
    def hit(match: UnitMatch, name: str) -> UnitHit:
        return UnitHit(province=province, commune=None, match=match, matched_name=name)

    yield _entry(hit(UnitMatch.CURRENT, province.name), province.name)
    for former in province.former_names:
        name = former_text(former)
        yield _entry(hit(UnitMatch.FORMER, name), name)


def _commune_entries(commune: Commune, province: Province) -> Iterator[_Entry]:
    def hit(match: UnitMatch, name: str) -> UnitHit:
        return UnitHit(province=province, commune=commune, match=match, matched_name=name)

    yield _entry(hit(UnitMatch.CURRENT, commune.name), commune.name, around=province.name, code=commune.code)
    yield _entry(hit(UnitMatch.PROVINCE, province.name), province.name)
    for former in commune.former_names:
        around = f"{former.district} {former.province} {province.name}"
        name = f"{former.kind} {former.name}"
        yield _entry(hit(UnitMatch.FORMER, former_text(former)), name, around=around, code=former.code)
    for district, old_province in dict.fromkeys((each.district, each.province) for each in commune.former_names):
        if district:
            yield _entry(hit(UnitMatch.DISTRICT, district), district, around=f"{old_province} {province.name}")
    for old_province in dict.fromkeys(each.province for each in commune.former_names):
        if old_province:
            yield _entry(hit(UnitMatch.PROVINCE, old_province), old_province)


def _entry(hit: UnitHit, name: str, *, around: str = "", code: str = "") -> _Entry:
    bare = fold(bare_name(name))
    full = fold(name)
    return _Entry(
        hit=hit,
        name=name,
        bare=f" {bare}",
        full=f" {full}",
        around=f" {full} {fold(around)}",
        initials="".join(word[0] for word in bare.split()),
        code=code,
    )


def _asked(query: str) -> _Asked | None:
    words = search_words(query)
    if not words:
        return None
    text = nfc(query)
    return _Asked(
        words=tuple(tuple(f" {reading}" for reading in readings) for readings in words),
        phrases=tuple(dict.fromkeys("".join(f" {readings[place]}" for readings in words) for place in (0, -1))),
        only_word=words[0][0] if len(words) == 1 else "",
        accents="" if text.isascii() else collation_key(text),
    )


def _rank(entry: _Entry, asked: _Asked) -> int | None:
    """How well a name answers, 0 best: as written, exact, its beginning, its words, words around it, initials."""
    if entry.bare in asked.phrases or entry.full in asked.phrases:
        return 0 if _as_written(entry, asked) else 1
    if entry.bare.startswith(asked.phrases) or (not asked.only_word and entry.full.startswith(asked.phrases)):
        return 2
    if _any_within(asked.words, entry.bare) and _all_within(asked.words, entry.around):
        return 3 if _all_within(asked.words, entry.full) else 4
    if len(asked.only_word) > 1 and asked.only_word in (entry.initials, entry.code):
        return 5
    return None


def _as_written(entry: _Entry, asked: _Asked) -> bool:
    """Whether the accents agree too; no matter where the tone mark stands, and if any were typed."""
    return not asked.accents or asked.accents in (collation_key(entry.name), collation_key(bare_name(entry.name)))


def _any_within(words: tuple[tuple[str, ...], ...], text: str) -> bool:
    return any(reading in text for readings in words for reading in readings)


def _all_within(words: tuple[tuple[str, ...], ...], text: str) -> bool:
    return all(any(reading in text for reading in readings) for readings in words)
