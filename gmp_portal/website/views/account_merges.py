"""Accounts that may be one person: looked at, merged, taken apart, or told apart (C16)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger, rounds, rulebook
from gmp_portal.accounts import joining, merge_words, merging
from gmp_portal.accounts.models import AccountDistinction, AccountMerge, User
from gmp_portal.accounts.rights import Permission, get_permitted, require
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import not_now, permissions
from gmp_portal.website.account_merge_forms import (
    CompareAccountsForm,
    merge_form,
    tell_apart_form,
)
from gmp_portal.website.actions import account_merges
from gmp_portal.website.reading import account_pairs

STEPS_SHOWN = 20
IN_MENU = {"place_in_menu": "website:desk"}


@require_safe
def account_merge_list(request: SignedInRequest) -> HttpResponse:
    """Pairs that may be one person, two others to compare, and what was settled."""
    require(request.user, permissions.can_account_merge_list)
    form = CompareAccountsForm(request.GET if "kept" in request.GET else None)
    if form.is_valid():
        kept, gone = form.cleaned_data["kept"], form.cleaned_data["gone"]
        return redirect("website:account_merge_make", kept.pk, gone.pk)
    pairs = rounds.read(account_pairs.reading())
    made = AccountMerge.objects.visible_to(request.user)
    apart = AccountDistinction.objects.select_related("first", "second", "said_by")
    context = {
        "page": page_of(request, pairs),
        "merges": page_of(
            request, made.select_related("kept", "gone", "made_by"), parameter="merges"
        ),
        "apart": page_of(request, apart, parameter="apart"),
    }
    template = "website/account_merge_list.html"
    return render_form(request, template, context | IN_MENU, form=form)


def account_merge_make(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """What would go over to the account that stays; the head of branch makes the two one."""
    require(request.user, permissions.can_account_merge_list)
    if request.method == "POST":
        require(request.user, permissions.can_account_merge_make)
    kept, gone = _two(pk, other)
    form = merge_form(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        record = account_merges.make(kept, gone, reason=reason, by=request.user)
        messages.success(request, _("The two accounts are one now. The person was told."))
        return redirect(record)
    preview, pair = rounds.run(
        merging.preview(gone, kept), account_pairs.of_two(kept, gone)
    )
    refusal = not_now.refusal_to_merge_accounts(gone, kept, by=request.user)
    context = {
        "kept": kept,
        "gone": gone,
        "pair": pair,
        "preview": preview,
        "addresses": joining.addresses_of(gone),
        "refusal": refusal,
        "may_merge": permissions.can_account_merge_make(request.user),
        # The sentence names them; here each leads to where it is settled.
        "waiting": [*merging.waiting(gone, kept)] if refusal else [],
        "days_to_undo": rulebook.value("R-56"),
    }
    template = "website/account_merge_make.html"
    return render_form(request, template, context | IN_MENU, form=form)


def account_merge_tell_apart(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """Say why two accounts belong to two people."""
    require(request.user, permissions.can_account_merge_tell_apart)
    first, second = _two(pk, other)
    form = tell_apart_form(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        account_merges.tell_apart(first, second, reason=reason, by=request.user)
        messages.success(request, _("Nobody is asked about these two again."))
        return redirect("website:account_merge_list")
    template = "website/account_merge_tell_apart.html"
    context = {"first": first, "second": second}
    return render_form(request, template, context | IN_MENU, form=form)


@require_safe
def account_merge_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What went over when two accounts were merged, and until when it can go back."""
    record = _get(request, pk, permissions.can_account_merge_follow)
    context = {
        "record": record,
        "counts": merge_words.counted(record.changes),
        "left": merge_words.left(record.stayed),
        "days_to_undo": rulebook.value("R-56"),
        "possible": permissions.ACCOUNT_MERGE.possible(request.user, record),
        "trail": histories.told(ledger.trail(record)[:STEPS_SHOWN], to=request.user),
    }
    return render(request, "website/account_merge.html", context | IN_MENU)


@require_POST
def account_merge_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the two apart."""
    record = _get(request, pk, permissions.can_account_merge_undo)
    account_merges.undo(record, by=request.user)
    if record.stayed:
        messages.warning(
            request,
            _("The two stand for themselves again. What was changed meanwhile stays."),
        )
    else:
        messages.success(request, _("The two stand for themselves again."))
    return redirect(record)


def _two(pk: int, other: int) -> tuple[User, User]:
    if pk == other:
        raise Http404
    first, second = (get_object_or_404(User, pk=each) for each in (pk, other))
    return first, second


def _get(
    request: SignedInRequest, pk: int, permission: Permission[AccountMerge]
) -> AccountMerge:
    visible = AccountMerge.objects.visible_to(request.user)
    asked = visible.select_related("kept", "gone", "made_by", "undone_by")
    return get_permitted(asked, request.user, permission, pk=pk)
