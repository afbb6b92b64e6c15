"""A version in other languages: how far each is, and writing one beside the original (B4-1)."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas import permissions
from areas.models.plans import LANGUAGES
from areas.reading import figures, language_versions
from areas.views.lookup import for_writers, get_plan_to_write
from areas.writings import TRANSLATION, PartInLanguage
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import token_of, values_of
from gmp_portal.writing import turns

# Says in the address which passage begins with the original.
BEGIN = "begin"


@require_safe
@for_writers
def translation_list(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The six languages, how far each is, and where to go on."""
    plan = get_plan_to_write(request, slug, number, permissions.can_translation_write)
    context = {
        "plan": plan,
        "area": plan.area,
        "versions": language_versions.all_of(plan),
    }
    return render(request, "areas/translation_list.html", context)


@for_writers
def write(
    request: SignedInRequest, slug: str, number: int, language: str, key: str
) -> HttpResponse:
    """Write a part of the version in another language, original and translation side by side."""
    if language not in dict(LANGUAGES):
        raise Http404
    plan = get_plan_to_write(request, slug, number, permissions.can_translation_write)
    if language == plan.language:
        raise Http404
    part = PartInLanguage(plan, language, key)
    if not part.pairs:
        raise Http404
    turn = _taken(request, part)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(_next(request, part))
    texts = [pair.passage.text for pair in part.pairs if pair.passage.is_prose]
    shown = figures.shown_by(plan, *texts)
    context = {
        "plan": plan,
        "area": plan.area,
        "part": part,
        "figures": shown,
        "shown_figures": json.dumps(shown),
        "title": language_versions.title_of(key),
        "following": _following(part),
    }
    return render_form(request, "areas/translation_form.html", context, form=turn.form)


def _taken(request: SignedInRequest, part: PartInLanguage) -> turns.Turn:
    """Show the form or save it; whoever asks begins a passage with the original."""
    begun = request.GET.get(BEGIN, "")
    if request.method == "POST" or not begun:
        return turns.take(request, TRANSLATION, part)
    stored = token_of(values_of(TRANSLATION.forms(part)))
    return turns.show(TRANSLATION, part, TRANSLATION.begun(part, begun), stored)


def _following(part: PartInLanguage) -> str:
    """The part that comes next; empty behind the last one."""
    keys = part.keys
    place = keys.index(part.key) + 1
    return keys[place] if place < len(keys) else ""


def _next(request: SignedInRequest, part: PartInLanguage) -> str:
    following = _following(part)
    if "save_and_next" in request.POST and following:
        return TRANSLATION.page(PartInLanguage(part.plan, part.language, following))
    return f"{language_versions.list_address(part.plan)}#{part.language}"
