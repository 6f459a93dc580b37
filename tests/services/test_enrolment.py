from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cdtt_app.domain.ids import HamletId, MemberId
from cdtt_app.domain.role import Role
from cdtt_app.domain.team import Member
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.enrolment import Invited, by_file, by_hand, by_text, enrol, settle_in
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.packing import our_packing
from cdtt_app.services.sending import Met, send_and_receive
from cdtt_app.services.setup import COMMUNE, HAMLET, MEMBER, PROVINCE
from cdtt_app.services.sync import End
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, enrolment
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.outbox import unsent_visits
from cdtt_app.sync.enrolment import NOT_THE_PROVINCE, EnrolmentError, decode_request, encode, make_answer
from cdtt_app.sync.invitation import Invitation, file_bytes, full_text
from cdtt_app.sync.invitation_code import typed_code
from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.transport.http_road import HttpRoad, HttpSettings
from cdtt_app.transport.road import Obstacle, RoadError
from tests.factories import HAMLET as HAMLET_ID
from tests.factories import make_household, make_visit
from tests.journeys.machines import COMMUNE as INVITED_COMMUNE
from tests.journeys.machines import invitation
from tests.server.running import RunningServer, running_server
from tests.services.meetings import a_hamlet
from tests.sync.invitations import make_invitation

PERSON = "Lương Thị Mai"
NOW = 1_800_000_000_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "province") as made:
        yield made


def _join(db: Database, invited: Invited, machine: str = "") -> Enrolment:
    road = HttpRoad(HttpSettings(url=invited.url))
    try:
        return enrol(db, invited, EnrolRoad(road).ask, machine)
    finally:
        road.close()


def _of(made: Invitation) -> Invited:
    return by_hand(made.url, typed_code(made.secret))


def _send(db: Database) -> Met:
    return send_and_receive(db, our_packing(), lambda: load_units(resources() / "units"))


def _record(db: Database) -> None:
    home = make_household()
    with db.write() as tx:
        tx.save(a_hamlet())
        tx.save(home)
        tx.save(make_visit(home))


@pytest.mark.parametrize("way", ["typed", "scanned", "file"])
def test_each_form_of_an_invitation_lets_the_machine_in(server: RunningServer, db: Database, way: str) -> None:
    made = invitation(server, PERSON, role=Role.LEADER)
    now = int(db.now().timestamp() * 1000)
    invited = {
        "typed": lambda: by_hand(made.url, typed_code(made.secret).lower()),
        "scanned": lambda: by_text(f"  {full_text(made).lower()}  ", now),
        "file": lambda: by_file(file_bytes(made), now),
    }[way]()
    joined = _join(db, invited)
    assert enrolment(db) == joined
    assert (joined.person, joined.role, joined.commune) == (PERSON, Role.LEADER, INVITED_COMMUNE)
    assert joined.server_key == server.province.identity.public
    with server.province.store.read() as tx:
        device = tx.device(joined.replica)
    assert device is not None
    assert device.person == PERSON


def test_the_hamlet_that_the_machine_keeps_comes_along_and_all_that_was_recorded_goes(
    server: RunningServer, db: Database
) -> None:
    _record(db)
    keep_fact(db, HAMLET, HAMLET_ID)
    joined = _join(db, _of(invitation(server, PERSON)))
    with server.province.store.read() as tx:
        device = tx.device(joined.replica)
        assert tx.grants(joined.replica) == (HAMLET_ID,)
    assert device is not None
    assert device.machine == "máy thôn Bản Giòng"
    assert unsent_visits(db) == 1
    assert _send(db).report.end is End.DONE
    assert unsent_visits(db) == 0


def test_a_fresh_machine_settles_in_the_one_hamlet_it_is_sent(
    server: RunningServer, db: Database, tmp_path: Path
) -> None:
    _record(db)
    with db.write() as tx:
        tx.save(Member(id=MemberId("m1"), hamlet_id=HAMLET_ID, name="Lò Văn Pảo"))
    _join(db, _of(invitation(server, PERSON)))
    _send(db)
    other = Database(tmp_path / "fresh.db", b"k" * 32, clock=db.clock)
    try:
        keep_fact(other, COMMUNE, "99999")
        _join(other, _of(invitation(server, "Lò Văn Pảo", scopes=(HAMLET_ID,))))
        assert read_fact(other, HAMLET) is None
        _send(other)
        facts = {name: read_fact(other, name) for name in (HAMLET, COMMUNE, PROVINCE, MEMBER)}
        assert facts == {HAMLET: HAMLET_ID, COMMUNE: INVITED_COMMUNE, PROVINCE: "08", MEMBER: "m1"}
    finally:
        other.close()


def test_what_the_person_chose_is_not_chosen_anew(db: Database, server: RunningServer) -> None:
    _record(db)
    with db.write() as tx:
        tx.save(replace(a_hamlet(), id=HamletId("h-2"), name="Bản Khẻ"))
    _join(db, _of(invitation(server, PERSON)))
    _send(db)
    assert read_fact(db, HAMLET) is None  # two hamlets: nobody can know which
    keep_fact(db, HAMLET, "h-2")
    settle_in(db, lambda: load_units(resources() / "units"))
    assert read_fact(db, HAMLET) == "h-2"


