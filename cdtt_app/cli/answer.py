"""What a command answers, on the screen or as one JSON document, and how refusals become sentences."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DONE, REFUSED, MISUSED = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Text for people, a document for programs; `problems` say why it was refused (exit 1)."""

    text: str = ""
    document: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class MisuseError(Exception):
    """The command line itself is wrong (exit 2); `usage`, where it helps, shows how it is meant."""

    def __init__(self, sentence: str, usage: str = "") -> None:
        self.usage = usage
        super().__init__(sentence)


class RefusedFileError(Exception):
    """A file that cannot be read or written, as a sentence."""


def problems_of(error: Exception) -> tuple[str, ...]:
    """The sentences of a refusal that the services foresaw; nothing for a bug."""
    from cdtt_app.documents.handout_paper import HandoutPaperError
    from cdtt_app.imports.address_file import AddressFileError
    from cdtt_app.imports.handout_file import HandoutFileError
    from cdtt_app.imports.sheet import RegisterError
    from cdtt_app.imports.units_file import UnitsFileError
    from cdtt_app.imports.visit_json_errors import VisitFileError
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.storage.errors import StorageError

    if isinstance(error, RefusedError | VisitFileError):
        return error.problems
    told = StorageError | RegisterError | UnitsFileError | RefusedFileError
    if isinstance(error, told | HandoutPaperError | HandoutFileError | AddressFileError):
        return (str(error),)
    return _problems_of_the_road(error)


def _problems_of_the_road(error: Exception) -> tuple[str, ...]:
    from cdtt_app.presenters.sync_words import obstacle_words
    from cdtt_app.sync.enrolment import EnrolmentError
    from cdtt_app.sync.invitation_error import InvitationError
    from cdtt_app.transport.parcel_files import ParcelFileError
    from cdtt_app.transport.road import RoadError

    if isinstance(error, RoadError):
        return (error.said or obstacle_words(error.obstacle, error.wait),)
    return (str(error),) if isinstance(error, EnrolmentError | InvitationError | ParcelFileError) else ()


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer; returns the exit code."""
    if as_json:
        done = {"ok": not answer.problems, **answer.document}
        if answer.problems:
            done["problems"] = list(answer.problems)
        print(json.dumps(done, ensure_ascii=False, indent=2))
    elif answer.text:
        print(answer.text)
    sys.stdout.flush()
    for problem in answer.problems:
        print(problem, file=sys.stderr)
    return REFUSED if answer.problems else DONE
