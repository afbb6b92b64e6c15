"""How the portal reads what somebody types, shown beside the field; nothing of it is kept."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gmp_portal.typesetting.signs import lines
from gmp_portal.ui import amounts
from gmp_portal.ui.tags.texts import paragraphs


@never_cache
@require_POST
def how_it_reads(request: HttpRequest) -> HttpResponse:
    """Give the amount that is understood, or a text in its paragraphs, items and tables.

    The editor asks for a text with signs: what is pasted and what has none is taken apart here.
    """
    if "amount" in request.POST:
        return HttpResponse(_amount(request.POST["amount"]))
    if "signs" in request.POST:
        text = lines.signed(request.POST["signs"])
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    return HttpResponse(paragraphs(request.POST.get("prose", "")))


def _amount(typed: str) -> str:
    if said := amounts.said(typed):
        return format_html(_("Read as <bdi>%(said)s</bdi>").replace("%(said)s", "{}"), said)
    both = [reading.text for reading in amounts.choices(typed)]
    return format_html("<bdi>{}</bdi>?", " / ".join(both)) if both else ""
