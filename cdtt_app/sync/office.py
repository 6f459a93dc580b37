"""What officers do from their own machine: one signed act, one signed answer, in the envelope of every message.

An act's `at` must be later than that of the machine's act before: so none can be played back. A machine whose clock was
set back is told the last one (`Trouble.STALE`) and goes on from there.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from cdtt_app.domain.role import Role
from cdtt_app.sync.envelope import EnvelopeError, Packing, believe, digest, seal, unseal

PROTOCOL: Final = 1
OFFICE: Final = "office"  # purposes of signatures
OFFICE_ANSWER: Final = "office-answer"
MOST_MACHINES: Final = 200  # of one answer

_Whole = Annotated[int, Meta(ge=0, le=2**53 - 1)]
_Replica = Annotated[int, Meta(ge=1, le=2**53 - 1)]
_Scope = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_-]{1,64}\Z")]
_Commune = Annotated[str, Meta(pattern=r"^([0-9]{5})?\Z")]
_Person = Annotated[
    str, Meta(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+\Z")
]


class Act(StrEnum):
    """What an officer can do."""

    INVITE = "invite"
    MACHINES = "machines"
    REVOKE = "revoke"
    RESTORE_ACCESS = "restore_access"
    GIVE = "give"
    TAKE = "take"


class Trouble(StrEnum):
    """Why nothing was done."""

    NOT_ALLOWED = "not_allowed"
    UNKNOWN_MACHINE = "unknown_machine"
    UNKNOWN_HAMLET = "unknown_hamlet"
    CODE_TAKEN = "code_taken"
    STALE = "stale"
    MALFORMED = "malformed"


SENTENCES: Mapping[Trouble, str] = MappingProxyType(
    {
        Trouble.NOT_ALLOWED: "Tỉnh không cho máy này làm việc đó. Chỉ cán bộ mới làm được, và chỉ trong xã của mình.",
        Trouble.UNKNOWN_MACHINE: "Tỉnh không biết máy đó. Hãy xem lại danh sách máy rồi chọn lại.",
        Trouble.UNKNOWN_HAMLET: "Tỉnh chưa biết thôn đó, hoặc thôn không thuộc xã này. Hãy chọn lại thôn.",
        Trouble.CODE_TAKEN: "Mã mời này đã được cấp rồi. Hãy làm một giấy mời mới.",
        Trouble.STALE: "Ngày giờ của máy này đã bị lùi lại. Hãy chỉnh lại ngày giờ cho đúng rồi làm lại.",
        Trouble.MALFORMED: "Tỉnh không hiểu việc vừa gửi. Hãy cài bản mới của Sổ tay rồi làm lại.",
    }
)


class OfficeError(ValueError):
    """The province did not do it; the text is for the officer."""

    def __init__(self, answer: "OfficeAnswer") -> None:
        super().__init__(SENTENCES[answer.trouble or Trouble.MALFORMED])
        self.answer = answer


class Invite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Let somebody in: by single hamlets, or, with none named, by the commune.

    A volunteer or leader who is invited by the commune may bring the hamlets that his machine keeps already. The secret
    is the machine's own (`invitation_code.make_secret`), so that asking again invites once.
    """

    secret: Annotated[bytes, Meta(min_length=16, max_length=16)]
    person: _Person
    role: Role
    commune: _Commune = ""
    scopes: Annotated[tuple[_Scope, ...], Meta(max_length=512)] = ()
    expires: _Whole  # ms


class Machines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """List machines by number, those behind `after`; an officer's commune, or any (the province)."""

    commune: _Commune = ""
    after: _Whole = 0


class OneMachine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """End a machine's access, or give it back."""

    replica: _Replica


class OneHamlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give a machine a hamlet, or take it back."""

    replica: _Replica
    scope: _Scope


Args = Invite | Machines | OneMachine | OneHamlet
_ARGS: Mapping[Act, type[Args]] = MappingProxyType(
    {
        Act.INVITE: Invite,
        Act.MACHINES: Machines,
        Act.REVOKE: OneMachine,
        Act.RESTORE_ACCESS: OneMachine,
        Act.GIVE: OneHamlet,
        Act.TAKE: OneHamlet,
    }
)


class OfficeRequest(
    msgspec.Struct, frozen=True, kw_only=True, rename={"protocol": "v", "device": "dev", "digest": "x"}
):
    """The first and only line of an act."""

    protocol: int
    device: _Replica
    at: _Whole  # ms
    act: str
    args: msgspec.Raw
    digest: str


class Machine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A machine as officers see it."""

    replica: int
    person: str
    machine: str
    role: Role
    commune: str = ""
    revoked: bool = False
    enrolled_at: int = 0  # ms
    last_seen: int = 0  # ms, 0: never; kept to about ten minutes
    scopes: tuple[str, ...] = ()  # given one by one


class OfficeAnswer(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"protocol": "v", "device": "dev", "trouble": "err", "digest": "x"},
):
    """The province's answer to the act with the same `device` and `at`."""

    protocol: int
    device: int
    at: int
    now: int  # the province's time in ms
    trouble: Trouble | None = None
    last: int = 0  # with STALE: the `at` that the next act must be later than
    machines: tuple[Machine, ...] = ()
    more: bool = False
    digest: str = ""


_encode = msgspec.json.encode
Line = TypeVar("Line", OfficeRequest, OfficeAnswer)
_request = msgspec.json.Decoder(OfficeRequest)
_answer = msgspec.json.Decoder(OfficeAnswer)


def make_act(act: Act, args: Args, *, device: int, at: int, seed: bytes, packing: Packing) -> bytes:
    """The message; `at` must be later than that of the act before (`max(now, last + 1)`)."""
    if not isinstance(args, _ARGS[act]):
        raise TypeError(f"{act} wants {_ARGS[act].__name__}")
    line = OfficeRequest(
        protocol=PROTOCOL, device=device, at=at, act=act, args=msgspec.Raw(_encode(args)), digest=digest(b"")
    )
    return seal(_encode(line), b"", seed=seed, purpose=OFFICE, packing=packing)


def read_answer(data: bytes, *, device: int, at: int, server_key: bytes, packing: Packing) -> OfficeAnswer:
    """The province's answer to this act; raises EnvelopeError, and OfficeError when it did not do it."""
    message = unseal(data, packing)
    believe(message, key=server_key, purpose=OFFICE_ANSWER, said=lambda head: _decode(_answer, head).digest)
    answer = _decode(_answer, message.head)
    if (answer.device, answer.at) != (device, at):
        raise EnvelopeError("the answer to something else")
    if answer.trouble is not None:
        raise OfficeError(answer)
    return answer


def decode_request(line: bytes) -> OfficeRequest:
    """An act's line, its signature not yet checked; raises EnvelopeError."""
    return _decode(_request, line)


def args_of(request: OfficeRequest) -> tuple[Act, Args] | None:
    """What is to be done, or None for what this program does not know."""
    try:
        act = Act(request.act)
        return act, msgspec.json.decode(request.args, type=_ARGS[act])
    except (ValueError, RecursionError):
        return None


def make_answer(answer: OfficeAnswer, *, seed: bytes, packing: Packing) -> bytes:
    """The province's message."""
    whole = msgspec.structs.replace(answer, digest=digest(b""))
    return seal(_encode(whole), b"", seed=seed, purpose=OFFICE_ANSWER, packing=packing)


def _decode(decoder: msgspec.json.Decoder[Line], line: bytes) -> Line:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise EnvelopeError(f"not an act of an officer: {error}") from error
