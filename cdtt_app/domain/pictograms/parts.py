"""What signs are put together from: always the same phone, person, paper and badge."""

from typing import Final

from cdtt_app.domain.pictograms.shapes import (
    STROKE,
    Drawing,
    Path,
    Tone,
    Words,
    arc,
    circle,
    drawn,
    filled,
    outlined,
    polygon,
    polyline,
    rect,
    start,
)

BADGE: Final = (79.0, 79.0, 19.0)  # middle and radius
_HALO: Final = 3.0
_QR_DOTS: Final = (
    (5, 0),
    (5, 2),
    (4, 3),
    (6, 4),
    (0, 5),
    (2, 5),
    (4, 5),
    (5, 6),
    (8, 5),
    (10, 5),
    (7, 7),
    (9, 7),
    (6, 8),
)
_QR_MORE: Final = ((8, 9), (10, 9), (6, 10), (9, 10), (10, 6), (5, 9))


def phone(x: float = 50) -> Drawing:
    """The phone, its middle at `x`; its screen reaches from x - 18 to x + 18 and from 17 to 77."""
    return (
        outlined(rect(x - 24, 5, 48, 90, 9)),
        filled(rect(x - 18, 17, 36, 60, 2), Tone.TINT),
        drawn(polyline(x - 5, 11.2, x + 5, 11.2), width=3.2),
        drawn(circle(x, 86, 3.2), width=3),
    )


def person(x: float, bottom: float, width: float, tone: Tone = Tone.PRIMARY, halo: float = 0) -> Drawing:
    """Head and shoulders, `width` across the shoulders; nearly as high as wide."""
    head = circle(x, bottom - 0.78 * width, 0.27 * width)
    trunk = start(x - width / 2, bottom).arc(x, bottom, width / 2, 180, 360, 0.92).close()
    if not halo:
        return filled(head, tone), filled(trunk, tone)
    edge = 2 * halo
    return (
        *(outlined(part, tone, Tone.WHITE, edge) for part in (trunk, head)),
        filled(trunk, tone),
        filled(head, tone),
    )


def child(x: float, bottom: float, width: float, *, halo: float = 0) -> Drawing:
    """A child: a large head with two plaits above narrow shoulders."""
    u = width / 100
    head = circle(x, bottom - 74 * u, 32 * u)
    trunk = start(x - 44 * u, bottom).arc(x, bottom, 44 * u, 180, 360, 0.76).close()
    plaits = polyline(x - 30 * u, bottom - 76 * u, x - 47 * u, bottom - 54 * u)
    plaits += polyline(x + 30 * u, bottom - 76 * u, x + 47 * u, bottom - 54 * u)
    edges = ((trunk, 0.0), (head, 0.0), (plaits, 15 * u))
    around = tuple(drawn(path, Tone.WHITE, wide + 2 * halo) for path, wide in edges if halo)
    body = (filled(trunk, Tone.PRIMARY), drawn(head, Tone.WHITE, 6 * u + 2), filled(head, Tone.PRIMARY))
    return (*around, *body, drawn(plaits, Tone.PRIMARY, 15 * u))


def paper(x: float, y: float, width: float, height: float, inside: Tone = Tone.WHITE) -> Drawing:
    """A sheet whose upper right corner is folded."""
    fold = min(width, height) * 0.28
    right, bottom = x + width, y + height
    edge = start(x + 4, y).line(right - fold, y, right, y + fold, right, bottom - 4)
    edge = edge.arc(right - 4, bottom - 4, 4, 0, 90).arc(x + 4, bottom - 4, 4, 90, 180).arc(x + 4, y + 4, 4, 180, 270)
    corner = polyline(right - fold, y, right - fold, y + fold, right, y + fold)
    return outlined(edge.close(), inside), filled(corner.close(), Tone.TINT), drawn(corner)


def lines(x: float, right: float, *heights: float, tone: Tone = Tone.INK, width: float = STROKE) -> Drawing:
    """Lines of writing; the last one is shorter."""
    ends = [right] * (len(heights) - 1) + [x + (right - x) * 0.6]
    return tuple(drawn(polyline(x, y, end, y), tone, width) for y, end in zip(heights, ends, strict=True))


