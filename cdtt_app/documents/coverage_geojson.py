"""GeoJSON (RFC 7946): all layers in one collection, positions longitude first, rows without one kept."""

from itertools import chain

import msgspec

from cdtt_app.documents.layer import DECIMALS, Column, Export, Layer, Row
from cdtt_app.domain.geo import Point, box_around

Json = dict[str, object]


def geojson(export: Export) -> bytes:
    """One FeatureCollection in UTF-8; each feature says its `layer`.

    Foreign members: `about` holds the explanations, `layers` the headings in Vietnamese.
    """
    points = list(chain.from_iterable(layer.points() for layer in export.layers))
    collection: Json = {
        "type": "FeatureCollection",
        "about": dict(export.legible_about()),
        "layers": [_headings(layer) for layer in export.layers],
        **({"bbox": _bbox(points)} if points else {}),
        "features": [feature for layer in export.layers for feature in _features(layer)],
    }
    return msgspec.json.encode(collection)


def _bbox(points: list[Point]) -> list[float]:
    box = box_around(points)
    return [round(edge, DECIMALS) for edge in (box.west, box.south, box.east, box.north)]


def _headings(layer: Layer) -> Json:
    columns = [{"name": column.name, "title": column.title} for column in layer.columns]
    return {"name": layer.name, "title": layer.title, "columns": columns}


def _features(layer: Layer) -> list[Json]:
    return [_feature(layer.name, layer.columns, row) for row in layer.legible_rows()]


def _feature(layer: str, columns: tuple[Column, ...], row: Row) -> Json:
    values = zip((column.name for column in columns), row.values, strict=True)
    return {"type": "Feature", "geometry": _geometry(row.point), "properties": {"layer": layer, **dict(values)}}


def _geometry(point: Point | None) -> Json | None:
    if point is None:
        return None
    return {"type": "Point", "coordinates": [round(point.longitude, DECIMALS), round(point.latitude, DECIMALS)]}
