"""Who is told what happens to letters and partners; the texts are templates."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse_lazy

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.reminders import Step
from partners import permissions
from partners.models import (
    Correction,
    InformationRequest,
    JoinRequest,
    LetterLink,
    LetterNote,
    LetterOfIntent,
    MailedAnswer,
    Merge,
    Partner,
    PartnerInvitation,
    PartnerStatement,
    Representative,
    SignatureRequest,
    SilenceQuestion,
)

FOLDER = "partners/emails"


def _desk_of(letter: LetterOfIntent) -> Iterable[User]:
    """The officers who examine it: nobody whose own organization it is (R-06)."""
    return permissions.without_own(offices.secretariat(), letter)


def letter_submitted(letter: LetterOfIntent, *, by: User) -> None:
    if letter.has_another_contact:
        # Nobody is named to UNEP, or to the public, without hearing of it (A1-6d-iii).
        outbox.post_to_address(
            f"{FOLDER}/contact_named.txt",
            letter.contact_email,
            letter.language,
            name=letter.contact_name,
            letter=letter,
        )
    # The receipt goes to the sender although he or she acted: it is the proof.
    # Whoever wrote on paper hears of the number, and how to follow the letter.
    told = "letter_filed" if letter.filed_by_id else "letter_received"
    outbox.post(f"{FOLDER}/{told}.txt", to=[letter.sender], letter=letter)
    outbox.post(f"{FOLDER}/letter_submitted.txt", to=_desk_of(letter), by=by, letter=letter)


def letter_link_sent(link: LetterLink, token: str) -> None:
    # The colleague may have no account: the mail goes to the address that the sender gave.
    outbox.post_to_address(
        f"{FOLDER}/letter_link_{link.purpose}.txt",
        link.email,
        link.letter.language,
        link=link,
        letter=link.letter,
        path=reverse_lazy("partners:letter_link", args=[token]),
    )


def letter_link_accepted(link: LetterLink, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/letter_link_accepted.txt",
        to=[link.letter.sender],
        by=by,
        link=link,
        letter=link.letter,
        colleague=by,
    )


def signed_file_came(link: LetterLink) -> None:
    outbox.post(
        f"{FOLDER}/signed_file_came.txt",
        to=[link.letter.sender],
        link=link,
        letter=link.letter,
    )


def draft_expires(letter: LetterOfIntent, *, goes_at: datetime) -> None:
    outbox.post(
        f"{FOLDER}/draft_expires.txt", to=[letter.sender], letter=letter, goes_at=goes_at
    )


def contact_asked(term: Representative, step: Step | None) -> None:
    outbox.post(f"{FOLDER}/contact_asked.txt", to=[term.person], step=step, term=term)


def contact_imported(term: Representative) -> None:
    outbox.post(f"{FOLDER}/contact_imported.txt", to=[term.person], term=term)


def signature_asked(request: SignatureRequest, token: str) -> None:
    # The signatory may have no account: the mail goes to the address that the sender gave.
    outbox.post_to_address(
        f"{FOLDER}/signature_asked.txt",
        request.email,
        request.letter.language,
        name=request.name,
        request=request,
        letter=request.letter,
        path=reverse_lazy("partners:signature_confirm", args=[token]),
    )


def signature_confirmed(request: SignatureRequest) -> None:
    outbox.post(
        f"{FOLDER}/signature_confirmed.txt",
        to=[request.letter.sender],
        request=request,
        letter=request.letter,
    )


def information_requested(
    letter: LetterOfIntent, request: InformationRequest, *, by: User
) -> None:
    outbox.post(
        f"{FOLDER}/information_requested.txt",
        to=[letter.sender],
        by=by,
        answer_to=("letter", f"{letter.pk}:{request.pk}"),
        letter=letter,
        request=request,
        questions=list(request.questions.all()),
    )


def more_time_given(
    letter: LetterOfIntent, request: InformationRequest, *, by: User
) -> None:
    outbox.post(
        f"{FOLDER}/more_time_given.txt",
        to=[letter.sender],
        by=by,
        answer_to=("letter", f"{letter.pk}:{request.pk}"),
        letter=letter,
        request=request,
    )


def questions_wait(
    letter: LetterOfIntent, request: InformationRequest, step: Step, *, is_late: bool
) -> None:
    outbox.post(
        f"{FOLDER}/questions_wait.txt",
        to=[letter.sender],
        step=step,
        answer_to=("letter", f"{letter.pk}:{request.pk}"),
        letter=letter,
        request=request,
        questions=list(request.questions.all()),
        is_late=is_late,
    )


def note_written(note: LetterNote, *, by: User) -> None:
    """Tell the other side what was written to it; the text stands in the mail."""
    outbox.post(
        f"{FOLDER}/note_of_{'unep' if note.is_of_unep else 'sender'}.txt",
        to=[note.letter.sender] if note.is_of_unep else _desk_of(note.letter),
        by=by,
        answer_to=("letter", note.letter.pk),
        letter=note.letter,
        note=note,
        author=by,
    )


def mailed_answer_came(mailed: MailedAnswer) -> None:
    outbox.post(
        f"{FOLDER}/mailed_answer.txt",
        to=[mailed.person],
        letter=mailed.letter,
        mailed=mailed,
    )


def letter_ready(letter: LetterOfIntent, *, by: User) -> None:
    """Tell those who hold the right and have not filed it that it waits (A1-2e, R-34, R-57)."""
    outbox.post(
        f"{FOLDER}/letter_ready.txt",
        to=permissions.who_may_confirm(letter),
        by=by,
        letter=letter,
    )


def letter_answered(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(f"{FOLDER}/letter_answered.txt", to=_desk_of(letter), by=by, letter=letter)


def letter_confirmed(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/letter_confirmed.txt",
        to=[letter.sender],
        by=by,
        letter=letter,
        partner=letter.partner,
    )


def decline_proposed(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(f"{FOLDER}/decline_proposed.txt", to=_desk_of(letter), by=by, letter=letter)


def letter_declined(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(f"{FOLDER}/letter_declined.txt", to=[letter.sender], by=by, letter=letter)


def letter_withdrawn(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(f"{FOLDER}/letter_withdrawn.txt", to=_desk_of(letter), by=by, letter=letter)


def letter_published(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(f"{FOLDER}/letter_published.txt", to=[letter.sender], by=by, letter=letter)


def letter_postponed(letter: LetterOfIntent, *, by: User) -> None:
    outbox.post(f"{FOLDER}/letter_postponed.txt", to=[letter.sender], by=by, letter=letter)


def letter_corrected(letter: LetterOfIntent, correction: Correction, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/letter_corrected.txt",
        to=[letter.sender],
        by=by,
        letter=letter,
        correction=correction,
    )


def letter_taken_down(letter: LetterOfIntent, reason: str, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/letter_taken_down.txt",
        to=[letter.sender],
        by=by,
        letter=letter,
        reason=reason,
    )


def partner_deactivated(partner: Partner, *, by: User) -> None:
    _tell_people("partner_deactivated", partner, by=by)


def partner_reactivated(partner: Partner, *, by: User) -> None:
    """Tell its people; those who spoke for it last where it has nobody since it left."""
    people = [*partner.current_representatives()] or partner.last_representatives()
    outbox.post(
        f"{FOLDER}/partner_reactivated.txt",
        to=people,
        by=by,
        partner=partner,
    )


def entries_merged(merge: Merge, people: Iterable[User], *, by: User) -> None:
    """Tell the people of both organizations that their entries are one (C16, R-55)."""
    outbox.post(
        f"{FOLDER}/entries_merged.txt", to=people, by=by, merge=merge, partner=merge.kept
    )


def partner_withdrew(
    partner: Partner, *, said: PartnerStatement | None = None, by: User
) -> None:
    """Tell its people and the secretariat; on the day of ``said`` whoever said it, too (R-47)."""
    outbox.post(
        f"{FOLDER}/partner_withdrew.txt",
        to=[*partner.current_representatives(), *offices.secretariat()],
        by=None if said else by,
        partner=partner,
        author=by,
        is_on_paper=said is not None and said.is_on_paper,
    )


def silence_asked(
    question: SilenceQuestion, *, by: User | None, step: Step | None = None
) -> None:
    """Ask all who speak for it whether the partner stays; they answer on a page (R-46)."""
    outbox.post(
        f"{FOLDER}/silence_asked.txt",
        to=question.partner.current_representatives(),
        by=by,
        step=step,
        question=question,
        partner=question.partner,
        is_reminder=step is not None,
    )


def silence_answered(question: SilenceQuestion, *, by: User) -> None:
    people = [*question.partner.current_representatives(), *offices.secretariat()]
    outbox.post(
        f"{FOLDER}/silence_answered.txt",
        to=people,
        by=by,
        question=question,
        partner=question.partner,
        author=by,
    )


def leaving_said(statement: PartnerStatement, *, by: User) -> None:
    _about_statement("leaving_said", statement, by=by)


def return_said(statement: PartnerStatement, *, by: User) -> None:
    _about_statement("return_said", statement, by=by)


def statement_taken_back(statement: PartnerStatement, *, by: User) -> None:
    _about_statement("statement_taken_back", statement, by=by)


def _about_statement(template: str, statement: PartnerStatement, *, by: User) -> None:
    """Tell the others who speak for the partner, and the secretariat (R-47)."""
    partner = statement.partner
    outbox.post(
        f"{FOLDER}/{template}.txt",
        to=[*partner.current_representatives(), *offices.secretariat()],
        by=by,
        statement=statement,
        partner=partner,
        author=by,
    )


def representative_appointed(term: Representative, *, by: User) -> None:
    _about_term("representative_appointed", term, by=by)


def representative_ended(term: Representative, *, by: User) -> None:
    _about_term("representative_ended", term, by=by)


def _about_term(template: str, term: Representative, *, by: User) -> None:
    """Tell who begins or ends to speak for a partner, and who says so, at once."""
    outbox.post(
        f"{FOLDER}/{template}.txt",
        to=[term.person],
        by=by,
        concerns=[term.person],
        term=term,
    )


def partner_invitation_sent(invitation: PartnerInvitation, token: str) -> None:
    # Whether the address has an account, neither the mail nor whoever sends it tells.
    outbox.post_to_address(
        f"{FOLDER}/partner_invitation.txt",
        invitation.email,
        invitation.language,
        invitation=invitation,
        inviter=invitation.invited_by.public_name,
        path=reverse_lazy("partners:invitation_link", args=[token]),
    )


def partner_invitation_answered(invitation: PartnerInvitation, *, by: User | None) -> None:
    """Tell whoever invited what became of it; the address is known there already."""
    outbox.post(
        f"{FOLDER}/partner_invitation_{invitation.status}.txt",
        to=[invitation.invited_by],
        by=by,
        invitation=invitation,
    )


def join_asked(request: JoinRequest, *, by: User) -> None:
    people = [*request.partner.current_representatives()] or [*offices.secretariat()]
    outbox.post(f"{FOLDER}/join_asked.txt", to=people, by=by, request=request)


def join_refused(request: JoinRequest, *, by: User) -> None:
    outbox.post(f"{FOLDER}/join_refused.txt", to=[request.person], by=by, request=request)


def _tell_people(template: str, partner: Partner, *, by: User) -> None:
    people = partner.current_representatives()
    outbox.post(f"{FOLDER}/{template}.txt", to=people, by=by, partner=partner)
