"""The reader meets anything: it never fails, never hangs, and never leaves Vietnam without asking."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.coordinates import Understood, format_point, read_coordinates
from cdtt_app.domain.geo import Area, Point, distance_m, in_vietnam


def _words(text: str) -> list[str]:
    return text.split(" ")


STRINGS = 100_000
SLOWEST_S = 0.05
PIECES = _words(
    "0 1 2 3 7 9 22 105 8 23 102 110 23.5 22.6 22.62924 22,62924 105.3 105,34808 -22.6 -105.3 200 59.9 60 1e9 ２２ ٢٢"
    " . , ; / - + _ ° º ' \" ′ ″ '' N E B Đ S W T n đ d o m s x độ phút giây vĩ%20độ %C2%B0 %2C % kinh vĩ lat lon long"
    " bac đông Nam tây và q= ll= & ? # geo: @ !3d !4d !2d lat= lon= #map= https://www.google.com/maps /place/ /search/"
    " /dir/ maps.app.goo.gl ( ) { : 15z xã km hộ 2503456.78 432109.12 \u0301 \u00a0 \u200b \ud800 ﷺ \U0001f4cd"
)
SPACES = (" ", " ", ", ", " ", "; ", "\n", "vĩ độ ", "kinh độ ", "")
SEEDS = ("22.62924, 105.34808", "105,34808/22,62924", "22°37'45.26\"N 105°20'53.09\"E", "geo:22.62924,105.34808?z=15")


def _mutated(chance: random.Random) -> str:
    if chance.random() < 0.7:
        return "".join(chance.choices((*PIECES, *SPACES * 3), k=chance.randint(1, 6)))
    text = list(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 4)):
        text[chance.randrange(len(text))] = chance.choice((*PIECES, *SPACES))
    return "".join(text)


def _holds(text: str) -> bool:
    """Whether something was understood."""
    answer = read_coordinates(text)
    if not isinstance(answer, Understood):
        assert answer.sentence, text
        return False
    assert in_vietnam(answer.reading.point), text
    return True


def test_a_hundred_thousand_strings_never_crash_it_nor_lead_abroad() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    understood = sum(_holds(_mutated(chance)) for _ in range(STRINGS))
    assert understood > STRINGS / 100  # else the strings are too wild to prove anything


@given(st.text(max_size=300))
def test_no_text_at_all_crashes_it(text: str) -> None:
    _holds(text)


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([", ", " ", ";", "/", " - "]), st.booleans())
def test_any_two_numbers_are_in_vietnam_or_asked_about(one: float, two: float, between: str, turned: bool) -> None:
    first, second = (two, one) if turned else (one, two)
    text = f"{first:.6f}{between}{second:.6f}"
    assert _holds(text) == (
        in_vietnam(Point(round(one, 6), round(two, 6))) or in_vietnam(Point(round(two, 6), round(one, 6)))
    )


@given(st.floats(8, 23.5), st.floats(102, 110))
def test_what_is_shown_reads_back_as_the_same_point(latitude: float, longitude: float) -> None:
    shown = format_point(Point(latitude, longitude))
    answer = read_coordinates(shown)
    assert isinstance(answer, Understood)
    assert answer.reading.point == Point(round(latitude, 5), round(longitude, 5))
    assert format_point(answer.reading.point) == shown


@given(
    st.floats(8, 23.499), st.floats(102, 109.999), st.sampled_from(["{}°{}'{:.3f}\"", "{} {} {:.3f}", "{}d{}m{:.3f}s"])
)
def test_degrees_minutes_and_seconds_are_read_to_the_metre(latitude: float, longitude: float, form: str) -> None:
    def written(angle: float) -> str:
        minutes, milliseconds = divmod(round(angle * 3_600_000), 60_000)
        return form.format(*divmod(minutes, 60), milliseconds / 1000)

    answer = read_coordinates(f"{written(latitude)} N {written(longitude)} E")
    assert isinstance(answer, Understood)
    assert distance_m(answer.reading.point, Point(latitude, longitude)) < 1


@pytest.mark.parametrize(
    "piece",
    _words(
        "1 1, 1. 1.1_ 1°1'1\" 1d 1o 1đ N N1, N_1_ lat_ vi_do_ vi - ' \" a a- a. / ? %25 http:// geo:1 geo:1,1_"
        " 22.6,105.3_ 1_1_1_N_ 22_37_45_N_105_20_53_E_ ,N EN lat_x_x_x_ 22.629.240_ 1:11_ 2503456_432109_ 1_111_ ab2c+"
        " ½ ﷺ º １ \u0301 x. www. https://x/!3d1!4d1 https://x/@1,1 !3d1!4d1 @1,1 ?lat=1 /place/1,1 &q=1,1"
    ),
)
def test_long_monotonous_texts_do_not_hold_it_up(piece: str) -> None:
    text = (piece.replace("_", " ") * 2000)[:2000]
    for whole in (text, f"https://maps.google.com/{text[:1900]}", f"{text[:1900]} N 1"):
        spent = []
        for _ in range(
            3
        ):  # the quickest of three, in this thread's own time: the machine may be busy with other things
            start = time.thread_time()
            _holds(whole)
            spent.append(time.thread_time() - start)
        assert min(spent) < SLOWEST_S, whole[:40]


def test_boundaries_never_make_it_surer() -> None:
    ring = (Point(22, 105), Point(22, 106), Point(23, 106), Point(23, 105))
    areas = (Area(name="Xã Nà Mẫu", code="1", polygons=((ring,),)),)
    chance = random.Random(4)
    for _ in range(3_000):
        text = _mutated(chance)
        if isinstance(read_coordinates(text, areas=areas, commune_code="1"), Understood):
            assert _holds(text)
