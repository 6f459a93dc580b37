import unicodedata
from collections.abc import Iterator

import pytest

from cdtt_app.domain.pictograms import PICTOGRAMS, pictogram
from cdtt_app.domain.pictograms.parts import do, do_not, phone
from cdtt_app.domain.pictograms.shapes import Drawing, Shape, Tone, Words

SEEN = {"156", "113", "111", "50.000 đ", "+50.000", "đ", "CÔNG AN", "MỘT CỬA", "18+", "?", *"482915"}


def _tones(drawing: Drawing) -> set[Tone]:
    given = (tone for item in drawing for tone in _tones_of(item))
    return {tone for tone in given if tone}


def _tones_of(item: Shape | Words) -> Iterator[Tone | None]:
    yield from (item.tone,) if isinstance(item, Words) else (item.fill, item.stroke)


def _holds(drawing: Drawing, part: Drawing) -> bool:
    return any(drawing[place : place + len(part)] == part for place in range(len(drawing)))


def test_every_topic_and_action_has_its_sign_once() -> None:
    assert len(PICTOGRAMS) == len(set(PICTOGRAMS)) == 75


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        pictogram("khong_co")


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_sign_has_a_title_of_its_own_and_draws_the_same_each_time(name: str) -> None:
    sign = pictogram(name)
    assert sign.name == name
    assert sign.title
    assert sign.title == unicodedata.normalize("NFC", sign.title)
    assert [pictogram(other).title for other in PICTOGRAMS].count(sign.title) == 1
    assert sign == pictogram(name)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_red_is_only_for_no_and_amber_only_for_156_the_chip_and_warnings(name: str) -> None:
    tones = _tones(pictogram(name).drawing)
    assert (Tone.RED in tones) == name.endswith("_cam")
    assert (Tone.AMBER in tones) == (name in {"bao_156", "the_can_cuoc", "canh_bao", "ma_dan_de", "dong_ho_han"})


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_do_not_is_a_barred_ring_and_never_stands_beside_a_tick(name: str) -> None:
    drawing = pictogram(name).drawing
    assert _holds(drawing, do_not()) == name.endswith("_cam")
    assert not (_holds(drawing, do_not()) and _holds(drawing, do()))


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_only_what_one_really_sees_is_written(name: str) -> None:
    for item in pictogram(name).drawing:
        if isinstance(item, Words):
            assert item.text in SEEN
            assert item.size >= 10  # 1.7 mm high on a sign of 17 mm


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_no_line_is_too_thin_for_a_cheap_printer(name: str) -> None:
    widths = [item.width for item in pictogram(name).drawing if isinstance(item, Shape) and item.stroke]
    assert min(widths, default=9) >= 2  # 0.34 mm on a sign of 17 mm


def test_the_phone_is_always_the_same_phone() -> None:
    places = [phone(x) for x in range(25, 55)]
    with_phone = [name for name in PICTOGRAMS if any(_holds(pictogram(name).drawing, place) for place in places)]
    assert len(with_phone) >= 30
    assert {"dien_thoai_quet_qr", "otp_cam", "bao_156", "gui_anh", "dang_nhap"} <= set(with_phone)
