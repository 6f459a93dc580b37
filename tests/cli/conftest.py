"""A command line in this process, over a profile of invented people that needs no PIN."""

import io
import json
import shutil
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.cli import run
from cdtt_app.domain.household import Household, Location
from cdtt_app.domain.ids import HouseholdId, PersonId
from cdtt_app.domain.person import FamilyRole, Person, YearBand
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.setup import Setup, current_hamlet, set_up
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile, open_profile

PIN = "482913"
ID = "0193a1c2-7d4e-7c10-9f2b-5d0e8a4c6b11"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


Cdtt = Callable[..., Said]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile made once, to be copied: one household of three in thôn Bản Giòng."""
    profile = Profile(tmp_path_factory.mktemp("model") / "profile")
    setup = Setup(
        commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai", member_called="Chị Mai"
    )
    db = set_up(profile, setup, load_units(resources() / "units"), resources() / "checklists", pin=None).db
    hamlet = current_hamlet(db)
    assert hamlet is not None
    household = Household(
        id=HouseholdId("hh-du"),
        hamlet_id=hamlet.id,
        code="BG-004",
        head_name="Nông Văn Dư",
        cluster="Nà Phiêng",
        location=Location(latitude=22.456789, longitude=105.456789, accuracy_m=5),
        spoken_language="Tày",
    )
    family = (
        ("p-du", "Nông Văn Dư", FamilyRole.HEAD, 1958),
        ("p-van", "Bế Thị Vân", FamilyRole.DAUGHTER_IN_LAW, 1991),
        ("p-chau", "Nông Minh Khôi", FamilyRole.GRANDCHILD, 2014),
    )
    with db.write() as tx:
        tx.save(household)
        for place, (id_, name, role, born) in enumerate(family):
            years = YearBand(first=born, last=born)
            tx.save(
                Person(
                    id=PersonId(id_),
                    household_id=household.id,
                    hamlet_id=hamlet.id,
                    name=name,
                    role=role,
                    born=years,
                    position=place,
                )
            )
    db.close()
    return profile.folder


@pytest.fixture
def profile(model: Path, tmp_path: Path) -> Path:
    """A copy of the model that a test may spoil."""
    return Path(shutil.copytree(model, tmp_path / "profile"))


@pytest.fixture
def cdtt(
    profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Said]:
    """Runs `cdtt` on the profile unless another is named."""
    monkeypatch.delenv("CDTT_PIN", raising=False)

    def call(*words: str | Path, stdin: str = "", windows: Callable[[Namespace], int] = lambda _: 0) -> Said:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        named = ("--profile" in words, "--help" in words)
        argv = [*map(str, words)] if any(named) else ["--profile", str(profile), *map(str, words)]
        capsys.readouterr()
        code = run(argv, windows=windows)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return call


@pytest.fixture
def kept(profile: Path) -> Callable[[], Database]:
    """Opens the profile's database to look inside."""
    return lambda: open_profile(Profile(profile))


def today() -> date:
    """The day on this machine's wall."""
    return datetime.now(UTC).astimezone().date()


def a_visit(**fields: Any) -> dict[str, Any]:
    """A visit file that is in order."""
    return {
        "household": "BG-004",
        "date": today().isoformat(),
        "people": [{"name": "Nông Văn Dư", "answers": {"A1": 2, "F1": "na"}, "observed": ["A1"]}],
        "consent": {"granted": ["luot_tham_ky_nang"], "method": "ky_giay"},
        **fields,
    }
