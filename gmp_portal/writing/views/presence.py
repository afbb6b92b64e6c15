"""Who else is writing here; the page asks twice a minute."""

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.accounts import offices
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import listed_apart
from gmp_portal.writing import actions
from gmp_portal.writing.models import Presence
from gmp_portal.writing.views.lookup import get_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@require_POST
def presence(request: SignedInRequest, kind: str, key: str) -> JsonResponse:
    """Show a sign of life, and hear who else gave one; nobody is kept from writing."""
    writing, record = get_text(request, kind, key)
    writing.require_now(request.user, record)
    scope, part = writing.scope(record), writing.part(record)
    actions.be_present(scope, part, by=request.user)
    rows = list(Presence.objects.now(scope).exclude(person=request.user))
    names = offices.names_of((row.person for row in rows), request.user)
    others = [_place(row, names[row.person_id]) for row in rows]
    said = (
        _("Also writing: %(people)s.") % {"people": listed_apart(others)} if others else ""
    )
    return JsonResponse({"said": said})


def _place(row: Presence, name: "StrOrPromise") -> str:
    if not row.part:
        return str(name)
    return _("%(name)s (%(part)s)") % {"name": name, "part": row.part}
