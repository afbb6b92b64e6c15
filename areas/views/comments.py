"""What the area says about a draft: written, answered, dealt with, made a task of (B4-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import comments
from areas.annex2 import BY_KEY
from areas.forms.comments import AnswerForm, CommentEditForm, CommentForm, TaskForm
from areas.models import PlanComment
from areas.reading import audience
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import get_comment, get_plan
from gmp_portal.ui.forms import ConfirmForm
from gmp_portal.ui.types import SignedInRequest

# So much of a comment is suggested as what is to be done.
SUGGESTED = 300


def write(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Say something about the draft, a section, words of it or an entry (B4-2)."""
    plan = get_plan(request, slug, number, permissions.can_comment_write)
    partners = permissions.voices_of(request.user, plan.area)
    asked = request.POST if request.method == "POST" else request.GET
    within = BY_KEY.get(asked.get("section", ""))
    names = ("section", "about", "field", "quote")
    initial = {name: request.GET.get(name, "") for name in names}
    form = CommentForm(
        typed(request), plan=plan, within=within, partners=partners, initial=initial
    )
    if form.is_valid():
        comment = comments.write(plan, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your comment is on the plan."))
        return redirect(back_to(request, comment))
    title = _("Comment on the plan")
    if within is not None:
        title = _("Comment on section %(section)s") % {"section": within}
    who = audience.sentence(plan.area)
    return plan_form(
        request,
        plan,
        form,
        title=title,
        submit=_("Send the comment"),
        note=who,
        is_new=True,
    )


def reply(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Answer a comment in its thread."""
    comment = get_comment(request, slug, number, pk, permissions.can_comment_reply)
    plan = comment.plan
    partners = permissions.voices_of(request.user, plan.area)
    form = AnswerForm(typed(request), partners=partners)
    if form.is_valid():
        comments.reply(comment, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your answer stands below the comment."))
        return redirect(back_to(request, comment))
    title = _("Answer a comment")
    who = audience.sentence(plan.area)
    more = {"note": who, "is_new": True, "quoted": comment.text}
    return plan_form(request, plan, form, title=title, submit=_("Send the answer"), **more)


def edit(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say it in other words, while nobody has answered."""
    comment = get_comment(request, slug, number, pk, permissions.can_comment_edit)
    form = CommentEditForm(typed(request), instance=comment)
    if form.is_valid():
        comments.edit(comment, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Your comment is changed."))
        return redirect(back_to(request, comment))
    title = _("Change your comment")
    return plan_form(request, comment.plan, form, title=title, submit=_("Save"))


def withdraw(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a comment back, while nobody has answered."""
    comment = get_comment(request, slug, number, pk, permissions.can_comment_withdraw)
    form = ConfirmForm(
        typed(request), question=_("Yes, show the words of this comment no more.")
    )
    if form.is_valid():
        comments.withdraw(comment, by=request.user)
        messages.success(request, _("Your comment is withdrawn."))
        return redirect(f"{comment.plan.get_absolute_url()}#comments")
    return plan_form(
        request,
        comment.plan,
        form,
        title=_("Withdraw your comment"),
        submit=_("Withdraw"),
        is_danger=True,
        quoted=comment.text,
    )


@require_POST
def resolve(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Note that a comment has been dealt with."""
    comment = get_comment(request, slug, number, pk, permissions.can_resolve)
    comments.resolve(comment, by=request.user)
    messages.success(request, _("The comment is marked as dealt with."))
    return redirect(back_to(request, comment))


@require_POST
def reopen(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Note that something is left of a comment that was dealt with."""
    comment = get_comment(request, slug, number, pk, permissions.can_comment_reopen)
    comments.reopen(comment, by=request.user)
    messages.success(request, _("The comment is open again."))
    return redirect(back_to(request, comment))


def give_task(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Let somebody of the area do what follows from a comment."""
    comment = get_comment(request, slug, number, pk, permissions.can_comment_give_task)
    what = Truncator(" ".join(comment.text.split())).chars(SUGGESTED)
    form = TaskForm(typed(request), plan=comment.plan, initial={"what": what})
    if form.is_valid():
        task = with_refusals(
            form, comments.give_task, comment, **form.cleaned_data, by=request.user
        )
        if task:
            messages.success(request, _("The task is given, and a mail says so."))
            return redirect(back_to(request, comment))
    return plan_form(
        request,
        comment.plan,
        form,
        title=_("Make a task of a comment"),
        submit=_("Give the task"),
        quoted=comment.text,
        is_new=True,
    )


def back_to(request: SignedInRequest, comment: PlanComment) -> str:
    """The thread: in the section where it was read by whoever writes there, else on the plan."""
    plan = comment.plan
    if request.POST.get("back") == "section" and comment.section in BY_KEY:
        place = [plan.area.slug, plan.number, comment.section]
        return f"{reverse('areas:section_edit', args=place)}#thread-{comment.thread_pk}"
    return comment.get_absolute_url()
