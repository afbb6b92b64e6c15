"""Texts as HTML: plain ones as they always were, those with signs in their shapes (ADR 57)."""

from itertools import groupby

from django.template import Context, Template
from django.utils.html import format_html, format_html_join
from hypothesis import given, settings
from lxml import html

from gmp_portal.typesetting import prose
from gmp_portal.typesetting.signs import lines
from gmp_portal.ui.shown_blocks import Page
from gmp_portal.ui.tags.texts import lines as shown_lines
from gmp_portal.ui.tags.texts import part_of_text
from tests.typesetting import signed_texts

SIGNED = """%%%
# Why <mercury>
A **bold** word^[See [the GMA](https://www.unep.org/), p. 3.] and [a __link__](https://x.org/?a=1&b=2).
## Costs
- less
  1. much less
- none
| Year | Cost |
| 2026 | **5** |
![7] A map of mines | Mines | UNEP
"""


def shown(text):
    return Template("{% load ui %}{{ text|paragraphs }}").render(Context({"text": text}))


def as_it_was(text):
    """What pages made of plain text before there were signs."""
    parts = []
    for is_list, group in groupby(prose.parts(text), lambda part: part.kind == "bullet"):
        if not is_list:
            parts += map(part_of_text, group)
            continue
        items = ((shown_lines(part.text),) for part in group)
        entries = format_html_join("", '<li dir="auto">{}</li>', items)
        parts.append(format_html("<ul>{}</ul>", entries))
    return "\n\n".join(parts)


@given(signed_texts.ANY)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_plain_text_is_shown_as_it_always_was(text):
    if not lines.is_signed(text):
        assert shown(text) == as_it_was(text)


@given(signed_texts.BLOCKS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_nothing_but_what_is_allowed_stands_on_a_page(blocks):
    page = Page(figures={each: f"/files/{each}" for each in range(5)})

    written = "".join([*page.shown(blocks), page.below()])

    tree = html.fragment_fromstring(written, create_parent=True)
    allowed = {
        *("div", "p", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th"),
        *("td", "strong", "em", "a", "sup", "br", "bdi", "figure", "img", "figcaption"),
    }
    assert {each.tag for each in tree.iter()} <= allowed
    for link in tree.iter("a"):
        assert link.get("href").startswith(("#", "https://", "mailto:"))


def test_a_text_with_signs_is_shown_in_its_shapes():
    page = shown(SIGNED)

    assert '<h3 dir="auto">Why &lt;mercury&gt;</h3>' in page
    assert '<h4 dir="auto">Costs</h4>' in page
    assert "A <strong>bold</strong> word<sup>" in page
    assert '<a href="https://x.org/?a=1&amp;b=2">a <em>link</em></a>' in page
    assert '<li dir="auto">less<ol><li dir="auto">much less</li></ol></li>' in page
    assert '<td dir="auto"><strong>5</strong></td>' in page
    assert '<p dir="auto">[A map of mines]</p>' in page


def test_notes_are_numbered_by_their_place_and_lead_back():
    page = Page(anchor="I-")

    text = html.fromstring(
        "".join(page.shown(lines.read("%%%\nOne^[First.] two^[Second.]")))
    )
    below = html.fromstring(page.below())

    calls = text.xpath("//sup/a")
    assert [call.text for call in calls] == ["1", "2"]
    assert [call.get("href") for call in calls] == [
        f"#{id_}" for id_ in below.xpath("//li/@id")
    ]
    assert below.xpath("//li/a/@href") == [f"#{call.get('id')}" for call in calls]


def test_a_figure_that_may_be_read_is_a_picture_with_its_words():
    page = Page(figures={7: "/files/map.png"})

    [shown_figure] = page.shown(lines.read('%%%\n![7] A "map" | Mines | UNEP'))

    assert 'src="/files/map.png" alt="A &quot;map&quot;"' in shown_figure
    assert "Mines" in shown_figure
    assert "UNEP" in shown_figure
