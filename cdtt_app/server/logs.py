"""The server's log: one JSON object a line; numbers and kinds, never names, contents, codes or addresses."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

LOGGER = "cdtt.server"
_FACTS = "facts"


class JsonLines(logging.Formatter):
    """A record as one line; of an error its kind and where it happened, for its message may quote what was sent."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "event": record.getMessage().strip()}
        line |= getattr(record, _FACTS, {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= _told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _told(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
    told: dict[str, object] = {"error": type(error).__name__, "where": places[-8:]}
    if error.__cause__ is not None:
        told["because"] = type(error.__cause__).__name__
    return told


def start_logging(stream: TextIO = sys.stderr) -> None:
    """Write all of this process to a stream, as JSON lines."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def note(event: str, **facts: object) -> None:
    """Log something that happened."""
    logging.getLogger(LOGGER).info(event, extra={_FACTS: facts})


def note_error(event: str, error: BaseException, **facts: object) -> None:
    """Log an error."""
    logging.getLogger(LOGGER).error(event, exc_info=error, extra={_FACTS: facts})
