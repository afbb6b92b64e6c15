"""Partners of whom nothing was heard: the list, the question, the answer (R-11, R-46, N24)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gmp_portal import dates, rulebook
from gmp_portal.accounts.rights import require, require_step
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import in_brackets, labelled
from gmp_portal.workflow import NotNowError, RuleRefusedError
from partners import permissions
from partners.actions import silences
from partners.bulk_acts import ON_PARTNERS
from partners.forms.standings import (
    ASKED,
    LEFT,
    LISTS,
    OVER,
    QUIET,
    SILENT,
    AskForm,
    LeaveAloneForm,
    SilenceFilter,
    StayForm,
)
from partners.models import Partner, PartnerQuerySet
from partners.reading import held, quality, signs, silence
from partners.views.lookup import get_partner, get_silence

ON_A_PAGE = 50
# So many are asked at once at most, as with every act on many records.
MANY = "R-53"
PARTNERS: dict[str, Callable[[date, date | None], PartnerQuerySet]] = {
    SILENT: silence.to_ask,
    ASKED: lambda today, _first: silence.asked(is_over=False, today=today),
    OVER: lambda today, _first: silence.asked(is_over=True, today=today),
    LEFT: silence.left_alone,
    QUIET: lambda today, _first: silence.without_contribution(today),
}


@require_safe
def silence_list(request: SignedInRequest) -> HttpResponse:
    """The silent partners with what is known of each, by what the secretariat does next."""
    require(request.user, permissions.can_read_desk)
    form = SilenceFilter(request.GET)
    shown = form.applied.get("show", "") or SILENT
    today = dates.today()
    since = signs.silent_since(today)
    rows = silence.with_facts(PARTNERS[shown](today, since)).select_related("country")
    page = page_of(request, rows.order_by("skeleton", "pk"), ON_A_PAGE)
    if shown == LEFT:
        quality.note_accepted(silence.CHECK, page.object_list, today)
    context = {
        "form": form,
        "shown": shown,
        "tabs": [(key, label, key == shown) for key, label in LISTS.items()],
        "page": page,
        "since": since,
        "period": signs.current_period(today),
        "acts": [*ON_PARTNERS.data.items()],
        "place_in_menu": "website:desk",
    }
    return render(request, "partners/silence_list.html", context)


def ask(request: SignedInRequest) -> HttpResponse:
    """Ask one or several partners from a list that is shown once more, with its number typed."""
    require(request.user, permissions.can_read_desk)
    sent = request.POST if request.method == "POST" else request.GET
    keys = [key for key in sent.getlist("partner") if key.isascii() and key.isdecimal()]
    most = rulebook.value(MANY)["most"]
    wanted = {int(key) for key in keys[:most] if len(key) < len(str(2**62))}
    silent = silence.to_ask(dates.today()).filter(pk__in=wanted).select_related("country")
    partners: list[Any] = list(silence.with_facts(silent).order_by("skeleton", "pk"))
    if not partners:
        messages.error(request, _("Choose at least one partner that is still to be asked."))
        return redirect("partners:silence_list")
    form = AskForm(request.POST or None, expected=len(partners))
    if form.is_valid():
        number = 0
        for partner in partners:
            with _said_of(request, partner):
                require_step(request.user, permissions.can_silence_ask, partner)
                silences.ask(partner, by=request.user)
                number += 1
        said = ngettext(
            "%(number)d partner has been asked.",
            "%(number)d partners have been asked.",
            number,
        )
        if number:
            messages.success(request, said % {"number": number})
        return redirect("partners:silence_list")
    context = {
        "partners": partners,
        "days": rulebook.value(silences.RULE)["days"],
        "unheard": sum(each.is_unreached or not each.people for each in partners),
        "place_in_menu": "website:desk",
    }
    return render_form(request, "partners/silence_ask.html", context, form=form)


@contextmanager
def _said_of(request: SignedInRequest, partner: Partner) -> Iterator[None]:
    """Say why one of them cannot be asked, and let the others be asked all the same."""
    try:
        yield
    except RuleRefusedError as refusal:
        why, clause = " ".join(refusal.messages), refusal.clause
    except NotNowError as refusal:
        why, clause = str(refusal.sentence), refusal.clause
    else:
        return
    messages.warning(request, labelled(partner.full_name, in_brackets(why, clause)))


def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say that the partner stays; that it leaves is a statement of its own."""
    question = get_silence(request, slug, pk, permissions.can_silence_answer)
    form = StayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        silences.stay(question, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Thank you: your organization stays a partner."))
        return redirect(question.partner)
    context = {"question": question, "partner": question.partner}
    return render_form(request, "partners/silence_answer.html", context, form=form)


def leave_alone(request: SignedInRequest, slug: str) -> HttpResponse:
    """Leave a silent partner as it is until a day, with the reason (R-48)."""
    partner = get_partner(request, slug, permissions.can_silence_leave_alone)
    form = LeaveAloneForm(request.POST or None)
    if form.is_valid():
        with said_at(form, "until"):
            silences.leave_alone(partner, **form.cleaned_data, by=request.user)
            messages.success(request, _("It is left as it is until that day."))
            return redirect(partner)
    context = {
        "partner": silence.facts_of(partner),
        "held": held.by(partner),
        "title": _("Leave as it is"),
        "submit": _("Leave as it is"),
        "clause": "R-48",
    }
    return render_form(request, "partners/standing_form.html", context, form=form)
