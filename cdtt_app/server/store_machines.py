"""Who may come: machines, their chains and hamlets, one-time codes, the server's own values; the SQL of both stores."""

import json

from cdtt_app.domain.role import Role
from cdtt_app.server.statements import Row, Tables
from cdtt_app.server.store import Chain, Code, Device

_DEVICE = "SELECT replica, key, person, machine, role, commune, revoked, enrolled_at, last_seen FROM device"


class MachineTables(Tables):
    """The tables device, chain, grants, code and meta."""

    def device(self, replica: int) -> Device | None:
        """A machine by its number; in a write transaction it is locked until the end."""
        found = self._db.rows(self._db.locked(f"{_DEVICE} WHERE replica = ?"), (replica,))
        return _device(found[0]) if found else None

    def device_by_key(self, key: bytes) -> Device | None:
        """A machine by its public key."""
        found = self._db.rows(f"{_DEVICE} WHERE key = ?", (key,))
        return _device(found[0]) if found else None

    def devices(self, commune: str = "") -> list[Device]:
        """All machines, or a commune's."""
        if commune:
            return [_device(row) for row in self._db.rows(f"{_DEVICE} WHERE commune = ? ORDER BY replica", (commune,))]
        return [_device(row) for row in self._db.rows(f"{_DEVICE} ORDER BY replica")]

    def add_device(self, device: Device) -> Device:
        """Let a machine in; the given number is ignored, the returned one counts."""
        added = self._db.rows(
            "INSERT INTO device (key, person, machine, role, commune, revoked, enrolled_at, last_seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING replica, key, person, machine, role, commune, revoked, enrolled_at, last_seen",
            _values(device),
        )
        return _device(added[0])

    def put_device(self, device: Device) -> None:
        """Change what is kept of a machine."""
        self._db.run(
            "UPDATE device SET key = ?, person = ?, machine = ?, role = ?, commune = ?, revoked = ?, enrolled_at = ?,"
            " last_seen = ? WHERE replica = ?",
            (*_values(device), device.replica),
        )

    def chain(self, replica: int, inc: int) -> Chain | None:
        """An incarnation; in a write transaction it is locked until the end, also when it is not known yet."""
        found = self._chain(replica, inc)
        if found is None and self._db.hold(f"chain {replica} {inc}"):
            found = self._chain(replica, inc)
        return found

    def _chain(self, replica: int, inc: int) -> Chain | None:
        sql = "SELECT first, head, head_hash, durable FROM chain WHERE replica = ? AND inc = ?"
        found = self._db.rows(self._db.locked(sql), (replica, inc))
        if not found:
            return None
        first, head, head_hash, durable = found[0]
        return Chain(replica=replica, inc=inc, first=first, head=head, head_hash=head_hash, durable=durable)

    def put_chain(self, chain: Chain) -> None:
        """Write how far an incarnation is known."""
        self._db.run(
            "INSERT INTO chain (replica, inc, first, head, head_hash, durable) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (replica, inc) DO UPDATE SET first = excluded.first, head = excluded.head,"
            " head_hash = excluded.head_hash, durable = excluded.durable",
            (chain.replica, chain.inc, chain.first, chain.head, chain.head_hash, chain.durable),
        )

    def grants(self, replica: int) -> tuple[str, ...]:
        """Hamlets given one by one."""
        sql = "SELECT scope FROM grants WHERE replica = ? AND until IS NULL ORDER BY scope"
        return tuple(scope for (scope,) in self._db.rows(sql, (replica,)))

    def grant(self, replica: int, scope: str, now: int) -> None:
        """Give a machine a hamlet; one that it has stays as it is."""
        self._db.run(
            "INSERT INTO grants (replica, scope, since, until) SELECT ?, ?, ?, NULL"
            " WHERE NOT EXISTS (SELECT 1 FROM grants WHERE replica = ? AND scope = ? AND until IS NULL)"
            " ON CONFLICT (replica, scope, since) DO UPDATE SET until = NULL",
            (replica, scope, now, replica, scope),
        )

    def revoke(self, replica: int, scope: str, now: int) -> None:
        """Take a hamlet back; when it was given and taken stays known."""
        sql = "UPDATE grants SET until = ? WHERE replica = ? AND scope = ? AND until IS NULL"
        self._db.run(sql, (now, replica, scope))

    def code(self, code_id: str) -> Code | None:
        """A one-time code; in a write transaction it is locked until the end."""
        sql = "SELECT secret, person, role, commune, scopes, expires, used_by FROM code WHERE code_id = ?"
        found = self._db.rows(self._db.locked(sql), (code_id,))
        if not found:
            return None
        secret, person, role, commune, scopes, expires, used_by = found[0]
        return Code(
            code_id=code_id,
            secret=secret,
            person=person,
            role=Role(role),
            commune=commune,
            scopes=tuple(json.loads(scopes)),
            expires=expires,
            used_by=used_by,
        )

    def put_code(self, code: Code) -> None:
        """Keep or change a code."""
        self._db.run(
            "INSERT INTO code (code_id, secret, person, role, commune, scopes, expires, used_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code_id) DO UPDATE SET secret = excluded.secret,"
            " person = excluded.person, role = excluded.role, commune = excluded.commune, scopes = excluded.scopes,"
            " expires = excluded.expires, used_by = excluded.used_by",
            (
                code.code_id,
                code.secret,
                code.person,
                code.role.value,
                code.commune,
                json.dumps(code.scopes, ensure_ascii=False),
                code.expires,
                code.used_by,
            ),
        )

    def meta(self, name: str) -> str:
        """A small value of the server itself, "" when there is none."""
        found = self._db.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    def put_meta(self, name: str, value: str) -> None:
        """Keep a small value."""
        sql = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._db.run(sql, (name, value))


def _device(row: Row) -> Device:
    replica, key, person, machine, role, commune, revoked, enrolled_at, last_seen = row
    return Device(
        replica=replica,
        key=key,
        person=person,
        machine=machine,
        role=Role(role),
        commune=commune,
        revoked=bool(revoked),
        enrolled_at=enrolled_at,
        last_seen=last_seen,
    )


def _values(device: Device) -> tuple[object, ...]:
    """The columns of a device, its number left out."""
    return (
        device.key,
        device.person,
        device.machine,
        device.role.value,
        device.commune,
        int(device.revoked),
        device.enrolled_at,
        device.last_seen,
    )
