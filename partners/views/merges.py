"""Likely duplicates in the register: looked at, merged, taken apart, or told apart (C16)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger, rounds, rulebook
from gmp_portal.accounts import merge_words, merging
from gmp_portal.accounts.rights import Permission, get_permitted, require
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from partners import not_now, permissions
from partners.actions import merges
from partners.forms.merges import CompareForm, merge_form, tell_apart_form
from partners.models import Distinction, Merge, Partner
from partners.reading import duplicate_pairs, history

IN_MENU = {"place_in_menu": "website:desk"}


@require_safe
def merge_list(request: SignedInRequest) -> HttpResponse:
    """Pairs that may be one organization, two others to compare, and what was settled."""
    require(request.user, permissions.can_merge_make)
    form = CompareForm(request.GET if "kept" in request.GET else None)
    if form.is_valid():
        kept, gone = form.cleaned_data["kept"], form.cleaned_data["gone"]
        return redirect("partners:merge_make", kept.slug, gone.slug)
    pairs = rounds.read(duplicate_pairs.reading())
    made = Merge.objects.visible_to(request.user).select_related(
        "kept__country", "gone__country", "made_by"
    )
    apart = Distinction.objects.select_related("first", "second", "said_by")
    context = {
        "page": page_of(request, pairs),
        "merges": page_of(request, made, parameter="merges"),
        "apart": page_of(request, apart, parameter="apart"),
    }
    return render_form(request, "partners/merge_list.html", context | IN_MENU, form=form)


def merge_make(request: SignedInRequest, slug: str, other: str) -> HttpResponse:
    """What would go over to the entry that stays; then the two are one."""
    require(request.user, permissions.can_merge_make)
    kept, gone = _two(request, slug, other)
    form = merge_form(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        record = merges.make(kept, gone, reason=reason, by=request.user)
        messages.success(request, _("The two entries are one now."))
        return redirect(record)
    preview, pair = rounds.run(
        merging.preview(gone, kept), duplicate_pairs.of_two(kept, gone)
    )
    refusal = not_now.refusal_to_merge(gone, kept)
    context = {
        "kept": kept,
        "gone": gone,
        "pair": pair,
        "preview": preview,
        "refusal": refusal,
        # The sentence names them; here each leads to where it is settled.
        "waiting": [*merging.waiting(gone, kept)] if refusal else [],
        "days_to_undo": rulebook.value("R-56"),
    }
    return render_form(request, "partners/merge_make.html", context | IN_MENU, form=form)


def merge_tell_apart(request: SignedInRequest, slug: str, other: str) -> HttpResponse:
    """Say why two entries are not the same."""
    require(request.user, permissions.can_merge_tell_apart)
    first, second = _two(request, slug, other)
    form = tell_apart_form(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        merges.tell_apart(first, second, reason=reason, by=request.user)
        messages.success(request, _("Nobody is asked about these two again."))
        return redirect("partners:merge_list")
    context = {"first": first, "second": second}
    template = "partners/merge_tell_apart.html"
    return render_form(request, template, context | IN_MENU, form=form)


@require_safe
def merge_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What went over when two entries were merged, and until when it can go back."""
    record = _get(request, pk, permissions.can_merge_follow)
    # The entry that was merged has no page of its own any more: what it went through stands here.
    trail = ledger.trail(record) | ledger.trail(record.gone)
    context = {
        "record": record,
        "counts": merge_words.counted(record.changes),
        "left": merge_words.left(record.stayed),
        "days_to_undo": rulebook.value("R-56"),
        "possible": permissions.MERGE.possible(request.user, record),
        "trail": histories.told(trail, to=request.user),
        "changes": rounds.read(history.changes(record.gone)),
    }
    return render(request, "partners/merge.html", context | IN_MENU)


@require_POST
def merge_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the two apart."""
    record = _get(request, pk, permissions.can_merge_undo)
    merges.undo(record, by=request.user)
    if record.stayed:
        messages.warning(
            request,
            _("The two stand for themselves again. What was changed meanwhile stays."),
        )
    else:
        messages.success(request, _("The two stand for themselves again."))
    return redirect(record)


def _two(request: SignedInRequest, slug: str, other: str) -> tuple[Partner, Partner]:
    if slug == other:
        raise Http404
    visible = Partner.objects.visible_to(request.user).select_related("country")
    first, second = (get_object_or_404(visible, slug=each) for each in (slug, other))
    return first, second


def _get(request: SignedInRequest, pk: int, permission: Permission[Merge]) -> Merge:
    visible = Merge.objects.visible_to(request.user)
    asked = visible.select_related("kept__country", "gone__country", "made_by", "undone_by")
    return get_permitted(asked, request.user, permission, pk=pk)
