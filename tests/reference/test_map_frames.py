"""What of the map is shown: the frame follows the dots and stays within the drawing."""

import pytest

from gmp_portal.reference import world_map


@pytest.mark.parametrize(
    "countries", [["KE"], ["KE", "GH", "SN"], ["FJ"], ["IS", "FI"], ["CL", "NZ"], []]
)
def test_a_frame_holds_its_dots_and_is_a_part_of_the_map(countries):
    points = [world_map.places()[country] for country in countries]

    x, y, width, height = world_map.frame_of(points)

    left, top, most, high = world_map.VIEW
    assert left <= x <= x + width <= left + most
    assert top <= y <= y + height <= top + high
    assert all(x < at < x + width and y < on < y + height for at, on in points)


def test_one_country_is_shown_with_its_continent():
    _x, _y, width, _height = world_map.frame_of([world_map.places()["KE"]])

    assert width == round(world_map.VIEW[2] * world_map.CLOSEST)


def test_the_whole_world_is_shown_where_the_dots_are_everywhere():
    far = [world_map.places()[country] for country in ("US", "NZ", "NO", "AR")]

    assert world_map.frame_of(far) == world_map.VIEW
