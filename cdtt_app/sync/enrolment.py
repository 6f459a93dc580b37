"""How a machine joins its province: request and answer, each with a proof that its sender holds the secret.

Neither side shows the secret. A proof is HMAC-SHA256(secret, label + canonical JSON of all the rest); canonical JSON
has sorted names, no spaces, UTF-8 as it is and bytes in Base64. The answer's proof covers the request's key too: an
answer fits one request only.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Annotated, Any, Final, NamedTuple, TypeVar

import msgspec
from msgspec import Meta

from cdtt_app.domain.role import Role
from cdtt_app.domain.vietnamese.text import nfc
from cdtt_app.sync.age_recipient import key_of
from cdtt_app.sync.invitation import Invitation

PROTOCOL: Final = 1
LONGEST_LABEL: Final = 80
_MOST_BYTES = 256 * 1024
_CODE_ID_BYTES = 10
_CODE_ID_LABEL = b"cdtt/1/code-id\0"
_REQUEST_LABEL = b"cdtt/1/enrol\0"
_ANSWER_LABEL = b"cdtt/1/enrolled\0"

# One line, nothing unseen in it, no sign that turns the direction of reading.
_Label = Annotated[
    str, Meta(min_length=1, max_length=LONGEST_LABEL, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+\Z")
]
_Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._:-]+\Z")]
_CommuneCode = Annotated[str, Meta(pattern=r"^([0-9]{5})?\Z")]
_Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Whole = Annotated[int, Meta(ge=0, le=2**53 - 1)]


class EnrolmentError(ValueError):
    """The machine cannot be joined; the text is for the person at it."""


REQUEST_UNREADABLE: Final = (
    "Máy chủ của tỉnh không đọc được lời xin nối máy này. Hãy cài bản mới của Sổ tay trên máy rồi thử lại."
)
ANSWER_UNREADABLE: Final = (
    "Câu trả lời của tỉnh đến không trọn vẹn, máy chưa được nối. Hãy thử lại; nếu vẫn vậy, hãy báo cán bộ xã."
)
WRONG_CODE: Final = (
    "Mã nối máy không đúng. Hãy dò lại từng chữ với tờ giấy mời; nếu vẫn không được, hãy xin cán bộ một giấy mời mới."
)
NOT_THE_PROVINCE: Final = (
    "Nơi trả lời không chứng minh được là máy chủ của tỉnh, nên máy chưa được nối và chưa gửi sổ nào đi. "
    "Hãy xem lại địa chỉ trên giấy mời; nếu đúng rồi, hãy báo cán bộ xã."
)


class EnrolHamlet(NamedTuple):
    """A hamlet that the machine already keeps a book of: its id, the code of its commune, its name."""

    id: _Id
    commune: _CommuneCode
    name: _Label


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"protocol": "v"}):
    """What a machine says: which invitation, its public key, what it is called, what it holds."""

    protocol: Annotated[int, Meta(ge=PROTOCOL, le=PROTOCOL)]
    code_id: Annotated[str, Meta(pattern=r"^[0-9a-f]{20}\Z")]
    key: _Bytes32
    machine: _Label
    hamlets: Annotated[tuple[EnrolHamlet, ...], Meta(max_length=64)]
    proof: _Bytes32


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"protocol": "v"}):
    """What the province says: the machine's number, whose it is, what it may read, and the province's own keys."""

    protocol: Annotated[int, Meta(ge=PROTOCOL, le=PROTOCOL)]
    replica: Annotated[int, Meta(ge=1, le=2**53 - 1)]
    role: Role
    person: _Label
    scopes: Annotated[tuple[_Id, ...], Meta(max_length=4096)]
    commune: _CommuneCode
    server_key: _Bytes32
    recipient: str
    epoch: _Whole
    at: _Whole  # ms
    proof: _Bytes32


Message = TypeVar("Message", EnrolRequest, EnrolAnswer)
_request = msgspec.json.Decoder(EnrolRequest)
_answer = msgspec.json.Decoder(EnrolAnswer)
_canonical = msgspec.json.Encoder(order="sorted")


def code_id(secret: bytes) -> str:
    """The name under which the province keeps an invitation: tells nothing of the secret."""
    return hashlib.sha256(_CODE_ID_LABEL + secret).digest()[:_CODE_ID_BYTES].hex()


def make_request(secret: bytes, *, key: bytes, machine: str, hamlets: Sequence[EnrolHamlet]) -> EnrolRequest:
    """A machine's request, with its proof; raises EnrolmentError."""
    draft = EnrolRequest(
        protocol=PROTOCOL,
        code_id=code_id(secret),
        key=key,
        machine=nfc(machine)[:LONGEST_LABEL],
        hamlets=tuple(hamlets),
        proof=bytes(32),
    )
    return decode_request(encode(msgspec.structs.replace(draft, proof=_request_proof(secret, draft))))


