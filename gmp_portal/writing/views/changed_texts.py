"""The page of whoever acted on a text that was changed meanwhile: nothing is recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ui import kept_posts, ready_forms
from gmp_portal.ui.kept_posts import KeptPost
from gmp_portal.ui.refusals import refuse, wants_json
from gmp_portal.ui.typed import COPY, READ
from gmp_portal.writing import compare, read_texts
from gmp_portal.writing.read_texts import READ_TEXTS, TextChangedError, Written

CONFLICT = 409
PAGE = "writing/read_again.html"


def read_again(request: HttpRequest, changed: TextChangedError) -> HttpResponse:
    """Show the text as it stands with what changed, and everything typed, ready to be sent."""
    description = READ_TEXTS[type(changed.record)]
    written = description.now(changed.record)
    before = read_texts.earlier(changed.record, changed.read)
    context = {
        "refusals": [_sentence(changed, written, request.user)],
        "clause_id": description.clause(changed.record),
        "record": changed.record,
        "record_url": description.page(changed.record),
    }
    if wants_json(request):
        return refuse(request, CONFLICT, context)
    now = written.text.splitlines()
    context |= {
        "changed_at": written.at if changed.read else None,
        "is_marked": before is not None,
        "lines": compare.lines(now if before is None else before.splitlines(), now),
        **_as_typed(request, changed),
    }
    return refuse(request, CONFLICT, context, page=PAGE)


def _sentence(changed: TextChangedError, written: Written, reader: Anybody) -> str:
    """What happened, and who it was: staff by name for staff only."""
    if not changed.read:
        return _("The form did not say which text you had read, so nothing was recorded.")
    if written.by is None:
        return _("The text was changed after you had opened it, so nothing was recorded.")
    if offices.names_of([written.by], reader)[written.by.pk] != written.by.name:
        return _(
            "The secretariat changed the text after you had opened it, so nothing was recorded."
        )
    return _(
        "%(name)s changed the text after you had opened it, so nothing was recorded."
    ) % {"name": written.by.name}


def _as_typed(request: HttpRequest, changed: TextChangedError) -> dict[str, Any]:
    """The form that was sent, and what came beside it, which now names the text shown here."""
    token, form = read_texts.token(changed.record), changed.form
    names = {form.add_prefix(name) for name in form.fields} if form else set()
    beside = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in kept_posts.FRESH | names | {READ}
        for value in values
    ]
    if form is None:
        beside.append((READ, token))
    else:
        form.read_token = token  # type: ignore[attr-defined]
    kept = KeptPost(request.POST.get(COPY, ""), request.get_full_path(), beside, [])
    return {"form": form, "ready": ready_forms.of(kept)}
