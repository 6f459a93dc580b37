import pytest

from cdtt_app.sync.envelope import EnvelopeError
from cdtt_app.sync.messages import Receipt, Request, Trouble, decode_receipt, decode_request, encode_head


def test_a_request_survives_its_line_and_says_nothing_that_goes_without_saying() -> None:
    plain = Request(protocol=1, rid=7, device=3, inc=1, first=1, base=0, base_hash="", count=0)
    assert encode_head(plain) == b'{"v":1,"rid":7,"dev":3,"inc":1,"first":1,"base":0,"bh":"","n":0}'
    whole = Request(
        protocol=1,
        rid=7,
        device=3,
        inc=9,
        first=4,
        base=5,
        base_hash="ab",
        count=2,
        more=True,
        again=True,
        cursors={"T1": 5},
        lives=((1, 1),),
        snapshots={"T1": (4, "h")},
        epoch=2,
        recipient="age1",
        digest="x",
    )
    assert decode_request(encode_head(whole)) == whole


def test_a_receipt_survives_its_line() -> None:
    receipt = Receipt(
        protocol=1,
        rid=7,
        device=3,
        inc=1,
        ack=5,
        ack_hash="ab",
        at=1,
        aside=((4, "revoked"),),
        rewind={"T1": 3},
        digests={"T1": (5, "cd")},
        people={"2": ("Lò Văn Pảo", "máy 2", "leader")},
        trouble=Trouble.BEHIND,
    )
    assert decode_receipt(encode_head(receipt)) == receipt


def test_what_a_newer_program_says_beside_is_no_trouble() -> None:
    line = b'{"v":1,"rid":7,"dev":3,"inc":1,"first":1,"base":0,"bh":"","n":0,"neu":[1]}'
    assert decode_request(line).rid == 7


@pytest.mark.parametrize("line", [b"", b"{}", b"null", b'{"v":"1"}', b"\xff", b"[" * 100_000])
def test_what_is_no_first_line_is_refused(line: bytes) -> None:
    for decode in (decode_request, decode_receipt):
        with pytest.raises(EnvelopeError):
            decode(line)
