"""What the secretariat writes to many people: begun, looked at, sent off, recalled (C14, R-41)."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from areas.models import PartnershipArea
from gmp_portal import characters, ledger, rounds, rulebook
from gmp_portal.accounts import rights
from gmp_portal.ledger import histories
from gmp_portal.notifications.models import Message
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import announcements
from gmp_portal.website.announcement_forms import AnnouncementForm, ReleaseForm
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import audiences
from gmp_portal.website.views.lookup import get_announcement
from gmp_portal.website.writings import ANNOUNCEMENT
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import turns

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PER_PAGE = 25


@require_safe
def announcement_list(request: SignedInRequest) -> HttpResponse:
    """Drafts, what goes out soon and what went, newest first."""
    rights.require(request.user, permissions.can_announcement_start)
    rows = Announcement.objects.visible_to(request.user).select_related("created_by")
    context = {"page": page_of(request, rows, PER_PAGE)}
    return render(request, "website/announcements.html", context)


def announcement_start(request: SignedInRequest) -> HttpResponse:
    """The first words and whom they address; nothing goes out by that."""
    rights.require(request.user, permissions.can_announcement_start)
    form = AnnouncementForm(request.POST or None, initial=_asked_for(request.GET))
    if form.is_valid():
        begun = announcements.start(form.values, by=request.user)
        return redirect(begun)
    return render_form(request, "website/announcement_form.html", {}, form=form)


def _asked_for(query: QueryDict) -> dict[str, Any]:
    """Whom the address names, such as that of the directory of contacts; the form checks it."""
    asked = {name: query[name] for name in ("audience", "kind", "country") if name in query}
    slug = query.get("area", "")
    area = PartnershipArea.objects.filter(slug=characters.line(slug)).first()
    return asked | ({"area": area} if area else {})


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Text and readers of a draft."""
    announcement = get_announcement(request, pk, permissions.can_edit)
    turn = turns.take(request, ANNOUNCEMENT, announcement)
    if turn.is_saved:
        turn.tell(request, _("The draft is kept."))
        return redirect(announcement)
    context = {"announcement": announcement}
    return render_form(request, "website/announcement_form.html", context, form=turn.form)


@require_safe
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text in each language, its readers, and how it fared with each of them."""
    return _page(request, get_announcement(request, pk))


@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it off to those whom the page named (R-41)."""
    announcement = get_announcement(request, pk, permissions.can_release)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, announcement, form)
    try:
        announcements.release(announcement, **form.cleaned_data, by=request.user)
    except RuleRefusedError as refusal:
        form.add_error(None, refusal)
        return _page(request, announcement, form)
    number = len(announcement.recipients)
    said = ngettext(
        "It goes to one person soon; until then it can be recalled.",
        "It goes to %(number)d people soon; until then it can be recalled.",
        number,
    )
    messages.success(request, said % {"number": number})
    return redirect(announcement)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a draft that nobody got."""
    announcement = get_announcement(request, pk, permissions.can_discard)
    announcements.discard(announcement, by=request.user)
    messages.success(request, _("The draft is deleted."))
    if announcement.for_area and announcement.area:
        return redirect("website:area_announcement_list", announcement.area.slug)
    return redirect("website:announcement_list")


@require_POST
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back before it goes out (R-41)."""
    announcement = get_announcement(request, pk, permissions.can_recall)
    announcements.recall(announcement, by=request.user)
    messages.success(
        request, _("It is recalled: nobody has got it, and it is a draft again.")
    )
    return redirect(announcement)


def _page(
    request: SignedInRequest, announcement: Announcement, form: ReleaseForm | None = None
) -> HttpResponse:
    people, rule = audiences.of(announcement), rulebook.value(announcements.RULE)
    must_type = len(people) > rule["typed"]
    if form is None:
        form = ReleaseForm(initial={"seen": audiences.token_for(people)})
    form.ask(must_type=must_type)
    trail = rounds.read(
        histories.told(ledger.trail(announcement), to=request.user).beside()
    )
    context = {
        "announcement": announcement,
        "people": page_of(request, people, PER_PAGE, parameter="people"),
        "number": len(people),
        "minutes": rule["minutes"],
        "possible": permissions.ANNOUNCEMENT.possible(request.user, announcement),
        "states": _states(announcement),
        "trail": trail,
        "is_officer": rights.is_officer(request.user),
    }
    return render_form(request, "website/announcement.html", context, form=form)


def _states(announcement: Announcement) -> list[tuple["StrOrPromise", int]]:
    """How many of its mails stand where."""
    rows = Message.objects.filter(record=ledger.subject_of(announcement)).order_by("state")
    counted = rows.values_list("state").annotate(number=Count("pk"))
    return [(Message.State(state).label, number) for state, number in counted]
