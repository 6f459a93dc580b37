"""The composition root: the only module that knows every floor, and puts data, pages and windows together."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `cdtt`; the windows are opened only by the commands that ask for them."""
    from cdtt_app.cli import run

    words = list(sys.argv[1:] if argv is None else argv)
    if not words and getattr(sys, "frozen", False):
        words = ["app"]  # the built program was double-clicked
    return run(words, windows=open_windows)


def open_windows(options: Namespace) -> int:
    """Open the program (`cdtt app`), or play the evening where `cdtt run` finds no screen."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # the platform says what it cannot do
        if options.command == "run":
            from cdtt_app.ui.evening import play_evening

            return play_evening(options)
    from cdtt_app.ui.program import Program

    return Program(options).run()


def has_screen() -> bool:
    """Whether windows can be seen here."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
