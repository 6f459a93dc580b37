"""What a machine of the torture and its torturer say to each other."""

import hashlib
import os

FULL_SIGN = "dia-day"  # a file beside the database: SQLite is told not to grow, where no small disk can be mounted


def say(*words: str) -> None:
    """One line, in the kernel's hands when this returns: it outlives the process."""
    os.write(1, (" ".join(words) + "\n").encode())


def digest(body: bytes) -> str:
    """A short name of an operation's line."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()
