"""Rows, lists, small charts, and the ways through long lists."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.db.models import Model
from django.forms import BoundField, Select, TextInput
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gmp_portal.accounts.models.terms import today
from gmp_portal.ui import kept_filters, ways_along
from gmp_portal.ui.components import Bar, Step, View
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.paging import FIRST, ListPage
from gmp_portal.ui.tags.component import component
from gmp_portal.ui.templatetags.form_fields import with_class
from gmp_portal.ui.worklist import Group, Task, in_order

register = template.Library()
PLAIN_FILTERS = (TextInput, Select)


@register.simple_tag
def task_list(tasks: Iterable[Task]) -> SafeString:
    """{% task_list tasks %}: what waits for somebody, the most urgent first."""
    day = today()
    rows = [
        {"task": task, "overdue": task.is_overdue(day), "soon": task.is_due_soon(day)}
        for task in in_order(tasks)
    ]
    return component("task_list", rows=rows)


@register.simple_tag
def work_table(groups: Sequence[Group], caption: str) -> SafeString:
    """{% work_table groups _("Open work") %}: what waits, in groups, a line for each thing.

    Where few lines have a state, or none an age or somebody who has it, there is no column for it.
    """
    rows = [row for group in groups for row in group.rows]
    # A column for a few states would be empty in most lines: there they stand below the title.
    has_states = 2 * sum(bool(row.task.state) for row in rows) > len(rows)
    has_ages = any(row.age is not None for row in rows)
    has_holders = any(row.task.held for row in rows)
    return component(
        "work_table",
        groups=groups,
        caption=caption,
        has_states=has_states,
        has_ages=has_ages,
        has_holders=has_holders,
        columns=3 + has_states + has_ages + has_holders,
    )


@register.simple_tag(takes_context=True)
def way_along(context: Context) -> SafeString:
    """{% way_along %}: the record before and after this one in the list it was opened from."""
    request = context.get("request")
    place = ways_along.place_of(request) if request else None
    return component("way_along", place=place) if place else SafeString("")


@register.simple_tag
def summary_row(
    label: str,
    value: Any,
    change_url: str = "",
    change_label: str = "",
) -> SafeString:
    """Fill a row of ``<dl class="sum">``: label, value, change."""
    return component(
        "summary_row",
        label=label,
        value=value,
        change_url=change_url,
        change_label=change_label or label,
    )


@register.simple_tag
def timeline(steps: Sequence[Step]) -> SafeString:
    """{% timeline steps %}: the stages of a life cycle, the current one marked."""
    return component("timeline", steps=steps)


@register.simple_tag
def bars(
    rows: Iterable[Bar | Sequence[Any]], caption: str, label: str = "", value: str = ""
) -> SafeString:
    """{% bars rows caption=_("Partners by area") %}: a table with drawn figures."""
    drawn = [row if isinstance(row, Bar) else Bar(*row) for row in rows]
    most = max((row.value for row in drawn), default=0)
    scaled = [(row, round(100 * row.value / most) if most else 0) for row in drawn]
    return component("bars", rows=scaled, caption=caption, label=label, value=value)


@register.simple_tag(takes_context=True)
def pagination(
    context: Context, page: ListPage, label: str = "", place: str = ""
) -> SafeString:
    """{% pagination page %}: links to the other pages, every other query parameter kept.

    Where a list stands far down, its links lead to its ``place``, such as "letters".
    """
    if not page.has_others:
        return SafeString("")
    request, fragment = context["request"], f"#{place}" if place else ""

    def address(of_page: str) -> str:
        if not of_page:
            return ""
        query = request.GET.copy()
        query.pop(page.parameter, None)
        if of_page != FIRST:
            query[page.parameter] = of_page
        return f"{request.path}?{query.urlencode()}".removesuffix("?") + fragment

    return component(
        "pagination",
        page=page,
        here=request.get_full_path() + fragment,
        numbers=[(number, address(of_page)) for number, of_page in page.numbers],
        label=label,
        previous=address(page.previous),
        next=address(page.next),
    )


@register.simple_tag(takes_context=True)
def sort_header(context: Context, key: str, label: str, current: str = "") -> SafeString:
    """{% sort_header "name" _("Name") sort %}: a column head that sorts, in ``<tr>``."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if current == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    url = f"{request.path}?{query.urlencode()}"
    return component("sort_header", label=label, url=url, order=order)


@register.simple_tag
def filter_bar(form: FilterForm) -> SafeString:
    """{% filter_bar form %}: the filters of a list, closed on small screens, before its rows."""
    return component("filter_bar", form=form, number=len(form.active))


@register.simple_tag(takes_context=True)
def kept(context: Context, form: FilterForm) -> SafeString:
    """{% kept form %}: the filters of this list that its reader keeps under a name."""
    above = kept_filters.above(context["request"], form)
    token = context.get("csrf_token", "")
    return component("kept_filters", above=above, csrf_token=token)


@register.simple_tag
def filter_field(field: BoundField) -> SafeString:
    """{% filter_field field %}: one filter with its label, as ``gmp/field.html`` makes it.

    Most are a list or a line of text without hint or error, of which a page has many.
    """
    if field.is_hidden:
        return SafeString(str(field))
    widget = field.field.widget
    is_plain = not (field.errors or field.help_text or field.use_fieldset)
    if not is_plain or not isinstance(widget, PLAIN_FILTERS):
        context = {"field": field, "form_show_labels": True}
        return SafeString(render_to_string("gmp/field.html", context))
    return format_html(
        '<div id="div_{0}" class="field"><label class="form-label" for="{1}">{2}</label>{3}</div>',
        field.auto_id,
        field.id_for_label,
        field.label,
        with_class(field),
    )


@register.simple_block_tag
def result_line(
    content: str, *, form: FilterForm, views: Sequence[View] = ()
) -> SafeString:
    """{% result_line form=form %}22 of 67 partners{% endresult_line %}: with what it leaves out.

    Each filter is a chip that removes it; ``views`` are other ways to show the same rows.
    """
    return component("result_line", content=content, form=form, views=views)


@register.simple_tag
def switch(views: Sequence[View], label: str) -> SafeString:
    """{% switch views _("Show as") %}: the same rows shown in another way."""
    return component("switch", views=views, label=label)


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """{% breadcrumbs _("Areas") "areas:area_list" area.name %}: label and target in turn.

    A label that is no text of the portal was written by people, and keeps its direction.
    """
    labels, targets = pairs[::2], [*pairs[1::2], ""]
    crumbs = [
        (label, _address(target), not isinstance(label, Promise))
        for label, target in zip(labels, targets, strict=False)
    ]
    return component("breadcrumbs", crumbs=crumbs)


def _address(target: Model | str) -> str:
    """Make an address of an address, the name of a URL, or nothing."""
    text = str(target or "")
    return reverse(text) if text and not text.startswith(("/", "http", "#", "?")) else text
