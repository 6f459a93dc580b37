import random
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from cdtt_app.documents.map_legend import ILLUSTRATIVE
from cdtt_app.documents.map_paper import draw_map
from cdtt_app.documents.map_pdf import map_pdf
from cdtt_app.documents.map_plan import distance_words, plan_map
from cdtt_app.documents.sheet import Sheet
from cdtt_app.domain.geo import Point
from cdtt_app.domain.map_scene import CaseMark, MapScene, NamedPoint, NoteMark, Severity
from tests.documents.dossier_samples import HEART, scene
from tests.documents.layout import check_structure, letters
from tests.documents.rendering import picture, words

_AT = datetime(2026, 11, 21, 8, 5).astimezone()


def _flat(pdf: bytes) -> str:
    return " ".join(" ".join(words(pdf)).split())


def test_the_sheet_says_what_is_on_it_and_only_that() -> None:
    text = _flat(map_pdf(scene(), "Bản đồ sóng xã Thượng Nông", "tới 20/11/2026", None, _AT))
    for part in ("Bản đồ sóng", "tới 20/11/2026", "mất sóng", "thôn", "trạm phát sóng", "Thôm Luông", "xã Yên Hoa",
                 "1 km", "B", ILLUSTRATIVE, "In lúc 08:05 21/11/2026"):  # fmt: skip
        assert part in text, part
    assert "vụ việc" not in text
    real = _flat(map_pdf(MapScene(notes=(NoteMark("1", HEART, Severity.LOST),)), "Bản đồ sóng", "", None, _AT))
    assert "mất sóng" in real
    for absent in ("chập chờn", "dùng được", "minh hoạ", "trạm", "hộ chưa"):
        assert absent not in real


def test_with_nothing_loaded_there_is_a_plain_grid_with_scale_and_north() -> None:
    pdf = map_pdf(MapScene(), "Bản đồ sóng", "", None, _AT)
    assert "km" in _flat(pdf) or " m" in _flat(pdf)
    page = picture(pdf, 72).crop((60, 80, 700, 380))
    assert len({page.getpixel((x, 3)) for x in range(page.width)}) > 1  # lines


def test_the_bar_on_the_paper_is_as_long_as_it_says() -> None:
    plan = plan_map(scene(), 200, 150, lines_from=HEART)
    sheet = Sheet("Tờ thử", landscape=True)
    draw_map(sheet, plan, 10, 10)
    pdf = sheet.finish()
    page = picture(pdf, 254)
    room = plan.scale
    left, top = (room.x + 10) * 10, (room.y + 10) * 10
    bar = page.crop((round(left) + 2, round(top) + 40, round(left + room.width * 10) - 2, round(top) + 75))
    dark = bar.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert dark is not None
    said = 1000  # "1 km" stands on it
    assert "1 km" in _flat(pdf)
    assert (dark[2] - dark[0]) / 10 * plan.view.metres == pytest.approx(said, rel=0.02)
    assert [link.words for link in plan.links] == ["2,6 km", "3,5 km"]


def test_severities_differ_in_shape_not_in_colour_alone() -> None:
    def drawn(severity: Severity) -> bytes:
        sheet = Sheet("Tờ thử")
        draw_map(sheet, plan_map(MapScene(notes=(NoteMark("1", HEART, severity),)), 60, 60), 20, 20)
        spot = picture(sheet.finish(), 254).crop((480, 480, 520, 520))
        return bytes(spot.point(lambda grey: 255 if grey < 150 else 0).tobytes())

    shapes = [drawn(severity) for severity in Severity]
    assert all(shape.count(255) > 200 for shape in shapes)
    for one, other in combinations(shapes, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) > 50  # pixels of a tenth of a millimetre


def test_names_never_cover_each_other_and_those_without_room_are_said_beneath() -> None:
    crowd = tuple(NamedPoint(f"Thôn Bản Giòng {n}", Point(22.5 + n * 0.00001, 105.3)) for n in range(60))
    plan = plan_map(MapScene(hamlets=crowd), 100, 80)
    rooms = [name.room for name in plan.names]
    assert all(not a.meets(b) for place, a in enumerate(rooms) for b in rooms[:place])
    assert len(plan.unnamed) + len(plan.names) == 60
    assert plan.unnamed
    text = _flat(map_pdf(MapScene(hamlets=crowd), "Bản đồ", "", None, _AT))
    assert all(f"Thôn Bản Giòng {n}" in text for n in range(60))


def test_a_case_says_how_many_notes_it_has_and_its_name_once() -> None:
    case = CaseMark(id="1", point=HEART, severity=Severity.LOST, notes=17, title="Bản Giòng")
    plan = plan_map(replace(scene(), cases=(case,)), 200, 150)
    assert [name.text for name in plan.names].count("Bản Giòng") == 1
    assert "17" in _flat(map_pdf(replace(scene(), cases=(case,)), "Bản đồ", "", None, _AT))


def test_north_and_scale_give_way_to_a_sign_in_their_corner() -> None:
    box = plan_map(scene(), 100, 80)
    corner = box.view.point((93, 6))
    plan = plan_map(replace(scene(), notes=(NoteMark("9", corner, Severity.LOST),)), 100, 80)
    signs = [plan.view.spot(note.point) for note in plan.scene.notes]
    assert not any(plan.north.has(spot) for spot in signs)
    assert not any(plan.scale.has(spot) for spot in signs)


def test_twenty_thousand_notes_and_long_words_make_a_map_in_time(tmp_path: Path) -> None:
    chance = random.Random(3)
    notes = tuple(NoteMark(str(n), Point(22 + chance.random(), 105 + chance.random()), chance.choice(list(Severity)))
                  for n in range(20_000))  # fmt: skip
    pdf = map_pdf(MapScene(notes=notes), "Bản đồ " * 40, "Ghi nhận " * 60, None, _AT)
    for page in letters(pdf):
        assert all(one.left >= 11.9 and one.right <= 285.1 and one.bottom < 205 for one in page)
    check_structure(pdf, tmp_path)


@pytest.mark.parametrize(
    ("metres", "written"), [(0, "0 m"), (84, "80 m"), (994, "990 m"), (996, "1 km"), (2555, "2,6 km")]
)
def test_distances_are_said_as_people_say_them(metres: float, written: str) -> None:
    assert distance_words(metres) == written
