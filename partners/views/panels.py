"""What an officer sees beside a letter: only what helps with the steps that are possible now."""

from typing import Any

from gmp_portal.accounts.models import User
from partners import jobs, permissions
from partners.forms.letter_decisions import ChecklistForm, ClearanceForm
from partners.models import Checklist, LetterOfIntent
from partners.reading import duplicates, letter_sheets


def for_officer(user: User, letter: LetterOfIntent) -> dict[str, Any]:
    """The panels of the desk on the letter's own page."""
    similar = duplicates.similar_partners(letter.organisation)
    checklist = Checklist.objects.filter(letter=letter).select_related("checked_by").first()
    panels = {
        "is_own": permissions.is_own(user, letter),
        "checklist": checklist,
        "similar": similar.exclude(pk=letter.partner_id or 0)[:5],
    }
    return panels | _forms(user, letter, checklist) | _public_file(letter)


def _forms(
    user: User, letter: LetterOfIntent, checklist: Checklist | None
) -> dict[str, Any]:
    forms: dict[str, Any] = {}
    if permissions.can_checklist(user, letter):
        forms["checklist_form"] = ChecklistForm(checklist=checklist)
    if permissions.can_clear(user, letter):
        forms["clearance_form"] = ClearanceForm(instance=_copy(letter))
    return forms


def _public_file(letter: LetterOfIntent) -> dict[str, Any]:
    waits = letter.is_cleared and letter.public_letter_id is None
    return {
        "public_sheet": letter_sheets.public_letter(letter) if letter.cleared_at else None,
        "waits_for_file": waits,
        "public_job": jobs.public_letter_job(letter) if waits else None,
    }


def _copy(letter: LetterOfIntent) -> LetterOfIntent:
    """The form writes into its instance."""
    return LetterOfIntent.objects.get(pk=letter.pk)
