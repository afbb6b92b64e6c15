"""The directory of contacts, and everybody's own entry in it (A1-6d-iii, R-43)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import dates
from gmp_portal.accounts.rights import require
from gmp_portal.ui import downloads, spreadsheets
from gmp_portal.ui.forms import chosen, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import listed_apart
from partners import permissions
from partners.actions import contacts
from partners.forms.contacts import ContactFilter, ContactForm
from partners.reading import contacts as directory
from partners.views.lookup import get_partner


@require_safe
def contact_list(request: SignedInRequest) -> HttpResponse:
    """All people of all partners, for the secretariat."""
    require(request.user, permissions.can_contact_list)
    form = ContactFilter(request.GET)
    terms = form.apply(directory.terms())
    numbers = directory.numbers(terms)
    readers = form.announcement
    context = {
        "form": form,
        "page": page_of(request, terms, count=numbers["people"]),
        "numbers": numbers,
        "query": request.GET.urlencode(),
        "readers": None if readers is None else urlencode(readers),
        "old": contacts.asked_before(),
        "place_in_menu": "website:desk",
    }
    return render(request, "partners/contact_list.html", context)


@require_POST
def contact_export(request: SignedInRequest) -> HttpResponseBase:
    """The filtered directory as a file; the ledger keeps who took it along."""
    require(request.user, permissions.can_contact_export)
    kind = chosen(request, "xlsx", "csv", clause="A1-6d-iii")
    form = ContactFilter(request.GET)
    form.refuse_left_out()
    terms = form.apply(directory.terms())
    filters = listed_apart(each.words for each in form.active)
    contacts.export(form=kind, filters=form.on_record, rows=terms.count(), by=request.user)
    rows = directory.rows(terms)
    if kind == "xlsx":
        sheets = spreadsheets.Sheets(
            title=_("Directory of contacts"),
            about_title=pgettext("sheet of a table", "About"),
            about=[
                (_("Day"), dates.today().isoformat()),
                (_("Filter"), filters or _("none")),
                (_("For"), _("Not public: for the work of the secretariat only")),
            ],
            is_rtl=get_language_bidi(),
        )
        pieces = spreadsheets.stream(sheets, directory.FIELDS, rows)
        response = StreamingHttpResponse(pieces, content_type=downloads.MEDIA_TYPES[kind])
    else:
        lines = downloads.csv_lines(directory.FIELDS, rows)
        response = StreamingHttpResponse(lines, content_type=downloads.MEDIA_TYPES[kind])
    name = f"contacts-{dates.today()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def confirm(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say whether one's own details are right, and what everybody may read (R-43)."""
    partner = get_partner(request, slug, permissions.can_contact_confirm)
    own = partner.representatives.current().of(request.user).select_related("person")
    term = get_object_or_404(own)
    form = ContactForm(request.POST or None, initial=ContactForm.stored(term))
    if request.method == "POST" and form.is_valid():
        contacts.confirm(term, **form.cleaned_data, by=request.user)
        messages.success(request, _("Thank you: your details are confirmed."))
        return redirect(partner)
    context = {"partner": partner, "term": term}
    return render_form(request, "partners/contact_confirm.html", context, form=form)
