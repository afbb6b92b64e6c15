"""Where a country lies on the map of the world, ``static/img/world.svg``.

The map shows land in the Equal Earth projection (Šavrič, Patterson and Jenny, 2018), with 11° E in
its middle, and no border: it says nothing about any territory. Points stand in the middle of the
largest piece of land of a country, see ``data/README.md``.
"""

import csv
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

POINTS: Final = Path(__file__).parent / "data" / "country_points.csv"
# The field of the drawing that is shown: x, y, width and height in its own units.
VIEW: Final = (40, 0, 1950, 846)
# What stands around the points of a frame, and the smallest part of the map that is shown.
MARGIN: Final = 60
CLOSEST: Final = 0.3
_WIDTH = 2000
_EDGE = 2.7066
_TOP = 1.315
_MIDDLE = 11.0
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


@cache
def places() -> dict[str, tuple[int, int]]:
    """Give the place of every country on the map, by its ISO code of two letters."""
    with POINTS.open(encoding="utf-8", newline="") as lines:
        return {
            row["iso2"]: place(float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(lines)
        }


def frame_of(points: Sequence[tuple[int, int]]) -> tuple[int, int, int, int]:
    """The part of the drawing that shows these points with land around: x, y, width, height."""
    left, top, width, height = VIEW
    if not points:
        return VIEW
    xs, ys = zip(*points, strict=True)
    # As wide as the farthest points need, in the shape of the whole map, and never a single coast.
    share = max(
        (max(xs) - min(xs) + 2 * MARGIN) / width,
        (max(ys) - min(ys) + 2 * MARGIN) / height,
        CLOSEST,
    )
    if share >= 1:
        return VIEW
    wide, high = round(width * share), round(height * share)
    x = round((min(xs) + max(xs) - wide) / 2)
    y = round((min(ys) + max(ys) - high) / 2)
    return (
        min(max(x, left), left + width - wide),
        min(max(y, top), top + height - high),
        wide,
        high,
    )


def place(longitude: float, latitude: float) -> tuple[int, int]:
    """Turn degrees into the units of the drawing; x grows to the east, y to the south."""
    turned = (longitude - _MIDDLE + 180) % 360 - 180
    sine = math.sqrt(3) / 2 * math.sin(math.radians(latitude))
    t = math.asin(sine)
    t2, t6 = t**2, t**6
    steepness = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
    x = math.radians(turned) * math.cos(t) / (math.sqrt(3) / 2 * steepness)
    y = t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    scale = _WIDTH / (2 * _EDGE)
    return round((_EDGE + x) * scale), round((_TOP - y) * scale)
