"""What a text was before: its revisions, what changed between two, and bringing one back."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.ui.forms import ConfirmForm, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import as_sent
from gmp_portal.writing import turns
from gmp_portal.writing.models import Revision
from gmp_portal.writing.reading import authors, changes
from gmp_portal.writing.views.lookup import get_revision, get_text


@require_safe
def revision_list(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """Every revision of a text with its author and moment; any two can be compared."""
    writing, record = get_text(request, kind, key)
    rows = Revision.objects.of(kind, key).select_related("saved_by").defer("values")
    page = page_of(request, rows)
    page.object_list = authors.told(page.object_list, to=request.user)
    context = {
        "title": writing.title(record),
        "back": writing.page(record),
        "kind": kind,
        "key": key,
        "page": page,
    }
    return render(request, "writing/revision_list.html", context)


@require_safe
def compare(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """What changed from one revision to another, word by word."""
    writing, record = get_text(request, kind, key)
    old = get_revision(writing, record, request.GET.get("old"))
    new = get_revision(writing, record, request.GET.get("new"))
    if old.number > new.number:
        old, new = new, old
    authors.told([old, new], to=request.user)
    context = {
        "title": writing.title(record),
        "back": writing.history_url(record),
        "kind": kind,
        "key": key,
        "old": old,
        "new": new,
        "changes": changes.between(writing.forms(record), old, new),
    }
    return render(request, "writing/revision_compare.html", context)


def restore(request: SignedInRequest, kind: str, key: str, number: int) -> HttpResponse:
    """Bring an earlier text back; that makes a new revision, and nothing is lost."""
    writing, record = get_text(request, kind, key)
    writing.require_now(request.user, record)
    revision = get_revision(writing, record, number)
    authors.told([revision], to=request.user)
    question = _("Put this text in the place of the present one, which stays a revision.")
    data = request.POST if request.method == "POST" else None
    form = ConfirmForm(data, question=question)
    shown = writing.forms(record)
    if form.is_valid():
        earlier = as_sent(shown, revision.values, QueryDict())
        for name, value in writing.restoring(record, number).items():
            earlier[name] = value
        turn = turns.restore(writing, record, revision, earlier, by=request.user)
        if turn.is_saved:
            said = _("Revision %(number)d is restored.") % {"number": number}
            messages.success(request, said)
            return redirect(writing.page(record))
        for sentence in turns.sentences(turn.forms):
            form.add_error(None, sentence)
    newest = Revision.objects.of(kind, key).taken_in()[0]
    context = {
        "title": writing.title(record),
        "back": writing.history_url(record),
        "revision": revision,
        "changes": changes.between(shown, newest, revision),
    }
    return render_form(request, "writing/revision_restore.html", context, form=form)
