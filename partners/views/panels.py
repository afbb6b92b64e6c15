"""What an officer sees beside a letter: only what helps with the steps that are possible now."""

from typing import Any

from gmp_portal import rulebook
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns
from partners import jobs, permissions
from partners.models import Introduction, LetterOfIntent
from partners.models.letter_states import UNDER_WAY
from partners.reading import (
    duplicates,
    file_readings,
    letter_sheets,
    marked_pages,
    public_changes,
)
from partners.writings import CHECKLIST, CLEARANCE


def for_officer(request: SignedInRequest, letter: LetterOfIntent) -> dict[str, Any]:
    """The panels of the desk on the letter's own page."""
    user = request.user
    is_own = permissions.is_own(user, letter)
    waits_for_head = (
        letter.is_ready_to_confirm()
        and not permissions.refusal_to_decide(user, letter)
        and not permissions.can_confirm(user, letter)
    )
    panels = {
        "is_own": is_own,
        # What others found out about the own organization, nobody reads here.
        "checklist": None if is_own else letter.saved_checklist(),
        "readings": () if is_own else file_readings.newest(letter),
        "waits_for_head": waits_for_head,
        "has_head": waits_for_head and permissions.who_may_confirm(letter).exists(),
        "unfinished": None if is_own else letter.refusal_of_unfinished(),
        "target_days": rulebook.value("R-35") if letter.status in UNDER_WAY else None,
        "introduction": Introduction.objects.filter(letter=letter)
        .select_related("link__partner__country")
        .first(),
        "similar": duplicates.near(letter),
        "same_letters": duplicates.same_letters(letter),
    }
    public = _public_file(letter) | _public(letter)
    return panels | _forms(request, letter) | public | _marked(letter)


def _forms(request: SignedInRequest, letter: LetterOfIntent) -> dict[str, Any]:
    forms: dict[str, Any] = {}
    if permissions.can_checklist(request.user, letter):
        forms["checklist_form"] = turns.take(request, CHECKLIST, letter).form
    if permissions.can_clear(request.user, letter):
        forms["clearance_form"] = turns.take(request, CLEARANCE, letter).form
    return forms


def _public_file(letter: LetterOfIntent) -> dict[str, Any]:
    waits = letter.is_cleared and letter.lacks_files and not letter.was_published
    return {
        "public_sheet": letter_sheets.public_letter(letter) if letter.cleared_at else None,
        "waits_for_file": waits,
        "public_job": jobs.public_letter_job(letter) if waits else None,
    }


def _marked(letter: LetterOfIntent) -> dict[str, Any]:
    """The pages of a signed letter with their boxes, for whoever clears them as the second."""
    shown = permissions.correction_of(letter) or letter
    if letter.signed_file_id is None or not shown.shows_paper:
        return {}
    pages = letter.signed_pages.select_related("picture")
    return {"marked_pages": [marked_pages.of(page, shown.boxes) for page in pages]}


def _public(letter: LetterOfIntent) -> dict[str, Any]:
    """What the public reads, read before, and shall read (R-40)."""
    if not letter.was_published:
        return {}
    proposed = permissions.correction_of(letter)
    waits = proposed is not None and proposed.lacks_files
    return {
        "versions": list(letter.public_versions.select_related("file", "paper")),
        "proposed": proposed,
        "changes": public_changes.of_public(letter, proposed) if proposed else [],
        "waits_for_correction": waits,
        "correction_job": jobs.corrected_job(proposed) if proposed and waits else None,
    }
