"""`cdtt`: the acts of the services from a terminal, for administrators, scripts and tests."""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence

from cdtt_app.cli.answer import MISUSED, Answer, MisuseError, problems_of, show
from cdtt_app.cli.commands import parser

INTERRUPTED = 130
_UNEXPECTED = (
    "Chương trình gặp lỗi ngoài dự tính. Dữ liệu đã lưu vẫn nguyên; hãy gửi các dòng trên cho cán bộ kỹ thuật."
)

Windows = Callable[[argparse.Namespace], int]


def run(argv: Sequence[str] | None = None, *, windows: Windows) -> int:
    """Do one command and return its exit code: 0 done, 1 refused, 2 misuse. `windows` opens the windows."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        return _run(words, windows)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(words: list[str], windows: Windows) -> int:
    as_json = "--json" in words
    try:
        args = parser(windows).parse_args(words)
        answer = args.act(args)
    except SystemExit as asked:  # help was printed
        return int(asked.code or 0)
    except MisuseError as error:
        show(Answer(problems=tuple(filter(None, (str(error), error.usage)))), as_json=as_json)
        return MISUSED
    except Exception as error:
        problems = problems_of(error)
        if not problems:
            traceback.print_exc()
        answer = Answer(problems=problems or (_UNEXPECTED,))
    return answer if isinstance(answer, int) else show(answer, as_json=as_json)


def _speak_utf8() -> None:
    """Vietnamese must come through pipes too, where Windows would use an old code page."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
