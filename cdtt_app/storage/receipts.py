"""The province's receipts as they were kept: the signed line and its signature, to be checked again by anybody."""

from dataclasses import dataclass

from cdtt_app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReceipt:
    """Operations of `inc` up to `seq` were signed for; `void` when the province was restored and lost them."""

    inc: int
    seq: int
    line: bytes
    signature: bytes
    void: bool


def receipts(db: Database) -> tuple[KeptReceipt, ...]:
    """All of them, the newest first."""
    rows = db.rows("SELECT inc, seq, line, signature, void FROM receipt ORDER BY at DESC, inc DESC, seq DESC")
    return tuple(
        KeptReceipt(inc=inc, seq=seq, line=line, signature=signature, void=bool(void))
        for inc, seq, line, signature, void in rows
    )


def short_number(content: bytes) -> str:
    """Eight signs of a hash or a signature that people can compare: "7F3A-91C2"."""
    letters = content[:4].hex().upper()
    return f"{letters[:4]}-{letters[4:]}"
