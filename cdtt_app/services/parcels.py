"""By stick or Zalo file: the same question and answer as on the wire, sealed; others' parcels are carried unread."""

from dataclasses import dataclass
from pathlib import Path

from cdtt_app.services.errors import RefusedError
from cdtt_app.services.exchange import Learned, Pages, known_to_province, learn, question
from cdtt_app.storage.database import Database
from cdtt_app.storage.parcels import (
    Carried,
    Parcel,
    carried,
    carry,
    delivered,
    forget_old_carried,
    forget_old_parcels,
    id_of,
    keep_parcel,
)
from cdtt_app.sync.envelope import EnvelopeError, Packing
from cdtt_app.sync.operation import LogError
from cdtt_app.sync.parcel import ParcelError, looks_sealed, open_parcel, seal_parcel, seal_recipient
from cdtt_app.transport.parcel_files import ANSWER, PARCEL, find_files, read_file, write_file
from cdtt_app.transport.parcel_road import ParcelRoad
from cdtt_app.transport.road import Obstacle, RoadError

_ALL = Pages(offer=6 * 1024 * 1024, want=4 * 1024 * 1024)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was put onto the stick."""

    path: Path
    operations: int
    carried: int = 0  # parcels of others
    answers: int = 0  # answers taken back to others


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came off the stick."""

    learned: tuple[Learned, ...] = ()
    carried: int = 0
    unreadable: tuple[str, ...] = ()  # names of files that are torn or not parcels


def make_parcel(db: Database, packing: Packing, *, app: str) -> Parcel:
    """Everything that the province has not signed for, sealed; kept here until the province has it safe."""
    me = known_to_province(db)
    asked = question(db, packing, pages=_ALL, app=app, recipient=seal_recipient(me.seal_key))
    body = seal_parcel(asked.data, me.recipient)
    made_at = db.now()
    name = f"may-{me.replica}-{made_at.astimezone():%Y%m%d-%H%M%S}{PARCEL}"
    parcel = Parcel(
        id=id_of(body),
        made_at=made_at,
        inc=asked.offer.inc,
        base=asked.offer.base,
        last=asked.offer.last,
        name=name,
        body=body,
    )
    with db.write() as tx:
        keep_parcel(tx, parcel)
        forget_old_carried(tx, made_at)
    return parcel


def parcel_out(db: Database, packing: Packing, folder: Path, *, app: str) -> Sent:
    """Write this machine's parcel, those it carries, and answers for others; raises ParcelFileError, RefusedError."""
    parcel = make_parcel(db, packing, app=app)
    path = write_file(folder, parcel.name, parcel.body)
    others, answers = 0, 0
    for one in carried(db):
        if one.answer is None:
            write_file(folder, f"mang-ho-{one.id[:8]}{PARCEL}", one.body)
            others += 1
        elif one.answer:
            write_file(folder, f"tra-{one.id[:8]}{ANSWER}", one.answer)
            answers += 1
    return Sent(path=path, operations=parcel.last - parcel.base, carried=others, answers=answers)


def parcel_to_file(db: Database, packing: Packing, file: Path, *, app: str) -> Sent:
    """Write this machine's parcel alone, under a name of one's own; raises ParcelFileError, RefusedError."""
    parcel = make_parcel(db, packing, app=app)
    path = write_file(file.parent, file.name, parcel.body)
    return Sent(path=path, operations=parcel.last - parcel.base)


def take_file(db: Database, packing: Packing, data: bytes, name: str) -> Learned | None:
    """Take in one file; None when it is another's and now carried. Raises RefusedError when it is no parcel."""
    me = known_to_province(db)
    if not looks_sealed(data):
        raise RefusedError("Tệp này không phải gói của chương trình, hoặc đã hỏng. Hãy chọn tệp khác.")
    try:
        message = open_parcel(data, me.seal_key)
    except ParcelError:
        with db.write() as tx:
            carry(tx, data, name, db.now())
        return None
    try:
        learned = learn(db, packing, message)
    except (EnvelopeError, LogError) as error:
        raise RefusedError("Gói này không phải do tỉnh gửi, hoặc đã hỏng. Hãy xin lại gói trả về.") from error
    with db.write() as tx:
        forget_old_parcels(tx, learned.receipt.durable, db.now())
    return learned


def parcel_in(db: Database, packing: Packing, place: Path) -> Received:
    """Take in a file, or all parcels of a stick; what is torn is named and left alone.

    Raises ParcelFileError, RefusedError.
    """
    known_to_province(db)
    files = find_files(place) if place.is_dir() else (read_file(place),)
    learned, taken_along, unreadable = [], 0, []
    own = {row[0] for row in db.rows("SELECT id FROM parcel")}
    for file in files:
        if id_of(file.data) in own:
            continue  # our own parcel, still on the stick
        try:
            one = take_file(db, packing, file.data, file.path.name)
        except RefusedError:
            unreadable.append(file.path.name)
            continue
        if one is None:
            taken_along += 1
        else:
            learned.append(one)
    return Received(learned=tuple(learned), carried=taken_along, unreadable=tuple(unreadable))


def deliver_carried(db: Database, road: ParcelRoad) -> int:
    """Hand over what is carried for others, now that there is a network; returns how many. Failures wait.

    One that the province does not understand does not hold up the others, and is not tried again.
    """
    count = 0
    for one in _undelivered(db):
        try:
            answer = road.deliver(one.body)
        except RoadError as error:
            if error.obstacle is not Obstacle.REFUSED:
                break
            answer = b""
        with db.write() as tx:
            delivered(tx, one.id, answer, db.now())
        count += bool(answer)
    return count


def _undelivered(db: Database) -> tuple[Carried, ...]:
    return tuple(one for one in carried(db) if one.delivered_at is None)
