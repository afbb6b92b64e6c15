"""Why two entries of the register are not merged, or stay merged, and what to do next."""

from django.utils.translation import gettext as _

from gmp_portal.accounts import merging
from gmp_portal.accounts.rights import stands_at
from gmp_portal.words import listed_apart
from gmp_portal.workflow import RuleRefusedError
from partners.models import Merge, Partner

APPLICANT = Partner.Status.APPLICANT


def refusal_to_merge(gone: Partner, kept: Partner) -> RuleRefusedError | None:
    """What stands in the way of merging the first into the second (R-55)."""
    if gone.pk == kept.pk:
        sentence = _("An entry is not merged with itself: choose two.")
    elif gone.merged_into_id or kept.merged_into_id:
        sentence = _("One of the two was merged already: nothing is left to do.")
    elif APPLICANT in {gone.status, kept.status}:
        sentence = _(
            "Whoever applies stands in no register yet: decide on the letter first."
        )
    elif gone.is_confirmed and not kept.is_confirmed:
        sentence = _(
            "The entry that takes part stays: merge the other one into it, or make the other "
            "one active first."
        )
    elif waiting := [str(row) for row in merging.waiting(gone, kept)]:
        sentence = _("Something still waits for a decision; settle it first: %(rows)s") % {
            "rows": listed_apart(waiting)
        }
    else:
        return None
    return RuleRefusedError(sentence, clause="R-55")


def why_merge_stays(record: Merge) -> RuleRefusedError:
    """Why it is too late, or done already."""
    if record.status != Merge.Status.MADE:
        return stands_at(record)
    sentence = _(
        "The days in which these two could be taken apart are over: what belongs to the other "
        "one is entered anew."
    )
    return RuleRefusedError(sentence, clause="R-56")


def refusal_to_take_apart(record: Merge) -> RuleRefusedError | None:
    """What happened since and stands in the way of taking two entries apart (R-56)."""
    gone = record.gone
    same = Partner.objects.filter(
        skeleton=gone.skeleton, country=gone.country_id, told_apart=gone.told_apart
    )
    if gone.merged_into_id != record.kept_id:
        sentence = _(
            "The entry that stayed was merged into another one since: take these two apart "
            "first."
        )
    elif not gone.is_mixed_up and same.filter(is_mixed_up=False).exists():
        sentence = _(
            "Another entry has this name by now: rename it, or tell it apart, first."
        )
    else:
        return None
    return RuleRefusedError(sentence, clause="R-56")
