"""Topics that cross the areas: the list, the page of each, and what becomes of them (R-81)."""

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import not_kept, permissions
from areas.actions import topics
from areas.forms.topics import ConvenerForm, MarkForm, TopicForm
from areas.models import CrossCuttingTopic, PartnershipArea, PlanVersion, TopicArea
from areas.reading import topic_page
from areas.reading import topics as topic_reading
from areas.topic_writing import TOPIC
from areas.views.form_pages import is_of_another_window, typed, with_refusals
from gmp_portal.accounts.rights import Permission, get_for_role, get_permitted, require
from gmp_portal.ui.forms import CONFLICT, ReasonForm, render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import in_words, label_of, token_of, values_of
from gmp_portal.workflow import NotNowError, RuleRefusedError
from gmp_portal.writing import turns

FORM = "areas/topic_form.html"
RULE = "R-81"


@shared
@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """The topics that cross the areas, then each priority and article with its areas (P-2, P-6)."""
    context = {
        **topic_reading.gather(request),
        "can_start": permissions.can_topic_start(request.user),
    }
    return render(request, "areas/topic_list.html", context)


@shared
@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What a topic is about, which areas work on it, who leads them and what they plan (P-6)."""
    visible = CrossCuttingTopic.objects.visible_to(request.user)
    topic = get_object_or_404(visible, slug=slug)
    return render(request, "areas/topic_detail.html", topic_page.gather(topic, request))


def topic_start(request: SignedInRequest) -> HttpResponse:
    """Put a topic on record with its areas (R-81)."""
    require(request.user, permissions.can_topic_start)
    form = TopicForm(typed(request))
    if form.is_valid():
        topic = with_refusals(form, topics.start, **form.facts(), by=request.user)
        if topic:
            messages.success(request, _("The topic is on record."))
            return redirect(topic)
    context = {
        "title": _("Start a topic that crosses the areas"),
        "submit": _("Put on record"),
        "cancel": reverse("areas:topic_list"),
    }
    return render_form(request, FORM, context, form=form)


def topic_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the words of a topic and its areas (R-81)."""
    topic = _get(request, slug, permissions.can_topic_change)
    turn = turns.take(request, TOPIC, topic)
    if turn.is_saved:
        turn.tell(request, _("The topic is saved."))
        return redirect(topic)
    title = _("Change the topic")
    return _form(request, topic, turn.form, title=title, submit=_("Save"), is_written=True)


def topic_convener_name(request: SignedInRequest, slug: str) -> HttpResponse:
    """Name who brings the areas of the topic together (R-81)."""
    topic = _get(request, slug, permissions.can_topic_convener_name)
    form = ConvenerForm(typed(request), topic=topic)
    if form.is_valid():
        named = with_refusals(
            form, topics.name_convener, topic, **form.facts(), by=request.user
        )
        if named:
            messages.success(request, _("The convener is on record, and has been told."))
            return redirect(topic)
    title = _("Name who convenes the topic")
    return _form(request, topic, form, title=title, submit=_("Put on record"))


@require_POST
def topic_convener_end(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let today be the last day of the convener (R-81)."""
    topic = _get(request, slug, permissions.can_topic_convener_end)
    topics.end_convener(topic, by=request.user)
    messages.success(request, _("The end of the term is recorded."))
    return redirect(topic)


def topic_close(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close a topic; its page stays (R-81)."""
    topic = _get(request, slug, permissions.can_topic_close)
    form = ReasonForm(
        typed(request),
        label=_("Why is the topic closed?"),
        hint=_("Its areas and its convener end today. The page stays, with all of them."),
    )
    if form.is_valid():
        topics.close(topic, **form.cleaned_data, by=request.user)
        messages.success(request, _("The topic is closed."))
        return redirect(topic)
    title = _("Close the topic")
    return _form(request, topic, form, title=title, submit=title)


def topic_mark(request: SignedInRequest, slug: str, topic: str) -> HttpResponse:
    """Say which objectives and efforts of the area's plan belong to a topic (R-81)."""
    tie = _tie(request, slug, topic)
    marked, plan = tie.topic, _plan(tie.area)
    # What was typed stays on the page, whatever happened since it was shown.
    if plan is None or (
        request.method != "POST" and not permissions.can_topic_mark.fits(tie)
    ):
        raise NotNowError(tie, not_kept.why_not_marked(tie))
    # What is compared is what stands there until this is saved.
    with transaction.atomic():
        if request.method == "POST":
            marked.lock()
        form = MarkForm(typed(request), topic=marked, plan=plan)
        kept = MarkForm(topic=marked, plan=plan) if form.is_bound else form
        if form.is_valid() and _is_marked(request, form, kept, tie.area):
            messages.success(request, _("The topic names what you chose."))
            return redirect(marked)
    title = _("What of the plan belongs to this topic")
    return _form_of_now(
        request, marked, form, kept, title=title, submit=_("Save"), plan=plan
    )


def _is_marked(
    request: SignedInRequest, form: MarkForm, kept: MarkForm, area: PartnershipArea
) -> bool:
    """Mark what was chosen, unless others saved since the page was shown; the form says why not."""
    if not is_of_another_window(request, form, kept, RULE):
        topic, keys = form.topic, form.keys
        with_refusals(form, topics.mark, topic, area, keys=keys, by=request.user)
    return form.is_valid()


def _tie(request: SignedInRequest, slug: str, topic: str) -> TopicArea:
    """How the area works on the topic now, or did last."""
    ties = TopicArea.objects.filter(area__slug=slug, topic__slug=topic)
    last = ties.order_by(F("until").desc(nulls_first=True), "-pk")[:1]
    its_own = TopicArea.objects.select_related("topic", "area")
    own = its_own.filter(pk__in=last.values("pk"))
    return get_for_role(own, request.user, permissions.can_topic_mark)


def _form_of_now(
    request: HttpRequest,
    topic: CrossCuttingTopic,
    form: BaseForm,
    kept: BaseForm,
    **context: object,
) -> HttpResponse:
    """Show what was typed, and after a clash where what is stored differs from it."""
    refused = [error for error in form.non_field_errors().as_data() if _is_clash(error)]
    stored, shown = values_of([kept]), values_of([form])
    differing = [name for name, value in stored.items() if shown.get(name) != value]
    said = [
        (label_of([kept], name), in_words([kept], name, stored[name])) for name in differing
    ]
    context |= {"token": token_of(stored), "stored": said if refused else ()}
    return _form(request, topic, form, status=CONFLICT if refused else None, **context)


def _is_clash(error: object) -> bool:
    return isinstance(error, RuleRefusedError) and error.status == CONFLICT


def _plan(area: PartnershipArea) -> PlanVersion | None:
    """The version in force, which the page of the topic shows; else the newest one."""
    versions = area.plans.order_by("-number")
    return versions.current().first() or versions.first()


def _get(
    request: SignedInRequest, slug: str, permission: Permission[CrossCuttingTopic]
) -> CrossCuttingTopic:
    visible = CrossCuttingTopic.objects.visible_to(request.user)
    return get_permitted(visible, request.user, permission, slug=slug)


def _form(
    request: HttpRequest,
    topic: CrossCuttingTopic,
    form: BaseForm,
    status: int | None = None,
    **context: object,
) -> HttpResponse:
    shown = {"topic": topic, "cancel": topic.get_absolute_url(), **context}
    return render_form(request, FORM, shown, form=form, status=status)