def panel(x: float, y: float, width: float, height: float, inside: Tone = Tone.WHITE) -> Drawing:
    """A field that stands out before the phone."""
    return (outlined(rect(x, y, width, height, 6), inside),)


def slip(x: float, y: float, width: float, height: float) -> Path:
    """A slip of paper torn off below."""
    teeth, right, bottom = 5, x + width, y + height
    path = polyline(x, bottom, x, y, right, y, right, bottom)
    for place in range(teeth):
        step = width / teeth
        path = path.line(right - step * (place + 0.5), bottom - 6, right - step * (place + 1), bottom)
    return path.close()


def bubble(x: float, y: float, width: float, height: float, tail: float, inside: Tone = Tone.WHITE) -> Drawing:
    """A speech bubble whose tail hangs from its lower edge at `tail`."""
    right, bottom, r = x + width, y + height, min(8.0, height / 3)
    edge = start(x, y + r).arc(x + r, y + r, r, 180, 270).arc(right - r, y + r, r, 270, 360)
    edge = edge.arc(right - r, bottom - r, r, 0, 90).line(tail + 7, bottom, tail - 3, bottom + 10, tail - 3, bottom)
    return (outlined(edge.arc(x + r, bottom - r, r, 90, 180).close(), inside),)


def disc(x: float, y: float, radius: float, tone: Tone = Tone.PRIMARY) -> Drawing:
    """A disc with a white halo, on which something white is drawn."""
    return filled(circle(x, y, radius + _HALO), Tone.WHITE), filled(circle(x, y, radius), tone)


def tick(x: float, y: float, size: float, tone: Tone = Tone.WHITE, width: float = 5.5) -> Drawing:
    """A tick, `size` wide, its middle at (x, y)."""
    path = polyline(x - size / 2, y + size * 0.04, x - size * 0.13, y + size * 0.38, x + size / 2, y - size * 0.36)
    return (drawn(path, tone, width),)


def do() -> Drawing:
    """The badge "do this": a disc with a tick."""
    x, y, radius = BADGE
    return (*disc(x, y, radius), *tick(x, y, 17))


def do_not() -> Drawing:
    """The badge "do not": a barred ring."""
    x, y, radius = BADGE
    ring, reach = radius - 3, (radius - 3) * 0.7071
    bar = polyline(x - reach, y - reach, x + reach, y + reach)
    return (*disc(x, y, radius, Tone.WHITE), drawn(circle(x, y, ring), Tone.RED, 6), drawn(bar, Tone.RED, 6))


def beware(x: float, y: float, size: float) -> Drawing:
    """A warning triangle with a mark of exclamation; `size` wide, its middle at (x, y)."""
    half, high = size / 2, size * 0.88
    top, bottom = y - high / 2, y + high / 2
    shape = polygon(x, top, x + half, bottom, x - half, bottom)
    mark = polyline(x, top + high * 0.38, x, top + high * 0.66)
    return (
        outlined(shape, Tone.WHITE, Tone.WHITE, STROKE + 2 * _HALO),
        outlined(shape, Tone.AMBER),
        drawn(mark, width=size * 0.12),
        filled(circle(x, top + high * 0.84, size * 0.065)),
    )


def arrow(x: float, y: float, to_x: float, to_y: float, *, tone: Tone = Tone.PRIMARY, width: float = 6) -> Drawing:
    """A straight arrow along one of the axes."""
    length = max(abs(to_x - x), abs(to_y - y))
    ahead, aside = (to_x - x) / length, (to_y - y) / length
    head = 9.0
    wings = polyline(
        to_x - head * (ahead + aside),
        to_y - head * (aside + ahead),
        to_x,
        to_y,
        to_x - head * (ahead - aside),
        to_y - head * (aside - ahead),
    )
    return drawn(polyline(x, y, to_x, to_y), tone, width), drawn(wings, tone, width)


