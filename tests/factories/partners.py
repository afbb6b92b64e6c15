"""Partners and letters for tests; ask for a later state by its name."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from gmp_portal import characters
from gmp_portal.accounts import rights
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.notifications import outbox
from partners.actions import representatives
from partners.models import (
    Checklist,
    Correction,
    InformationRequest,
    IntroductionLink,
    JoinRequest,
    Kind,
    LetterOfIntent,
    MailedAnswer,
    Participation,
    Partner,
    PartnerInvitation,
    PartnerStatement,
    PastLetter,
    PublicVersion,
    Question,
    Representative,
    SignedPage,
    SilenceQuestion,
)
from tests.factories.accounts import UserFactory
from tests.factories.any_time import Beside

Status = LetterOfIntent.Status
# The smallest file that is a PDF.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
# What a letter is made with, to stand in each state.
LETTER_STATES = {
    "draft": {},
    "submitted": {"submitted": True},
    "checked": {"checked": True},
    "proposed": {"proposed": True},
    "asked": {"asked": True},
    "answered": {"answered": True},
    "confirmed": {"confirmed": True},
    "half_cleared": {"half_cleared": True},
    "waits_for_file": {"cleared": True, "public_letter": None},
    "cleared": {"cleared": True},
    "published": {"published": True},
    "declined": {"declined": True},
    "withdrawn": {"withdrawn": True},
}


class PartnerFactory(factory.django.DjangoModelFactory):
    """A confirmed partner; ask for another state by its name: ``PartnerFactory(inactive=True)``."""

    class Meta:
        model = Partner
        skip_postgeneration_save = True

    class Params:
        applicant = factory.Trait(
            status=Partner.Status.APPLICANT, since=None, participation=None
        )
        inactive = factory.Trait(status=Partner.Status.INACTIVE)
        withdrawn = factory.Trait(
            status=Partner.Status.WITHDRAWN,
            participation=factory.RelatedFactory(
                "tests.factories.partners.ParticipationFactory",
                "partner",
                period=days(date(2024, 3, 1), date(2025, 6, 30)),
            ),
        )

    name = factory.Sequence(lambda n: f"Example Organization {n}")
    slug = factory.LazyAttribute(lambda partner: characters.slug_of(partner.name))
    kind = Kind.NGO
    unep_region = "global"
    status = Partner.Status.CONFIRMED
    since = date(2024, 3, 1)
    evidence = Partner.Evidence.LETTER
    participation = factory.RelatedFactory(
        "tests.factories.partners.ParticipationFactory", "partner"
    )


class ParticipationFactory(factory.django.DjangoModelFactory):
    """Since 1 March 2024, and still going on."""

    class Meta:
        model = Participation

    partner = factory.SubFactory(PartnerFactory, participation=None)
    period = days(date(2024, 3, 1), None)


class RepresentativeFactory(factory.django.DjangoModelFactory):
    """Somebody speaks for a partner, with the right that comes with it."""

    class Meta:
        model = Representative
        skip_postgeneration_save = True

    person = factory.SubFactory(UserFactory)
    partner = factory.SubFactory(PartnerFactory)
    recorded_by = factory.SelfAttribute("person")
    role = Representative.Role.FOCAL_POINT
    period = days(date(2024, 3, 1), None)

    @factory.post_generation
    def granted(self, create, extracted, **kwargs):
        rights.grant(representatives.right_of(self.role), self.person, self.partner)


class LetterFactory(factory.django.DjangoModelFactory):
    """A complete draft; ask for any later state by its name: ``LetterFactory(submitted=True)``."""

    class Meta:
        model = LetterOfIntent
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            status=Status.SUBMITTED,
            submitted_at=factory.LazyFunction(timezone.now),
            reference=factory.Sequence(lambda n: f"LOI-2026-{5000 + n}"),
        )
        confirmed = factory.Trait(
            submitted=True,
            status=Status.CONFIRMED,
            confirmed_at=factory.LazyFunction(timezone.now),
            publish_due_on=factory.LazyFunction(lambda: today() + timedelta(days=14)),
            confirmed_by=factory.SubFactory(UserFactory, officer=True),
            confirmation_reference=factory.Sequence(lambda n: f"GMP-CONF-2026-{5000 + n}"),
            partner=factory.SubFactory(
                PartnerFactory, name=factory.SelfAttribute("..organisation")
            ),
        )
        cleared = factory.Trait(
            confirmed=True,
            has_personal_data=False,
            public_contribution=factory.SelfAttribute("contribution"),
            cleared_at=factory.LazyFunction(timezone.now),
            cleared_by=factory.SelfAttribute("confirmed_by"),
            public_letter=factory.SubFactory("tests.factories.partners.PublicFileFactory"),
        )
        published = factory.Trait(
            cleared=True,
            status=Status.PUBLISHED,
            published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SelfAttribute("confirmed_by"),
            public_version=1,
            public=factory.RelatedFactory(
                "tests.factories.partners.PublicVersionFactory", "letter"
            ),
        )
        taken_down = factory.Trait(
            published=True,
            status=Status.TAKEN_DOWN,
            public=factory.RelatedFactory(
                "tests.factories.partners.PublicVersionFactory", "letter", taken_down=True
            ),
        )
        checked = factory.Trait(
            submitted=True,
            checklist=factory.RelatedFactory(
                "tests.factories.partners.ChecklistFactory", "letter"
            ),
        )
        answered = factory.Trait(submitted=True, status=Status.ANSWERED)
        asked = factory.Trait(
            submitted=True,
            status=Status.INFO_REQUESTED,
            request=factory.RelatedFactory(
                "tests.factories.partners.InformationRequestFactory", "letter"
            ),
        )
        proposed = factory.Trait(
            checked=True,
            decline_proposed_at=factory.LazyFunction(timezone.now),
            decline_proposed_by=factory.SubFactory(UserFactory, officer=True),
            decline_reason="The letter names no contribution.",
        )
        declined = factory.Trait(
            proposed=True,
            status=Status.DECLINED,
            declined_at=factory.LazyFunction(timezone.now),
            declined_by=factory.SubFactory(UserFactory, officer=True),
        )
        half_cleared = factory.Trait(
            cleared=True, has_personal_data=True, public_letter=None
        )
        # Signed on paper, and confirmed; its pages are drawn.
        signed = factory.Trait(
            confirmed=True,
            signing=LetterOfIntent.Signing.UPLOAD,
            signed_file=factory.SubFactory(
                "tests.factories.partners.PublicFileFactory", policy="letter_original"
            ),
        )
        withdrawn = factory.Trait(
            submitted=True,
            status=Status.WITHDRAWN,
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("sender"),
        )

    sender = factory.SubFactory(UserFactory)
    kind = Kind.OTHER
    organisation = factory.Sequence(lambda n: f"Example Applicant {n}")
    language = "en"
    is_for_all_areas = True
    supports = True
    commits_to_goal = True
    contribution_kinds = factory.LazyFunction(lambda: ["expertise", "in_kind"])
    contribution = (
        "We give forty working days of two specialists each year to train laboratories "
        "in measuring mercury in fish and in hair."
    )
    country = None
    contact_name = "Sample Contact"
    contact_email = factory.SelfAttribute("sender.email")
    contact_title = "Programme officer"
    contact_phone = "+41 22 555 01 00"
    contact_signs = True
    signing = LetterOfIntent.Signing.TYPED
    signed_name = "Sample Contact"
    is_authorized = True


class ChecklistFactory(Beside):
    """Every question answered with yes."""

    class Meta:
        model = Checklist

    letter = factory.SubFactory(LetterFactory, submitted=True)
    checked_by = factory.SubFactory(UserFactory, officer=True)
    is_eligible = True
    contact_is_verified = True
    signatory_is_authorized = True
    is_no_duplicate = True
    diligence_is_done = True


class PublicFileFactory(factory.django.DjangoModelFactory):
    """The row of a stored file; its bytes are not on the disk."""

    class Meta:
        model = "documents.Document"

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    name = "letter.pdf"
    media_type = "application/pdf"
    policy = "letter_public"


class PublicVersionFactory(Beside):
    """The version of a published letter that the public reads."""

    class Meta:
        model = PublicVersion

    class Params:
        taken_down = factory.Trait(
            ended_at=factory.LazyFunction(timezone.now),
            taken_down_because="It named the wrong organization.",
        )

    letter = factory.SubFactory(LetterFactory, published=True, public=None)
    number = 1
    file = factory.SelfAttribute("letter.public_letter")
    published_at = factory.SelfAttribute("letter.published_at")
    published_by = factory.SelfAttribute("letter.published_by")


class CorrectionFactory(Beside):
    """Other words for a public letter, whose file is made."""

    class Meta:
        model = Correction

    letter = factory.SubFactory(LetterFactory, published=True)
    reason = "The number of days was wrong."
    public_contribution = "Thirty working days of two specialists."
    proposed_by = factory.SubFactory(UserFactory, officer=True)
    public_letter = factory.SubFactory(PublicFileFactory)


class SignedPageFactory(Beside):
    """A page of a signed letter; the bytes of its picture are not on the disk."""

    class Meta:
        model = SignedPage

    letter = factory.SubFactory(LetterFactory, signed=True)
    number = 1
    width, height = 1240, 1754
    picture = factory.SubFactory(
        PublicFileFactory,
        name="page.jpg",
        media_type="image/jpeg",
        policy="letter_original",
    )


class InformationRequestFactory(factory.django.DjangoModelFactory):
    """Two questions that wait for the sender."""

    class Meta:
        model = InformationRequest
        skip_postgeneration_save = True

    letter = factory.SubFactory(LetterFactory, submitted=True, status=Status.INFO_REQUESTED)
    due_on = date(2026, 12, 31)
    asked_by = factory.SubFactory(UserFactory, officer=True)

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        for position, text in enumerate(
            extracted or ["Who signs?", "Which budget?"], start=1
        ):
            Question.objects.create(request=self, position=position, text=text)


class JoinRequestFactory(factory.django.DjangoModelFactory):
    """Somebody asks to speak for a partner."""

    class Meta:
        model = JoinRequest

    partner = factory.SubFactory(PartnerFactory)
    person = factory.SubFactory(UserFactory)
    note = "I lead the mercury programme."


class IntroductionLinkFactory(factory.django.DjangoModelFactory):
    """A link by which a partner introduces new ones."""

    class Meta:
        model = IntroductionLink

    partner = factory.SubFactory(PartnerFactory)
    code = factory.Sequence(lambda n: f"code{n}")
    made_by = factory.SubFactory(UserFactory)


class PartnerInvitationFactory(factory.django.DjangoModelFactory):
    """Somebody is invited by mail to work for a partner."""

    class Meta:
        model = PartnerInvitation

    partner = factory.SubFactory(PartnerFactory)
    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    role = Representative.Role.CONTRIBUTOR
    language = "en"
    token_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=21))


def incoming_mail(letter, text):
    """What the sender of a letter wrote by mail about it."""
    message = outbox.post(
        "partners/emails/letter_received.txt", to=[letter.sender], letter=letter
    )[0]
    return IncomingMail.objects.create(
        message_id=f"<{message.pk}@mail.example.org>",
        from_address=letter.sender.email,
        text=text,
        original=message,
        purpose="letter",
        key=str(letter.pk),
        person=letter.sender,
        state="taken",
    )


def mailed_answer(letter, text, **fields):
    """The same as a draft of the sender."""
    return MailedAnswer.objects.create(
        letter=letter, person=letter.sender, mail=incoming_mail(letter, text), **fields
    )


class SilenceQuestionFactory(factory.django.DjangoModelFactory):
    """A silent partner is asked today whether it stays."""

    class Meta:
        model = SilenceQuestion

    class Params:
        over = factory.Trait(
            asked_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=61)),
            answer_by=factory.LazyFunction(lambda: today() - timedelta(days=1)),
        )

    partner = factory.SubFactory(PartnerFactory)
    asked_by = factory.SubFactory(UserFactory, officer=True)
    answer_by = factory.LazyFunction(lambda: today() + timedelta(days=60))


class PartnerStatementFactory(factory.django.DjangoModelFactory):
    """A partner says that it leaves in two weeks; ``returns=True``: that it is back."""

    class Meta:
        model = PartnerStatement

    class Params:
        returns = factory.Trait(kind="returns", leaves_on=None)
        due = factory.Trait(leaves_on=factory.LazyFunction(today))

    partner = factory.SubFactory(PartnerFactory)
    kind = "leaves"
    words = "Our programme ends."
    said_by = factory.SubFactory(UserFactory)
    leaves_on = factory.LazyFunction(lambda: today() + timedelta(days=14))


class PastLetterFactory(factory.django.DjangoModelFactory):
    """A letter of 2006, known from a list; ``withdrawn=True``: added by mistake."""

    class Meta:
        model = PastLetter

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SubFactory(UserFactory, officer=True),
            withdrawn_because="It is of somebody else.",
        )

    partner = factory.SubFactory(PartnerFactory)
    year = 2006
    language = "en"
    source = "List of partners of 2007"
    added_by = factory.SubFactory(UserFactory, officer=True)
