from pathlib import Path

import pytest

from cdtt_app.server.invite import keep_address
from cdtt_app.services.enrolment import by_text, enrol
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.packing import our_packing
from cdtt_app.services.roads import choose_authority, choose_proxy, open_road
from cdtt_app.services.sending import send_and_receive
from cdtt_app.services.sync import End
from cdtt_app.storage.database import Database
from cdtt_app.storage.road_settings import RoadSettings, road_settings
from cdtt_app.sync.invitation import Invitation, full_text
from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.transport.road import Obstacle, RoadError
from tests.certificates import make_certificates
from tests.journeys.machines import invitation
from tests.server.running import RunningServer, running_server


def _join(db: Database, made: Invitation) -> None:
    invited = by_text(full_text(made), int(db.now().timestamp() * 1000))
    with open_road(db, invited.url) as road:
        enrol(db, invited, EnrolRoad(road).ask)


def _invitation(server: RunningServer, authority: Path) -> Invitation:
    keep_address(server.province, "", str(authority))
    return invitation(server, "Lương Thị Mai")


def test_a_province_with_an_authority_of_its_own_is_believed_by_its_certificate(db: Database, tmp_path: Path) -> None:
    certificates = make_certificates(tmp_path)
    with running_server(tmp_path / "province", tls=certificates) as server:
        made = _invitation(server, certificates.authority)
        choose_authority(db, certificates.authority.read_text())
        _join(db, made)
        met = send_and_receive(db, our_packing(), lambda: pytest.fail("nothing to look up"))
        assert met.report.end is End.DONE
        choose_authority(db, "")
        met = send_and_receive(db, our_packing(), lambda: pytest.fail("nothing to look up"))
        assert (met.report.end, met.report.obstacle) == (End.ROAD, Obstacle.NOT_TRUSTED)


def test_another_certificate_than_the_invitations_is_refused_before_anything_is_said(
    db: Database, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    ours, others = make_certificates(tmp_path / "a"), make_certificates(tmp_path / "b")
    with running_server(tmp_path / "province", tls=ours) as server:
        made = _invitation(server, ours.authority)
        with pytest.raises(RefusedError, match="tệp chứng thư"):
            _join(db, made)
        choose_authority(db, others.authority.read_text())
        with pytest.raises(RefusedError, match="không phải chứng thư ghi trong giấy mời"):
            _join(db, made)
        with server.province.store.read() as tx:
            assert tx.devices() == []


def test_a_server_that_nobody_vouches_for_is_not_talked_to(db: Database, tmp_path: Path) -> None:
    certificates = make_certificates(tmp_path)
    with running_server(tmp_path / "province", tls=certificates) as server, pytest.raises(RoadError) as refused:
        _join(db, invitation(server, "Lương Thị Mai"))
    assert refused.value.obstacle is Obstacle.NOT_TRUSTED


@pytest.mark.parametrize("proxy", ["10.0.0.1:3128", "ftp://10.0.0.1", "http://", "proxy"])
def test_what_is_no_address_of_a_proxy_is_refused(db: Database, proxy: str) -> None:
    with pytest.raises(RefusedError, match="máy trung gian"):
        choose_proxy(db, proxy)
    assert road_settings(db) == RoadSettings()


def test_the_way_goes_through_the_proxy_that_was_chosen(db: Database) -> None:
    choose_proxy(db, "http://10.0.0.1:3128")
    with open_road(db, "https://so.example.vn") as road:
        assert road.session().proxies["https"] == "http://10.0.0.1:3128"
    choose_proxy(db, "")
    with open_road(db, "https://so.example.vn") as road:
        assert not road.session().proxies


def test_a_file_that_is_no_certificate_is_refused(db: Database) -> None:
    for content in ("xin chào", "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----"):
        with pytest.raises(RefusedError, match=r"không phải một chứng thư"):
            choose_authority(db, content)
    assert road_settings(db).authority == ""
