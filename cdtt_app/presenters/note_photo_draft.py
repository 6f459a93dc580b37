"""A new photo as plain data and back, for drafts: chosen once, it is there again after a power cut."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cdtt_app.domain.geo import Point
from cdtt_app.imports.photo import Photo


def photo_to_draft(photo: Photo) -> dict[str, Any]:
    """The photo as JSON values."""
    return {
        "body": base64.b64encode(photo.body).decode(),
        "thumbnail": base64.b64encode(photo.thumbnail).decode(),
        "kind": photo.kind,
        "size": [photo.width, photo.height],
        "position": [photo.position.latitude, photo.position.longitude] if photo.position else None,
        "accuracy": photo.accuracy_m,
        "taken_at": photo.taken_at.isoformat() if photo.taken_at else None,
    }


def photo_from_draft(body: Mapping[str, Any]) -> Photo | None:
    """The photo again; None when another program wrote it otherwise."""
    try:
        position, taken = body["position"], body["taken_at"]
        return Photo(
            body=base64.b64decode(body["body"], validate=True),
            thumbnail=base64.b64decode(body["thumbnail"], validate=True),
            kind=str(body["kind"]),
            width=int(body["size"][0]),
            height=int(body["size"][1]),
            position=Point(float(position[0]), float(position[1])) if position else None,
            accuracy_m=None if body["accuracy"] is None else int(body["accuracy"]),
            taken_at=datetime.fromisoformat(taken) if taken else None,
        )
    except (KeyError, TypeError, ValueError, IndexError, binascii.Error):
        return None