def check_request(request: EnrolRequest, secret: bytes) -> None:
    """Raise EnrolmentError unless the sender holds the secret of this invitation."""
    known = hmac.compare_digest(code_id(secret), request.code_id)
    proven = hmac.compare_digest(_request_proof(secret, request), request.proof)
    if not (known and proven):
        raise EnrolmentError(WRONG_CODE)


def make_answer(
    secret: bytes,
    request: EnrolRequest,
    *,
    replica: int,
    role: Role,
    person: str,
    scopes: Sequence[str],
    commune: str,
    server_key: bytes,
    recipient: str,
    epoch: int,
    at: int,
) -> EnrolAnswer:
    """The province's answer to one request, with its proof; raises EnrolmentError."""
    draft = EnrolAnswer(
        protocol=PROTOCOL,
        replica=replica,
        role=role,
        person=nfc(person)[:LONGEST_LABEL],
        scopes=tuple(scopes),
        commune=commune,
        server_key=server_key,
        recipient=recipient,
        epoch=epoch,
        at=at,
        proof=bytes(32),
    )
    return decode_answer(encode(msgspec.structs.replace(draft, proof=_answer_proof(secret, draft, request.key))))


def check_answer(
    answer: EnrolAnswer, request: EnrolRequest, secret: bytes, invitation: Invitation | None = None
) -> None:
    """Raise EnrolmentError unless it answers this request, holds the secret, and shows the invitation's keys."""
    proven = hmac.compare_digest(_answer_proof(secret, answer, request.key), answer.proof)
    expected = invitation is None or (answer.server_key, answer.recipient) == (
        invitation.server_key,
        invitation.recipient,
    )
    if not (proven and expected):
        raise EnrolmentError(NOT_THE_PROVINCE)


def encode(message: EnrolRequest | EnrolAnswer) -> bytes:
    """The message as it travels: canonical JSON."""
    return _canonical.encode(message)


def decode_request(body: bytes) -> EnrolRequest:
    """A machine's request, its proof not yet checked; raises EnrolmentError."""
    return _decode(_request, body, REQUEST_UNREADABLE)


def decode_answer(body: bytes) -> EnrolAnswer:
    """The province's answer, its proof not yet checked; raises EnrolmentError."""
    answer = _decode(_answer, body, ANSWER_UNREADABLE)
    try:
        key_of(answer.recipient)
    except ValueError as error:
        raise EnrolmentError(ANSWER_UNREADABLE) from error
    return answer


def _decode(decoder: msgspec.json.Decoder[Message], body: bytes, sentence: str) -> Message:
    if len(body) > _MOST_BYTES:
        raise EnrolmentError(sentence)
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise EnrolmentError(sentence) from error


def _request_proof(secret: bytes, request: EnrolRequest) -> bytes:
    return _proof(secret, _REQUEST_LABEL, _rest(request))


def _answer_proof(secret: bytes, answer: EnrolAnswer, key: bytes) -> bytes:
    return _proof(secret, _ANSWER_LABEL, _rest(answer) | {"key": msgspec.to_builtins(key)})


def _rest(message: EnrolRequest | EnrolAnswer) -> dict[str, Any]:
    """Everything but the proof, as JSON holds it."""
    return {name: value for name, value in msgspec.to_builtins(message).items() if name != "proof"}


def _proof(secret: bytes, label: bytes, rest: dict[str, Any]) -> bytes:
    return hmac.new(secret, label + _canonical.encode(rest), hashlib.sha256).digest()
