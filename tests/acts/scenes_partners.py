"""How letters, partners and requests to join are arranged, and how their acts are called."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gmp_portal.accounts import limits
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.documents import checks
from gmp_portal.documents.kinds import FIELDS
from gmp_portal.website.demo.sessions import as_before
from partners import permissions
from partners.actions import (
    contacts,
    introductions,
    invitations,
    join_requests,
    letter_copies,
    letter_decisions,
    letter_filing,
    letter_links,
    letter_notes,
    letters,
    mailed_answers,
    old_drafts,
    partners,
    publications,
    questions,
    representatives,
    signatures,
)
from partners.models import (
    Attachment,
    Checklist,
    Introduction,
    LetterLink,
    LetterOfIntent,
    SignatureRequest,
)
from tests.acts import scenes_merges as of_merges
from tests.acts import scenes_partner_tables as tables
from tests.acts import scenes_past_letters as of_the_past
from tests.acts import scenes_standings as standings
from tests.acts.scene import (
    PAST,
    REASON,
    Call,
    Scene,
    Scenes,
    lacking,
    officers,
    with_argument,
)
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, LeadTermFactory
from tests.factories.partners import (
    PDF,
    ChecklistFactory,
    CorrectionFactory,
    InformationRequestFactory,
    IntroductionLinkFactory,
    JoinRequestFactory,
    LetterFactory,
    ParticipationFactory,
    PartnerFactory,
    PartnerInvitationFactory,
    PublicFileFactory,
    RepresentativeFactory,
    SignedPageFactory,
    incoming_mail,
    mailed_answer,
)
from tests.factories.reference import CountryFactory

NAME = "Example Association"
YES = dict.fromkeys(Checklist.QUESTIONS, True)
SOMEBODY_ELSE = {
    "contact_signs": False,
    "signatory_name": "Sample Signatory",
    "signatory_email": "signatory@example.org",
}
LetterStatus = LetterOfIntent.Status


def people_of(partner):
    """Who speaks for a partner, who did once, and who speaks for another one."""
    return {
        "representative": RepresentativeFactory.create(partner=partner).person,
        "former_representative": RepresentativeFactory.create(
            partner=partner, period=PAST
        ).person,
        "other_representative": RepresentativeFactory.create().person,
    }


# Letters -------------------------------------------------------------------------------


def applicant(_name):
    return Scene(None, officers() | {"sender": UserFactory.create()})


def letter(name):
    people = officers() | {
        "sender": UserFactory.create(),
        "own_officer": UserFactory.create(officer=True),
    }
    area = AreaFactory.create()
    people["lead"] = LeadTermFactory.create(area=area).person
    people["other_lead"] = LeadTermFactory.create().person
    traits = {
        "sender": people["sender"],
        "organisation": NAME,
        "signatory_email": people["own_officer"].email.upper(),
        "area_slugs": [area.slug],
    }
    record = LETTERS[name](people, traits)
    if record.partner:
        people |= people_of(record.partner)
    document = PublicFileFactory.create()
    with as_before(Attachment):
        attachment = Attachment.objects.create(letter=record, document=document)
    others = {"attachment": attachment, "area": area}
    others["partner"] = lambda scene: scene.record.partner
    return Scene(record, people, others)


def typed_letter(_name):
    sender = UserFactory.create()
    traits = {"signed_name": "Sample Signatory", "signatory_title": "Director"}
    traits["contact_email"] = "contact@example.org"
    record = LetterFactory.create(sender=sender, **SOMEBODY_ELSE, **traits)
    return Scene(record, officers() | {"sender": sender})


def signature(name):
    scene = typed_letter(name)
    record = LetterFactory.create(submitted=True, sender=scene.sender, **SOMEBODY_ELSE)
    asked = asked_to_sign(record)
    if name == "expired":
        asked.expires_at = timezone.now() - timedelta(days=1)
    if name == "confirmed":
        asked.confirmed_at = timezone.now()
    asked.save()
    return Scene(asked, scene.people, {"letter": record})


def asked_to_sign(letter):
    return SignatureRequest.objects.create(
        letter=letter,
        name="Sample Signatory",
        email="signatory@example.org",
        entered_by=letter.sender,
        token_sha256="0" * 64,
        expires_at=timezone.now() + timedelta(days=30),
    )


def corrected(_name):
    sender = UserFactory.create()
    replaced = LetterFactory.create(submitted=True, sender=sender, organisation=NAME)
    record = letter_copies.begin(replaced, by=sender)
    signed = {"signing": "typed", "signed_name": "Sample Contact", "is_authorized": True}
    LetterOfIntent.objects.filter(pk=record.pk).update(**signed)
    record = LetterOfIntent.objects.get(pk=record.pk)
    return Scene(record, officers() | {"sender": sender}, {"replaced": replaced})


def letter_link(name):
    sender = UserFactory.create()
    draft = LetterFactory.create(sender=sender)
    colleague = UserFactory.create(email="colleague@example.org")
    people = officers() | {"sender": sender, "colleague": colleague}
    record = LetterLink(
        letter=draft,
        purpose="upload" if name in ("upload", "used") else "write",
        email="colleague@example.org",
        token_sha256="1" * 64,
        created_by=sender,
        expires_at=timezone.now() + timedelta(days=-1 if name == "expired" else 14),
    )
    if name == "accepted":
        record.accepted_at, record.accepted_by = timezone.now(), people["colleague"]
    if name == "used":
        record.used_at = timezone.now()
    if name == "revoked":
        record.revoked_at, record.revoked_by = timezone.now(), sender
    record.save()
    return Scene(record, people, {"letter": draft})


def mailed(name):
    """An answer by mail to questions that wait, and what its writer makes of it."""
    scene = asked("soon")
    fields = {"settled_at": timezone.now(), "outcome": "dropped"}
    record = mailed_answer(
        scene.letter, "Our director signs.", **fields if name == "settled" else {}
    )
    others = {"letter": scene.letter, "request": scene.record}
    return Scene(record, scene.people, others)


def mail(_name):
    """A mail about a letter that has just come."""
    letter = LetterFactory.create(submitted=True)
    came = incoming_mail(letter, "Our director signs.")
    return Scene(came, officers() | {"sender": letter.sender}, {"letter": letter})


def unchecked(_name):
    """A letter that nobody has looked at yet."""
    record = LetterFactory.create(submitted=True)
    return Scene(record, officers() | {"sender": record.sender})


def asked(name):
    """Questions of which the answer is due in some days, or was due yesterday."""
    days_left = {"early": 9, "late": -2}.get(name, 2)
    letter = LetterFactory.create(submitted=True, status=LetterStatus.INFO_REQUESTED)
    people = officers() | {"sender": letter.sender}
    record = InformationRequestFactory.create(
        letter=letter,
        asked_by=people["officer"],
        due_on=today() + timedelta(days=days_left),
        asked_at=timezone.now() - timedelta(days=20),
        reminded_on=today() if name == "reminded" else None,
    )
    if name == "answered":
        record.answered_at, record.answered_by = timezone.now(), letter.sender
        record.save()
    return Scene(record, people, {"letter": letter})


def day_of_reminder(_scene):
    return {"today": today()}


def old_draft(name):
    age = {"young": 300, "old": 340, "told": 350, "due": 400}[name]
    saved = timezone.now() - timedelta(days=age)
    told = {"told": 5, "due": 40}.get(name)
    record = LetterFactory.create(
        updated_at=saved,
        expiry_told_at=timezone.now() - timedelta(days=told) if told else None,
    )
    return Scene(record, officers() | {"sender": record.sender})


def sent_meanwhile(scene):
    LetterOfIntent.objects.filter(pk=scene.letter.pk).update(
        status="submitted", submitted_at=timezone.now(), reference="LOI-2026-9999"
    )


def confirmed_meanwhile(scene):
    ended = {"withdrawn_at": timezone.now(), "withdrawn_by": scene.sender}
    earlier = LetterOfIntent.objects.filter(pk=scene.replaced.pk)
    earlier.update(status="withdrawn", **ended)
    confirmed = LetterFactory.create(confirmed=True, sender=scene.sender)
    LetterOfIntent.objects.filter(pk=scene.record.pk).update(replaces=confirmed)
    scene.record.refresh_from_db()


def five_links(scene):
    for number in range(5):
        LetterLink.objects.create(
            letter=scene.record,
            purpose="write",
            email=f"colleague{number}@example.org",
            token_sha256=f"{number:064}",
            created_by=scene.sender,
            expires_at=timezone.now() + timedelta(days=14),
        )


def four_mails(_scene):
    limit = Limit(3, timedelta(hours=1))
    for _number in range(3):
        limits.take("mail:letter-link:colleague@example.org", limit)


def signed_file(_scene):
    upload = SimpleUploadedFile("signed.pdf", PDF, content_type="application/pdf")
    return {"file": checks.check_upload(upload, FIELDS["partners.SignatureForm.upload"])}


def withdrawn_meanwhile(scene):
    LetterOfIntent.objects.filter(pk=scene.letter.pk).update(
        status="withdrawn", withdrawn_at=timezone.now(), withdrawn_by=scene.sender
    )


def _sent(people, traits, **more):
    record = LetterFactory.create(submitted=True, **traits | more)
    ChecklistFactory.create(letter=record, checked_by=people["officer"])
    return record


def _proposed(people, traits, **more):
    proposal = {
        "decline_proposed_at": timezone.now(),
        "decline_proposed_by": people["second_officer"],
        "decline_reason": REASON,
    }
    return _sent(people, traits, **proposal | more)


def _declined(people, traits):
    decision = {"declined_at": timezone.now(), "declined_by": people["head"]}
    return _proposed(people, traits, status=LetterStatus.DECLINED, **decision)


def _asked(people, traits):
    record = _sent(people, traits, status=LetterStatus.INFO_REQUESTED)
    InformationRequestFactory.create(letter=record, asked_by=people["officer"])
    return record


def _confirmed(people, traits, **more):
    return LetterFactory.create(
        **{"confirmed": True, "confirmed_by": people["second_officer"]} | traits | more
    )


def _half_cleared(people, traits):
    return _confirmed(
        people, traits, cleared=True, has_personal_data=True, public_letter=None
    )


def _correcting(people, traits, **more):
    record = _confirmed(people, traits, published=True, **more)
    CorrectionFactory.create(
        letter=record, proposed_by=people["second_officer"], reason=REASON
    )
    return record


def signed_letter(name):
    """A letter that was signed on paper, with one page."""
    people = officers() | {"sender": UserFactory.create()}
    shown = {"shows_paper": True, "boxes": [[1, 100, 800, 300, 100]]}
    public = shown | {"public_paper": PublicFileFactory.create()}
    traits = {"signed": True, "sender": people["sender"]}
    state = {
        "open": {},
        "settled": shown,
        "half_cleared": {"half_cleared": True, "has_personal_data": True} | shown,
        "published": {"published": True} | public,
        "correcting": public,
    }[name]
    make = _correcting if name == "correcting" else _confirmed
    record = make(people, traits | state)
    SignedPageFactory.create(letter=record)
    return Scene(record, people)


def boxes(_scene):
    return {"boxes": [[1, 200, 700, 300, 100]], "shows": True}


LETTERS = {
    "draft": lambda people, traits: LetterFactory.create(**traits),
    "submitted": _sent,
    "proposed": _proposed,
    "info_requested": _asked,
    "answered": lambda people, traits: _sent(people, traits, status=LetterStatus.ANSWERED),
    "confirmed": _confirmed,
    "half_cleared": _half_cleared,
    "cleared": lambda people, traits: _confirmed(people, traits, cleared=True),
    "published": lambda people, traits: _confirmed(people, traits, published=True),
    "correcting": _correcting,
    "taken_down": lambda people, traits: _confirmed(people, traits, taken_down=True),
    "declined": _declined,
    "withdrawn": lambda people, traits: LetterFactory.create(withdrawn=True, **traits),
}


def answers_to(scene):
    request = scene.record.requests.first()
    questions = request.questions.all() if request else []
    return {"answers": {question.pk: "Example answer." for question in questions}}


def clearance(_scene):
    return {
        "statement": "We support it.",
        "contribution": "Forty days of work.",
        "has_personal_data": False,
    }


def filed_answers(scene):
    """What an officer read in a letter on paper; a guard changes some of it."""
    said = {
        "language": "en",
        "kind": "ngo",
        "organisation": NAME,
        "country": CountryFactory.create(),
        "is_for_all_areas": True,
        "supports": True,
        "commits_to_goal": True,
        "contribution_kinds": ["training"],
        "contribution": "We train two hundred miners a year in methods without mercury.",
        "contact_name": scene.sender.name,
        "contact_email": scene.sender.email,
    }
    return said | scene.others.get("said", {})


LETTER_CALLS = {
    "applicant.start": Call(letters.start, first=lambda scene: ()),
    "applicant.file": Call(
        letter_filing.file,
        lambda scene: {
            "scan": PublicFileFactory.create(),
            "came_by": "paper",
            "came_on": today(),
        },
        first=lambda scene: (filed_answers(scene),),
    ),
    "letter.save_part": Call(
        letters.save_part,
        lambda scene: {"answers": {"organisation": "Example Institute"}},
    ),
    "letter.attach": Call(
        letters.attach, lambda scene: {"document": PublicFileFactory.create()}
    ),
    "letter.detach": Call(letters.detach, first=lambda scene: (scene.attachment,)),
    "letter.discard": Call(letters.discard),
    "letter.submit": Call(letters.submit),
    "typed_letter.submit": Call(letters.submit),
    "corrected.submit": Call(letters.submit),
    "letter.ask_for_paper": Call(letters.ask_for_paper),
    "letter.send_link": Call(
        letter_links.send,
        lambda scene: {"email": "colleague@example.org", "purpose": "upload"},
    ),
    "letter.send_link_to_write": Call(
        letter_links.send,
        lambda scene: {"email": "colleague@example.org", "purpose": "write"},
    ),
    "letter.begin_copy": Call(letter_copies.begin),
    "letter_link.revoke": Call(letter_links.revoke),
    "letter_link.revoke_again": Call(letter_links.revoke),
    "letter_link.accept_again": Call(letter_links.accept),
    "letter_link.accept": Call(letter_links.accept),
    "letter_link.upload": Call(letter_links.upload, signed_file, names_actor=False),
    "old_draft.tell_in_vain": Call(old_drafts.tell, names_actor=False),
    "old_draft.delete_in_vain": Call(old_drafts.delete, names_actor=False),
    "old_draft.tell": Call(old_drafts.tell, names_actor=False),
    "old_draft.delete": Call(old_drafts.delete, names_actor=False),
    "signature.ask_again": Call(signatures.ask_again),
    "signature.confirm": Call(signatures.confirm, names_actor=False),
    "letter.keep_answers": Call(letters.keep_answers, answers_to),
    "letter.answer": Call(letters.answer, answers_to),
    "letter.withdraw": Call(letters.withdraw, lambda scene: {"reason": REASON}),
    "letter.check": Call(
        letter_decisions.check, lambda scene: {"answers": YES, "note": "Seen."}
    ),
    "letter.request_information": Call(
        letter_decisions.request_information,
        lambda scene: {"questions": ["Who signs?"], "due_on": today() + timedelta(days=9)},
    ),
    "mail.take": Call(
        mailed_answers.take,
        first=lambda scene: (scene.record, str(scene.letter.pk)),
        names_actor=False,
    ),
    "mailed.send_message": Call(
        mailed_answers.send_message, lambda scene: {"text": "Our director signs."}
    ),
    "mailed.use_for_answers": Call(mailed_answers.use_for_answers),
    "mailed.drop": Call(mailed_answers.drop),
    "unchecked.check": Call(letter_decisions.check, lambda scene: {"answers": YES}),
    "letter.write": Call(letter_notes.write, lambda scene: {"text": "A word about it."}),
    "letter.write_for_unep": Call(
        letter_notes.write, lambda scene: {"text": "A word about it."}
    ),
    "letter.keep_note": Call(
        letter_notes.keep, lambda scene: {"text": "Their site is new."}
    ),
    "letter.extend": Call(questions.extend, lambda scene: {"due_on": date(2027, 1, 31)}),
    "asked.remind": Call(questions.remind, day_of_reminder, names_actor=False),
    "asked.remind_in_vain": Call(questions.remind, day_of_reminder, names_actor=False),
    "letter.confirm": Call(letter_decisions.confirm),
    "letter.propose_decline": Call(
        letter_decisions.propose_decline, lambda scene: {"reason": REASON}
    ),
    "letter.drop_decline": Call(letter_decisions.drop_decline),
    "letter.decline": Call(letter_decisions.decline),
    "letter.draft_clearance": Call(letter_decisions.draft_clearance, clearance),
    "letter.clear": Call(letter_decisions.clear, clearance),
    "letter.clear_with_personal_data": Call(
        letter_decisions.clear, lambda scene: clearance(scene) | {"has_personal_data": True}
    ),
    "letter.second_clearance": Call(letter_decisions.second_clearance),
    "letter.reopen_clearance": Call(
        letter_decisions.reopen_clearance, lambda scene: {"reason": REASON}
    ),
    "letter.publish": Call(publications.publish),
    "letter.postpone": Call(
        publications.postpone,
        lambda scene: {"until": today() + timedelta(days=60), "reason": REASON},
    ),
    "letter.propose_correction": Call(
        publications.propose_correction,
        lambda scene: {
            "statement": "We support it.",
            "contribution": "Thirty days of work.",
            "reason": REASON,
        },
    ),
    "letter.drop_correction": Call(publications.drop_correction),
    "letter.publish_correction": Call(publications.publish_correction),
    "letter.take_down": Call(publications.take_down, lambda scene: {"reason": REASON}),
    "letter.take_down_with_correction": Call(
        publications.take_down, lambda scene: {"reason": REASON}
    ),
    "signed_letter.draw_pages": Call(publications.draw_pages),
    "signed_letter.mark_paper": Call(publications.mark_paper, boxes),
    "signed_letter.mark_again": Call(publications.mark_paper, boxes),
    "signed_letter.clear": Call(letter_decisions.clear, clearance),
    "signed_letter.second_clearance": Call(letter_decisions.second_clearance),
}


def as_sender(scene):
    lacking(sender=scene.head)(scene)


def as_namesake(scene):
    partner = PartnerFactory.create(name=NAME.upper())
    RepresentativeFactory.create(person=scene.head, partner=partner)


def ten_documents(scene):
    for _number in range(9):
        document = PublicFileFactory.create()
        Attachment.objects.create(letter=scene.record, document=document)


def half_answered(scene):
    answers = answers_to(scene)["answers"]
    answers[min(answers)] = "  "
    scene.changes["answers"] = answers


def checklist(**answers):
    return lambda scene: Checklist.objects.filter(letter=scene.record).update(**answers)


LETTER_GUARDS = {
    "applicant.file: own address": lambda scene: scene.others.update(
        said={"contact_email": scene.officer.email}
    ),
    "applicant.file: no commitment": lambda scene: scene.others.update(
        said={"commits_to_goal": False}
    ),
    "letter.attach: ten documents": ten_documents,
    "letter.submit: no kind": lacking(kind=""),
    "letter.submit: no area": lacking(area_slugs=[], is_for_all_areas=False),
    "letter.submit: no support": lacking(supports=False),
    "letter.submit: no commitment": lacking(commits_to_goal=False),
    "letter.submit: no contribution": lacking(contribution=""),
    "letter.submit: not signed": lacking(signed_name=""),
    "letter.submit: signed by somebody else": lacking(signed_name="Another Sample"),
    "letter.confirm: no word of the signatory": lambda scene: asked_to_sign(scene.record),
    "signature.confirm: withdrawn meanwhile": withdrawn_meanwhile,
    "letter.send_link: own address": lambda scene: scene.changes.update(
        email=scene.sender.email.upper()
    ),
    "letter.send_link: no name": lacking(organisation=""),
    "letter.send_link: five links": five_links,
    "letter.send_link: four mails": four_mails,
    "corrected.submit: confirmed meanwhile": confirmed_meanwhile,
    "letter_link.accept: the sender": lambda scene: setattr(scene, "by", "sender"),
    "letter_link.accept: another person": lambda scene: setattr(scene, "by", "stranger"),
    "letter_link.accept: sent meanwhile": sent_meanwhile,
    "letter_link.upload: sent meanwhile": sent_meanwhile,
    "letter.submit: name of a partner": lambda scene: PartnerFactory.create(name=NAME),
    "letter.submit: no letter in the name": lacking(organisation="..."),
    "letter.answer: a question left out": half_answered,
    "letter.request_information: no question": with_argument(questions=[" "]),
    "letter.extend: an earlier day": with_argument(due_on=date(2026, 12, 1)),
    "letter.confirm: own letter": as_sender,
    "letter.confirm: own organization": as_namesake,
    "letter.confirm: no checklist": lambda scene: scene.record.checklist.delete(),
    "letter.confirm: an answer missing": checklist(is_eligible=None),
    "letter.confirm: an answer is no": checklist(is_eligible=False),
    "letter.confirm: name of a partner": lambda scene: PartnerFactory.create(name=NAME),
    "letter.clear: an address left": with_argument(statement="Write to a@example.org."),
    "letter.clear: a number left": with_argument(contribution="Call +41 22 555 01 00."),
    "letter.publish: a number left": lacking(
        public_contribution="We train. Call +41 22 917 81 83."
    ),
    "letter.publish: no file yet": lacking(public_letter=None),
    "letter.postpone: an earlier day": with_argument(until=date(2026, 1, 1)),
    "letter.postpone: too late a day": with_argument(until=date(2099, 1, 1)),
    "letter.propose_correction: a number left": with_argument(
        contribution="Call +41 22 555 01 00."
    ),
    "letter.propose_correction: a number in the reason": with_argument(
        reason="Call +41 22 555 01 00."
    ),
    "letter.propose_correction: no words": with_argument(statement=" ", contribution=""),
    "letter.publish_correction: no file yet": lambda scene: scene.record.corrections.update(
        public_letter=None
    ),
    "letter.take_down: a number in the reason": with_argument(
        reason="Call +41 22 555 01 00."
    ),
    "signed_letter.mark_paper: no box": with_argument(boxes=[]),
    "signed_letter.mark_paper: no reason": with_argument(shows=False, note=" "),
    "signed_letter.mark_paper: another page": with_argument(boxes=[[2, 1, 1, 9, 9]]),
    "signed_letter.mark_paper: off the page": with_argument(boxes=[[1, 900, 1, 200, 9]]),
    "signed_letter.mark_paper: other boxes meanwhile": with_argument(seen="older"),
    "signed_letter.mark_paper: too many": with_argument(boxes=[[1, 1, 1, 9, 9]] * 201),
}

# Partners ------------------------------------------------------------------------------


def partner(name):
    record = PartnerFactory.create(name=NAME, status=name, participation=None)
    if name != "applicant":
        period = days(date(2024, 3, 1), None if name == "confirmed" else date(2025, 6, 30))
        ParticipationFactory.create(partner=record, period=period)
    people = officers() | people_of(record)
    colleague = RepresentativeFactory.create(partner=record, role="alternate")
    people["colleague"] = colleague.person
    contributor = RepresentativeFactory.create(partner=record, role="contributor")
    people["contributor"] = contributor.person
    letter = LetterFactory.create(submitted=True, organisation=NAME)
    return Scene(record, people, {"term": colleague, "letter": letter})


def partner_alone(_name):
    record = PartnerFactory.create(name=NAME)
    RepresentativeFactory.create(partner=record, period=PAST)
    return Scene(record, officers())


def speaking_term(name):
    record = PartnerFactory.create(name=NAME)
    people = officers() | people_of(record)
    period = {} if name == "running" else {"period": PAST}
    term = RepresentativeFactory.create(partner=record, role="alternate", **period)
    people["colleague"] = term.person
    return Scene(term, people, {"partner": record, "term": term})


def last_term(_name):
    record = PartnerFactory.create(name=NAME)
    term = RepresentativeFactory.create(partner=record)
    people = officers() | {"colleague": term.person}
    return Scene(term, people, {"partner": record})


def _inviting(name, **traits):
    """A partner whose representative has invited a colleague with an account."""
    record = PartnerFactory.create(name=NAME)
    people = officers() | people_of(record) | {"colleague": UserFactory.create()}
    settled = {
        "accepted": {"settled_by": people["colleague"]},
        "declined": {},
        "withdrawn": {"settled_by": people["representative"]},
    }
    if name in settled:
        traits |= settled[name] | {"status": name, "settled_at": timezone.now()}
    if name == "expired":
        traits |= {
            "sent_at": timezone.now() - timedelta(days=22),
            "expires_at": timezone.now() - timedelta(days=1),
        }
    term = record.representatives.current().get()
    if traits.pop("hands_over", False):
        traits |= {"hands_over": term, "role": term.role}
    asked = PartnerInvitationFactory.create(
        partner=record,
        email=people["colleague"].email,
        invited_by=people["representative"],
        **traits,
    )
    return Scene(asked, people, {"partner": record, "term": term})


def introducing(_name):
    record = PartnerFactory.create(name=NAME)
    people = officers() | people_of(record) | {"newcomer": UserFactory.create()}
    link = IntroductionLinkFactory.create(partner=record)
    draft = LetterFactory.create(sender=people["newcomer"])
    return Scene(record, people, {"link": link, "letter": draft})


def invited(name):
    return _inviting(name)


def handed_over(name):
    return _inviting(name, hands_over=True)


def followed_inside(name):
    scene = _inviting(name, hands_over=True)
    RepresentativeFactory.create(
        partner=scene.partner, person=scene.colleague, role="contributor"
    )
    return scene


def join_request(name):
    record = PartnerFactory.create(name=NAME)
    people = officers() | people_of(record)
    # An officer who asks for himself: nobody decides on the own request.
    people["applicant"] = UserFactory.create(officer=True)
    decision = {"decided_at": timezone.now(), "decided_by": people["officer"]}
    request = JoinRequestFactory.create(
        partner=record,
        person=people["applicant"],
        status=name,
        **{} if name == "asked" else decision,
    )
    return Scene(request, people, {"partner": record})


INVITED = {"email": "invited@example.org", "role": "contributor", "language": "en"}
PARTNER_CALLS = {
    "partner.admit": Call(
        partners.admit,
        lambda scene: {"partner": scene.record},
        first=lambda scene: (scene.letter,),
    ),
    "partner.rename": Call(
        partners.rename, lambda scene: {"name": "Example Union", "reason": REASON}
    ),
    "partner.edit": Call(
        partners.edit,
        lambda _scene: {
            "kind": "academia",
            "country": CountryFactory.create(iso2="KE"),
            "unep_region": "africa",
            "reason": REASON,
        },
    ),
    "partner.describe": Call(
        partners.describe,
        lambda _scene: {
            "website": "https://www.example.org/",
            "seat": "Example City",
            "names": {"fr": "Association Example"},
            "profile": {"purpose": "Less mercury in fish."},
        },
    ),
    "partner.deactivate": Call(partners.deactivate, lambda scene: {"reason": REASON}),
    "partner.withdraw": Call(partners.withdraw, lambda scene: {"reason": REASON}),
    "partner.reactivate": Call(partners.reactivate, lambda scene: {"reason": REASON}),
    "partner.appoint_representative": Call(
        representatives.appoint, lambda scene: {"person": scene.stranger}
    ),
    "partner.end_representative": Call(
        representatives.end,
        lambda scene: {"reason": REASON},
        first=lambda scene: (scene.term,),
    ),
    "speaking_term.end": Call(representatives.end, lambda scene: {"reason": REASON}),
    "last_term.end": Call(
        representatives.end, lambda scene: {"reason": REASON, "nobody_follows": True}
    ),
    "partner.appoint_contributor": Call(
        representatives.appoint,
        lambda scene: {"person": scene.stranger, "role": "contributor"},
    ),
    "partner.invite": Call(invitations.send, lambda scene: dict(INVITED)),
    "partner.introduce": Call(introductions.make),
    "introducing.take_back": Call(introductions.revoke),
    "introducing.note": Call(
        introductions.note, first=lambda scene: (scene.letter, scene.link)
    ),
    "invited.send_again": Call(invitations.send_again),
    "invited.withdraw": Call(invitations.withdraw),
    "invited.accept": Call(invitations.accept),
    "invited.decline": Call(invitations.decline),
    "speaking_term.change_role": Call(
        representatives.change_role, lambda scene: {"role": "contributor"}
    ),
    "speaking_term.hand_over": Call(
        invitations.hand_over,
        lambda scene: {"email": INVITED["email"], "language": "en"},
    ),
    "handed_over.accept": Call(invitations.accept),
    "followed_inside.accept": Call(invitations.accept),
    "partner.confirm_contact": Call(
        contacts.confirm,
        lambda _scene: {
            "phone": "+41 22 555 01 00",
            "shows_name": True,
            "shows_mail": True,
            "shows_phone": False,
        },
        first=lambda scene: (scene.term,),
    ),
    "partner.ask_contact": Call(
        contacts.ask, first=lambda scene: (scene.term,), names_actor=False
    ),
    "partner.ask_contacts": Call(contacts.ask_now),
    "partner.set_consent": Call(
        representatives.consent,
        lambda scene: {"consents": True},
        first=lambda scene: (scene.term,),
    ),
    "partner.ask_to_join": Call(join_requests.ask, lambda scene: {"note": "Example note."}),
    "partner_alone.ask_to_join": Call(
        join_requests.ask, lambda scene: {"note": "Example note."}
    ),
    "join_request.accept": Call(join_requests.accept),
    "join_request.refuse": Call(join_requests.refuse),
}


def nameless(scene):
    scene.changes["partner"] = None
    scene.letter.organisation = "..."


def four_invitations(address):
    """As many mails as an address gets in an hour, but for one."""

    def happen(scene):
        for _mail in range(3):
            key = f"mail:invitation:{address(scene)}"
            limits.take(key, Limit(3, timedelta(hours=1)))

    return happen


PARTNER_GUARDS = {
    "last_term.end: nothing said": with_argument(nobody_follows=False),
    "introducing.note: introduced already": lambda scene: Introduction.objects.create(
        letter=scene.letter, link=scene.link
    ),
    "partner.invite: own address": lambda scene: scene.changes.update(
        email=scene.representative.email
    ),
    "partner.invite: belongs already": lambda scene: scene.changes.update(
        email=scene.colleague.email
    ),
    "partner.invite: waits already": lambda scene: PartnerInvitationFactory.create(
        partner=scene.record, email=INVITED["email"]
    ),
    "partner.invite: twenty waiting": lambda scene: PartnerInvitationFactory.create_batch(
        20, partner=scene.record
    ),
    "partner.invite: four mails": four_invitations(lambda _scene: INVITED["email"]),
    "invited.send_again: four mails": four_invitations(lambda scene: scene.record.email),
    "invited.accept: another person": lambda scene: setattr(scene, "by", "stranger"),
    "invited.decline: another person": lambda scene: setattr(scene, "by", "stranger"),
    "invited.accept: belongs already": lambda scene: RepresentativeFactory.create(
        partner=scene.partner, person=scene.colleague
    ),
    "speaking_term.change_role: oneself": lambda scene: setattr(scene, "by", "colleague"),
    "speaking_term.hand_over: own address": lambda scene: scene.changes.update(
        email=scene.colleague.email
    ),
    "partner.admit: name of a partner": with_argument(partner=None),
    "partner.admit: no letter in the name": nameless,
    "partner.rename: name of another": lambda scene: PartnerFactory.create(
        name="EXAMPLE  Union"
    ),
    "partner.rename: no letter in it": with_argument(name="..."),
    "partner.edit: name in that country": lambda scene: PartnerFactory.create(
        name=NAME, slug="namesake", country=CountryFactory.create(iso2="KE")
    ),
    "partner.describe: no letter in a name": with_argument(names={"fr": "..."}),
    "partner_desk.enter: name of a partner": lambda _scene: PartnerFactory.create(
        name=tables.NAME
    ),
    "partner_desk.enter: letter under way": lambda _scene: LetterFactory.create(
        submitted=True, organisation=tables.NAME
    ),
    "partner_desk.enter: no letter in the name": with_argument(name="..."),
    "partner.appoint_representative: speaks already": lambda scene: scene.changes.update(
        person=scene.colleague
    ),
    "partner.end_representative: ended already": lambda scene: (
        scene.record.representatives.filter(pk=scene.term.pk).update(period=PAST)
    ),
    "partner.end_representative: ended today": lambda scene: (
        scene.record.representatives.filter(pk=scene.term.pk).update(
            period=days(today(), today())
        )
    ),
    "partner.ask_contacts: asked lately": lambda scene: scene.record.representatives.update(
        asked_at=timezone.now()
    ),
    "partner.ask_to_join: asked already": lambda scene: JoinRequestFactory.create(
        partner=scene.record, person=scene.stranger
    ),
    "join_request.accept: speaks already": lambda scene: RepresentativeFactory.create(
        partner=scene.partner, person=scene.applicant
    ),
}

SCENES = Scenes(
    permissions=permissions,
    nouns={
        "applicant": applicant,
        "letter": letter,
        "signed_letter": signed_letter,
        "typed_letter": typed_letter,
        "corrected": corrected,
        "letter_link": letter_link,
        "old_draft": old_draft,
        "asked": asked,
        "unchecked": unchecked,
        "mail": mail,
        "mailed": mailed,
        "signature": signature,
        "partner": partner,
        "partner_alone": partner_alone,
        "speaking_term": speaking_term,
        "last_term": last_term,
        "introducing": introducing,
        "invited": invited,
        "handed_over": handed_over,
        "followed_inside": followed_inside,
        "join_request": join_request,
        **standings.NOUNS,
        **of_the_past.NOUNS,
        "partner_desk": tables.partner_desk,
        "funder": tables.funder,
        "partner_import": tables.partner_import,
        "imported_person": tables.imported_person,
        "two_entries": of_merges.two_entries,
        "merge": of_merges.merge,
    },
    calls=LETTER_CALLS
    | PARTNER_CALLS
    | tables.TABLE_CALLS
    | of_merges.MERGE_CALLS
    | standings.CALLS
    | of_the_past.CALLS,
    guards=LETTER_GUARDS
    | PARTNER_GUARDS
    | tables.FUNDER_GUARDS
    | of_merges.MERGE_GUARDS
    | standings.GUARDS
    | of_the_past.GUARDS,
    asks={
        "can_deactivate": standings.may_deactivate,
        "can_signature_ask": lambda person, scene: permissions.can_signature_ask(
            person, scene.record.letter
        ),
        "is_own": lambda person, scene: (
            person.is_authenticated and permissions.is_own(person, scene.record)
        ),
        "can_representative_end": lambda person, scene: permissions.can_representative_end(
            person, scene.term
        ),
        "can_representative_change_role": lambda person, scene: (
            permissions.can_representative_change_role(person, scene.term)
        ),
        "can_representative_hand_over": lambda person, scene: (
            permissions.can_representative_hand_over(person, scene.term)
        ),
    },
)
