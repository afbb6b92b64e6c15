"""Who may do what to letters: each step belongs to a role and fits some states.

``can_confirm(user, letter)`` weighs both. To the wrong person a role says so, with its clause;
the right person in the wrong state is led back to the record and reads why (``not_now``).
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from gmp_portal import rulebook
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Steps,
    always,
    asked_once,
    every,
    if_it_becomes,
    is_officer,
    know,
    officers,
    role,
    terms_of,
)
from partners import not_now
from partners.models import LetterOfIntent, Partner, Representative
from partners.models.letter_states import COPYABLE, UNDER_WAY
from partners.reading import personal_data

Status = LetterOfIntent.Status
Office = SecretariatTerm.Role

LETTER: Steps[LetterOfIntent] = Steps()


# Roles ---------------------------------------------------------------------------------


def standing(letter: LetterOfIntent) -> QuerySet[Partner]:
    """The entry that sent it, and the one that stands for it since both were merged (R-55)."""
    sent = Partner.with_merged.filter(pk=letter.partner_id or 0)
    stays = Partner.with_merged.filter(pk__in=sent.values("merged_into"))
    return (sent | stays).order_by()


@asked_once
def is_own(user: User, letter: LetterOfIntent) -> bool:
    """The letter is the officer's own, or of an organization he or she works for (R-06)."""
    addresses = {letter.contact_email.lower(), letter.signatory_email.lower()}
    if letter.sender_id == user.pk or user.email.lower() in addresses:
        return True
    terms = Representative.objects.current().of(user)
    if terms.filter(partner__in=standing(letter)).exists():
        return True
    own = Partner.objects.with_person(user)
    return own.that_may_be(letter.organisation, letter.country).exists()


_not_own = role(
    lambda user, letter: not is_own(user, letter),
    gettext_lazy(
        "Nobody decides for UNEP on an organization of his or her own: another member of the "
        "secretariat does."
    ),
    "R-06",
    who=gettext_lazy("whoever has no hand in the organization"),
)
_sender = role(
    lambda user, letter: letter.sender_id == user.pk,
    gettext_lazy("Only the sender of the letter can do this: ask him or her."),
    "A1-2c-1",
    who=gettext_lazy("the sender"),
)
# Whose account was merged since goes on under the one that stays.
_sender_now = role(
    lambda user, letter: (
        letter.sender_id == user.pk
        or (user.pk is not None and letter.sender.merged_into_id == user.pk)
    ),
    gettext_lazy("Only the sender of the letter can do this: ask him or her."),
    "A1-2c-1",
    who=gettext_lazy("the sender"),
)
# The sender, and colleagues who accepted the link by which they write the draft, too.
_writer = role(
    lambda user, letter: letter.sender_id == user.pk or letter.is_written_by(user),
    gettext_lazy("Only the sender of the letter can do this: ask him or her."),
    "A1-2c-1",
    who=gettext_lazy("the sender, and colleagues who were asked to write the draft"),
)
# The sender, those who speak for the partner and the secretariat; visitors never.
_reader = role(
    lambda user, letter: LetterOfIntent.objects.open_to(user).filter(pk=letter.pk).exists(),
    gettext_lazy(
        "The original of a letter is open to its sender, to those who speak for the partner and "
        "to the secretariat: others read the public letter."
    ),
    "A1-2c-6",
    who=gettext_lazy("the sender, whoever speaks for the partner, the secretariat"),
)


def _has_left(user: User, letter: LetterOfIntent) -> bool:
    """Worked for the partner of the letter once, and does so no more (N41)."""
    if letter.partner_id is None or is_officer(user):
        return False
    terms = Representative.objects.of(user).filter(partner__in=standing(letter))
    return terms.exists() and not terms.current().exists()


# The same, but for a sender who left the partner since: reading stays, writing ends (N41).
_correspondent = every(
    gettext_lazy("the sender, whoever speaks for the partner, the secretariat"),
    _reader,
    role(
        lambda user, letter: not _has_left(user, letter),
        gettext_lazy(
            "You left this partner: what you wrote stays, and whoever follows you writes on."
        ),
        "A1-6a-ii",
        who=gettext_lazy("whoever has not left the partner"),
    ),
)


def without_own(people: QuerySet[User], letter: LetterOfIntent) -> QuerySet[User]:
    """Those of them who have no hand in the organization (R-06), in one question for all."""
    named = Partner.objects.that_may_be(letter.organisation, letter.country)
    own_entries = Q(partner__in=named) | Q(partner__in=standing(letter))
    spoken = Representative.objects.current().filter(own_entries)
    own = Q(pk=letter.sender_id) | Q(pk__in=spoken.values("person"))
    for address in filter(None, (letter.contact_email, letter.signatory_email)):
        own |= Q(email__iexact=address)
    return people.exclude(own)


