import random
import shutil
import subprocess
from pathlib import Path

import pytest

from cdtt_app.sync.compression import Codec
from cdtt_app.sync.envelope import EnvelopeError, Packing, believe, digest, seal, unseal
from cdtt_app.sync.messages import PROTOCOL, REQUEST, Request, decode_request, encode_head
from cdtt_app.sync.parcel import ParcelError, looks_sealed, make_seal_key, open_parcel, seal_parcel, seal_recipient
from cdtt_app.sync.signing import public_key
from tests.sync.day_of_visits import day_of_visits

KEY = make_seal_key()
SEED = b"m" * 32
PACKING = Packing(Codec.ZSTD, {})


def message(seed: bytes = SEED) -> bytes:
    rest = b"\n".join(day_of_visits(1))
    request = Request(
        protocol=PROTOCOL, rid=1, device=17, inc=1, first=1, base=0, base_hash="", count=30, digest=digest(rest)
    )
    return seal(encode_head(request), rest, seed=seed, purpose=REQUEST, packing=PACKING)


def taken_in(parcel: bytes) -> bytes:
    """The first line of a parcel that the province would believe."""
    opened = believe(
        unseal(open_parcel(parcel, KEY), PACKING),
        key=public_key(SEED),
        purpose=REQUEST,
        said=lambda head: decode_request(head).digest,
    )
    return opened.head


def test_a_parcel_is_opened_by_its_recipient_and_by_nobody_else() -> None:
    parcel = seal_parcel(message(), seal_recipient(KEY))
    assert looks_sealed(parcel)
    assert b'"dev":17' in taken_in(parcel)
    with pytest.raises(ParcelError):
        open_parcel(parcel, make_seal_key())


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed here")
def test_the_age_program_opens_a_parcel_with_the_provinces_key(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text(KEY + "\n")
    (tmp_path / "may-17.goi").write_bytes(seal_parcel(message(), seal_recipient(KEY)))
    opened = subprocess.run(
        ["age", "--decrypt", "-i", str(tmp_path / "key.txt"), str(tmp_path / "may-17.goi")],
        capture_output=True,
        check=False,
    )
    assert (opened.returncode, opened.stdout) == (0, message())


def test_a_thousand_mutated_parcels_are_refused_without_harm() -> None:
    chance = random.Random(20261122)
    parcel = seal_parcel(message(), seal_recipient(KEY))
    taken = 0
    for number in range(1000):
        data = bytearray(parcel)
        if number % 3 == 0:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif number % 3 == 1:
            del data[chance.randrange(len(data)) :]
        else:
            at = chance.randrange(len(data))
            data[at:at] = chance.randbytes(chance.randrange(1, 40))
        try:
            taken_in(bytes(data))
            taken += 1
        except (ParcelError, EnvelopeError):
            continue
    assert taken == 0


def test_a_thousand_mutated_messages_that_were_sealed_again_are_refused_too() -> None:
    """Anyone may seal to the province: then the signature inside is what counts."""
    chance = random.Random(7)
    inner, recipient = message(), seal_recipient(KEY)
    for _ in range(1000):
        data = bytearray(inner)
        data[chance.randrange(5, len(data))] ^= 1 << chance.randrange(8)
        with pytest.raises(EnvelopeError):
            taken_in(seal_parcel(bytes(data), recipient))
    with pytest.raises(EnvelopeError):
        taken_in(seal_parcel(message(seed=b"x" * 32), recipient))
