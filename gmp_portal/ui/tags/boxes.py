"""Boxes around content, buttons, and short words on a coloured ground."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gmp_portal import rulebook
from gmp_portal.ui.components import tone_of
from gmp_portal.ui.tags.component import component

register = template.Library()
# So small, and so frequent, that a template would cost more than all that it holds.
TAG = '<span class="tag {}">{}</span>'
CLAUSE = '<a class="clause" href="{}">{}</a>'


@register.simple_block_tag
def panel(
    content: str,
    *,
    title: str = "",
    level: int = 2,
    id: str = "",  # noqa: A002 as in HTML
    tone: str = "",
) -> SafeString:
    """{% panel title=_("Contact") %}…{% endpanel %}: a titled box around content."""
    return component("panel", content=content, title=title, level=level, id=id, tone=tone)


@register.simple_block_tag
def alert(
    content: str, *, tone: str = "info", title: str = "", level: int = 2
) -> SafeString:
    """{% alert tone="warn" title=_("…") %}…{% endalert %}: not to be missed."""
    return component("alert", content=content, tone=tone, title=title, level=level)


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> SafeString:
    """{% empty_state title=_("No meetings yet") %}what comes{% endempty_state %}."""
    return component("empty_state", content=content, title=title)


@register.simple_block_tag
def details(
    content: str,
    *,
    title: str,
    open: bool = False,  # noqa: A002 as in HTML
) -> SafeString:
    """{% details title=_("Guidance") %}…{% enddetails %}: shown when asked for."""
    return component("details", content=content, title=title, open=open)


@register.simple_block_tag
def summary_entry(content: str, *, label: str) -> SafeString:
    """Fill a row of ``<dl class="sum">`` whose value is markup."""
    return component("summary_row", label=label, value=content)


@register.simple_tag(takes_context=True)
def button(
    context: Context, label: str, address: str, *args: Any, **details: str
) -> SafeString:
    """{% button _("Publish") "reporting:report_publish" report.slug %}: asks nothing more.

    ``details`` are the style, the name and value to send, how a reader hears it described, and
    ``begins="yes"`` where each press would make a new record.
    """
    return component(
        "button",
        label=label,
        url=_url(address, args),
        csrf_token=context.get("csrf_token", ""),
        **details,
    )


@register.simple_tag
def form_actions(
    submit: str, cancel: str, *args: Any, style: str = "primary"
) -> SafeString:
    """{% form_actions _("Assemble") "reporting:report_list" %}: send the form, or go back."""
    return component("form_actions", submit=submit, cancel=_url(cancel, args), style=style)


def _url(address: str, args: tuple[Any, ...]) -> str:
    """An address as it stands, or the name of one with its arguments."""
    return address if address.startswith("/") else reverse(address, args=args)


@register.simple_tag
def tag(text: str, tone: str = "neutral") -> SafeString:
    """{% tag _("New") "info" %}: a short word on a coloured ground."""
    return format_html(TAG, tone, text)


@register.simple_tag
def status_badge(record: Any) -> SafeString:
    """{% status_badge letter %}: where the record stands, in public words if it has any."""
    if not record:
        return SafeString("")
    label = getattr(record, "public_status_label", None) or record.get_status_display()
    return format_html(TAG, tone_of(str(record.status)), label)


@register.simple_tag
def clause(clause_id: str, label: str = "") -> SafeString:
    """{% clause "A1-2e" %}: a link to that clause, or {% clause "R-07" %} to a rule."""
    try:
        cited = rulebook.clause(clause_id)
    except KeyError:  # a refusal must reach the reader even if it names its clause wrongly
        return format_html("{}", label or clause_id)
    return format_html(CLAUSE, cited.url, label or cited.number_label)
