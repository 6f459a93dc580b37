import base64
import hashlib
import hmac
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.role import Role
from cdtt_app.domain.vietnamese.text import nfc
from cdtt_app.sync.age_recipient import recipient_of
from cdtt_app.sync.enrolment import (
    ANSWER_UNREADABLE,
    NOT_THE_PROVINCE,
    REQUEST_UNREADABLE,
    WRONG_CODE,
    EnrolAnswer,
    EnrolHamlet,
    EnrolmentError,
    EnrolRequest,
    check_answer,
    check_request,
    code_id,
    decode_answer,
    decode_request,
    encode,
    make_answer,
    make_request,
)
from tests.sync.invitations import SECRET, keys, make_invitation, secrets

Fields = Any
OTHER_SECRET = bytes(16)
KEY = b"k" * 32
HAMLETS = (EnrolHamlet("h-ban-giong", "02245", "Bản Giòng"),)
ids = st.from_regex(r"[0-9A-Za-z._:-]{1,20}", fullmatch=True)
labels = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20).map(nfc)
hamlets = st.builds(EnrolHamlet, id=ids, commune=st.just("02245"), name=labels)


def _request(secret: bytes = SECRET, **fields: Fields) -> EnrolRequest:
    base: dict[str, Any] = {"key": KEY, "machine": "Máy nhà văn hoá", "hamlets": HAMLETS}
    return make_request(secret, **base | fields)


def _answer(secret: bytes = SECRET, request: EnrolRequest | None = None, **fields: Fields) -> EnrolAnswer:
    invitation = make_invitation()
    base: dict[str, Any] = {
        "replica": 7,
        "role": Role.LEADER,
        "person": "Nông Văn Dư",
        "scopes": ("h-ban-giong",),
        "commune": "02245",
        "server_key": invitation.server_key,
        "recipient": invitation.recipient,
        "epoch": 0,
        "at": 1_795_600_000_000,
    }
    return make_answer(secret, request or _request(), **base | fields)


@given(secrets, keys, labels, st.lists(hamlets, max_size=4))
def test_a_request_survives_its_bytes_and_is_believed(
    secret: bytes, key: bytes, machine: str, known: list[EnrolHamlet]
) -> None:
    request = decode_request(encode(make_request(secret, key=key, machine=machine, hamlets=known)))
    check_request(request, secret)
    assert (request.key, request.machine, request.hamlets) == (key, machine, tuple(known))


@given(secrets, keys, keys, st.integers(1, 2**53 - 1), st.sampled_from(Role), labels, st.lists(ids, max_size=4))
def test_an_answer_survives_its_bytes_and_is_believed(
    secret: bytes, key: bytes, server_key: bytes, replica: int, role: Role, person: str, scopes: list[str]
) -> None:
    request = _request(secret, key=key)
    made = _answer(secret, request, server_key=server_key, replica=replica, role=role, person=person, scopes=scopes)
    answer = decode_answer(encode(made))
    check_answer(answer, request, secret)
    assert (answer.replica, answer.role, answer.person, answer.scopes) == (replica, role, person, tuple(scopes))


def test_a_request_made_without_the_secret_is_refused() -> None:
    forged = msgspec.structs.replace(_request(OTHER_SECRET), code_id=code_id(SECRET))
    for request in (_request(OTHER_SECRET), forged):
        with pytest.raises(EnrolmentError) as refused:
            check_request(request, SECRET)
        assert str(refused.value) == WRONG_CODE


def test_an_answer_made_without_the_secret_is_refused() -> None:
    with pytest.raises(EnrolmentError) as refused:
        check_answer(_answer(OTHER_SECRET), _request(), SECRET)
    assert str(refused.value) == NOT_THE_PROVINCE


@pytest.mark.parametrize(
    "changed",
    [
        {"key": b"m" * 32},
        {"machine": "Máy khác"},
        {"hamlets": ()},
        {"hamlets": (EnrolHamlet("h-khac", "02245", "Bản Giòng"),)},
        {"proof": bytes(32)},
    ],
)
def test_a_request_changed_on_its_way_is_refused(changed: dict[str, Any]) -> None:
    tampered = msgspec.structs.replace(_request(), **changed)
    with pytest.raises(EnrolmentError):
        check_request(decode_request(encode(tampered)), SECRET)


@pytest.mark.parametrize(
    "changed",
    [
        {"replica": 8},
        {"role": Role.PROVINCE},
        {"person": "Bế Thị Vân"},
        {"scopes": ("h-ban-giong", "h-khac")},
        {"commune": "02246"},
        {"server_key": b"e" * 32},
        {"recipient": recipient_of(b"e" * 32)},
        {"epoch": 1},
        {"at": 1},
        {"proof": bytes(32)},
    ],
)
def test_an_answer_changed_on_its_way_is_refused(changed: dict[str, Any]) -> None:
    tampered = msgspec.structs.replace(_answer(), **changed)
    with pytest.raises(EnrolmentError):
        check_answer(decode_answer(encode(tampered)), _request(), SECRET)


