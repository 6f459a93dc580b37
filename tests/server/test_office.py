"""What officers may do, and what they may not."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cdtt_app.domain.role import Role
from cdtt_app.server.store import Device, Done
from cdtt_app.sync.compression import Codec
from cdtt_app.sync.enrolment import code_id
from cdtt_app.sync.envelope import MAGIC, Packing
from cdtt_app.sync.invitation_code import make_secret
from cdtt_app.sync.office import (
    MOST_MACHINES,
    Act,
    Args,
    Invite,
    Machines,
    OfficeAnswer,
    OfficeError,
    OneHamlet,
    OneMachine,
    Trouble,
    make_act,
    read_answer,
)
from tests.server.inviting import COMMUNE, WEEK_MS, ask_to_enrol
from tests.server.running import Machine, RunningServer, let_in, running_server
from tests.server.talking import NOW, PACKING, household, post, talker

OURS, THEIRS, OTHER_COMMUNE = "thon-nha", "thon-xa", "11983"


class Desk:
    """An officer's machine."""

    def __init__(self, server: RunningServer, machine: Machine, packing: Packing = PACKING) -> None:
        self.server = server
        self.machine = machine
        self.packing = packing
        self.at = NOW

    def message(self, act: Act, args: Args) -> bytes:
        """The next act."""
        self.at += 1
        return make_act(
            act, args, device=self.machine.replica, at=self.at, seed=self.machine.seed, packing=self.packing
        )

    def do(self, act: Act, args: Args) -> OfficeAnswer:
        """Do it; raises OfficeError."""
        answer = post(self.server, "/v1/office", self.message(act, args))
        assert answer.status_code == 200, answer.text
        key = self.server.province.identity.public
        return read_answer(
            answer.content, device=self.machine.replica, at=self.at, server_key=key, packing=self.packing
        )

    def refused(self, act: Act, args: Args) -> Trouble | None:
        """Why it is not done."""
        with pytest.raises(OfficeError) as refused:
            self.do(act, args)
        return refused.value.answer.trouble


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server with a hamlet in each of two communes."""
    with running_server(tmp_path, clock=lambda: NOW) as running:
        with running.province.store.write() as tx:
            tx.add_place(OURS, COMMUNE)
            tx.add_place(THEIRS, OTHER_COMMUNE)
        yield running


@pytest.fixture
def desk(server: RunningServer) -> Desk:
    """An officer of our commune."""
    return Desk(server, let_in(server.province, person="Hà Thị Yên", role=Role.OFFICER))


@pytest.fixture
def province_desk(server: RunningServer) -> Desk:
    """Somebody of the province."""
    return Desk(server, let_in(server.province, role=Role.PROVINCE, commune=""))


def invitation(role: Role = Role.VOLUNTEER, commune: str = COMMUNE, scopes: tuple[str, ...] = (OURS,)) -> Invite:
    """Somebody to let in."""
    secret = make_secret(os.urandom(16))
    return Invite(secret=secret, person="Lò Văn Pản", role=role, commune=commune, scopes=scopes, expires=NOW + WEEK_MS)


def device(server: RunningServer, replica: int) -> Device:
    """A machine as it is kept."""
    with server.province.store.read() as tx:
        found = tx.device(replica)
    assert found is not None
    return found


def acts(server: RunningServer) -> list[Done]:
    """What was noted, the newest first."""
    with server.province.store.read() as tx:
        return tx.acts(100)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.LEADER, Role.OFFICER])
def test_an_officer_invites_into_the_own_commune(server: RunningServer, desk: Desk, role: Role) -> None:
    invite = invitation(role)
    desk.do(Act.INVITE, invite)
    assert ask_to_enrol(server, invite.secret).json()["role"] == role
    (noted,) = acts(server)
    assert (noted.replica, noted.act, noted.at) == (desk.machine.replica, "invite", NOW)
    assert json.loads(noted.about)["code_id"] == code_id(invite.secret)
    assert "secret" not in noted.about


@pytest.mark.parametrize(
    ("invite", "trouble"),
    [
        (invitation(Role.PROVINCE), Trouble.NOT_ALLOWED),
        (invitation(Role.PROVINCE, "", ()), Trouble.NOT_ALLOWED),
        (invitation(commune=OTHER_COMMUNE, scopes=()), Trouble.NOT_ALLOWED),
        (invitation(Role.OFFICER, OTHER_COMMUNE, ()), Trouble.NOT_ALLOWED),
        (invitation(commune="", scopes=()), Trouble.NOT_ALLOWED),
        (invitation(scopes=(THEIRS,)), Trouble.UNKNOWN_HAMLET),
        (invitation(scopes=(OURS, "nowhere")), Trouble.UNKNOWN_HAMLET),
    ],
)
def test_an_officer_invites_nobody_elsewhere_and_nobody_above(
    server: RunningServer, desk: Desk, invite: Invite, trouble: Trouble
) -> None:
    assert desk.refused(Act.INVITE, invite) is trouble
    assert ask_to_enrol(server, invite.secret).status_code == 403
    assert acts(server) == []


def test_the_province_invites_anyone(server: RunningServer, province_desk: Desk) -> None:
    for invite in (
        invitation(Role.PROVINCE, "", ()),
        invitation(Role.OFFICER, OTHER_COMMUNE, ()),
        invitation(commune=OTHER_COMMUNE, scopes=(THEIRS,)),
    ):
        province_desk.do(Act.INVITE, invite)
        assert ask_to_enrol(server, invite.secret).status_code == 200
    assert province_desk.refused(Act.INVITE, invitation(commune=OTHER_COMMUNE)) is Trouble.UNKNOWN_HAMLET


def test_inviting_again_with_the_same_secret_invites_once(server: RunningServer, desk: Desk) -> None:
    invite = invitation()
    desk.do(Act.INVITE, invite)
    assert ask_to_enrol(server, invite.secret).status_code == 200
    desk.do(Act.INVITE, invite)
    assert ask_to_enrol(server, invite.secret).status_code == 403  # it stays used
    changed = Invite(secret=invite.secret, person="Ai đó", role=Role.OFFICER, commune=COMMUNE, expires=invite.expires)
    assert desk.refused(Act.INVITE, changed) is Trouble.CODE_TAKEN
    assert len(acts(server)) == 1


def test_an_invitation_lasts_ninety_days_at_most(server: RunningServer, desk: Desk) -> None:
    invite = invitation()
    for_ever = Invite(secret=invite.secret, person="Ai đó", role=Role.LEADER, commune=COMMUNE, expires=2**53 - 1)
    desk.do(Act.INVITE, for_ever)
    with server.province.store.read() as tx:
        code = tx.code(code_id(invite.secret))
    assert code is not None
    assert code.expires == NOW + 90 * 24 * 3_600_000


def test_a_secret_that_could_not_be_typed_is_malformed(desk: Desk) -> None:
    bad = Invite(secret=b"\xff" * 16, person="Ai đó", role=Role.LEADER, commune=COMMUNE, expires=NOW + WEEK_MS)
    assert desk.refused(Act.INVITE, bad) is Trouble.MALFORMED


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.LEADER])
def test_who_is_no_officer_does_nothing_of_all_this(server: RunningServer, role: Role) -> None:
    me = Desk(server, let_in(server.province, role=role, scopes=[OURS]))
    target = let_in(server.province)
    every: list[tuple[Act, Args]] = [
        (Act.INVITE, invitation()),
        (Act.MACHINES, Machines()),
        (Act.REVOKE, OneMachine(replica=target.replica)),
        (Act.RESTORE_ACCESS, OneMachine(replica=target.replica)),
        (Act.GIVE, OneHamlet(replica=target.replica, scope=OURS)),
        (Act.TAKE, OneHamlet(replica=me.machine.replica, scope=OURS)),
    ]
    assert [me.refused(act, args) for act, args in every] == [Trouble.NOT_ALLOWED] * len(every)
    assert acts(server) == []


def test_an_officer_whose_access_has_ended_does_nothing(server: RunningServer, desk: Desk) -> None:
    with server.province.store.write() as tx:
        tx.put_device(replace(device(server, desk.machine.replica), revoked=True))
    assert desk.refused(Act.MACHINES, Machines()) is Trouble.NOT_ALLOWED


def test_an_officer_sees_the_machines_of_the_commune_with_all_that_matters(server: RunningServer, desk: Desk) -> None:
    mine = let_in(server.province, person="Lò Văn Pản", scopes=[OURS])
    let_in(server.province, commune=OTHER_COMMUNE)
    talker(server, mine).exchange(server)
    listed = desk.do(Act.MACHINES, Machines()).machines
    assert [machine.replica for machine in listed] == [desk.machine.replica, mine.replica]
    seen = listed[1]
    assert (seen.person, seen.role, seen.scopes, seen.last_seen, seen.revoked) == (
        "Lò Văn Pản",
        Role.VOLUNTEER,
        (OURS,),
        NOW,
        False,
    )
    assert desk.refused(Act.MACHINES, Machines(commune=OTHER_COMMUNE)) is Trouble.NOT_ALLOWED


def test_many_machines_come_in_pages(server: RunningServer, province_desk: Desk) -> None:
    with server.province.store.write() as tx:
        for number in range(MOST_MACHINES + 5):
            tx.add_device(
                Device(
                    replica=0,
                    key=number.to_bytes(32, "big"),
                    person="Ai đó",
                    machine="Máy",
                    role=Role.VOLUNTEER,
                    commune=COMMUNE,
                )
            )
    first = province_desk.do(Act.MACHINES, Machines(commune=COMMUNE))
    assert (len(first.machines), first.more) == (MOST_MACHINES, True)
    rest = province_desk.do(Act.MACHINES, Machines(commune=COMMUNE, after=first.machines[-1].replica))
    assert (len(rest.machines), rest.more) == (5, False)
    assert len(province_desk.do(Act.MACHINES, Machines()).machines) == MOST_MACHINES


def test_access_that_was_ended_sets_work_aside_and_can_be_given_back(server: RunningServer, desk: Desk) -> None:
    lost = let_in(server.province, scopes=[OURS])
    machine = talker(server, lost)
    desk.do(Act.REVOKE, OneMachine(replica=lost.replica))
    told = machine.exchange(server, household(OURS, "Lò Văn Pản"))
    assert told.receipt.revoked
    assert told.receipt.aside == ((1, "revoked"),)
    desk.do(Act.RESTORE_ACCESS, OneMachine(replica=lost.replica))
    told = machine.exchange(server, household(OURS, "Lò Văn Hặc"))
    assert (told.receipt.revoked, told.receipt.aside) == (False, ())
    assert [noted.act for noted in acts(server)] == ["restore_access", "revoke"]


def test_a_hamlet_is_given_and_taken(server: RunningServer, desk: Desk) -> None:
    target = let_in(server.province)
    machine = talker(server, target)
    asked = OneHamlet(replica=target.replica, scope=OURS)
    assert machine.exchange(server, household(OURS, "a")).receipt.aside != ()
    desk.do(Act.GIVE, asked)
    desk.do(Act.GIVE, asked)
    assert machine.exchange(server, household(OURS, "b")).receipt.aside == ()
    machine.exchange(server)
    desk.do(Act.TAKE, asked)
    told = machine.exchange(server, household(OURS, "c"))
    assert (told.receipt.gone, told.receipt.aside) == ((OURS,), ((3, "not_granted"),))


def test_an_officer_reaches_only_machines_and_hamlets_of_the_commune(
    server: RunningServer, desk: Desk, province_desk: Desk
) -> None:
    far = let_in(server.province, commune=OTHER_COMMUNE, scopes=[THEIRS]).replica
    near = let_in(server.province).replica
    refused: list[tuple[Act, Args, Trouble]] = [
        (Act.REVOKE, OneMachine(replica=far), Trouble.UNKNOWN_MACHINE),
        (Act.RESTORE_ACCESS, OneMachine(replica=far), Trouble.UNKNOWN_MACHINE),
        (Act.REVOKE, OneMachine(replica=999), Trouble.UNKNOWN_MACHINE),
        (Act.REVOKE, OneMachine(replica=province_desk.machine.replica), Trouble.UNKNOWN_MACHINE),
        (Act.GIVE, OneHamlet(replica=far, scope=OURS), Trouble.UNKNOWN_MACHINE),
        (Act.GIVE, OneHamlet(replica=near, scope=THEIRS), Trouble.UNKNOWN_HAMLET),
        (Act.GIVE, OneHamlet(replica=near, scope="nowhere"), Trouble.UNKNOWN_HAMLET),
        (Act.TAKE, OneHamlet(replica=far, scope=THEIRS), Trouble.UNKNOWN_HAMLET),
        (Act.REVOKE, OneMachine(replica=desk.machine.replica), Trouble.NOT_ALLOWED),
    ]
    for act, args, trouble in refused:
        assert desk.refused(act, args) is trouble
    province_desk.do(Act.REVOKE, OneMachine(replica=far))
    province_desk.do(Act.GIVE, OneHamlet(replica=near, scope=THEIRS))
    assert device(server, far).revoked


def test_a_hamlet_is_taken_back_from_a_machine_of_another_commune(server: RunningServer, desk: Desk) -> None:
    guest = let_in(server.province, commune=OTHER_COMMUNE)
    with server.province.store.write() as tx:
        tx.grant(guest.replica, OURS, NOW)
    desk.do(Act.TAKE, OneHamlet(replica=guest.replica, scope=OURS))
    with server.province.store.read() as tx:
        assert tx.grants(guest.replica) == ()


def test_an_officer_without_a_commune_is_officer_of_nothing(server: RunningServer) -> None:
    nobody = Desk(server, let_in(server.province, role=Role.OFFICER, commune=""))
    lost = let_in(server.province, commune="").replica
    assert nobody.refused(Act.MACHINES, Machines()) is Trouble.NOT_ALLOWED
    assert nobody.refused(Act.REVOKE, OneMachine(replica=lost)) is Trouble.UNKNOWN_MACHINE
    assert nobody.refused(Act.INVITE, invitation(commune="", scopes=())) is Trouble.NOT_ALLOWED


def test_an_act_cannot_be_played_back(server: RunningServer, desk: Desk) -> None:
    target = let_in(server.province)
    revoke = desk.message(Act.REVOKE, OneMachine(replica=target.replica))
    assert post(server, "/v1/office", revoke).status_code == 200
    desk.do(Act.RESTORE_ACCESS, OneMachine(replica=target.replica))
    assert post(server, "/v1/office", revoke).status_code == 200  # answered: stale
    assert not device(server, target.replica).revoked
    last, desk.at = desk.at, 5
    with pytest.raises(OfficeError) as refused:
        desk.do(Act.REVOKE, OneMachine(replica=target.replica))
    assert (refused.value.answer.trouble, refused.value.answer.last) == (Trouble.STALE, last)


def test_an_act_signed_by_another_or_changed_is_not_even_answered(server: RunningServer, desk: Desk) -> None:
    target = let_in(server.province)
    desk.packing = Packing(Codec.RAW, {})
    honest = desk.message(Act.REVOKE, OneMachine(replica=target.replica))
    changed = honest.replace(b'"replica":%d' % target.replica, b'"replica":99')
    assert changed != honest
    pretended = Desk(server, replace(desk.machine, seed=os.urandom(32))).message(Act.MACHINES, Machines())
    unknown = Desk(server, replace(desk.machine, replica=999)).message(Act.MACHINES, Machines())
    as_request = talker(server, desk.machine).message([])
    for message in (changed, pretended, unknown, as_request, honest[:80], MAGIC):
        assert post(server, "/v1/office", message).status_code == 400
    assert not device(server, target.replica).revoked