def who_may_confirm(letter: LetterOfIntent) -> QuerySet[User]:
    """The heads of the branch who have no hand in the letter and have not filed it (R-34, R-57)."""
    return without_own(offices.heads().exclude(pk=letter.filed_by_id or 0), letter)


def know_own(user: User, letters: Iterable[LetterOfIntent]) -> None:
    """Ask at once which of many letters are one's own, where answers are remembered (R-06)."""
    keys = {letter.pk: letter for letter in letters}
    terms = Representative.objects.current().of(user).values("partner")
    same = Partner.objects.with_person(user).filter(skeleton=OuterRef("skeleton"))
    here = Q(country=OuterRef("country")) | Q(country=None)
    own = (
        Q(sender=user)
        | Q(contact_email__iexact=user.email)
        | Q(signatory_email__iexact=user.email)
        | Q(partner__in=terms)
        | Q(partner__merged_into__in=terms)
        | Exists(same.filter(here))
        | Q(country=None) & Exists(same)
    )
    asked = LetterOfIntent.objects.filter(own, pk__in=keys).order_by()
    known = set(asked.values_list("pk", flat=True))
    for key, letter in keys.items():
        know(is_own, key in known, user, letter)


@asked_once
def speaks_for_unep(user: User, letter: LetterOfIntent) -> bool:
    """Writes about it for UNEP; of an organization of his or her own nobody does (R-06)."""
    return is_officer(user) and not is_own(user, letter)


def _may_confirm(user: Anybody) -> bool:
    """Holds the right that the rule asks for; a visitor is told of the secretariat first."""
    if not is_officer(user) or rulebook.value("R-34") == "officer":
        return True
    return any(term.role == Office.HEAD for term in terms_of(user, SecretariatTerm))


# Keeps everybody but the secretariat from deciding for UNEP (A1-2e, R-06).
refusal_to_decide = every(
    gettext_lazy("the secretariat, except for one's own organization"),
    officers(
        gettext_lazy(
            "Only the secretariat of UNEP decides on letters of intent: wait for its answer."
        ),
        "A1-2e",
    ),
    _not_own,
)
# Officers lay it before those who hold the right; which office that is, a rule says.
refusal_to_confirm = every(
    gettext_lazy(
        "the head of the branch, except for his or her own organization and for a letter that "
        "he or she filed"
    ),
    role(
        lambda user, _letter: _may_confirm(user),
        gettext_lazy(
            "The head of the branch confirms a participation for UNEP: lay the letter before "
            "him or her."
        ),
        "R-34",
        who=gettext_lazy("the head of the branch"),
    ),
    role(
        lambda user, letter: letter.filed_by_id != user.pk,
        gettext_lazy(
            "Whoever filed a letter for its sender does not confirm it: another member of the "
            "secretariat does."
        ),
        "R-57",
        who=gettext_lazy("whoever has not filed the letter"),
    ),
    refusal_to_decide,
)
# A second person approves what the first one proposed (A1-2e).
second_on_decline = every(
    gettext_lazy("the secretariat, except for who proposed it"),
    role(
        lambda user, letter: letter.decline_proposed_by_id != user.pk,
        gettext_lazy(
            "A second person approves a decline: the one who proposed it cannot. Ask another "
            "member of the secretariat."
        ),
        "A1-2e",
        who=gettext_lazy("anybody but whoever proposed it"),
    ),
    refusal_to_decide,
)
# The second person of the clearance is another one.
second_on_clearance = every(
    gettext_lazy("the secretariat, except for who cleared it first"),
    role(
        lambda user, letter: letter.cleared_by_id != user.pk,
        gettext_lazy(
            "Where personal data were found, a second person clears the letter: ask another "
            "member of the secretariat."
        ),
        "R-15",
        who=gettext_lazy("anybody but whoever cleared it first"),
    ),
    refusal_to_decide,
)
# Nobody lets oneself in, with a letter or without: others say who speaks for a partner.
refusal_of_oneself = role(
    lambda user, person: person.pk != user.pk,
    gettext_lazy(
        "Nobody lets oneself in: somebody else who speaks for the partner, or another member "
        "of the secretariat, decides."
    ),
    "A1-6a-ii",
    who=gettext_lazy("anybody but the person in question"),
)


# States --------------------------------------------------------------------------------


def _is_draft(letter: LetterOfIntent) -> bool:
    return letter.is_draft


def _is_sent(letter: LetterOfIntent) -> bool:
    return not letter.is_draft


