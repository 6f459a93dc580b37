import unicodedata

import pytest

from cdtt_app.presenters.sync_words import GOOD_ENDS, end_words, obstacle_words, reason_words
from cdtt_app.services.sync import End
from cdtt_app.sync.validity import Reason
from cdtt_app.transport.road import Obstacle

_JARGON = ("đồng bộ", "server", "sync", "token", "http")


def _sentences() -> list[str]:
    ends = [end_words(end) for end in End if end is not End.ROAD]
    obstacles = [end_words(End.ROAD, obstacle) for obstacle in Obstacle]
    reasons = [part for reason in Reason for part in (reason_words(reason).sentence, reason_words(reason).advice)]
    return [*ends, *obstacles, *reasons]


@pytest.mark.parametrize("sentence", _sentences())
def test_every_end_obstacle_and_reason_has_a_plain_sentence(sentence: str) -> None:
    assert sentence == unicodedata.normalize("NFC", sentence)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert not [word for word in _JARGON if word in sentence.casefold()]


def test_ends_obstacles_and_reasons_are_told_apart() -> None:
    for kind in (
        [end_words(end) for end in End if end is not End.ROAD],
        [obstacle_words(obstacle) for obstacle in Obstacle],
        [reason_words(reason).sentence for reason in Reason],
    ):
        assert len(set(kind)) == len(kind)


def test_only_what_went_well_counts_as_well() -> None:
    assert {str(end) for end in End if end in GOOD_ENDS} == {"done", "stopped"}


def test_a_server_at_rest_says_when_to_come_again() -> None:
    assert "5 phút" in obstacle_words(Obstacle.RESTING, 300)
    assert "1 phút" in obstacle_words(Obstacle.RESTING, 5)
    assert "ít phút" in obstacle_words(Obstacle.RESTING)


def test_a_reason_of_a_newer_province_has_words_too() -> None:
    assert reason_words("something new").sentence == "Tỉnh chưa nhận phiếu này vào sổ."