def test_a_machine_that_is_in_is_not_let_in_twice(server: RunningServer, db: Database) -> None:
    _join(db, _of(invitation(server, PERSON)))
    second = invitation(server, "Ma Văn Pản")
    with pytest.raises(RefusedError, match=f"mang tên {PERSON}"):
        _join(db, _of(second))
    with server.province.store.read() as tx:
        assert len(tx.devices()) == 1


def test_a_machine_whose_access_ended_comes_back_with_new_keys_and_sends_what_waited(
    server: RunningServer, db: Database
) -> None:
    _record(db)
    joined = _join(db, _of(invitation(server, PERSON)))
    _send(db)
    with server.province.store.write() as tx:
        device = tx.device(joined.replica)
        assert device is not None
        tx.put_device(replace(device, revoked=True))
    assert _send(db).report.end is End.REVOKED
    home = make_household()
    with db.write() as tx_here:
        tx_here.save(home)
        tx_here.save(make_visit(home))
    again = _join(db, _of(invitation(server, PERSON, scopes=(HAMLET_ID,))))
    assert (again.replica, again.seed) != (joined.replica, joined.seed)  # a lost copy of the disk stays outside
    with server.province.store.read() as tx:
        former = tx.device(joined.replica)
        assert former is not None
        assert former.revoked
    assert read_fact(db, STANDING)["revoked"] is False
    assert unsent_visits(db) == 1
    assert _send(db).report.end is End.DONE
    assert unsent_visits(db) == 0


def test_a_machine_that_the_province_forgot_may_join_again(server: RunningServer, db: Database) -> None:
    _record(db)
    joined = _join(db, _of(invitation(server, PERSON)))
    with server.province.store.write() as tx:
        assert tx.device(joined.replica) is not None
    server.stop()
    for file in server.settings.folder.glob("province.db*"):
        file.unlink()
    server.start()
    assert _send(db).report.end is End.UNKNOWN
    _join(db, _of(invitation(server, PERSON)))
    assert _send(db).report.end is End.DONE
    assert unsent_visits(db) == 0


def test_an_answer_that_got_lost_is_asked_for_again_with_the_same_key(server: RunningServer, db: Database) -> None:
    made = _of(invitation(server, PERSON))
    road = HttpRoad(HttpSettings(url=made.url))

    def lose(body: bytes) -> bytes:
        EnrolRoad(road).ask(body)
        raise RoadError(Obstacle.CUT)

    with pytest.raises(RoadError):
        enrol(db, made, lose)
    road.close()
    assert enrolment(db) is None
    joined = _join(db, made)
    with server.province.store.read() as tx:
        assert [device.replica for device in tx.devices()] == [joined.replica]


def test_a_used_invitation_is_refused_in_the_provinces_own_words(
    server: RunningServer, db: Database, tmp_path: Path
) -> None:
    made = _of(invitation(server, PERSON))
    _join(db, made)
    other = Database(tmp_path / "other.db", b"k" * 32)
    try:
        with pytest.raises(RoadError) as refused:
            _join(other, made)
    finally:
        other.close()
    assert refused.value.obstacle is Obstacle.REFUSED
    assert "đã dùng để nối một máy khác" in refused.value.said


def test_somebody_who_does_not_know_the_secret_is_not_believed(server: RunningServer, db: Database) -> None:
    made = invitation(server, PERSON)
    stranger = replace(_of(made), secret=bytes(16))

    def impostor(body: bytes) -> bytes:
        request = decode_request(body)
        answer = make_answer(
            stranger.secret,
            request,
            replica=1,
            role=Role.VOLUNTEER,
            person="x",
            scopes=(),
            commune="",
            server_key=bytes(32),
            recipient=made.recipient,
            epoch=0,
            at=0,
        )
        return encode(answer)

    with pytest.raises(EnrolmentError, match=NOT_THE_PROVINCE[:30]):
        enrol(db, _of(made), impostor)
    assert enrolment(db) is None


def test_an_invitation_of_another_province_does_not_take_the_book_along(
    server: RunningServer, db: Database, tmp_path: Path
) -> None:
    joined = _join(db, _of(invitation(server, PERSON)))
    keep_fact(db, STANDING, {"revoked": True})
    with running_server(tmp_path / "other") as other:
        made = invitation(other, PERSON)
        for invited in (_of(made), by_text(full_text(made), NOW - 10**12)):
            with pytest.raises(RefusedError, match="máy chủ khác"):
                _join(db, invited)
    assert enrolment(db) == joined


def test_an_invitation_with_an_authority_of_its_own_asks_for_that_certificate(db: Database) -> None:
    made = make_invitation(ca_hash=bytes(32))
    with pytest.raises(RefusedError, match="chứng thư riêng"):
        _join(db, Invited(url=made.url, secret=made.secret, invitation=made))
