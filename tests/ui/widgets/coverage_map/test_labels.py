import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF

from cdtt_app.domain.mercator import Spot
from cdtt_app.ui.widgets.coverage_map.labels import Label, LabelKind, PlacedLabel, place_labels
from cdtt_app.ui.widgets.coverage_map.outlines import outline_of, rooms
from cdtt_app.ui.widgets.coverage_map.scale import length_words, nice_length
from tests.ui.widgets.coverage_map.sample import square

LABELS = st.lists(
    st.builds(
        lambda kind, x, y: Label(kind, "Bản", ((Spot(x, y), 0.0),), QSizeF(20, 20)),
        st.sampled_from(LabelKind),
        st.floats(0, 500),
        st.floats(0, 300),
    ),
    max_size=30,
)


def placed(labels: list[Label], scale: float = 1.0, hole: QRectF | None = None) -> list[PlacedLabel]:
    return place_labels(
        labels, scale, lambda _label: QSizeF(60, 20), lambda rect: bool(hole and hole.intersects(rect)), 6
    )


def on_screen(label: PlacedLabel, scale: float = 1.0) -> QRectF:
    return label.rect.translated(label.anchor.x * scale, label.anchor.y * scale)


@given(LABELS)
def test_names_never_lie_on_each_other_nor_on_a_sign(labels: list[Label]) -> None:
    hole = QRectF(200, 100, 50, 50)
    rects = [on_screen(label) for label in placed(labels, hole=hole)]
    for number, rect in enumerate(rects):
        assert not rect.intersects(hole)
        assert not any(rect.intersects(other) for other in rects[number + 1 :])


def test_the_weightier_name_keeps_its_place() -> None:
    hamlet = Label(LabelKind.HAMLET, "Bản Hai", ((Spot(0, 0), 0.0),), QSizeF(20, 20))
    case = Label(LabelKind.CASE, "Bản Một", ((Spot(0, 0), 0.0),), QSizeF(20, 20))
    first, second = placed([hamlet, case])
    assert (first.label, second.label) == (case, hamlet)
    assert first.rect.left() > 0 > second.rect.right()


def test_a_name_without_room_in_its_area_is_left_out_until_the_map_is_nearer() -> None:
    name = Label(LabelKind.NEIGHBOUR, "Xã", ((Spot(10, 10), 50.0),))
    assert not placed([name])
    assert len(placed([name], scale=2)) == 1


def test_room_for_a_name_lies_inside_the_area_and_the_frame() -> None:
    outline = outline_of(square("Xã", "1", 22.6, 105.45))
    bounds = outline.path.boundingRect()
    frame = QRectF(bounds.left(), bounds.top(), bounds.width() / 4, bounds.height())
    found = rooms(outline, frame)
    assert found
    assert all(frame.contains(room.spot.x, room.spot.y) for room in found)
    assert found[0].width == pytest.approx(bounds.width() / 4)


@given(st.floats(0.5, 1e6))
def test_a_nice_length_is_at_most_what_there_is_room_for_and_not_much_less(most: float) -> None:
    length = nice_length(most)
    assert most / 2.5 <= length <= most * 1.001


def test_lengths_in_words() -> None:
    assert [length_words(length) for length in (0.5, 200, 1000, 20_000)] == ["0,5 m", "200 m", "1 km", "20 km"]
