"""Provinces and communes of today, found also by the names they had before 7/2025.

A register is built once by `unit_register`, which folds every name, and is then only read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from cdtt_app.domain.vietnamese import collation_key, fold, nfc, search_words

_KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
_FOLDED_KIND = re.compile(f"(?:{'|'.join(map(fold, _KINDS))}) ")


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


class _Name(NamedTuple):  # these three are made by the thousand: a tuple is several times quicker
    """A name that leads to units; `around` is what people may add to it: district and province, then and now."""

    match: UnitMatch
    name: str
    around: str = ""
    code: str = ""
    shown: str = ""


class _Unit(NamedTuple):
    province: Province
    commune: Commune | None


class _Entry(NamedTuple):
    """A name with its folded forms, which begin with a space so that " ph" finds the start of a word."""

    name: _Name
    units: tuple[_Unit, ...]
    bare: str
    full: str
    around: str
    initials: str


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
        found = [(rank, entry) for entry in self._entries if (rank := _rank(entry, asked)) is not None]
        found.sort(key=lambda one: (one[0], _NEARNESS[one[1].name.match], collation_key(one[1].name.name)))
        first: dict[tuple[str, str], UnitHit] = {}
        for _, entry in found:
            for unit in entry.units:
                first.setdefault(_unit_codes(unit), _hit(unit, entry.name))
        return tuple(first.values())[:limit]


class _Folds(dict[str, str]):
    """Folds a text once, however many units share it: a district's name stands at each of its communes."""

    def __missing__(self, text: str) -> str:
        folded = self[text] = fold(text)
        return folded


_NEARNESS: Mapping[UnitMatch, int] = MappingProxyType({match: place for place, match in enumerate(UnitMatch)})


def unit_register(version: str, provinces: Iterable[Province], communes: Iterable[Commune]) -> UnitRegister:
    """The register with all names folded; every commune's province must be among the provinces (KeyError)."""
    provinces, communes = tuple(provinces), tuple(communes)
    by_code = {province.code: province for province in provinces}
    units = [_Unit(province, None) for province in provinces]
    units += [_Unit(by_code[commune.province_code], commune) for commune in communes]
    named: dict[_Name, dict[tuple[str, str], _Unit]] = {}
    for unit in units:
        for name in _commune_names(unit.commune, unit.province) if unit.commune else _province_names(unit.province):
            named.setdefault(name, {})[_unit_codes(unit)] = unit
    folds = _Folds()
    return UnitRegister(
        version=version,
        provinces=provinces,
        communes=communes,
        _provinces=MappingProxyType(by_code),
        _communes=MappingProxyType({commune.code: commune for commune in communes}),
        _entries=tuple(_entry(name, tuple(led_to.values()), folds) for name, led_to in named.items()),
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


def _unit_codes(unit: _Unit) -> tuple[str, str]:
    return unit.province.code, unit.commune.code if unit.commune else ""


def _province_names(province: Province) -> Iterator[_Name]:
    yield _Name(UnitMatch.CURRENT, province.name)
    for former in province.former_names:
        yield _Name(UnitMatch.FORMER, former_text(former))


def _commune_names(commune: Commune, province: Province) -> Iterator[_Name]:
    today = province.name
    yield _Name(UnitMatch.CURRENT, commune.name, around=today, code=commune.code)
    yield _Name(UnitMatch.PROVINCE, today)
    for former in commune.former_names:
        name, district, then = f"{former.kind} {former.name}", former.district, former.province
        around = f"{district} {then} {today}"
        yield _Name(UnitMatch.FORMER, name, around, former.code, former_text(former))
        if district:
            yield _Name(UnitMatch.DISTRICT, district, around=f"{then} {today}")
        if then:
            yield _Name(UnitMatch.PROVINCE, then)


def _entry(name: _Name, units: tuple[_Unit, ...], folds: _Folds) -> _Entry:
    full = fold(name.name)
    bare = full[kind.end() :] if (kind := _FOLDED_KIND.match(full)) else full
    letters = "".join([word[0] for word in bare.split()])
    return _Entry(name, units, f" {bare}", f" {full}", f" {full} {folds[name.around]}", letters)


def _hit(unit: _Unit, name: _Name) -> UnitHit:
    shown = name.shown or name.name
    return UnitHit(province=unit.province, commune=unit.commune, match=name.match, matched_name=shown)


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
    if len(asked.only_word) > 1 and asked.only_word in (entry.initials, entry.name.code):
        return 5
    return None


def _as_written(entry: _Entry, asked: _Asked) -> bool:
    """Whether the accents agree too; no matter where the tone mark stands, and if any were typed."""
    name = entry.name.name
    return not asked.accents or asked.accents in (collation_key(name), collation_key(bare_name(name)))


def _any_within(words: tuple[tuple[str, ...], ...], text: str) -> bool:
    return any(reading in text for readings in words for reading in readings)


def _all_within(words: tuple[tuple[str, ...], ...], text: str) -> bool:
    return all(any(reading in text for reading in readings) for readings in words)
