"""A public list to take along, in each of its formats."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from gmp_portal.ui import downloads
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.open_lists import LISTS
from gmp_portal.ui.tags.component import component

register = template.Library()
NAMES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@register.simple_tag
def download_links(key: str, title: str = "", query: str = "") -> SafeString:
    """{% download_links "partners" %}: a link for each format; ``query`` is the filter."""
    return component("download_links", links=_links(key, query), title=title)


def _links(key: str, query: str) -> list[tuple[str, str]]:
    end = f"?{query}" if query else ""
    return [
        (name, reverse("website:data_file", args=[key, form]) + end)
        for form, name in NAMES.items()
    ]


@register.simple_tag(takes_context=True)
def download_line(context: Context, key: str, label: str = "") -> SafeString:
    """{% download_line "partners" %}: "Download this list", with the filter of the page."""
    return component("downloads", key=key, query=_query(context, key), label=label)


@register.simple_tag(takes_context=True)
def download_buttons(context: Context, key: str) -> SafeString:
    """{% download_buttons "partners" %}: beside the title, with the filter of the page."""
    links = _links(key, _query(context, key))
    return component("download_buttons", list=LISTS[key], links=links)


def _query(context: Context, key: str) -> str:
    """The filters that the page applied."""
    request, form = context.get("request"), context.get("form")
    refused = form.errors if isinstance(form, FilterForm) else ()
    return downloads.filters_of(request.GET, key, without=refused) if request else ""


@register.simple_tag
def download_of(key: str, **record: Any) -> SafeString:
    """{% download_of "papers" meeting=meeting.slug %}: the rows of one record."""
    return component("downloads", key=key, query=urlencode(record))


@register.simple_tag
def data_of(*keys: str, **record: Any) -> SafeString:
    """{% data_of "efforts" "plan-indicators" area=area.slug %}: lists with one record's rows."""
    lists = [LISTS[key] for key in keys]
    return component("data_of", lists=lists, query=urlencode(record))
