import math

import pytest

from cdtt_app.domain.attachment import (
    FAST_BYTES_PER_SECOND,
    AttachmentsOn,
    address_of,
    is_address,
    lane_may_run,
    measured_speed,
)

SLOW = FAST_BYTES_PER_SECOND - 1


@pytest.mark.parametrize(
    ("setting", "speed", "runs"),
    [
        (AttachmentsOn.ALWAYS, SLOW, True),
        (AttachmentsOn.NEVER, math.inf, False),
        (AttachmentsOn.NEVER, None, False),
        (AttachmentsOn.FAST, SLOW, False),
        (AttachmentsOn.FAST, FAST_BYTES_PER_SECOND, True),
        (AttachmentsOn.FAST, math.inf, True),
        (AttachmentsOn.FAST, None, True),
    ],
)
def test_the_setting_and_the_measured_speed_decide(setting: AttachmentsOn, speed: float | None, runs: bool) -> None:
    assert lane_may_run(setting, speed) is runs


def test_a_few_bytes_tell_nothing_of_the_speed() -> None:
    assert measured_speed(2_000, 0.5) is None
    assert measured_speed(48 * 1024, 0.0) is None
    assert measured_speed(48 * 1024, 6.0) == 8192


def test_an_edge_line_is_slow_and_a_piece_over_commune_wifi_is_fast() -> None:
    edge, wifi = measured_speed(48 * 1024, 6.4), measured_speed(48 * 1024, 0.2)
    assert not lane_may_run(AttachmentsOn.FAST, edge)
    assert lane_may_run(AttachmentsOn.FAST, wifi)


def test_an_address_is_the_sha256_of_the_content() -> None:
    assert address_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert is_address(address_of(b"x"))


@pytest.mark.parametrize("text", ["", "..", "a" * 63, "a" * 65, "A" * 64, "a" * 64 + "\n", "../" + "a" * 61, "g" * 64])
def test_nothing_else_is_an_address(text: str) -> None:
    assert not is_address(text)