def test_an_answer_to_another_machine_is_refused() -> None:
    with pytest.raises(EnrolmentError):
        check_answer(_answer(request=_request(key=b"m" * 32)), _request(), SECRET)


def test_a_province_with_other_keys_than_the_invitation_named_is_refused() -> None:
    request, answer = _request(), _answer()
    check_answer(answer, request, SECRET, make_invitation())
    for other in (make_invitation(server_key=b"e" * 32), make_invitation(recipient=recipient_of(b"e" * 32))):
        with pytest.raises(EnrolmentError) as refused:
            check_answer(answer, request, SECRET, other)
        assert str(refused.value) == NOT_THE_PROVINCE


def test_a_proof_of_one_side_is_none_of_the_other() -> None:
    request = _request()
    replayed = msgspec.structs.replace(_answer(), proof=request.proof)
    with pytest.raises(EnrolmentError):
        check_answer(replayed, request, SECRET)


def test_anybody_can_compute_the_proofs_from_the_description() -> None:
    request, answer = _request(), _answer()
    for message, label, more in (
        (request, b"cdtt/1/enrol\0", {}),
        (answer, b"cdtt/1/enrolled\0", {"key": base64.b64encode(KEY).decode()}),
    ):
        rest = json.loads(encode(message)) | more
        proof = base64.b64decode(rest.pop("proof"))
        canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        assert hmac.new(SECRET, label + canonical, hashlib.sha256).digest() == proof


def test_the_name_of_an_invitation_is_a_digest_and_not_the_secret() -> None:
    assert code_id(SECRET) == hashlib.sha256(b"cdtt/1/code-id\0" + SECRET).hexdigest()[:20]
    assert SECRET not in encode(_request())


def _edited(message: EnrolRequest | EnrolAnswer, **changed: Fields) -> bytes:
    return json.dumps(json.loads(encode(message)) | changed).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"v": 2},
        {"extra": 1},
        {"code_id": "AB" * 10},
        {"code_id": "ab" * 10 + "\n"},
        {"key": base64.b64encode(bytes(31)).decode()},
        {"key": "not base64"},
        {"machine": ""},
        {"machine": "a" * 81},
        {"machine": "Máy\n1"},
        {"machine": "Máy \u202e1"},
        {"machine": 5},
        {"hamlets": [["h", "02245"]]},
        {"hamlets": [["h 1", "02245", "Bản Giòng"]]},
        {"hamlets": [["h", "2245", "Bản Giòng"]]},
        {"hamlets": [["h", "02245", "Bản Giòng"]] * 65},
        {"proof": None},
    ],
)
def test_a_request_of_the_wrong_shape_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(EnrolmentError) as refused:
        decode_request(_edited(_request(), **changed))
    assert str(refused.value) == REQUEST_UNREADABLE


@pytest.mark.parametrize(
    "changed",
    [
        {"replica": 0},
        {"replica": True},
        {"replica": 1.5},
        {"replica": 2**53},
        {"role": "king"},
        {"person": "\x00"},
        {"scopes": "h"},
        {"scopes": [""]},
        {"commune": "xã Tri Phú"},
        {"recipient": "age1" + "q" * 58},
        {"recipient": ""},
        {"epoch": -1},
        {"at": "hôm qua"},
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(EnrolmentError) as refused:
        decode_answer(_edited(_answer(), **changed))
    assert str(refused.value) == ANSWER_UNREADABLE


@given(st.binary(max_size=80))
def test_any_other_bytes_are_refused_not_misread(body: bytes) -> None:
    for decode in (decode_request, decode_answer):
        with pytest.raises(EnrolmentError):
            decode(body)


@pytest.mark.parametrize("body", [b"[" * 200_000, b" " * 300_000, b'{"v":"\xff"}', b'{"machine":"\\ud800"}'])
def test_hostile_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(EnrolmentError):
        decode_request(body)


@pytest.mark.parametrize("wrong", [{"machine": "  "}, {"key": bytes(3)}, {"hamlets": [EnrolHamlet("", "02245", "x")]}])
def test_no_request_is_made_that_the_province_could_not_read(wrong: dict[str, Any]) -> None:
    with pytest.raises(EnrolmentError):
        _request(**wrong)


def test_a_long_name_of_a_machine_is_shortened_and_an_odd_one_put_in_order() -> None:
    assert _request(machine=" Ma\u0301y   1 ").machine == "Máy 1"
    assert len(_request(machine="m" * 200).machine) == 80
