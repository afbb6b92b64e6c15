"""Activities: everybody reads them, partners write, send and end them (A1-6a-i, R-75)."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import activities
from areas.activity_writing import ACTIVITY
from areas.forms.activities import BeginForm, DeclineForm, EndForm
from areas.models import Activity
from areas.reading import activity_list as lists
from areas.reading import activity_page
from areas.views.form_pages import typed, with_refusals
from areas.views.lookup import get_area
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.ui.forms import ConfirmForm, ReasonForm, render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.typed import READ
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts, turns


@shared
@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """Every activity once, the newest first; who writes a draft sees it too."""
    context = lists.gather(request, request.GET)
    return render(request, "areas/activity_list.html", context)


@shared
@require_safe
def activity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: who carries it out, what it serves, and what came of it."""
    activity = _get(request, pk)
    context = activity_page.gather(activity, request.user)
    return render(request, "areas/activity_detail.html", context)


def begin(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin an activity of a partner in the area, as a draft."""
    area = get_area(request, slug, permissions.can_activity_begin)
    partners = permissions.partners_of(request.user, area)
    draft = Activity(area=area, status=Activity.Status.DRAFT)
    form = BeginForm(typed(request), instance=draft, area=area, partners=partners)
    if form.is_valid():
        facts = form.facts
        partner = facts.pop("partner")
        made = with_refusals(
            form, activities.start, area, partner=partner, facts=facts, by=request.user
        )
        if made:
            messages.success(
                request, _("The draft is saved. Send it to the leads when it is ready.")
            )
            return redirect(made)
    context = {"area": area, "is_new": True, "title": _("Begin an activity")}
    return render_form(request, "areas/activity_form.html", context, form=form)


def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the draft; what colleagues saved meanwhile is joined with it."""
    activity = _get(request, pk, permissions.can_activity_change)
    turn = turns.take(request, ACTIVITY, activity)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(activity)
    context = {"area": activity.area, "activity": activity, "title": _("Change the draft")}
    return render_form(request, "areas/activity_form.html", context, form=turn.form)


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the draft to the leads of the area."""
    activity = _get(request, pk, permissions.can_activity_send)
    activities.send(activity, by=request.user)
    messages.success(request, _("The leads of the area have it now, and a mail says so."))
    return redirect(activity)


@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back from the leads to write on."""
    activity = _get(request, pk, permissions.can_activity_take_back)
    activities.take_back(activity, by=request.user)
    messages.success(request, _("It is a draft again."))
    return redirect(activity)


def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete the draft, after one question."""
    activity = _get(request, pk, permissions.can_activity_remove)
    form = ConfirmForm(
        typed(request), question=_("Delete this draft. It cannot be brought back.")
    )
    if form.is_valid():
        area = activity.area
        activities.remove(activity, by=request.user)
        messages.success(request, _("The draft is deleted."))
        return redirect(area)
    title, submit = _("Delete the draft"), _("Delete")
    return _form(request, activity, form, title=title, submit=submit, is_danger=True)


@require_POST
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that the leads know of it; everybody reads it from then on."""
    activity = _get(request, pk, permissions.can_activity_acknowledge)
    with read_texts.acting_on(request, activity):
        activities.acknowledge(activity, by=request.user)
    messages.success(request, _("It is acknowledged, and everybody can read it."))
    return redirect(activity)


def ask_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it back to its partner with a question."""
    activity = _get(request, pk, permissions.can_activity_ask_back)
    form = ReasonForm(
        typed(request),
        label=_("What do you ask?"),
        hint=_("It is a draft of its partner again, and your words stand above it."),
        missing=_("Say what you ask."),
    )
    if form.is_valid():
        question = form.cleaned_data["reason"]
        with read_texts.acting_on(request, activity, form):
            activities.ask_back(activity, question=question, by=request.user)
        messages.success(request, _("Your question is with the partner."))
        return redirect(activity.area)
    read_texts.shown(form, activity, request.GET.get(READ, ""))
    title = _("Ask the partner about it")
    return _form(request, activity, form, title=title, submit=_("Send it back"))


def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what came of it, and on which day it ended."""
    activity = _get(request, pk, permissions.can_activity_end)
    form = EndForm(typed(request))
    if form.is_valid():
        facts = form.cleaned_data
        with_refusals(form, activities.end, activity, **facts, by=request.user)
        if form.is_valid():
            messages.success(request, _("It is ended, and its page says what came of it."))
            return redirect(activity)
        activity.refresh_from_db()
    title = _("End the activity")
    return _form(request, activity, form, title=title, submit=_("End it"))


def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say for a partner that it does not carry the activity out."""
    activity = _get(request, pk, permissions.can_activity_decline)
    partners = permissions.joint_partners_of(request.user, activity)
    form = DeclineForm(typed(request), partners=partners)
    if form.is_valid():
        partner = form.cleaned_data["partner"]
        activities.decline(activity, partner=partner, by=request.user)
        messages.success(request, _("Your partner is not named any more."))
        is_seen = Activity.objects.visible_to(request.user).filter(pk=activity.pk).exists()
        return redirect(activity if is_seen else activity.area)
    title = _("We do not carry it out")
    return _form(request, activity, form, title=title, submit=_("Say so"), clause_id="R-77")


@require_POST
def count_once(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it is the same as the one of this title in another area."""
    activity = _get(request, pk, permissions.can_activity_count_once)
    activities.count_once(activity, by=request.user)
    messages.success(request, _("The two count as one now."))
    return redirect(activity)


@require_POST
def count_apart(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it is another one than the one of this title in another area."""
    activity = _get(request, pk, permissions.can_activity_count_apart)
    activities.count_apart(activity, by=request.user)
    messages.success(request, _("The two stay activities of their own."))
    return redirect(activity)


def _get(
    request: HttpRequest, pk: int, permission: Permission[Activity] | None = None
) -> Any:
    visible = Activity.objects.visible_to(request.user)
    if permission is not None:
        of_step = visible.select_related("partner", "area__body")
        return get_permitted(of_step, request.user, permission, pk=pk)
    people = ("partner__country", "area__body", "acknowledged_by")
    return get_object_or_404(lists.rows(visible).select_related(*people), pk=pk)


def _form(
    request: HttpRequest,
    activity: Activity,
    form: BaseForm,
    *,
    title: str,
    submit: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "activity": activity,
        "area": activity.area,
        "title": title,
        "submit": submit,
        "clause_id": "R-75",
        **more,
    }
    return render_form(request, "areas/activity_step.html", context, form=form)