def _is_decline_proposed(letter: LetterOfIntent) -> bool:
    return letter.can_become(Status.DECLINED) and letter.decline_proposed_at is not None


def _can_be_public(letter: LetterOfIntent) -> bool:
    is_ready = letter.is_cleared and not letter.lacks_files
    is_due = letter.status == Status.CONFIRMED and is_ready
    return is_due and not personal_data.unsettled_in(letter)


# What the sender does --------------------------------------------------------------------


# Everybody with an account may begin a letter (A1-2a).
can_start = Right(
    lambda user: user.is_authenticated,
    gettext_lazy("Sign in to begin a letter of intent."),
    "A1-2c-1",
    who=gettext_lazy("anybody with an account"),
)
can_edit = LETTER.step("edit", _writer, _is_draft, not_now.why_not_editable)
can_share = LETTER.step("share", _sender, _is_draft, not_now.why_not_shared)
can_discard = LETTER.step("discard", _sender, _is_draft, not_now.why_not_discarded)
can_submit = LETTER.step(
    "submit", _sender, if_it_becomes(Status.SUBMITTED), not_now.why_not_submitted
)
can_answer = LETTER.step(
    "answer",
    _sender,
    lambda letter: letter.status == Status.INFO_REQUESTED,
    not_now.why_not_answered,
)
can_withdraw = LETTER.step(
    "withdraw", _sender, if_it_becomes(Status.WITHDRAWN), not_now.why_not_withdrawn
)
can_copy = LETTER.step(
    "copy", _sender_now, lambda letter: letter.status in COPYABLE, not_now.why_not_copied
)
can_signature_ask = LETTER.step(
    "signature_ask", _sender, LetterOfIntent.awaits_signatory, not_now.why_no_signature
)
can_see_original = LETTER.step("see_original", _reader, always)
can_write = LETTER.step("write", _correspondent, _is_sent, not_now.why_no_note)


# What the secretariat does with a letter ---------------------------------------------------


can_read_desk = Right(
    is_officer,
    gettext_lazy(
        "The desk belongs to the secretariat. You find your own letters under “Become a "
        "partner”."
    ),
    "A1-2e",
)

can_checklist = LETTER.step(
    "checklist",
    refusal_to_decide,
    lambda letter: letter.status in UNDER_WAY and letter.decline_proposed_at is None,
    not_now.why_not_checked,
)
can_request_information = LETTER.step(
    "request_information",
    refusal_to_decide,
    if_it_becomes(Status.INFO_REQUESTED),
    not_now.why_no_request,
)
can_extend = LETTER.step(
    "extend",
    refusal_to_decide,
    lambda letter: letter.status == Status.INFO_REQUESTED,
    not_now.why_no_more_time,
)
can_note = LETTER.step("note", refusal_to_decide, _is_sent, not_now.why_no_note)

# Once the checklist is answered with yes, and nobody proposes to decline (A1-2e).
can_confirm = LETTER.step(
    "confirm",
    refusal_to_confirm,
    if_it_becomes(Status.CONFIRMED),
    not_now.why_not_confirmed,
    also=lambda letter: letter.refusal_of_unfinished() is None,
)
can_propose_decline = LETTER.step(
    "propose_decline",
    refusal_to_decide,
    lambda letter: (
        letter.can_become(Status.DECLINED) and letter.decline_proposed_at is None
    ),
    not_now.why_no_proposal,
)
can_drop_decline = LETTER.step(
    "drop_decline", refusal_to_decide, _is_decline_proposed, not_now.why_not_declined
)
can_decline = LETTER.step(
    "decline", second_on_decline, _is_decline_proposed, not_now.why_not_declined
)
can_clear = LETTER.step(
    "clear",
    refusal_to_decide,
    lambda letter: letter.status == Status.CONFIRMED and letter.cleared_at is None,
    not_now.why_not_cleared,
)
can_second_clearance = LETTER.step(
    "second_clearance",
    second_on_clearance,
    lambda letter: letter.status == Status.CONFIRMED and letter.awaits_second_clearance,
    not_now.why_not_seconded,
)
can_reopen_clearance = LETTER.step(
    "reopen_clearance",
    refusal_to_decide,
    lambda letter: letter.status == Status.CONFIRMED and letter.cleared_at is not None,
    not_now.why_not_reopened,
)

# Once the text is cleared and the public file is made (A1-2c-6).
can_publish = LETTER.step(
    "publish", refusal_to_decide, _can_be_public, not_now.why_not_published
)


# What came on paper or by e-mail is entered by the secretariat for its sender.
can_letter_file = Right(
    is_officer,
    gettext_lazy(
        "The secretariat files letters that come on paper: send yours there, or write it here."
    ),
    "A1-6c-i",
)