def square_code(x: float, y: float, side: float, tone: Tone = Tone.INK) -> Drawing:
    """Looks like a square code and is none: no reader finds anything in it."""
    unit = side / 11
    eyes = Path()
    for left, top in ((0, 0), (7, 0), (0, 7)):
        ring = rect(x + left * unit, y + top * unit, 4 * unit, 4 * unit, unit * 0.6)
        ring += rect(x + (left + 0.9) * unit, y + (top + 0.9) * unit, 2.2 * unit, 2.2 * unit)
        eyes += ring + rect(x + (left + 1.5) * unit, y + (top + 1.5) * unit, unit, unit)
    dots = Path()
    for column, row in (*_QR_DOTS, *_QR_MORE):
        dots += rect(x + column * unit, y + row * unit, unit * 1.02, unit * 1.02)
    return filled(eyes, tone), filled(dots, tone)


def frame(x: float, y: float, width: float, height: float, arm: float = 10) -> Drawing:
    """The four corners a camera shows around what it looks at."""
    right, bottom = x + width, y + height
    corners = polyline(x, y + arm, x, y, x + arm, y) + polyline(right - arm, y, right, y, right, y + arm)
    corners += polyline(right, bottom - arm, right, bottom, right - arm, bottom)
    return (drawn(corners + polyline(x + arm, bottom, x, bottom, x, bottom - arm), Tone.PRIMARY, 5),)


def camera() -> Drawing:
    """The badge "take a photo"."""
    x, y, radius = BADGE
    body = rect(x - 11, y - 6, 22, 15, 3) + polygon(x - 5, y - 6, x - 3, y - 10, x + 3, y - 10, x + 5, y - 6)
    return (
        *disc(x, y, radius),
        filled(body, Tone.WHITE),
        outlined(circle(x, y + 1.5, 4), Tone.WHITE, Tone.PRIMARY, 2.6),
    )


def eye() -> Drawing:
    """The badge "look closely"."""
    x, y, radius = BADGE
    lid = start(x - 13, y).curve(x - 7, y - 11, x + 7, y - 11, x + 13, y)
    lid = lid.curve(x + 7, y + 11, x - 7, y + 11, x - 13, y).close()
    return (*disc(x, y, radius), filled(lid, Tone.WHITE), filled(circle(x, y, 4.6)))


def coin(x: float, y: float, radius: float, inside: Tone = Tone.TINT) -> Drawing:
    """A coin with the letter of the đồng."""
    return outlined(circle(x, y, radius), inside), Words(text="đ", x=x, y=y, size=radius * 1.3)


def house(x: float, y: float, width: float, height: float) -> Drawing:
    """Walls and a roof that hangs over; the rectangle holds it with its eaves."""
    eaves, inset = y + height * 0.42, width * 0.13
    walls = rect(x + inset, eaves - 3, width - 2 * inset, y + height - eaves + 3)
    roof = polygon(x + width / 2, y, x + width, eaves, x, eaves)
    return outlined(walls, Tone.TINT), outlined(roof)


def clock(x: float, y: float, radius: float, inside: Tone = Tone.WHITE) -> Drawing:
    """A clock at four."""
    return (
        outlined(circle(x, y, radius), inside),
        drawn(polyline(x, y - radius * 0.55, x, y, x + radius * 0.45, y + radius * 0.28)),
    )


def heart(x: float, y: float, width: float, *, halo: float = 0) -> Drawing:
    """A heart with a plus: health; its middle at (x, y)."""
    u = width / 100
    shape = start(x, y + 46 * u).curve(x - 30 * u, y + 22 * u, x - 50 * u, y + 4 * u, x - 50 * u, y - 18 * u)
    shape = shape.curve(x - 50 * u, y - 48 * u, x - 12 * u, y - 52 * u, x, y - 26 * u)
    shape = shape.curve(x + 12 * u, y - 52 * u, x + 50 * u, y - 48 * u, x + 50 * u, y - 18 * u)
    shape = shape.curve(x + 50 * u, y + 4 * u, x + 30 * u, y + 22 * u, x, y + 46 * u).close()
    arm = 17 * u
    plus = polyline(x, y - arm - 4 * u, x, y + arm - 4 * u) + polyline(x - arm, y - 4 * u, x + arm, y - 4 * u)
    around = (outlined(shape, Tone.WHITE, Tone.WHITE, STROKE + 2 * halo),) if halo else ()
    return (*around, outlined(shape, Tone.TINT), drawn(plus, Tone.PRIMARY, max(5.0, 8 * u)))


