"""A command line in this process, over a profile of invented people that needs no PIN."""

import io
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from cdtt_app.cli import run
from cdtt_app.domain.household import Connection, Household, Location, Power
from cdtt_app.domain.ids import HouseholdId, PersonId
from cdtt_app.domain.person import FamilyRole, Person, YearBand
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.setup import Setup, current_hamlet, set_up
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile, open_profile
from tests.cli.running import Cdtt, Said


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile made once, to be copied: one household of three in thôn Bản Giòng."""
    profile = Profile(tmp_path_factory.mktemp("model") / "profile")
    setup = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai", member_called="Chị Mai")
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
        phone="0912345678",
        note="Chó dữ, gọi trước",
        connection=Connection(power=Power.GRID, power_cuts=True, smartphones=2),
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
def cdtt(profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cdtt:
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
