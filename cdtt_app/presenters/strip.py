"""The strip of a hamlet: one square for each household, cluster by cluster."""

from dataclasses import dataclass

from cdtt_app.domain.standing import State


@dataclass(frozen=True, slots=True)
class Square:
    """One household: its id, how it stands, and what is said about it ("Nông Văn Dư, BG-004")."""

    household_id: str
    state: State
    label: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Households that stand together: a name and a short count ("24/34 hộ")."""

    title: str
    count: str
    squares: tuple[Square, ...]
