"""A parcel that somebody handed over: opened with the province's key, answered as any message, sealed for its owner."""

from dataclasses import dataclass

from cdtt_app.server.province import Province
from cdtt_app.server.receive import Admit, Answer, admit_all, receive
from cdtt_app.sync.age_recipient import key_of
from cdtt_app.sync.envelope import EnvelopeError, unseal
from cdtt_app.sync.messages import decode_request
from cdtt_app.sync.parcel import ParcelError, open_parcel, seal_parcel

PARCEL = "application/age-encryption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The sealed answer, to be taken back by whoever brought the parcel, and what may be logged of it."""

    data: bytes
    answer: Answer


def deliver(province: Province, body: bytes, admit: Admit = admit_all) -> Delivered | None:
    """Take a parcel in; None when it is not for this province. Raises EnvelopeError for what no machine of ours made.

    The answer goes to the recipient that the signed request names: the machine itself, whoever carries it.
    """
    try:
        message = open_parcel(body, province.identity.seal_key)
    except ParcelError:
        return None
    recipient = decode_request(unseal(message, province.packing).head).recipient
    try:
        key_of(recipient)  # before anything is taken in
    except ValueError as error:
        raise EnvelopeError("no recipient for the answer") from error
    answer = receive(province, message, admit)
    return Delivered(data=seal_parcel(answer.data, recipient), answer=answer)
