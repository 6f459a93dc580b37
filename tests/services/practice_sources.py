"""What the practice hamlet is made from."""

from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources

CHECKLISTS, DATA = resources() / "checklists", resources() / "practice"


def units() -> UnitRegister:
    """The register of communes that the program brings along."""
    return load_units(resources() / "units")
