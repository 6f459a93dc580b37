"""A message that travels as a file: the same envelope, sealed with age so that nobody on the way can read it."""


class ParcelError(ValueError):
    """Not a parcel, a damaged one, or one sealed for somebody else."""


def make_seal_key() -> str:
    """A new age key (`AGE-SECRET-KEY-1...`), from the library's own randomness."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def seal_recipient(key: str) -> str:
    """The public side of an age key: what parcels to its holder are sealed to."""
    from pyrage import x25519

    return str(x25519.Identity.from_str(key).to_public())


def seal_parcel(message: bytes, recipient: str) -> bytes:
    """An age file that only the holder of the recipient's key can open; raises ParcelError."""
    from pyrage import RecipientError, encrypt, x25519

    try:
        return encrypt(message, [x25519.Recipient.from_str(recipient)])
    except RecipientError as error:
        raise ParcelError("not a recipient") from error


def open_parcel(data: bytes, key: str) -> bytes:
    """The message of an age file; raises ParcelError."""
    from pyrage import DecryptError, decrypt, x25519

    try:
        return decrypt(data, [x25519.Identity.from_str(key)])
    except DecryptError as error:
        raise ParcelError("not for this key, or damaged") from error


def looks_sealed(data: bytes) -> bool:
    """Whether this could be a parcel at all."""
    return data.startswith(b"age-encryption.org/v1\n")
