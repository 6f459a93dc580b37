"""`cdtt-server` and `python -m cdtt_app.server`: what an administrator types."""

import json
import sys
from collections.abc import Sequence
from functools import partial

from cdtt_app.server import commands
from cdtt_app.server.arguments import MisuseError, parse, settings_of
from cdtt_app.server.opening import SetupError
from cdtt_app.server.store import NewerError, StoreError

DONE, REFUSED, MISUSED = 0, 1, 2
_DO = (
    *(commands.init, commands.serve, commands.enrol_code, commands.backup, commands.restore),
    *(commands.parcels, commands.tidy, commands.stats),
)
_AWAY = "Không dùng được cơ sở dữ liệu của tỉnh. Hãy xem nó có đang chạy và còn chỗ trên đĩa không. Nguyên văn: {}"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        args = parse(sys.argv[1:] if words is None else words)
        args.say = partial(_say, as_json=args.json)
        do = next(do for do in _DO if do.__name__ == args.command.replace("-", "_"))
        args.say(do(settings_of(args), args))
    except MisuseError as error:
        return _refuse(str(error), MISUSED)
    except (SetupError, NewerError) as error:
        return _refuse(str(error), REFUSED)
    except StoreError as error:
        return _refuse(_AWAY.format(error), REFUSED)
    except OSError as error:
        return _refuse(f"Không đọc hoặc ghi được {error.filename or ''}: {error.strerror or error}.", REFUSED)
    except KeyboardInterrupt:
        return DONE
    return DONE


def _say(said: commands.Said, *, as_json: bool) -> None:
    text = json.dumps(said.document, ensure_ascii=False) if as_json else said.text
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
