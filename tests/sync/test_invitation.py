import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese.typing_slips import search_words
from cdtt_app.sync import letters
from cdtt_app.sync.invitation import (
    Invitation,
    end_of_day,
    file_bytes,
    full_text,
    last_day,
    parse_file,
    parse_text,
)
from cdtt_app.sync.invitation_error import CUT_SHORT, DAMAGED, NEWER, NOT_OURS, InvitationError
from tests.sync.invitations import LAST_DAY, NOW, invitations, make_invitation

TEXT = full_text(make_invitation())


def _refusal(text: str, now: int = NOW) -> str:
    with pytest.raises(InvitationError) as refused:
        parse_text(text, now)
    return str(refused.value)


@given(invitations)
def test_an_invitation_survives_its_text(invitation: Invitation) -> None:
    assert parse_text(full_text(invitation), NOW) == invitation


@given(invitations)
def test_an_invitation_survives_its_file(invitation: Invitation) -> None:
    assert parse_file(file_bytes(invitation), NOW) == invitation


def test_the_text_fits_the_tight_mode_of_square_codes() -> None:
    assert set(TEXT) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(invitations)
def test_a_scanner_may_type_it_through_an_input_method_for_vietnamese(invitation: Invitation) -> None:
    assert all(len(readings) == 1 for readings in search_words(full_text(invitation)))


def test_the_file_begins_with_a_line_for_people() -> None:
    first, text, rest = file_bytes(make_invitation()).decode().split("\r\n")
    assert first.startswith("Giấy mời nối máy của Nông Văn Dư. ")
    assert (text, rest) == (TEXT, "")


@pytest.mark.parametrize(
    "text",
    [
        TEXT.lower(),
        f"Anh Dư ơi, mã đây: {TEXT} Chép cả dấu chấm nhé.",
        "\n".join(TEXT[start : start + 40] for start in range(0, len(TEXT), 40)),
        TEXT[:-1],
        TEXT.replace("0", "O").replace("1", "l").replace("CDTTl", "CDTT1"),
    ],
    ids=["small letters", "inside a message", "in lines", "without its end", "look-alikes"],
)
def test_the_text_is_found_however_it_was_sent(text: str) -> None:
    assert parse_text(text, NOW) == make_invitation()


def test_a_file_is_read_whatever_an_editor_put_before_it() -> None:
    assert parse_file(b"\xef\xbb\xbf" + file_bytes(make_invitation()), NOW) == make_invitation()


@given(st.integers(6, len(TEXT) - 2), st.sampled_from(letters.ALPHABET))
def test_a_wrong_letter_is_damage(place: int, letter: str) -> None:
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    if changed != TEXT:
        assert _refusal(changed) == DAMAGED


@given(st.integers(6, len(TEXT) - 2))
def test_a_text_cut_short_asks_for_its_end(length: int) -> None:
    assert _refusal(TEXT[:length]) == CUT_SHORT


@pytest.mark.parametrize("text", ["", "BG-0417", "https://so.vn", "Giấy mời họp thôn", "CDTT:", "CDTT"])
def test_other_texts_are_not_ours(text: str) -> None:
    assert _refusal(text) == NOT_OURS


@given(st.binary(max_size=300))
def test_other_files_are_refused_not_misread(content: bytes) -> None:
    with pytest.raises(InvitationError):
        parse_file(content, NOW)


def test_an_enormous_file_is_not_even_searched() -> None:
    with pytest.raises(InvitationError) as refused:
        parse_file(b"\n" * 70_000 + TEXT.encode(), NOW)
    assert str(refused.value) == NOT_OURS


def test_a_later_layout_asks_for_a_newer_program() -> None:
    assert _refusal("CDTT2" + TEXT[5:]) == NEWER


@pytest.mark.parametrize("text", ["CDTT1:.", "CDTT1:0.", "CDTT1:AEW.", "CDTT1:" + "Z" * 5000 + "."])
def test_nonsense_behind_our_mark_is_damage(text: str) -> None:
    assert _refusal(text) == DAMAGED


def test_layouts_that_only_a_forger_writes_are_damage() -> None:
    spelled = letters.number_of(TEXT[6:-1])
    packed = spelled.to_bytes((spelled.bit_length() + 7) // 8, "big")[:-4]
    for forged in (packed + b"x", packed[:-1], b"\x01\x81" + packed[2:], b"\x02" + packed[1:], packed[:120]):
        with pytest.raises(InvitationError):
            parse_text(_resealed(forged), NOW)
    assert parse_text(_resealed(packed), NOW) == make_invitation()


def test_it_is_good_through_its_last_day_and_then_names_it() -> None:
    invitation = make_invitation()
    assert parse_text(TEXT, invitation.expires) == invitation
    assert "đến hết ngày 01/12/2026" in _refusal(TEXT, invitation.expires + 1)


def test_a_day_ends_at_midnight_in_viet_nam() -> None:
    midnight = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    assert end_of_day(LAST_DAY) == int(midnight.timestamp() * 1000) - 1


@given(st.dates(date(1980, 1, 1), date(2200, 1, 1)))
def test_the_last_day_is_the_one_asked_for(day: date) -> None:
    assert last_day(make_invitation(expires=end_of_day(day))) == day


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://so.example.vn"},
        {"url": "https://so.example.vn/"},
        {"server_key": bytes(31)},
        {"ca_hash": bytes(20)},
        {"recipient": "age1" + "q" * 58},
        {"secret": b"\xff" * 16},
        {"expires": -1},
        {"expires": 1 << 48},
        {"person": ""},
        {"person": "Nông\u202eVăn Dư"},
        {"person": "N" * 61},
        {"place": "xã  Tri Phú"},
        {"place": "ã" * 51},
    ],
)
def test_what_no_invitation_may_hold_is_refused_when_it_is_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        make_invitation(**wrong)


def test_the_secret_does_not_show_when_an_invitation_is_printed_to_a_log() -> None:
    invitation = make_invitation()
    other = replace(invitation, secret=bytes(16))
    assert repr(invitation) == repr(other)
    assert invitation != other


def _resealed(packed: bytes) -> str:
    number = int.from_bytes(packed + hashlib.sha256(packed).digest()[:4], "big")
    return f"CDTT1:{letters.spell(number)}."
