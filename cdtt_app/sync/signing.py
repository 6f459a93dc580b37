"""Ed25519 signatures; each purpose has its own prefix, so that no message can pass for one of another kind."""

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

SEED_BYTES = 32
SIGNATURE_BYTES = 64


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key that belongs to a 32-byte seed."""
    return SigningKey(seed).verify_key.encode()


def sign(seed: bytes, purpose: str, message: bytes) -> bytes:
    """The 64-byte signature of a message for one purpose."""
    return SigningKey(seed).sign(_signed(purpose, message)).signature


def verify(public: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Whether this key signed this message for this purpose; malformed keys and signatures signed nothing."""
    try:
        VerifyKey(public).verify(_signed(purpose, message), signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def _signed(purpose: str, message: bytes) -> bytes:
    return b"cdtt/1/" + purpose.encode() + b"\0" + message
