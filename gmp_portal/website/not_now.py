"""Why a step above the apps is not possible now, for the page and for the act."""

from django.db.models import Q
from django.utils.translation import gettext as _

from advisory_group.models import Seat
from gmp_portal.accounts import joining, merging
from gmp_portal.accounts.data_map import NOBODY
from gmp_portal.accounts.models import AccountMerge, Erasure, SecretariatTerm, User
from gmp_portal.accounts.rights import stands_at
from gmp_portal.meetings.models import Decision
from gmp_portal.website.models import Announcement, Bulk, Holding, Notice
from gmp_portal.words import listed_apart
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


def why_nobodys(_holding: Holding) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "This work is nobody's, because the term of whoever had it is over: take it first."
        ),
        clause=STEP_BY_STEP,
    )


def why_released(_bulk: Bulk) -> RuleRefusedError:
    return RuleRefusedError(
        _("It was released already: each of the list is dealt with once."), clause="R-53"
    )


def why_over(_notice: Notice) -> RuleRefusedError:
    return RuleRefusedError(
        _("Its time is over: nobody sees it any more."), clause=STEP_BY_STEP
    )


def why_no_draft(announcement: Announcement) -> RuleRefusedError:
    if announcement.status == Announcement.Status.HELD:
        said = _("It was sent off: recall it before you change it.")
    else:
        said = _("It has gone out: what people were told is changed no more.")
    return RuleRefusedError(said, clause="R-41")


def why_not_held(announcement: Announcement) -> RuleRefusedError:
    if announcement.status == Announcement.Status.DRAFT:
        said = _("It is a draft: nothing of it is on its way.")
    else:
        said = _("It has gone out: the time in which it could be recalled is over.")
    return RuleRefusedError(said, clause="R-41")


def why_settled(erasure: Erasure) -> RuleRefusedError:
    if erasure.status == Erasure.Status.DONE:
        said = _("The data are removed: this cannot be undone.")
    else:
        said = _("The removal was taken back already: nothing waits any more.")
    return RuleRefusedError(said, clause="R-49")


def refusal_to_merge_accounts(
    gone: User, kept: User, *, by: User
) -> RuleRefusedError | None:
    """What stands in the way of merging the first account into the second (R-58)."""
    both = [gone, kept]
    if gone.pk == kept.pk:
        sentence = _("An account is not merged with itself: choose two.")
    elif gone.merged_into_id or kept.merged_into_id:
        sentence = _("One of the two was merged already: nothing is left to do.")
    elif by in both:
        sentence = _(
            "Nobody merges the own account: somebody else of the secretariat does."
        )
    elif _of_unep(both):
        sentence = _(
            "Whoever acts or acted for the secretariat, or administers the portal, is never "
            "merged: nobody gets rights that neither account had."
        )
    elif not (gone.is_active and kept.is_active) or _is_leaving(both):
        sentence = _(
            "The data of one of the two are removed, or will be: nothing is merged with them."
        )
    elif joining.is_unsafe(gone, kept):
        sentence = _(
            "Nobody has proved the address of the account that stays, and somebody has proved "
            "that of the other one: let the other account stay."
        )
    elif waiting := [str(row) for row in merging.waiting(gone, kept)]:
        sentence = _(
            "Something belongs to one of the accounts alone. Settle it first, or let the other "
            "account stay: %(rows)s"
        ) % {"rows": listed_apart(waiting)}
    else:
        return None
    return RuleRefusedError(sentence, clause="R-58")


def _of_unep(people: list[User]) -> bool:
    if any(person.is_staff or person.is_superuser for person in people):
        return True
    return SecretariatTerm.objects.filter(person__in=people).exists()


def _is_leaving(people: list[User]) -> bool:
    return Erasure.objects.waiting().filter(person__in=people).exists()


def why_accounts_stay(record: AccountMerge) -> RuleRefusedError:
    """Why it is too late, or done already."""
    if record.status != AccountMerge.Status.MADE:
        return stands_at(record)
    sentence = _(
        "The days in which these two could be taken apart are over: what belongs to the other "
        "account is entered anew."
    )
    return RuleRefusedError(sentence, clause="R-56")


def refusal_to_take_accounts_apart(record: AccountMerge) -> RuleRefusedError | None:
    """What happened since and stands in the way of taking two accounts apart (R-56)."""
    both = [record.gone, record.kept]
    if record.gone.merged_into_id != record.kept_id:
        sentence = _(
            "The account that stayed was merged into another one since: take these two apart "
            "first."
        )
    elif record.gone_email == NOBODY or _is_leaving(both):
        sentence = _(
            "The data of the person are removed, or will be: both accounts go together."
        )
    elif joining.own_address(record) is None:
        sentence = _(
            "The account that stays has none of the addresses left that it had when the two were "
            "merged: ask the person to add one of them again first."
        )
    elif _has_a_lent_voice(record):
        sentence = _(
            "The account that stays has a voice in an open decision, or stands aside from one, "
            "and a seat would go back to the other one: take them apart once it is decided."
        )
    elif joining.is_taken(record):
        sentence = _("Somebody else has signed up with the address since: write to both.")
    else:
        return None
    return RuleRefusedError(sentence, clause="R-56")


def _has_a_lent_voice(record: AccountMerge) -> bool:
    """Whether somebody would speak in a decision without the seat, or have two voices (A1-4b-iii).

    Who has a voice stands since it was opened, and does not go back with the seat.
    """
    label = Seat._meta.label_lower
    if not any(each["model"] == label for each in record.changes):
        return False
    kept = record.kept_id
    voices = Q(electors__person=kept) | Q(standing_aside__person=kept)
    return Decision.objects.filter(voices, status=Decision.Status.OPEN).exists()
