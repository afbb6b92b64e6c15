"""What the register and letters of intent keep of people."""

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map, erasing
from gmp_portal.accounts.data_map import (
    WITH_ACCOUNT,
    WITH_RECORD,
    Clock,
    Kept,
    Shown,
)
from gmp_portal.accounts.models import User
from partners.actions import import_forgetting, old_drafts
from partners.acts import Act
from partners.models import (
    LetterOfIntent,
    PartnerInvitation,
    PartnerProfile,
    Representative,
)
from partners.models.invitations import InvitationStatus
from partners.models.letter_states import UNDER_WAY, LetterStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OF_LETTER = _("Contacts and signatories of a letter of intent")
COLLEAGUES = _("Colleagues whom somebody asks for help with a letter, and invited people")
INDIVIDUALS = _("Individuals who are partners themselves, and people named in a letter")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "drafts",
        Clock(
            what=_("Drafts of letters of intent"),
            rule="R-31",
            since=_drafts,
            lasts=old_drafts.kept_for,
            acts=(Act.LETTER_EXPIRED,),
        ),
    )
    data_map.OBSTACLES.register("partners", under_way)
    data_map.ERASERS.register("partners", erase)
    data_map.register(
        "partners",
        Kept(
            "partners.LetterOfIntent",
            ("contact_name", "contact_title", "contact_email", "contact_phone"),
            what=_("Name, title, e-mail address and telephone number of the contact"),
            whose=OF_LETTER,
            purpose=_("To write to the partner about its letter"),
            basis="A1-6d-iii",
            clock=WITH_RECORD,
            person="sender",
        ),
        Kept(
            "partners.LetterOfIntent",
            (
                "signatory_name",
                "signatory_title",
                "signatory_email",
                "signed_name",
                "boxes",
            ),
            what=_(
                "Name, title and e-mail address of who signed, and where the signature is"
            ),
            whose=OF_LETTER,
            purpose=_("A letter counts because somebody signed it"),
            basis="A1-2c-1",
            clock=WITH_RECORD,
            person="sender",
        ),
        Kept(
            "partners.LetterOfIntent",
            (
                *("organisation", "short_name", "website", "country_note"),
                *("support_statement", "contribution", "public_statement"),
                *("public_contribution", "overruled"),
            ),
            what=_("Name and words of the letter; personal data in them are blacked out"),
            whose=INDIVIDUALS,
            purpose=_("Letters of intent stand on the website of the secretariat"),
            basis="A1-2c-6",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="sender",
        ),
        Kept(
            "partners.Partner",
            ("name", "short_name", "website", "source", "seat"),
            what=_("Name, website and seat"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("The register says who is a partner"),
            basis="A1-2e",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "partners.PartnerProfile",
            PartnerProfile.TEXTS,
            what=_("What a partner says of itself: why it takes part, and what it can do"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("The register says who is a partner"),
            basis="A1-6d-ii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "partners.HistoricalPartner",
            ("name", "short_name", "website", "source", "seat", "history_user"),
            what=_("Former names, and who changed them"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("What public bodies decide must be traceable"),
            basis="P-1",
            clock=WITH_RECORD,
        ),
        Kept(
            "partners.Representative",
            ("person", "role", "period", "ended_reason"),
            what=_("Who speaks for a partner, from when to when"),
            whose=_("Focal points and other people of a partner"),
            purpose=_("The secretariat keeps a directory of contacts"),
            basis="A1-6d-iii",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "partners.Representative",
            (
                *("phone", "consented_at", "mail_consented_at", "phone_consented_at"),
                *("confirmed_at", "asked_at", "reminded_at", "imported_at"),
                "consent_source",
            ),
            what=_("Telephone number, and what may be shown in public"),
            whose=_("Focal points and other people of a partner"),
            purpose=_("The directory shows in public only what its people agreed to"),
            basis="A1-6d-iii",
            clock=WITH_ACCOUNT,
            shown=Shown.CONSENTED,
            person="person",
        ),
        Kept(
            "partners.SilenceQuestion",
            ("words", "settled_by"),
            what=_("What a partner answers that was silent, and who settled it"),
            whose=_("Focal points and other people of a partner"),
            purpose=_("A partner of whom nothing is heard is asked whether it stays"),
            basis="R-46",
            clock=WITH_RECORD,
            person="settled_by",
        ),
        Kept(
            "partners.PartnerStatement",
            ("words", "said_by"),
            what=_("What somebody says for a partner that leaves or comes back"),
            whose=_("Focal points and other people of a partner"),
            purpose=_("What public bodies decide must be traceable"),
            basis="R-47",
            clock=WITH_RECORD,
            person="said_by",
        ),
        Kept(
            "partners.Merge",
            ("reason", "changes", "names", "stayed"),
            what=_("Why two entries are the same, and what went over"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("The two can be taken apart again"),
            basis="R-56",
            clock=WITH_RECORD,
        ),
        Kept(
            "partners.LetterLink",
            ("email", "token_sha256"),
            what=_("The address to which a link was sent"),
            whose=COLLEAGUES,
            purpose=_("So that a colleague without an account can help"),
            basis="R-32",
            clock=WITH_RECORD,
            person="created_by",
        ),
        Kept(
            "partners.PartnerInvitation",
            ("email", "language", "token_sha256"),
            what=_("The address to which an invitation was sent"),
            whose=COLLEAGUES,
            purpose=_("So that a partner can bring its people in by itself"),
            basis="A1-6d-iii",
            clock=WITH_RECORD,
            person="invited_by",
        ),
        Kept(
            "partners.SignatureRequest",
            ("name", "email", "token_sha256"),
            what=_("Name and e-mail address of who is asked to sign"),
            whose=OF_LETTER,
            purpose=_("A letter counts because somebody signed it"),
            basis="R-21",
            clock=WITH_RECORD,
            person="entered_by",
        ),
        Kept(
            "partners.LetterNote",
            ("text", "author"),
            what=_("Notes about a letter, and who wrote them"),
            whose=_("The secretariat and the sender of a letter"),
            purpose=_("UNEP asks a sender for more information"),
            basis="A1-2d",
            clock=WITH_RECORD,
            person="author",
        ),
        Kept(
            "partners.JoinRequest",
            ("person", "note"),
            what=_("Who asks to speak for a partner, and why"),
            whose=_("Whoever asks to belong to a partner"),
            purpose=_("The secretariat keeps a directory of contacts"),
            basis="A1-6d-iii",
            clock=WITH_RECORD,
            person="person",
        ),
        Kept(
            "partners.ImportRow",
            ("values", "changes", "near"),
            what=_("Rows of an imported table, which may name people"),
            whose=_("Whoever is named in a record"),
            purpose=_("So that it can be seen where an entry of the register came from"),
            basis="A1-6d-iii",
            clock=WITH_RECORD,
        ),
        Kept(
            "partners.FormerName",
            ("name", "skeleton"),
            what=_("Former names"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("The register says who is a partner"),
            basis="A1-2e",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "partners.OtherName",
            ("name", "skeleton"),
            what=_("Names in other languages"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("The register says who is a partner"),
            basis="A1-2e",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "partners.Distinction",
            ("reason",),
            what=_("Why two entries are not the same"),
            whose=_("Individuals who are partners themselves"),
            purpose=_("Nobody compares the two again"),
            basis="A1-2e",
            clock=WITH_RECORD,
        ),
        Kept(
            "partners.PastLetter",
            ("source", "note", "withdrawn_because"),
            what=_("How a letter from before the portal is known, and notes about it"),
            whose=_("Whoever is named in a record"),
            purpose=_("The register says who is a partner"),
            basis="R-44",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "partners.PastLetter",
            ("signed_by", "received_on"),
            what=_("Who signed a letter from before the portal, and when it came"),
            whose=_("Whoever is named in a record"),
            purpose=_("The register says who is a partner"),
            basis="R-44",
            clock=WITH_RECORD,
        ),
        Kept(
            "partners.Question",
            ("text", "answer"),
            what=_("Questions of the secretariat, and answers"),
            whose=_("The secretariat and the sender of a letter"),
            purpose=_("UNEP asks a sender for more information"),
            basis="A1-2d",
            clock=WITH_RECORD,
        ),
    )
    for table, fields in ABOUT_NO_PERSON.items():
        data_map.leave_out(table, fields)


def _drafts() -> "QuerySet[Any]":
    drafts = LetterOfIntent.objects.filter(status=LetterStatus.DRAFT)
    return drafts.annotate(since=F("updated_at"))


def under_way(person: User) -> "list[StrOrPromise]":
    """A letter of intent that somebody has begun or sent has to be settled before (R-49)."""
    open_ones = [LetterStatus.DRAFT, *UNDER_WAY]
    letters = LetterOfIntent.objects.filter(sender=person, status__in=open_ones)
    if not letters.exists():
        return []
    return [
        _(
            "You have a letter of intent under way. Delete the draft, or withdraw it, before."
        )
    ]


def erase(person: User) -> None:
    """Take the number, and what may be shown, out of all terms for partners (R-49).

    Invitations lose the address to which they went, and stay as they were settled; the rows of
    tables lose name and address.
    """
    Representative.objects.filter(person=person).update(
        phone="",
        consent_source="",
        phone_consented_at=None,
        mail_consented_at=None,
        consented_at=None,
    )
    addresses = erasing.every_address(person)
    known = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    addresses |= {address.lower() for address in known}
    accepted = Q(settled_by=person, status=InvitationStatus.ACCEPTED)
    sent = PartnerInvitation.objects.filter(accepted | Q(email__in=addresses))
    # Two that wait have different addresses, as before.
    number = Cast("pk", CharField())
    sent.update(email=Concat(Value("removed-"), number, Value("@example.invalid")))
    import_forgetting.forget_person(person, addresses)


# Words about letters, partners and tables, and fingerprints.
ABOUT_NO_PERSON = {
    "partners.Checklist": "diligence_note note",
    "partners.Correction": (
        "public_statement public_contribution overruled paper_note boxes reason"
    ),
    "partners.Funder": "name skeleton other_names website note",
    "partners.HistoricalPartner": "slug told_apart since_note history_change_reason",
    "partners.Import": "name sheet columns notes counts stands",
    "partners.ImportRow": "sheet source_key cell_faults faults",
    "partners.IntroductionLink": "code",
    "partners.LetterOfIntent": (
        "skeleton duplicate_explanation area_slugs contribution_kinds contribution_period "
        "paper_note clearance_note postponed_because reference confirmation_reference "
        "decline_reason withdrawal_reason came_by"
    ),
    "partners.Partner": "slug skeleton short_skeleton told_apart since_note",
    "partners.Pledge": "unit",
    "partners.PublicVersion": "reason taken_down_because",
    "partners.SetAside": "check_key subject reason",
}
