import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.x509 import load_pem_x509_certificate

from tests.certificates import Certificates, make_certificates


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return make_certificates(tmp_path)


def _greet(shown: Certificates, trusted: Path, name: str) -> bytes:
    """What a client that trusts `trusted` hears from a server it calls by `name`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown.chain, shown.key)

    def answer(listener: socket.socket) -> None:
        plain, _address = listener.accept()
        with plain, context.wrap_socket(plain, server_side=True) as secure:
            secure.sendall(b"chao")

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        served = pool.submit(answer, listener)
        trust = ssl.create_default_context(cafile=trusted)
        with (
            socket.create_connection(listener.getsockname()) as plain,
            trust.wrap_socket(plain, server_hostname=name) as secure,
        ):
            heard = secure.recv(100)
        served.result()
        return heard


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_a_client_that_trusts_the_authority_believes_the_server(certificates: Certificates, name: str) -> None:
    assert _greet(certificates, certificates.authority, name) == b"chao"


def test_another_authority_is_not_believed(certificates: Certificates, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_certificates(tmp_path / "other")
    with pytest.raises(ssl.SSLError):
        _greet(certificates, other.authority, "localhost")


def test_another_name_is_not_believed(certificates: Certificates) -> None:
    with pytest.raises(ssl.SSLError):
        _greet(certificates, certificates.authority, "so-tay.example")


def test_the_keys_are_p_256_and_the_private_one_is_private(certificates: Certificates) -> None:
    for file in (certificates.authority, certificates.chain):
        key = load_pem_x509_certificate(file.read_bytes()).public_key()
        assert isinstance(key, EllipticCurvePublicKey)
        assert isinstance(key.curve, SECP256R1)
    assert certificates.key.stat().st_mode & 0o077 == 0
