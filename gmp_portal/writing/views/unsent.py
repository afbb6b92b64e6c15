"""Forms that somebody filled in and has not sent: kept while they type, found again anywhere."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.ui import ready_forms
from gmp_portal.ui.forms import ConfirmForm, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.refusals import wants_json
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import unsent
from gmp_portal.writing.forms import CopyForm
from gmp_portal.writing.models import UnsentForm

UNPROCESSABLE = 422
# No page of the portal has more forms than these.
MOST_FORMS = 50


@require_safe
def unsent_list(request: SignedInRequest) -> HttpResponse:
    """Everything that this person typed and has not sent, the newest first (R-22)."""
    rows = UnsentForm.objects.waiting().filter(person=request.user).defer("fields")
    context = {"page": page_of(request, rows), "rule": unsent.RULE}
    return render(request, "writing/unsent_list.html", context)


@require_safe
def unsent_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show it as a form of its own, which can be sent from here; 404 to everybody else."""
    kept = _waiting(request, pk)
    form = ready_forms.of(unsent.ready(kept))
    return render(request, "writing/unsent_detail.html", {"kept": kept, "ready": form})


def unsent_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, and forget it: the draft as this page named it, not what was typed since (R-22)."""
    kept = _waiting(request, pk)
    question = _("Yes, discard this text for good.")
    form = ConfirmForm(request.POST or None, question=question)
    if form.is_valid():
        if unsent.drop(request.POST.get("copy", ""), by=request.user):
            messages.success(request, _("The text is discarded."))
            return redirect("writing:unsent_list")
        changed = _("Nothing was discarded: the text was changed meanwhile.")
        messages.warning(request, changed)
        return redirect("writing:unsent_detail", kept.pk)
    return render_form(request, "writing/unsent_discard.html", {"kept": kept}, form=form)


def _waiting(request: SignedInRequest, pk: int) -> UnsentForm:
    return get_object_or_404(UnsentForm.objects.waiting(), pk=pk, person=request.user)


@require_safe
def unsent_newest(request: SignedInRequest) -> JsonResponse:
    """What is kept for the forms of one page, by their names, and which copies have ended."""
    forms = request.GET.getlist("form")[:MOST_FORMS]
    copies = request.GET.getlist("copy")[:MOST_FORMS]
    waiting = {
        name: {
            "id": kept.copy,
            "version": kept.version,
            "at": int(kept.kept_at.timestamp() * 1000),
            "fields": kept.fields,
        }
        for name, kept in unsent.newest(request.user, forms).items()
    }
    return JsonResponse({"forms": waiting, "ended": unsent.ended(request.user, copies)})


@require_POST
def unsent_keep(request: SignedInRequest) -> JsonResponse:
    """Keep what a form holds now, while somebody goes on typing; nothing of it is sent."""
    form = CopyForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=UNPROCESSABLE)
    details = form.cleaned_data
    copy, before = details.pop("copy"), details.pop("before").split()[:MOST_FORMS]
    fields = details.pop("fields_sent")
    kept = unsent.keep(copy, by=request.user, before=before, fields=fields, **details)
    return JsonResponse({"kept": time_format(timezone.localtime(kept.kept_at))})


@require_POST
def unsent_drop(request: SignedInRequest) -> HttpResponse:
    """Forget drafts of forms, named with blanks between, as the script of their page asks."""
    for copy in request.POST.get("copy", "").split()[:MOST_FORMS]:
        unsent.drop(copy, by=request.user)
    if wants_json(request):
        return JsonResponse({"dropped": True})
    return redirect("writing:unsent_list")
