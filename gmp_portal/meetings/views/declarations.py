"""The consensus of those who met: declared in a step of its own, and taken back (R-18)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal import rulebook
from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import declarations, silences, texts
from gmp_portal.meetings.forms.decisions import ConsensusForm
from gmp_portal.meetings.reading import decision_display, electorates, own_voices
from gmp_portal.meetings.views.lookup import get_decision
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import sentences
from gmp_portal.writing import read_texts


def decision_declare(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who was there and which text is meant, and declare the consensus (R-18)."""
    decision = get_decision(request, slug, permissions.can_decision_declare)
    form = ConsensusForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with read_texts.acting_on(request, decision, form):
            sha256 = texts.current(decision).sha256
            declarations.declare(decision, sha256=sha256, by=request.user)
        told = own_voices.of_declaration(decision)
        messages.success(request, sentences(*(sentence for sentence, _rule in told)))
        return redirect(decision)
    read_texts.shown(form, decision)
    page = {
        "decision": decision,
        "text": decision.current_text,
        "hours": silences.minimum_hours(),
        "rule": rulebook.value("R-18"),
        "unheard": electorates.unheard(decision),
        **decision_display.voices(decision, electorates.counted_wrongly(decision)),
    }
    return render_form(request, "meetings/declare.html", page, form=form)


def decision_recall(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a declared consensus back, with a reason."""
    decision = get_decision(request, slug, permissions.can_decision_recall)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with read_texts.acting_on(request, decision, form):
            declarations.recall(
                decision, reason=form.cleaned_data["reason"], by=request.user
            )
        messages.success(
            request, _("The declaration is recalled. The text is before the members again.")
        )
        return redirect(decision)
    read_texts.shown(form, decision)
    page = {
        "decision": decision,
        "text": decision.current_text,
        "title": _("Recall the declaration"),
        "lead": _("The text is then open again. Declaration and recall stay on record."),
        "clause": "R-18",
        "is_danger": True,
    }
    return render_form(request, "meetings/form.html", page, form=form)
