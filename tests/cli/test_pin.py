"""Where the PIN comes from."""

import sys
from collections.abc import Iterator

import pytest

from cdtt_app.cli.answer import MisuseError
from cdtt_app.cli.session import new_pin, read_pin


class _Stream:
    def __init__(self, text: str, *, keyboard: bool) -> None:
        self._text, self._keyboard = text, keyboard

    def isatty(self) -> bool:
        return self._keyboard

    def readline(self) -> str:
        return self._text


@pytest.fixture(autouse=True)
def _no_pin_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CDTT_PIN", raising=False)


def _typing(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    answers: Iterator[str] = iter(typed)
    monkeypatch.setattr(sys, "stdin", _Stream("", keyboard=True))
    monkeypatch.setattr("cdtt_app.cli.session.getpass", lambda _prompt: next(answers))


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDTT_PIN", "482913")
    monkeypatch.setattr(sys, "stdin", _Stream("111222\n", keyboard=False))
    assert read_pin() == "482913"
    assert read_pin(stdin_taken=True) == "482913"
    assert new_pin() == "482913"


def test_then_one_line_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stream(" 482913\n", keyboard=False))
    assert read_pin() == "482913"
    assert new_pin() == "482913"


def test_at_the_keyboard_it_is_typed_unseen_and_a_new_one_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, "482913")
    assert read_pin() == "482913"
    _typing(monkeypatch, "482913", "482913")
    assert new_pin() == "482913"
    _typing(monkeypatch, "482913", "482931")
    with pytest.raises(MisuseError, match="không giống nhau"):
        new_pin()


@pytest.mark.parametrize("stream", [_Stream("", keyboard=False), _Stream("\n", keyboard=False), None])
def test_nobody_giving_one_is_misuse(monkeypatch: pytest.MonkeyPatch, stream: _Stream | None) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    with pytest.raises(MisuseError, match="CDTT_PIN"):
        read_pin()


def test_the_end_of_typing_is_no_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys, "stdin", _Stream("", keyboard=True))
    monkeypatch.setattr("cdtt_app.cli.session.getpass", end)
    with pytest.raises(MisuseError, match="Cần mã PIN"):
        read_pin()


def test_standard_input_that_holds_the_file_holds_no_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stream("482913\n", keyboard=False))
    with pytest.raises(MisuseError, match="đã dùng cho tệp"):
        read_pin(stdin_taken=True)
