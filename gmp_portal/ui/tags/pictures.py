"""Small pictures: icons, tiles of areas, and charts that stand beside their numbers.

Lengths are attributes of SVG, because the policy of the pages allows no style of a single element.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gmp_portal.reference import world_map
from gmp_portal.ui.icons import ICONS
from gmp_portal.ui.tags.component import component

register = template.Library()
SPARK = (104, 36)
SILENT = '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>'
SPOKEN = '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>'


@dataclass(frozen=True)
class Dot:
    """A country on the map, and how many things are there."""

    iso2: str
    number: int


@dataclass(frozen=True)
class Share:
    """A part of a whole: its words, its number, and the list that proves it."""

    label: str
    number: int
    url: str = ""
    icon: str = ""


@register.simple_tag
def icon(name: str, label: str = "", style: str = "") -> SafeString:
    """{% icon "search" %}: a picture beside a word; with a label it stands for the word."""
    css = f"ic {style}" if style else "ic"
    drawing = ICONS.get(name, ICONS["other"])
    if not label:
        return format_html(SILENT, css, drawing)
    return format_html(SPOKEN, css, label, drawing)


@register.simple_tag
def mark() -> SafeString:
    """{% mark %}: the neutral mark, eight dots around one; never the emblem of the UN."""
    return component("mark")


@register.simple_tag
def tile(look: str, size: str = "", label: str = "") -> SafeString:
    """{% tile area.look "xs" label=area.name %}: the icon of an area on its hue."""
    return format_html(
        '<span class="tile{} a-{}">{}</span>',
        f" {size}" if size else "",
        look,
        icon(f"area-{look}", label),
    )


@register.simple_tag
def meter(
    part: float, whole: float = 100, tone: str = "", mark: float | None = None
) -> SafeString:
    """{% meter 7 20 %}: a bar of that share; the number itself stands beside it in words.

    ``mark`` is where a line stands, such as that of a target.
    """
    return format_html(
        '<svg class="ch" aria-hidden="true"><rect width="{}%" height="100%" rx="4"{}/>{}</svg>',
        _share(part, whole),
        format_html(' class="{}"', tone) if tone else "",
        ""
        if mark is None
        else format_html('<line x1="{0}%" x2="{0}%" y2="100%"/>', _share(mark, whole)),
    )


def _share(part: float, whole: float) -> int:
    return 0 if not whole else min(100, max(0, round(100 * part / whole)))


@register.simple_tag
def spark(numbers: Sequence[float]) -> SafeString:
    """{% spark figure.trend %}: how a number came to be; the last point is today's."""
    if len(numbers) < 2:
        return SafeString("")
    width, height = SPARK
    low, high = min(numbers) * 0.9, max(numbers)
    points = [
        (
            at * width / (len(numbers) - 1),
            height - 3 - (n - low) / (high - low or 1) * (height - 8),
        )
        for at, n in enumerate(numbers)
    ]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    return format_html(
        '<svg class="spark" viewBox="0 0 {w} {h}" aria-hidden="true">'
        '<path class="f" d="M{line}L{w} {h}L0 {h}z"/><path d="M{line}"/>'
        '<circle cx="{x}" cy="{y}" r="3.5"/></svg>',
        w=width,
        h=height,
        line=line,
        x=f"{last_x:.1f}",
        y=f"{last_y:.1f}",
    )


@register.simple_tag
def shares(parts: Iterable[Share]) -> SafeString:
    """{% shares kinds %}: what a whole consists of, as a bar with a chip for each part."""
    rows = [part for part in parts if part.number]
    whole = sum(part.number for part in rows)
    begins, placed = 0.0, []
    for nth, part in enumerate(rows):
        width = 100 * part.number / whole
        placed.append(
            (part, f"{begins:.2f}", f"{max(width - 0.2, 0.1):.2f}", min(nth, 7) + 1)
        )
        begins += width
    return component("shares", parts=placed)


@register.simple_tag
def map_of_the_world(
    dots: Iterable[Dot], label: str, *, framed: bool = False
) -> SafeString:
    """{% map_of_the_world dots _("…") %}: land without borders, a dot for each country.

    With ``framed=True`` it shows no more of the world than its dots need.
    """
    known = world_map.places()
    placed = [
        (*known[dot.iso2], dot.number)
        for dot in sorted(dots, key=lambda dot: -dot.number)
        if dot.iso2 in known
    ]
    frame = world_map.VIEW
    if framed:
        frame = world_map.frame_of([(x, y) for x, y, _number in placed])
    scale = frame[2] / world_map.VIEW[2]
    circles = [
        # As text: a template would write the number as the reader's language does.
        (x, y, f"{(9 + 7.5 * math.sqrt(number)) * scale:.1f}")
        for x, y, number in placed
    ]
    view = " ".join(str(edge) for edge in frame)
    return component("world_map", circles=circles, view=view, label=label)
