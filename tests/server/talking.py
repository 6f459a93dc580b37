"""A machine as the province sees it: asks by hand, without the app, and believes only what is signed."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

from cdtt_app.domain.kinds import SCHEMA
from cdtt_app.sync.compression import Codec
from cdtt_app.sync.entry import Line, decode_line
from cdtt_app.sync.envelope import Packing, believe, digest, join, seal, unseal
from cdtt_app.sync.messages import (
    PROTOCOL,
    RECEIPT,
    REQUEST,
    Receipt,
    Request,
    decode_receipt,
    encode_head,
)
from cdtt_app.sync.operation import Operation, encode, link
from tests.server.running import Machine, RunningServer

MESSAGE = "application/vnd.cdtt.message"
PACKING = Packing(Codec.ZSTD, {})
NOW = 1_793_000_000_000


def household(scope: str, note: str, id_: str = "") -> bytes:
    """An operation that writes a household."""
    changes: dict[str, tuple[Any, int]] = {"hamlet_id": (scope, 0), "head": (note, 0)}
    named = id_ or str(uuid.uuid4())
    return encode(Operation(kind="household", id=named, scope=scope, clock=NOW, schema=SCHEMA, changes=changes))


@dataclass(slots=True, kw_only=True)
class Told:
    """What the province answered."""

    receipt: Receipt
    lines: list[Line]


@dataclass(slots=True, kw_only=True)
class Talker:
    """One machine's side of the conversation: it remembers how far it has come."""

    machine: Machine
    server_key: bytes
    packing: Packing = PACKING
    inc: int = 1
    base: int = 0
    base_hash: bytes = b""
    cursors: dict[str, int] = field(default_factory=dict)
    epoch: int = 0
    rid: int = NOW

    def message(self, bodies: list[bytes], **other: object) -> bytes:
        """What it asks next."""
        rest = join(bodies)
        self.rid += 1
        words: dict[str, Any] = {
            "protocol": PROTOCOL,
            "rid": self.rid,
            "device": self.machine.replica,
            "inc": self.inc,
            "first": 1,
            "base": self.base,
            "base_hash": self.base_hash.hex(),
            "count": len(bodies),
            "cursors": self.cursors,
            "epoch": self.epoch,
            "now": NOW,
            "app": "0.1.0",
            "digest": digest(rest),
        }
        head = encode_head(Request(**(words | other)))
        return seal(head, rest, seed=self.machine.seed, purpose=REQUEST, packing=self.packing)

    def hear(self, data: bytes, bodies: list[bytes]) -> Told:
        """Believe an answer, and go on from there."""
        opened = believe(
            unseal(data, self.packing),
            key=self.server_key,
            purpose=RECEIPT,
            said=lambda head: decode_receipt(head).digest,
        )
        receipt, lines = decode_receipt(opened.head), [decode_line(line) for line in opened.lines]
        if receipt.trouble is None:
            for body in bodies[: max(0, receipt.ack - self.base)]:
                self.base_hash = link(self.base_hash, body)
            self.base, self.epoch = receipt.ack, receipt.epoch
            self.cursors |= receipt.rewind
            for line in lines:
                self.cursors[line.s] = line.n + (line.own[2] - 1 if line.own else 0)
        return Told(receipt=receipt, lines=lines)

    def exchange(self, server: RunningServer, *bodies: bytes) -> Told:
        """Ask over the network; raises requests.HTTPError."""
        reply = post(server, "/v1/sync", self.message(list(bodies)))
        reply.raise_for_status()
        return self.hear(reply.content, list(bodies))


def talker(server: RunningServer, machine: Machine, packing: Packing = PACKING) -> Talker:
    """A machine that knows its province."""
    return Talker(machine=machine, server_key=server.province.identity.public, packing=packing)


def post(server: RunningServer, path: str, data: bytes, content_type: str = MESSAGE) -> requests.Response:
    """Send some bytes."""
    headers = {"Content-Type": content_type}
    return requests.post(server.url + path, data=data, headers=headers, timeout=30, allow_redirects=False)
