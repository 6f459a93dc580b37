import pytest

from cdtt_app.sync.address import LONGEST, check_address, parse_address
from cdtt_app.sync.invitation_error import NO_ADDRESS, WRONG_ADDRESS, InvitationError

PLAIN = "https://so.tuyenquang.example.vn"


@pytest.mark.parametrize(
    "typed",
    [
        "so.tuyenquang.example.vn",
        " So.TuyenQuang.Example.vn / ",
        "https://so.tuyenquang.example.vn/",
        "HTTPS://so.tuyenquang.example.vn",
        "http://so.tuyenquang.example.vn",  # people type http; the answer must still come over TLS
        "so. tuyenquang.example.vn",
    ],
)
def test_an_address_is_understood_however_it_is_typed(typed: str) -> None:
    assert parse_address(typed) == PLAIN


def test_port_and_path_are_kept() -> None:
    assert parse_address("may.vn:8443/So/") == "https://may.vn:8443/So"


@pytest.mark.parametrize(
    "typed",
    [
        "sổ.tỉnh.vn",
        "ftp://so.vn",
        "https://xa@so.vn",
        "https://so.vn?x=1",
        "https://so.vn#x",
        "so.vn/../khac",
        "so..vn",
        "so.vn:99999",
        "so_tinh.vn",
        "-so.vn",
        "javascript:alert(1)",
        "a." * LONGEST + "vn",
    ],
)
def test_what_is_no_plain_address_is_refused(typed: str) -> None:
    with pytest.raises(InvitationError, match="Địa chỉ gõ chưa đúng") as refused:
        parse_address(typed)
    assert str(refused.value) == WRONG_ADDRESS


def test_an_empty_field_asks_for_the_address() -> None:
    with pytest.raises(InvitationError) as refused:
        parse_address("  ")
    assert str(refused.value) == NO_ADDRESS


def test_without_tls_only_the_machine_itself_is_spoken_to() -> None:
    assert check_address("http://127.0.0.1:8080") == "http://127.0.0.1:8080"
    for url in ("http://so.vn", "http://127.0.0.1.so.vn", "http://localhost@so.vn"):
        with pytest.raises(ValueError, match="address"):
            check_address(url)
