"""When people are reminded of what is due: listed and changed by the secretariat (R-61)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import dates, ledger
from gmp_portal.accounts import rights
from gmp_portal.ledger import histories
from gmp_portal.notifications import reminders
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.reading import reminder_rows
from gmp_portal.website.writings import REMINDER
from gmp_portal.writing import turns


@require_safe
def reminder_list(request: SignedInRequest) -> HttpResponse:
    """What is reminded of, on which days, whom, when next, and how often it went."""
    rights.require(request.user, permissions.can_reminder_edit)
    context = {"rows": reminder_rows.rows(dates.today())}
    return render(request, "website/reminders.html", context)


def edit(request: SignedInRequest, kind: str) -> HttpResponse:
    """The days of one reminder, with what was chosen before, by whom and why."""
    rights.require(request.user, permissions.can_reminder_edit)
    if kind not in reminders.KINDS:
        raise Http404
    plan = reminders.plan_of(kind)
    turn = turns.take(request, REMINDER, plan)
    if turn.is_saved:
        turn.tell(request, _("These days hold from tomorrow on."))
        return redirect("website:reminder_list")
    trail = list(ledger.trail(plan.rule)) if plan.rule else []
    context = {
        "kind": plan.kind,
        "days": reminder_rows.in_words(plan.days),
        "trail": histories.told(trail, to=request.user),
    }
    return render_form(request, "website/reminder.html", context, form=turn.form)
