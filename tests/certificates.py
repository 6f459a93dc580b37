"""A certificate authority of our own and a certificate for this machine, as files."""

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Where the three files are (PEM): what a client trusts, and what a server shows and keeps to itself."""

    authority: Path
    chain: Path
    key: Path


def make_certificates(folder: Path) -> Certificates:
    """A new authority, another at each call, and its certificate for localhost, 127.0.0.1 and ::1; keys are P-256."""
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    server = authority.issue_cert("localhost", "127.0.0.1", "::1", key_type=trustme.KeyType.ECDSA)
    files = Certificates(authority=folder / "authority.pem", chain=folder / "server.pem", key=folder / "server.key")
    authority.cert_pem.write_to_path(str(files.authority))
    for blob in server.cert_chain_pems:
        blob.write_to_path(str(files.chain), append=True)
    server.private_key_pem.write_to_path(str(files.key))
    files.key.chmod(0o600)
    return files
