"""An officer's act and its answer, as messages."""

import msgspec
import pytest

from cdtt_app.domain.role import Role
from cdtt_app.domain.vietnamese.text import nfc
from cdtt_app.sync.compression import Codec
from cdtt_app.sync.envelope import EnvelopeError, Packing, unseal
from cdtt_app.sync.office import (
    OFFICE,
    SENTENCES,
    Act,
    Invite,
    Machine,
    Machines,
    OfficeAnswer,
    OfficeError,
    OneHamlet,
    OneMachine,
    Trouble,
    args_of,
    decode_request,
    make_act,
    make_answer,
    read_answer,
)
from cdtt_app.sync.signing import public_key, verify

PACKING = Packing(Codec.RAW, {})
OFFICER, PROVINCE = bytes([1]) * 32, bytes([2]) * 32
INVITE = Invite(secret=bytes(16), person="Lò Thị Hoa", role=Role.LEADER, commune="03127", scopes=("a",), expires=5)


def sent(act: Act, args: Invite | Machines | OneMachine | OneHamlet) -> bytes:
    """The line that travels."""
    message = unseal(make_act(act, args, device=7, at=100, seed=OFFICER, packing=PACKING), PACKING)
    assert verify(public_key(OFFICER), OFFICE, message.head, message.signature)
    assert message.rest == b""
    return message.head


@pytest.mark.parametrize(
    ("act", "args"),
    [
        (Act.INVITE, INVITE),
        (Act.MACHINES, Machines(after=3)),
        (Act.REVOKE, OneMachine(replica=9)),
        (Act.RESTORE_ACCESS, OneMachine(replica=9)),
        (Act.GIVE, OneHamlet(replica=9, scope="a")),
        (Act.TAKE, OneHamlet(replica=9, scope="a")),
    ],
)
def test_every_act_arrives_as_it_was_meant(act: Act, args: Invite | Machines | OneMachine | OneHamlet) -> None:
    request = decode_request(sent(act, args))
    assert (request.device, request.at, args_of(request)) == (7, 100, (act, args))


def test_the_line_has_the_names_of_the_protocol() -> None:
    assert list(msgspec.json.decode(sent(Act.REVOKE, OneMachine(replica=9)))) == ["v", "dev", "at", "act", "args", "x"]


def test_an_act_with_the_words_of_another_is_no_act() -> None:
    with pytest.raises(TypeError):
        make_act(Act.GIVE, OneMachine(replica=9), device=7, at=100, seed=OFFICER, packing=PACKING)
    line = sent(Act.REVOKE, OneMachine(replica=9))
    for changed in (line.replace(b"revoke", b"give"), line.replace(b"revoke", b"praise"), line.replace(b":9", b':"x"')):
        assert args_of(decode_request(changed)) is None


@pytest.mark.parametrize("line", [b"", b"[]", b"null", b"{}", b"[" * 5000, b'{"v":1}', b"\xff"])
def test_what_is_no_act_is_refused(line: bytes) -> None:
    with pytest.raises(EnvelopeError):
        decode_request(line)


def answered(trouble: Trouble | None = None, seed: bytes = PROVINCE) -> bytes:
    """A message of the province."""
    answer = OfficeAnswer(
        protocol=1,
        device=7,
        at=100,
        now=2000,
        trouble=trouble,
        machines=(Machine(replica=9, person="Lò Thị Hoa", machine="Máy tổ", role=Role.LEADER),),
    )
    return make_answer(answer, seed=seed, packing=PACKING)


def test_an_answer_is_believed_when_the_province_signed_it_for_this_act() -> None:
    key = public_key(PROVINCE)
    answer = read_answer(answered(), device=7, at=100, server_key=key, packing=PACKING)
    assert (answer.now, answer.machines[0].person) == (2000, "Lò Thị Hoa")
    for device, at in ((8, 100), (7, 99)):
        with pytest.raises(EnvelopeError):
            read_answer(answered(), device=device, at=at, server_key=key, packing=PACKING)
    with pytest.raises(EnvelopeError):
        read_answer(answered(seed=OFFICER), device=7, at=100, server_key=key, packing=PACKING)
    changed = answered().replace(b'"replica":9', b'"replica":8')
    with pytest.raises(EnvelopeError):
        read_answer(changed, device=7, at=100, server_key=key, packing=PACKING)


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_a_sentence_for_the_officer(trouble: Trouble) -> None:
    with pytest.raises(OfficeError) as refused:
        read_answer(answered(trouble), device=7, at=100, server_key=public_key(PROVINCE), packing=PACKING)
    assert str(refused.value) == SENTENCES[trouble] == nfc(SENTENCES[trouble])
    assert refused.value.answer.trouble is trouble
