"""What the sender of a letter of intent writes, part by part (A1-2c)."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import NameField
from gmp_portal.documents.models import Document
from gmp_portal.reference.models import Country
from partners.models.choices import Kind
from partners.models.letter_states import Contribution, Signing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models.pledges import Pledge


def user_of_letter(name: "StrOrPromise") -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=name,
    )


def file_of_letter() -> models.ForeignKey:
    return models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")


class LetterAnswers(models.Model):
    """The answers of a letter: organization, areas, commitment, contact and signature."""

    Contribution = Contribution
    Signing = Signing

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, blank=True)
    organisation = NameField(_("official name"), max_length=250, blank=True)
    short_name = NameField(_("short name"), max_length=60, blank=True)
    skeleton = models.CharField(max_length=250, blank=True, editable=False, db_index=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    country_note = NameField(_("country, in your words"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    language = models.CharField(
        _("language of the letter"),
        max_length=10,
        choices=settings.OFFICIAL_LANGUAGES,
        default="en",
    )
    duplicate_explanation = models.TextField(
        _("why this is another organization"), blank=True, max_length=2000
    )

    area_slugs = ArrayField(models.CharField(max_length=90), default=list, blank=True)
    is_for_all_areas = models.BooleanField(_("the whole Partnership"), default=False)

    supports = models.BooleanField(_("supports the Partnership"), default=False)
    commits_to_goal = models.BooleanField(_("is committed to the goal"), default=False)
    support_statement = models.TextField(
        _("statement of support"), blank=True, max_length=8000
    )
    contribution_kinds = ArrayField(
        models.CharField(max_length=20, choices=Contribution.choices),
        default=list,
        blank=True,
    )
    contribution = models.TextField(_("contribution"), blank=True, max_length=8000)
    contribution_period = NameField(_("period"), max_length=100, blank=True)

    contact_name = NameField(_("contact point"), max_length=150, blank=True)
    contact_title = NameField(_("function"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact point"), blank=True)
    contact_phone = NameField(_("telephone"), max_length=40, blank=True)
    contact_is_public = models.BooleanField(_("may be named in public"), default=False)
    contact_signs = models.BooleanField(_("the contact point signs"), null=True, blank=True)
    signatory_name = NameField(_("signatory"), max_length=150, blank=True)
    signatory_title = NameField(_("function of the signatory"), max_length=150, blank=True)
    signatory_email = models.EmailField(_("e-mail of the signatory"), blank=True)

    signing = models.CharField(
        _("way of signing"), max_length=10, choices=Signing.choices, blank=True
    )
    signed_name = NameField(_("typed name"), max_length=150, blank=True)
    is_authorized = models.BooleanField(_("is authorized to sign"), default=False)
    signed_file = file_of_letter()

    # The letter to be signed on paper, and which version of the draft it shows.
    paper = file_of_letter()
    paper_version = models.PositiveIntegerField(null=True)
    # Before a draft goes for its age, its sender is told, once.
    expiry_told_at = models.DateTimeField(null=True)

    sender: Any
    links: Any
    pledges: Any
    replaces: Any
    submitted_at: Any

    class Meta:
        abstract = True

    @property
    def is_individual(self) -> bool:
        return self.kind == Kind.INDIVIDUAL

    @property
    def signatory(self) -> str:
        return self.contact_name if self.contact_signs else self.signatory_name

    @property
    def signatory_address(self) -> str:
        return self.contact_email if self.contact_signs else self.signatory_email

    @property
    def is_typed_for_another(self) -> bool:
        """Whether the name of somebody else than the sender is typed as the signature."""
        address, own = self.signatory_address.lower(), self.sender.email.lower()
        return self.signing != self.Signing.UPLOAD and address not in ("", own)

    @property
    def took_its_place(self) -> bool:
        """Whether sending it withdrew the letter that it was copied from, at the same moment."""
        sent_at = self.submitted_at
        return bool(sent_at and self.replaces and self.replaces.withdrawn_at == sent_at)

    @cached_property
    def pledged(self) -> "list[Pledge]":
        """The rows of contributions in their order, asked once for a page."""
        return [*self.pledges.all()]

    def is_written_by(self, user: Any) -> bool:
        """Whether the sender asked this person to write the draft, too (R-32)."""
        return bool(user.is_authenticated and self.links.writers(user).exists())

    @property
    def contribution_labels(self) -> list[str]:
        return [str(Contribution(kind).label) for kind in self.contribution_kinds]


class Attachment(models.Model):
    """A document that supports a letter; never public."""

    letter = models.ForeignKey(
        "partners.LetterOfIntent", models.CASCADE, related_name="attachments"
    )
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("supporting document")
        verbose_name_plural = _("supporting documents")
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.document.name
