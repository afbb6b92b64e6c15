"""Pictures of this app: the bar of an indicator, and the quarters in which an effort runs."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from areas.reading.gauges import Gauge
from areas.reading.grid import Column, Grid, Line
from areas.reading.spans import Span

register = template.Library()


@register.filter
def beside(line: Line, table: Grid) -> list[tuple[Column, str]]:
    """{{ line|beside:table }}: what the line says in each column, with the column."""
    return list(zip(table.columns, line.said.cells, strict=True))


@register.simple_tag
def bullet(gauge: Gauge) -> SafeString:
    """{% bullet gauge %}: a bar to the value now, a line at the target, dashes at the baseline."""
    now, lines = SafeString(""), []
    if gauge.now is not None:
        now = format_html('<rect y="25%" width="{}%" height="50%"/>', gauge.now)
    if gauge.base is not None:
        lines.append((SafeString(' class="base"'), gauge.base))
    if gauge.goal is not None:
        lines.append((SafeString(""), gauge.goal))
    marks = format_html_join(
        "",
        '<line{0} x1="{1}%" x2="{1}%" y2="100%"/>',
        lines,
    )
    return format_html(
        '<svg class="ch sq bullet" aria-hidden="true">{}{}</svg>', now, marks
    )


@register.simple_tag
def quarters(span: Span, count: int) -> SafeString:
    """{% quarters span board.quarters %}: a bar over the quarters from the first to the last."""
    ticks = format_html_join(
        "",
        '<line x1="{0}%" x2="{0}%" y2="100%"/>',
        ((round(100 * nth / count, 2),) for nth in range(count)),
    )
    bar = format_html(
        '<rect x="{}%" y="20%" width="{}%" height="60%" rx="2"/>', span.begins, span.width
    )
    return format_html('<svg class="ch sq gantt" aria-hidden="true">{}{}</svg>', ticks, bar)
