import json
import os
from pathlib import Path

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.server.__main__ import main
from cdtt_app.server.compaction import KEPT_MS
from cdtt_app.server.upkeep import tidy
from cdtt_app.services.packing import our_packing
from cdtt_app.services.parcels import parcel_in, parcel_out
from cdtt_app.storage.database import Database
from cdtt_app.storage.feed import pending_count
from cdtt_app.storage.questions import where
from cdtt_app.storage.whereabouts import Where, whereabouts
from tests.journeys.sync.enrolled import enrol, meet
from tests.server.running import running_server


def household(db: Database, id_: str, note: str) -> None:
    with db.write() as tx:
        tx.save(
            Household(
                id=HouseholdId(id_), hamlet_id=HamletId("T1"), code=id_.upper(), head_name=f"Lý Thị {id_}", note=note
            )
        )


def notes(db: Database) -> dict[str, str]:
    return {str(household.id): household.note for household in where(db, Household)}


def test_a_log_folded_away_reads_the_same_on_an_old_machine_and_on_a_new_one(tmp_path: Path) -> None:
    year = [0]
    with running_server(tmp_path / "tinh", clock=lambda: 1_793_000_000_000 + year[0]) as server:
        old, away = enrol(tmp_path / "cu.db", server, ["T1"]), enrol(tmp_path / "vang.db", server, ["T1"])
        for number in range(5):
            household(old, f"h{number}", "năm trước")
        meet(old, server.url)
        meet(away, server.url)
        household(old, "h0", "sửa năm trước")
        meet(old, server.url)
        year[0] = KEPT_MS + 1000
        household(old, "h1", "năm nay")
        meet(old, server.url)
        assert tidy(server.province, server.settings).folded == 6
        assert tidy(server.province, server.settings).folded == 0
        new = enrol(tmp_path / "moi.db", server, ["T1"])
        for db in (away, new, old):
            meet(db, server.url)
            meet(db, server.url)
        seen = [notes(db) for db in (old, away, new)]
        assert seen[0] == seen[1] == seen[2]
        assert (seen[2]["h0"], seen[2]["h1"], seen[2]["h2"]) == ("sửa năm trước", "năm nay", "năm trước")
        household(new, "h2", "sửa sau khi gộp")
        meet(new, server.url)
        meet(old, server.url)
        assert notes(old)["h2"] == "sửa sau khi gộp"
        assert [pending_count(db.connection()) for db in (old, away, new)] == [0, 0, 0]
        for db in (old, away, new):
            db.close()


def test_a_stick_that_reaches_the_province_goes_back_with_receipts(tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    with running_server(tmp_path / "tinh") as server:
        db = enrol(tmp_path / "mai.db", server, ["T1"])
        folder = server.settings.folder
    household(db, "h1", "chưa từng có mạng")
    parcel_out(db, our_packing(), stick, app="0.2.0")
    (stick / "hong.goi").write_bytes(os.urandom(300))
    assert whereabouts(db, ["h1"]) == {"h1": Where.SENT}
    assert main(["parcels", str(stick), "--folder", str(folder), "--json"]) == 0
    assert main(["parcels", str(stick), "--folder", str(folder), "--json"]) == 0  # twice changes nothing
    assert len(list(stick.glob("*.tra"))) == 1
    assert len(parcel_in(db, our_packing(), stick).learned) == 1
    assert whereabouts(db, ["h1"]) == {"h1": Where.RECEIVED}
    db.close()


def test_the_administrator_may_tidy_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tidy", "--folder", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"folded": 0, "unfinished": 0}
