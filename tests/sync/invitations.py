"""Invented invitations for tests."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from cdtt_app.domain.vietnamese.text import nfc
from cdtt_app.sync.age_recipient import recipient_of
from cdtt_app.sync.invitation import PERSON_BYTES, PLACE_BYTES, Invitation, end_of_day
from cdtt_app.sync.invitation_code import make_secret

Fields = Any
LAST_DAY = date(2026, 12, 1)
SECRET = make_secret(b"bi mat cua to #1")
NOW = end_of_day(date(2026, 11, 24))


def make_invitation(**fields: Fields) -> Invitation:
    base: dict[str, Any] = {
        "url": "https://so.tuyenquang.example.vn",
        "server_key": bytes(range(32)),
        "recipient": recipient_of(bytes(range(100, 132))),
        "secret": SECRET,
        "expires": end_of_day(LAST_DAY),
        "person": "Nông Văn Dư",
        "place": "xã Tri Phú: thôn Bản Giòng, thôn Khuổi Thìn",
        "ca_hash": bytes(range(200, 232)),
    }
    return Invitation(**base | fields)


def _labels(most: int, least: int) -> st.SearchStrategy[str]:
    fits = st.text(max_size=most // 2).map(nfc)
    return fits.filter(lambda text: text.isprintable() and least <= len(text.encode()) <= most)


keys = st.binary(min_size=32, max_size=32)
secrets = st.binary(min_size=16, max_size=16).map(make_secret)
invitations = st.builds(
    Invitation,
    url=st.sampled_from(
        ["https://so.example.vn", "https://so.example.vn:8443/tuyen-quang", "http://127.0.0.1:8080", "https://a.vn"]
    ),
    server_key=keys,
    recipient=keys.map(recipient_of),
    secret=secrets,
    expires=st.integers(NOW, (1 << 42)),
    person=_labels(PERSON_BYTES, 1),
    place=_labels(PLACE_BYTES, 0),
    ca_hash=st.none() | keys,
)