def calendar(x: float, y: float, width: float, height: float) -> Drawing:
    """A leaf of a calendar with its two rings."""
    third = width / 3.4
    return (
        outlined(rect(x, y, width, height, 6)),
        outlined(rect(x, y, width, height * 0.27, 6), Tone.PRIMARY),
        drawn(polyline(x + third, y - 5, x + third, y + 6)),
        drawn(polyline(x + width - third, y - 5, x + width - third, y + 6)),
    )


def pen(x: float, y: float, length: float) -> Drawing:
    """A pen whose tip is at (x, y), leaning to the right."""
    u = length / 10
    wide, point = 1.15 * u, 2.0 * u
    c = 0.7071

    def at(along: float, aside: float) -> tuple[float, float]:
        return x + (along + aside) * c, y - (along - aside) * c

    shaft = polygon(*at(point, -wide), *at(length, -wide), *at(length, wide), *at(point, wide))
    tip = polygon(x, y, *at(point, -wide), *at(point, wide))
    body = polygon(x, y, *at(point, -wide), *at(length, -wide), *at(length, wide), *at(point, wide))
    return (
        outlined(body, Tone.WHITE, Tone.WHITE, STROKE + 2 * _HALO),
        outlined(shaft, Tone.PRIMARY),
        outlined(tip, Tone.WHITE),
    )


def waves(
    x: float, y: float, begin: float, end: float, *radii: float, tone: Tone = Tone.INK, width: float = STROKE
) -> Drawing:
    """Arcs that spread: a sound, or a signal."""
    return tuple(drawn(arc(x, y, radius, begin, end), tone, width) for radius in radii)


def picture(x: float, y: float, width: float, height: float) -> Drawing:
    """A photo: hills and a sun."""
    right, bottom = x + width - 2, y + height - 2
    tops = (x + width * 0.32, y + height * 0.45, x + width * 0.52, y + height * 0.7, x + width * 0.7, y + height * 0.52)
    hills = polygon(x + 2, bottom, *tops, right, bottom - 4, right, bottom)
    sun = circle(x + width * 0.73, y + height * 0.3, min(width, height) * 0.11)
    return (outlined(rect(x, y, width, height, 4)), filled(hills, Tone.PRIMARY), filled(sun))


def pin(x: float, y: float, radius: float, halo: float = 0) -> Drawing:
    """The pin of a map: its round part is around (x, y)."""
    shape = arc(x, y, radius, 150, 390).line(x, y + radius * 2.1).close()
    around = (outlined(shape, Tone.WHITE, Tone.WHITE, STROKE + 2 * halo),) if halo else ()
    return (*around, outlined(shape, Tone.PRIMARY), filled(circle(x, y, radius * 0.38), Tone.WHITE))


def dots(x: float, y: float, step: float, radius: float, count: int = 4, tone: Tone = Tone.INK) -> Drawing:
    """The dots a password is shown as, their middle at (x, y)."""
    left = x - step * (count - 1) / 2
    return tuple(filled(circle(left + place * step, y, radius), tone) for place in range(count))


def banknote(x: float, y: float, width: float, height: float) -> Drawing:
    """A banknote of no country's drawing."""
    middle = y + height / 2
    return (
        outlined(rect(x, y, width, height, 5), Tone.TINT),
        *coin(x + width / 2, middle, height * 0.32, Tone.WHITE),
        filled(circle(x + width * 0.13, middle, 2.6)),
        filled(circle(x + width * 0.87, middle, 2.6)),
    )
