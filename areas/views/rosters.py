"""The partners of an area to take along, and their people for those who work in it (A1-6d-iii)."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.models import LeadTerm, PartnershipArea
from areas.reading import rosters
from areas.views.lookup import get_area
from gmp_portal import dates
from gmp_portal.ui import downloads, spreadsheets
from gmp_portal.ui.forms import chosen
from gmp_portal.ui.open_lists import OpenField
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import labelled
from partners.actions import contacts

FORM = "xlsx"


@shared
@require_safe
def area_roster(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The partners of the area today with kind, country and since when, and who leads."""
    area = get_area(request, slug)
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise Http404
    leads = rosters.terms(area)
    sheets = _sheets(area, leads, with_people=False)
    rows = rosters.partners(area, leads)
    pieces = spreadsheets.stream(sheets, _headed(rosters.OF_PARTNER), rows)
    name = f"{area.slug}-partners-{dates.today()}.{FORM}"
    return downloads.attached(request, pieces, name, FORM, downloads.licence())


@require_POST
def area_roster_people(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """The same with the people of the partners; the ledger keeps who took it along."""
    area = get_area(request, slug, permissions.can_roster_people)
    form = chosen(request, FORM, clause="A1-6d-iii")
    leads = rosters.terms(area)
    asked = labelled(_("Area"), area.slug)
    number = rosters.memberships(area).count()
    contacts.export(form=form, filters=asked, rows=number, by=request.user)
    rows = rosters.people(area, leads, request.user)
    pieces = _pieces(area, leads, rows)
    answer = StreamingHttpResponse(pieces, content_type=downloads.MEDIA_TYPES[FORM])
    name = f"{area.slug}-people-{dates.today()}.{FORM}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pieces(
    area: PartnershipArea, leads: list[LeadTerm], rows: Iterator[dict[str, object]]
) -> Iterator[bytes]:
    sheets = _sheets(area, leads, with_people=True)
    return spreadsheets.stream(sheets, _headed(rosters.WITH_PEOPLE), rows)


def _sheets(
    area: PartnershipArea, leads: list[LeadTerm], *, with_people: bool
) -> spreadsheets.Sheets:
    return spreadsheets.Sheets(
        title=area.name,
        about_title=rosters.about_title(),
        about=rosters.about(area, leads, with_people=with_people),
        is_rtl=get_language_bidi(),
    )


def _headed(fields: Sequence[OpenField]) -> list[OpenField]:
    """The columns with their headings in the language of the request, before it has ended."""
    return [OpenField(each.name, str(each.label), each.kind, each.value) for each in fields]
