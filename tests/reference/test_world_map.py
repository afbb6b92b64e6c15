"""Every country has its place on the map of the world, and stands where it lies."""

import csv
import re
from pathlib import Path

import pytest

from gmp_portal.reference import seed, world_map

STATIC = Path(__file__).parents[2] / "static"
DRAWING = (STATIC / "img" / "world.svg").read_text(encoding="utf-8")
FIRST, TOP, WIDTH, HEIGHT = world_map.VIEW
SMALLEST = 17


def test_every_country_of_the_register_has_a_point_and_nothing_else_has():
    with (seed.DATA / "countries.csv").open(encoding="utf-8", newline="") as lines:
        countries = {row["iso2"] for row in csv.DictReader(lines)}

    assert world_map.places().keys() == countries


def test_the_dot_of_a_partner_is_whole_on_the_part_that_is_shown_wherever_it_stands():
    cut = [
        iso2
        for iso2, (x, y) in world_map.places().items()
        if min(x - FIRST, FIRST + WIDTH - x, y - TOP, TOP + HEIGHT - y) < SMALLEST
    ]

    assert cut == []


# The formula of the projection, worked out by hand: the crossing of the equator with the
# meridian in the middle, and the width of the drawing half a turn from there.
@pytest.mark.parametrize(
    ("longitude", "latitude", "place"),
    [(11, 0, (1000, 486)), (11 - 179.999, 0, (0, 486)), (11 + 179.999, 0, (2000, 486))],
)
def test_known_places_of_the_projection(longitude, latitude, place):
    assert world_map.place(longitude, latitude) == pytest.approx(place, abs=1)


def test_north_is_up_and_east_is_where_latin_lines_end():
    places = world_map.places()

    west_to_east = ["US", "BR", "GB", "KE", "IN", "JP", "NZ"]
    north_to_south = ["NO", "FR", "EG", "KE", "ZA"]

    assert sorted(west_to_east, key=lambda iso2: places[iso2][0]) == west_to_east
    assert sorted(north_to_south, key=lambda iso2: places[iso2][1]) == north_to_south


def test_a_degree_too_far_comes_round_on_the_other_side():
    assert world_map.place(-170, 65) == world_map.place(190, 65)


def test_neighbours_stand_beside_each_other():
    places = world_map.places()

    for one, other in (("KE", "UG"), ("FR", "BE"), ("AR", "UY"), ("CN", "MN")):
        (x, y), (u, v) = places[one], places[other]
        assert abs(x - u) < 60
        assert abs(y - v) < 90


def test_the_drawing_is_one_piece_of_land_that_the_page_can_point_at():
    assert DRAWING.count("<path") == 1
    assert re.search(r'<path[^>]* id="land"', DRAWING)
    assert len(DRAWING) < 30_000
