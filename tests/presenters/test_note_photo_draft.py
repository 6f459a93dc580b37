import json

import pytest

from cdtt_app.domain.geo import Point
from cdtt_app.imports.photo import Photo
from cdtt_app.presenters.note_photo_draft import photo_from_draft, photo_to_draft
from tests.factories import NOW

PHOTO = Photo(
    body=b"\xff\xd8whole",
    kind="image/jpeg",
    width=1280,
    height=960,
    thumbnail=b"\xff\xd8small",
    position=Point(22.6, 105.3),
    accuracy_m=12,
    taken_at=NOW,
)


def test_a_photo_comes_back_from_its_draft_as_it_was() -> None:
    assert photo_from_draft(json.loads(json.dumps(photo_to_draft(PHOTO)))) == PHOTO


@pytest.mark.parametrize("field", ["body", "size", "position", "taken_at", "accuracy"])
def test_a_spoilt_photo_is_no_photo(field: str) -> None:
    body = photo_to_draft(PHOTO)
    assert photo_from_draft({**body, field: "?"}) is None
    assert photo_from_draft({key: value for key, value in body.items() if key != field}) is None
