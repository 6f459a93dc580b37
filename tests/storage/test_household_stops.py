from cdtt_app.domain.ids import HamletId
from cdtt_app.storage.database import Database
from cdtt_app.storage.household_stops import stops
from tests.factories import HAMLET, make_household


def test_households_are_walked_by_their_number_and_then_by_code(db: Database) -> None:
    homes = [
        make_household(code="BG-003", cluster="Nà Phiêng"),
        make_household(code="BG-001", cluster="Nà Phiêng", walking_order=2, asked_help=True),
        make_household(code="BG-002", cluster="Nà Phiêng", walking_order=1),
        make_household(code="BG-004", cluster="Nà Phiêng", deleted="ghi nhầm"),
        make_household(code="BK-001", hamlet_id=HamletId("h-khe")),
    ]
    with db.write() as tx:
        for home in homes:
            tx.save(home)
    here = stops(db, HAMLET)
    assert [stop.household_id for stop in here] == [homes[2].id, homes[1].id, homes[0].id]
    assert [stop.asked_help for stop in here] == [False, True, False]
    assert {stop.hamlet_id for stop in stops(db)} == {HAMLET, "h-khe"}
