"""Making an invitation at the server itself: for the first officers, before anybody can invite from a machine."""

import hashlib
import os
import re
import ssl
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cdtt_app.domain.role import Role
from cdtt_app.domain.vietnamese.text import nfc
from cdtt_app.server.office import about_invitation
from cdtt_app.server.opening import SetupError
from cdtt_app.server.province import Province
from cdtt_app.server.retry import retried
from cdtt_app.server.settings import THIS_MACHINE, Settings
from cdtt_app.server.store import Code, Done, Transaction
from cdtt_app.sync.address import check_address
from cdtt_app.sync.enrolment import code_id
from cdtt_app.sync.invitation import Invitation, end_of_day
from cdtt_app.sync.invitation_code import SECRET_BYTES, make_secret
from cdtt_app.sync.office import Act
from cdtt_app.sync.parcel import seal_recipient

URL = "url"  # meta: the address that machines use
AUTHORITY = "authority"  # meta: SHA-256 of the province's own certificate authority, hex
_COMMUNE = re.compile("[0-9]{5}").fullmatch
_SCOPE = re.compile("[0-9A-Za-z_-]{1,64}").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is invited, as what, to which hamlets or, with none named, to the commune."""

    person: str
    role: Role
    commune: str = ""
    scopes: tuple[str, ...] = ()
    place: str = ""
    days: int = 14


def keep_address(province: Province, url: str, authority: str) -> None:
    """Remember how machines reach the province; raises SetupError."""
    values = {}
    if url:
        values[URL] = _checked(url)
    if authority:
        values[AUTHORITY] = authority_hash(Path(authority)).hex()

    def keep(tx: Transaction) -> None:
        for name, value in values.items():
            tx.put_meta(name, value)

    if values:
        retried(province.store, keep)


def invite(province: Province, settings: Settings, guest: Guest, today: date, url: str = "") -> Invitation:
    """A new invitation, known to the store; raises SetupError."""
    _check(guest)
    with province.store.read() as tx:
        address = url or tx.meta(URL) or _local(settings)
        authority = tx.meta(AUTHORITY)
    secret = make_secret(os.urandom(SECRET_BYTES))
    try:
        invitation = Invitation(
            url=_checked(address),
            server_key=province.identity.public,
            recipient=seal_recipient(province.identity.seal_key),
            secret=secret,
            expires=end_of_day(today + timedelta(days=guest.days)),
            person=nfc(guest.person),
            place=nfc(guest.place),
            ca_hash=bytes.fromhex(authority) or None,
        )
    except ValueError as error:
        raise SetupError("Tên người hoặc tên nơi quá dài, hoặc có ký tự lạ. Hãy viết ngắn lại.") from error
    retried(province.store, lambda tx: _keep(tx, invitation, guest, province.clock()))
    return invitation


def authority_hash(file: Path) -> bytes:
    """SHA-256 of the certificate (DER) in a PEM file; raises SetupError."""
    try:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read_text(encoding="ascii").strip())).digest()
    except (OSError, ValueError) as error:
        raise SetupError(f"Không đọc được chứng thư ở {file}. Hãy chọn tệp PEM chỉ có một chứng thư.") from error


def _keep(tx: Transaction, invitation: Invitation, guest: Guest, now: int) -> None:
    code = Code(
        code_id=code_id(invitation.secret),
        secret=invitation.secret,
        person=invitation.person,
        role=guest.role,
        commune=guest.commune,
        scopes=guest.scopes,
        expires=invitation.expires,
    )
    tx.put_code(code)
    tx.note_act(Done(at=now, replica=0, act=Act.INVITE, about=about_invitation(code)))


def _check(guest: Guest) -> None:
    if guest.role is not Role.PROVINCE and not _COMMUNE(guest.commune):
        raise SetupError("Hãy cho biết mã xã bằng --commune, đủ 5 chữ số, ví dụ 03127.")
    if not all(map(_SCOPE, guest.scopes)):
        raise SetupError("Mã thôn chỉ có chữ không dấu, số và gạch nối. Hãy chép lại đúng mã thôn.")
    if not 1 <= guest.days <= 90:
        raise SetupError("Giấy mời dùng được từ 1 đến 90 ngày. Hãy sửa --days.")


def _checked(url: str) -> str:
    try:
        return check_address(url.rstrip("/"))
    except ValueError as error:
        raise SetupError(
            f"Địa chỉ {url} không dùng được: phải bắt đầu bằng https:// (http:// chỉ để thử trên chính máy này)."
        ) from error


def _local(settings: Settings) -> str:
    """Where it answers by default, which is of use on this machine only."""
    if settings.host not in THIS_MACHINE or not settings.port:
        raise SetupError("Chưa biết địa chỉ của máy chủ. Hãy thêm --url https://..., hoặc ghi một lần bằng: init --url")
    return f"{settings.scheme}://localhost:{settings.port}"
