"""Who may see and do what on the pages above the apps."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from areas import permissions as of_areas
from gmp_portal.accounts.models import AccountMerge, Erasure, User
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Steps,
    always,
    is_officer,
    officers,
    role,
)
from gmp_portal.website import not_now
from gmp_portal.website.models import Announcement, Bulk, Holding, Notice

HOLDING: Steps[Holding] = Steps()
ANNOUNCEMENT: Steps[Announcement] = Steps()
ERASURE: Steps[Erasure] = Steps()
NOTICE: Steps[Notice] = Steps()
BULK: Steps[Bulk] = Steps()
ACCOUNT_MERGE: Steps[AccountMerge] = Steps()

ONLY_DESK = _("The desk is for the secretariat.")


def _works_at_desk(user: Anybody) -> bool:
    """The secretariat within a current term; administrators see the machinery (A1-6c-i)."""
    return user.is_authenticated and (user.is_secretariat or user.is_admin)


THE_DESK = _("the secretariat, administrators of the portal")
can_see_desk = Right(_works_at_desk, ONLY_DESK, "A1-6c-i", who=THE_DESK)
can_retry = Right(_works_at_desk, ONLY_DESK, "A1-6c-i", who=THE_DESK)
# The public sees the checkpoints; reasons in the acts are for those who run the portal.
can_integrity_export = Right(
    _works_at_desk,
    _("Only the secretariat and administrators export the ledger, for auditors."),
    "P-1",
    who=THE_DESK,
)
can_record_mail_list = Right(
    is_officer, _("Only the secretariat reads the mails about a record."), "A1-6c-i"
)
# Whom the secretariat writes to, and what (A1-6c-i).
can_announcement_start = Right(
    is_officer, _("Only the secretariat writes announcements."), "A1-6c-i"
)
WHO_WRITES = _(
    "the secretariat; the leads of an area, what goes to its partners in its name"
)
_writes = role(
    lambda user, announcement: (
        is_officer(user)
        or (announcement.for_area and of_areas.leads(user, announcement.area))
    ),
    _("Only the secretariat writes announcements, and leads those to their own area."),
    "A1-6c-i",
    who=WHO_WRITES,
)


def _is_draft(announcement: Announcement) -> bool:
    return announcement.status == Announcement.Status.DRAFT


def _is_held(announcement: Announcement) -> bool:
    return announcement.status == Announcement.Status.HELD


can_edit = ANNOUNCEMENT.step("edit", _writes, _is_draft, not_now.why_no_draft)
can_release = ANNOUNCEMENT.step("release", _writes, _is_draft, not_now.why_no_draft)
can_discard = ANNOUNCEMENT.step("discard", _writes, _is_draft, not_now.why_no_draft)
can_recall = ANNOUNCEMENT.step("recall", _writes, _is_held, not_now.why_not_held)
# What stands at the top of every page (A1-6c-i).
ONLY_UNEP_SAYS = _("Only the secretariat writes at the top of every page.")
can_notice_start = Right(is_officer, ONLY_UNEP_SAYS, "A1-6c-i")


def _is_not_over(notice: Notice) -> bool:
    return not notice.is_over


can_end = NOTICE.step(
    "end", officers(ONLY_UNEP_SAYS, "A1-6c-i"), _is_not_over, not_now.why_over
)


# One act on many letters; the act itself asks its own permission for each of them.
can_bulk_start = Right(
    is_officer, _("Only the secretariat acts on many records at once."), "R-53"
)


def _chose_them(user: Anybody, bulk: Bulk) -> bool:
    return is_officer(user) and bulk.created_by_id == user.pk


def _is_frozen(bulk: Bulk) -> bool:
    return bulk.status == Bulk.Status.FROZEN


can_bulk_release = BULK.step(
    "bulk_release",
    role(
        _chose_them,
        _("Only the officer who chose these letters releases the act on them."),
        "R-53",
        who=_("the officer who chose the letters"),
    ),
    _is_frozen,
    not_now.why_released,
)


# The portal as somebody else sees it. Letters that are not public, and drafts, are closed to
# administrators, and would open to them by it.
def _may_look_through_others(user: Anybody) -> bool:
    return user.is_authenticated and user.is_active and "head" in user.secretariat_roles


def is_open_to_looks(person: User) -> bool:
    """Whose right it is to decide for UNEP, or to keep the portal, is looked through by nobody."""
    return person.is_active and not (
        person.secretariat_roles or person.is_staff or person.is_superuser
    )


can_impersonation_begin = Right(
    _may_look_through_others,
    _("Only the head of branch looks at the portal through the eyes of somebody else."),
    "R-52",
    who=_("the head of branch"),
)
# What mails say besides their built-in texts.
can_mail_text_edit = Right(
    is_officer, _("Only the secretariat adds words to the mails of the portal."), "R-54"
)
# When people are reminded.
can_reminder_edit = Right(
    is_officer, _("Only the secretariat chooses the days of reminders."), "R-61"
)
# Working rules are UNEP's (P-23).
can_change_rule = Right(
    is_officer, _("Only the secretariat changes a working rule."), "P-23"
)
# Who may do what is public; what one person may do with one record is not (A1-6c-i).
can_simulate = Right(
    is_officer,
    _("Only the secretariat can look up what another person may do with a record."),
    "A1-6c-i",
)
# Who has which work is between the officers; it gives nobody a right (A1-6c-i).
can_take = Right(is_officer, _("Only the secretariat takes work of its desk."), "A1-6c-i")
can_filter_keep = Right(
    is_officer, _("Only the secretariat keeps filters of its desk."), "A1-6c-i"
)


def disposes_of(user: Anybody, holding: Holding) -> bool:
    """Has the work; the head of branch hands on the work of whoever is away."""
    if isinstance(user, AnonymousUser) or not user.is_secretariat:
        return False
    return holding.holder_id == user.pk or "head" in user.secretariat_roles


_whose_it_is = role(
    disposes_of,
    _("Only whoever has this work, or the head of branch, puts it back or hands it on."),
    "A1-6c-i",
    who=_("the officer who has the work, the head of branch"),
)


def _has_a_holder(holding: Holding) -> bool:
    return holding.is_current


can_put_back = HOLDING.step("put_back", _whose_it_is, _has_a_holder, not_now.why_nobodys)
can_hand_over = HOLDING.step("hand_over", _whose_it_is, _has_a_holder, not_now.why_nobodys)


def _has_an_account(user: Anybody) -> bool:
    return user.is_authenticated and user.is_active


can_keep_calendar_address = Right(
    _has_an_account,
    _("Sign in: the address of a calendar belongs to somebody with an account."),
    "B2-3",
    who=_("everybody with an account"),
)
can_newsletter_choose = Right(
    _has_an_account,
    _("Sign in to choose your newsletters here, or subscribe with an e-mail address."),
    "R-62",
    who=_("everybody with an account"),
)
can_own_reminder_choose = Right(
    _has_an_account,
    _("Sign in: everybody chooses the own reminders, and nobody those of others."),
    "R-61",
    who=_("everybody with an account"),
)

# The data are the person's own: nobody else asks for their removal here (N42).
can_erasure_ask = Right(
    _has_an_account,
    _("Sign in: only the person whose data they are has them removed."),
    "R-49",
    who=_("everybody with an account"),
)
# Whoever asks on paper or by mail has it recorded by the secretariat.
can_erasure_record = Right(
    is_officer,
    _("Only the secretariat records that somebody asked on paper or by mail."),
    "R-64",
)


def _decides_on_removal(user: Anybody, erasure: Erasure) -> bool:
    """The person, and the secretariat where it has recorded what the person asked."""
    is_own = _has_an_account(user) and erasure.person_id == user.pk
    return is_own or (erasure.recorded_by_id is not None and is_officer(user))


_whose_data = role(
    _decides_on_removal,
    _(
        "Only the person whose data they are takes the removal back, or the secretariat if it "
        "recorded it."
    ),
    "R-49",
    who=_("the person whose data they are; the secretariat, if it recorded the removal"),
)


def _waits(erasure: Erasure) -> bool:
    return erasure.can_become(Erasure.Status.TAKEN_BACK)


can_erasure_take_back = ERASURE.step(
    "erasure_take_back", _whose_data, _waits, not_now.why_settled
)
# A copy of the own data is for the person alone (N42).
can_own_data_copy = Right(
    _has_an_account,
    _("Sign in: a copy of the own data is for the person alone."),
    "R-50",
    who=_("everybody with an account"),
)
# Who read what is confidential is looked into by the head of branch.
can_file_reading_list = Right(
    lambda user: is_officer(user) and "head" in user.secretariat_roles,
    _("Only the head of branch sees who opened which file."),
    "R-51",
    who=_("the head of branch"),
)


# Who becomes one person with whom. Officers look, tell people apart and take a merge back; whoever
# merges gives somebody the rights of another account: that is for the head of branch.
ONLY_UNEP_COMPARES = _("Only the secretariat looks at accounts that may be one person.")
can_account_merge_list = Right(is_officer, ONLY_UNEP_COMPARES, "R-58")
can_account_merge_tell_apart = Right(is_officer, ONLY_UNEP_COMPARES, "R-58")
can_account_merge_make = Right(
    lambda user: is_officer(user) and "head" in user.secretariat_roles,
    _(
        "Only the head of branch merges two accounts: it gives one of them the rights of both."
    ),
    "R-58",
    who=_("the head of branch"),
)
_compares = officers(ONLY_UNEP_COMPARES, "R-58")
can_account_merge_follow = ACCOUNT_MERGE.step("account_merge_follow", _compares, always)
can_account_merge_undo = ACCOUNT_MERGE.step(
    "account_merge_undo",
    _compares,
    lambda record: record.can_be_undone,
    not_now.why_accounts_stay,
)
