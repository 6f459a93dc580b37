"""Notes and their forms for the tests, plain and at random."""

from datetime import date

from hypothesis import strategies as st

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import (
    CoverageNote,
    Facility,
    Occurrence,
    Photo,
    PointType,
    RoadAccess,
    Standing,
    Strength,
    Technology,
    Use,
    Weather,
    Works,
)
from cdtt_app.domain.household import Location, LocationSource, Power
from cdtt_app.domain.ids import HamletId, HouseholdId, NoteId
from cdtt_app.domain.networks import BRANDS
from cdtt_app.presenters.note_form import NetworkForm, NoteForm
from tests.factories import NOW

KEPT = Photo(sha256=Sha256("a" * 64), size=120_000, thumbnail=Sha256("b" * 64), thumbnail_size=9_000)


def blank() -> CoverageNote:
    """A new note that says nothing yet."""
    return CoverageNote(
        id=NoteId("n1"), hamlet_id=HamletId("h1"), recorded_at=NOW, measured_at=NOW, photos=(KEPT,), station="TQ-1"
    )


TEXT = st.text(max_size=12)
LOCATIONS = st.builds(
    Location,
    latitude=st.floats(8, 23.5),
    longitude=st.floats(102, 110),
    source=st.sampled_from(LocationSource),
)
NETWORKS = st.builds(
    NetworkForm,
    strength=st.none() | st.sampled_from(Strength),
    technology=st.none() | st.sampled_from(Technology),
    bars=st.none() | st.integers(0, 5),
    works=st.dictionaries(st.sampled_from(Use), st.sampled_from(Works)),
    rsrp=TEXT,
    cell=TEXT,
    down=TEXT,
    up=TEXT,
    ping=TEXT,
    tested=TEXT,
)
FORMS = st.builds(
    NoteForm,
    hamlet_id=st.sampled_from([HamletId("h1"), HamletId("h2")]),
    day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    clock=TEXT,
    household_id=st.none() | st.just(HouseholdId("home")),
    point=st.sampled_from(PointType),
    place=TEXT,
    location=st.none() | LOCATIONS,
    location_text=TEXT,
    accuracy=TEXT,
    networks=st.dictionaries(st.sampled_from(BRANDS), NETWORKS),
    standing=st.none() | st.sampled_from(Standing),
    occurrence=st.none() | st.sampled_from(Occurrence),
    hours=TEXT,
    weather=st.none() | st.sampled_from(Weather),
    households=TEXT,
    people=TEXT,
    facilities=st.frozensets(st.sampled_from(Facility)),
    power=st.none() | st.sampled_from(Power),
    road=st.none() | st.sampled_from(RoadAccess),
    nearest=TEXT,
    nearest_m=TEXT,
    station=TEXT,
    station_m=TEXT,
    witness=TEXT,
    note=TEXT,
    photos=st.sampled_from([(), (KEPT,)]),
    added=st.lists(TEXT, max_size=2).map(tuple),
    with_tries=st.booleans(),
)
