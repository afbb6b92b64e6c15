"""Small pictures: what they show is true, they say nothing twice, and nothing gets out of them."""

import re

import pytest
from django.template import Context, Template

from gmp_portal.reference import world_map
from gmp_portal.ui.icons import ICONS
from gmp_portal.ui.tags import pictures
from gmp_portal.ui.tags.pictures import Dot, Share


def drawn(text, **values):
    return Template("{% load ui %}" + text).render(Context(values))


def numbers(attribute, picture):
    return [float(value) for value in re.findall(rf' {attribute}="([\d.]+)', picture)]


def points(picture):
    line = re.findall(r'<path d="M([^"]*)"', picture)[-1]
    return [tuple(map(float, point.split())) for point in line.split("L")]


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_and_hidden_beside_its_word(name):
    icon = pictures.icon(name)

    assert ICONS[name] in icon
    assert 'aria-hidden="true"' in icon
    assert "style=" not in icon


def test_an_icon_that_stands_for_a_word_says_it_safely():
    icon = drawn("{% icon 'search' label=word %}", word='Find "<b>"')

    assert 'role="img" aria-label="Find &quot;&lt;b&gt;&quot;"' in icon
    assert "aria-hidden" not in icon


def test_an_unknown_icon_is_the_one_for_anything_else():
    assert pictures.icon("no-such-icon") == pictures.icon("other")


def test_the_tile_of_an_area_has_its_hue_and_its_icon():
    tile = pictures.tile("gold", "xs", "Gold mining")

    assert 'class="tile xs a-gold"' in tile
    assert ICONS["area-gold"] in tile
    assert 'aria-label="Gold mining"' in tile


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(7, 20, 35), (0, 20, 0), (20, 20, 100), (30, 20, 100), (-3, 20, 0), (5, 0, 0)],
)
def test_a_bar_is_as_long_as_its_share_and_never_longer_than_the_whole(part, whole, share):
    assert f'width="{share}%"' in pictures.meter(part, whole)


def test_a_line_begins_and_ends_at_the_edges_and_rises_with_its_numbers():
    line = pictures.spark([10, 15, 20])

    (x1, y1), (x2, y2), (x3, y3) = points(line)
    width, height = pictures.SPARK
    assert (x1, x2, x3) == (0, width / 2, width)
    assert height >= y1 > y2 > y3 >= 0
    assert numbers("cx", line) == [x3]
    assert numbers("cy", line) == [y3]


@pytest.mark.parametrize("trend", [[0, 0, 0], [5, 5, 5], [0, 1]])
def test_a_line_stays_inside_its_field_whatever_the_numbers(trend):
    width, height = pictures.SPARK

    for x, y in points(pictures.spark(trend)):
        assert 0 <= x <= width
        assert 0 <= y <= height


@pytest.mark.parametrize("trend", [[], [3]])
def test_one_number_is_no_line(trend):
    assert pictures.spark(trend) == ""


def test_shares_make_up_the_whole_in_their_order_and_lead_to_their_lists():
    parts = [
        Share("Governments", 30, "?kind=government"),
        Share("Nobody", 0),
        Share("Industry", 10, "?kind=industry"),
    ]

    bar = drawn("{% shares parts %}", parts=parts)

    assert numbers("x", bar) == [0, 75]
    assert numbers("width", bar) == pytest.approx([74.8, 24.8])
    assert "?kind=government" in bar
    assert "Nobody" not in bar


def test_a_share_too_small_to_be_seen_is_drawn_all_the_same():
    bar = drawn("{% shares parts %}", parts=[Share("Many", 9999), Share("One", 1)])

    assert numbers("width", bar)[-1] > 0


def test_the_map_draws_a_dot_for_each_country_at_its_place_the_larger_first():
    dots = [Dot("KE", 1), Dot("US", 9)]

    picture = drawn("{% map_of_the_world dots label %}", dots=dots, label="The <map>")

    places = world_map.places()
    across, down = numbers("cx", picture), numbers("cy", picture)
    assert list(zip(across, down, strict=True)) == [places["US"], places["KE"]]
    assert 'role="img" aria-label="The &lt;map&gt;"' in picture


def test_dots_grow_with_the_root_of_their_number():
    dots = [Dot("KE", 1), Dot("US", 4), Dot("FR", 16)]

    sixteen, four, one = numbers("r", pictures.map_of_the_world(dots, "Map"))

    assert sixteen - four == pytest.approx(2 * (four - one), abs=2)


def test_a_country_without_a_place_is_left_out_of_the_map():
    picture = pictures.map_of_the_world([Dot("XX", 3), Dot("KE", 1)], "Map")

    assert picture.count("<circle") == 1


def test_the_mark_is_eight_dots_around_one():
    mark = pictures.mark()

    assert mark.count("<circle") == 9
    assert 'aria-hidden="true"' in mark
