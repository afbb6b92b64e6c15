"""What an officer sees beside a letter: only the steps that are possible now."""

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
    can_clear = permissions.can_clear(user, letter) and letter.cleared_at is None
    is_own = permissions.is_own(user, letter)
    waits_for_file = letter.is_cleared and letter.public_letter_id is None
    return {
        "is_own": is_own,
        "checklist": checklist,
        "checklist_form": ChecklistForm(checklist=checklist),
        "similar": similar.exclude(pk=letter.partner_id or 0)[:5],
        "clearance_form": ClearanceForm(instance=_copy(letter)) if can_clear else None,
        "public_sheet": letter_sheets.public_letter(letter) if letter.cleared_at else None,
        "public_job": jobs.public_letter_job(letter) if waits_for_file else None,
        "waits_for_file": waits_for_file,
        "can_check": permissions.can_check(user, letter),
        "can_request_information": permissions.can_request_information(user, letter),
        "can_confirm": permissions.can_confirm(user, letter),
        "can_propose_decline": permissions.can_propose_decline(user, letter),
        "can_decline": permissions.can_decline(user, letter),
        "can_drop_decline": letter.decline_proposed_at is not None
        and permissions.can_check(user, letter),
        "can_clear": can_clear,
        "can_second": permissions.can_second_clearance(user, letter),
        "can_reopen": letter.status == LetterOfIntent.Status.CONFIRMED
        and letter.cleared_at is not None
        and not is_own,
        "can_publish": permissions.can_publish(user, letter),
    }


def _copy(letter: LetterOfIntent) -> LetterOfIntent:
    return LetterOfIntent.objects.get(pk=letter.pk)
