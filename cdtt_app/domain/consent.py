"""Consent (Law 91/2025/QH15): three separate purposes, nothing ticked beforehand, silence is not a yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cdtt_app.domain.ids import ConsentId, HamletId, HouseholdId, MemberId

TEXT_VERSION = "2026.1"


class Purpose(StrEnum):
    """What a household may agree to, each by itself."""

    VISITS = "luot_tham_ky_nang"
    LOCATION = "vi_tri_nha"
    LANGUAGE = "thu_tieng"


class ConsentMethod(StrEnum):
    """How the answer was given."""

    SIGNED = "ky_giay"
    SPOKEN = "loi_noi_co_chung_kien"
    ELECTRONIC = "dien_tu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One asking: what was granted, on which text, how, when, to whom. An empty grant is a refusal."""

    id: ConsentId
    household_id: HouseholdId
    hamlet_id: HamletId
    granted: tuple[Purpose, ...]
    asked_at: datetime
    text_version: str = TEXT_VERSION
    method: ConsentMethod = ConsentMethod.SPOKEN
    witness: str = ""
    collected_by: MemberId | None = None
    deleted: str = ""


def in_force(askings: Sequence[Consent]) -> Consent | None:
    """The latest answer; a later refusal ends an earlier yes."""
    return max((c for c in askings if not c.deleted), key=lambda c: (c.asked_at, c.id), default=None)


def allows(consent: Consent | None, purpose: Purpose) -> bool:
    """Whether `purpose` was granted; never asked means no."""
    return consent is not None and purpose in consent.granted
