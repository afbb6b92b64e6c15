"""The smallest list pages that Django can make: what the pages of the portal are compared with.

Both show 25 partners from one question in a page of eight kilobytes; the first as anybody would
write it, with a template and an address made for each row, the second with rows made in Python.
"""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from partners.models import Partner

SHOWN = 25
HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Partners</title>
<link rel="stylesheet" href="/static/css/portal.css"></head><body><header><nav><ul>
{% for word in words %}<li><a href="/{{ word }}/">{{ word }}</a></li>{% endfor %}
</ul></nav></header><main><h1>Partners</h1>"""
FOOT = "</main><footer><p>Global Mercury Partnership</p></footer></body></html>"
WORDS = (
    "partners",
    "areas",
    "advisory-group",
    "meetings",
    "reports",
    "framework",
    "search",
)
LIST = f"""{{% load i18n %}}{HEAD}<table>{{% for partner in partners %}}
<tr><th scope="row"><a href="{{% url "detail" partner.slug %}}">{{{{ partner.name }}}}</a></th>
<td>{{{{ partner.get_kind_display }}}}</td><td>{{{{ partner.country_id|default:"–" }}}}</td>
<td>{{{{ partner.get_unep_region_display }}}}</td>
<td>{{{{ partner.since|date:"j F Y" }}}}</td><td>{{% translate "Partner" %}}</td></tr>{{% endfor %}}
</table>{FOOT}"""
ROW = (
    '<tr><th scope="row"><a href="{}{}/">{}</a></th><td>{}</td><td>{}</td><td>{}</td></tr>'
)


def in_a_template(_request: HttpRequest) -> HttpResponse:
    partners = Partner.objects.order_by("skeleton", "pk")[:SHOWN]
    page = _page(LIST)
    return HttpResponse(page.render({"partners": partners, "words": WORDS}))


def in_python(_request: HttpRequest) -> HttpResponse:
    columns = ("slug", "name", "kind", "unep_region", "since")
    rows = Partner.objects.order_by("skeleton", "pk").values_list(*columns)[:SHOWN]
    before = reverse("detail", args=["-"]).removesuffix("-/")
    table = format_html_join("", ROW, ((before, *row) for row in rows))
    page = _page(f"{HEAD}{{{{ table }}}}{FOOT}")
    return HttpResponse(
        page.render({"words": WORDS, "table": format_html("<table>{}</table>", table)})
    )


_KEPT = {}


def _page(text: str):
    if text not in _KEPT:
        _KEPT[text] = engines["django"].from_string(text)
    return _KEPT[text]


def detail(_request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(slug)


urlpatterns = [
    path("list/", in_a_template),
    path("rows/", in_python),
    path("partners/<slug:slug>/", detail, name="detail"),
]
