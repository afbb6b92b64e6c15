"""For new partners of an area: what its leads tell them, and their first steps (A1-6a-viii)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import welcomes
from areas.forms.newcomers import FirstStepForm
from areas.models import PartnershipArea
from areas.reading import newcomer_page, newcomers
from areas.views.lookup import get_area
from areas.welcome_writing import WELCOME, WelcomeInLanguage
from gmp_portal.accounts.rights import require_step
from gmp_portal.meetings import permissions as meeting_permissions
from gmp_portal.reference.models import LANGUAGES
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError, unmet
from gmp_portal.writing import turns


@shared
@require_safe
def area_newcomers(request: HttpRequest, slug: str) -> HttpResponse:
    """What new partners of an area need, which are new, and how far they are (R-82)."""
    area = _at_work(request, slug)
    context = newcomer_page.gather(area, request.user)
    return render(request, "areas/area_newcomers.html", context)


def welcome_edit(request: SignedInRequest, slug: str, language: str) -> HttpResponse:
    """Write what new partners need, in one language (A1-6a-viii)."""
    record = _record(request, slug, language)
    turn = turns.take(request, WELCOME, record)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect("areas:area_newcomers", slug)
    context = {"area": record.area, "language": language}
    return render_form(request, "areas/welcome_form.html", context, form=turn.form)


@require_POST
def first_step_take(request: SignedInRequest, slug: str) -> HttpResponse:
    """Note that a first step is done (R-82)."""
    area = get_area(request, slug, permissions.can_first_step_take)
    data = _asked(request, area).cleaned_data
    welcomes.take_step(
        area, data["partner"], step=data["step"], person=data["person"], by=request.user
    )
    messages.success(request, _("The step is noted."))
    return redirect(f"{_page(area)}#first-steps")


@require_POST
def first_step_open(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take back that a first step is done (R-82)."""
    area = get_area(request, slug, permissions.can_first_step_open)
    data = _asked(request, area).cleaned_data
    welcomes.open_step(area, data["partner"], step=data["step"], by=request.user)
    messages.success(request, _("The step is open again."))
    return redirect(f"{_page(area)}#first-steps")


@require_POST
def newcomer_agenda(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put the welcome to the new partners on the agenda of the area's next meeting (A1-4b-i)."""
    area = get_area(request, slug, permissions.can_welcome_edit)
    meeting = newcomers.next_meetings(area).first()
    if meeting is None:
        raise RuleRefusedError(
            _("No meeting of the area is convened: convene one first."), clause="A1-4b-i"
        )
    require_step(request.user, meeting_permissions.can_agenda_add, meeting)
    if welcomes.put_on_agenda(area, meeting, by=request.user):
        messages.success(request, _("Added to the agenda."))
    else:
        messages.info(request, _("The agenda has this item already."))
    return redirect(meeting)


def _asked(request: SignedInRequest, area: PartnershipArea) -> FirstStepForm:
    """Which partner and which step; somebody else's partner is refused."""
    partners = permissions.worked_for_in(request.user, area)
    form = FirstStepForm(request.POST, partners=partners)
    if not form.is_valid():
        raise unmet(
            _("Choose one of your partners in the area, and one of the steps on its page."),
            "R-82",
        )
    return form


def _record(request: SignedInRequest, slug: str, language: str) -> WelcomeInLanguage:
    if language not in LANGUAGES:
        raise Http404
    area = get_area(request, slug, permissions.can_welcome_edit)
    return WelcomeInLanguage(area, language)


def _at_work(request: HttpRequest, slug: str) -> PartnershipArea:
    """An area that is only proposed, or closed, takes nobody in."""
    area = get_area(request, slug)
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise Http404
    return area


def _page(area: PartnershipArea) -> str:
    return reverse("areas:area_newcomers", args=[area.slug])
