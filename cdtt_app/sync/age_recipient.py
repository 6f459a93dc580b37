"""An age recipient (`age1...`) and the 32 bytes it stands for: Bech32 as in BIP 173, for X25519 keys only."""

from collections.abc import Iterable

KEY_BYTES = 32
_PREFIX = "age"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECK_LENGTH = 6
_LENGTH = len(_PREFIX) + 1 + 52 + _CHECK_LENGTH
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SPREAD_PREFIX = (*(ord(sign) >> 5 for sign in _PREFIX), 0, *(ord(sign) & 31 for sign in _PREFIX))


def recipient_of(key: bytes) -> str:
    """The recipient of a public key of 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("an age recipient is made of 32 bytes")
    number = int.from_bytes(key, "big") << 4  # 256 bits fill 51 letters and one bit of the 52nd
    data = [number >> 5 * place & 31 for place in reversed(range(52))]
    rest = _remainder((*data, *[0] * _CHECK_LENGTH)) ^ 1
    data += [rest >> 5 * place & 31 for place in reversed(range(_CHECK_LENGTH))]
    return f"{_PREFIX}1" + "".join(_LETTERS[value] for value in data)


def key_of(recipient: str) -> bytes:
    """The public key of a recipient; raises ValueError when it is none."""
    head, data = recipient[: len(_PREFIX) + 1], recipient[len(_PREFIX) + 1 :]
    if len(recipient) != _LENGTH or head != f"{_PREFIX}1" or not set(_LETTERS).issuperset(data):
        raise ValueError("not an age recipient")
    values = [_LETTERS.index(letter) for letter in data]
    number = 0
    for value in values[:-_CHECK_LENGTH]:
        number = number << 5 | value
    if _remainder(values) != 1 or number & 15:
        raise ValueError("a damaged age recipient")
    return (number >> 4).to_bytes(KEY_BYTES, "big")


def _remainder(values: Iterable[int]) -> int:
    rest = 1
    for value in (*_SPREAD_PREFIX, *values):
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            rest ^= term if top >> place & 1 else 0
    return rest
