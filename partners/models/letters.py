"""Letters of intent, from the first word of a draft to the public page."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.reference.models import Country
from gmp_portal.workflow import Stateful
from partners.models import names
from partners.models.letter_rules import RULES
from partners.models.letter_states import PUBLIC_LABELS, Contribution, LetterStatus, Signing
from partners.models.partners import Kind, Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models.letter_checks import InformationRequest


class LetterQuerySet(models.QuerySet["LetterOfIntent"]):
    def published(self) -> Self:
        return self.filter(status=LetterStatus.PUBLISHED)

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Letters whose original this person may read: sender, partner's people, secretariat."""
        if isinstance(user, AnonymousUser):
            return self.none()
        own = Q(sender=user)
        if user.is_secretariat:
            return self.filter(own | ~Q(status=LetterStatus.DRAFT))
        return self.filter(own | Q(partner__in=Partner.objects.represented_by(user)))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees published letters; who sent one or works on it sees it earlier."""
        if isinstance(user, AnonymousUser):
            return self.published()
        return self.filter(
            Q(status=LetterStatus.PUBLISHED)
            | Q(pk__in=self.model.objects.open_to(user).values("pk"))
        )

    def on_the_desk(self) -> Self:
        """What the secretariat has to work on."""
        return self.filter(
            status__in=[
                LetterStatus.SUBMITTED,
                LetterStatus.INFO_REQUESTED,
                LetterStatus.ANSWERED,
                LetterStatus.CONFIRMED,
            ]
        )


def _user(name: "StrOrPromise") -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=name,
    )


def _file() -> models.ForeignKey:
    return models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")


class LetterOfIntent(Stateful):
    """A would-be partner's commitment, addressed to UNEP (A1-2c)."""

    Status = LetterStatus
    Contribution = Contribution
    Signing = Signing

    TRANSITIONS = {
        Status.DRAFT: {Status.SUBMITTED},
        Status.SUBMITTED: {
            Status.INFO_REQUESTED,
            Status.CONFIRMED,
            Status.DECLINED,
            Status.WITHDRAWN,
        },
        Status.INFO_REQUESTED: {Status.ANSWERED, Status.DECLINED, Status.WITHDRAWN},
        Status.ANSWERED: {
            Status.INFO_REQUESTED,
            Status.CONFIRMED,
            Status.DECLINED,
            Status.WITHDRAWN,
        },
        Status.CONFIRMED: {Status.PUBLISHED},
        Status.PUBLISHED: set(),
        Status.DECLINED: set(),
        Status.WITHDRAWN: set(),
    }

    draft_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Unique, and absent before the letter is sent.
    reference = models.CharField(  # noqa: DJ001
        _("reference"), max_length=20, unique=True, null=True
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.DRAFT
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="letters",
        verbose_name=_("sender"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        related_name="letters",
        verbose_name=_("partner"),
    )

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, blank=True)
    organisation = models.CharField(_("official name"), max_length=250, blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    skeleton = models.CharField(max_length=250, blank=True, editable=False, db_index=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    website = models.URLField(_("website"), blank=True)
    language = models.CharField(
        _("language of the letter"), max_length=10, choices=settings.LANGUAGES, default="en"
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
    contribution_period = models.CharField(_("period"), max_length=100, blank=True)

    contact_name = models.CharField(_("contact point"), max_length=150, blank=True)
    contact_title = models.CharField(_("function"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact point"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_is_public = models.BooleanField(_("may be named in public"), default=False)
    contact_signs = models.BooleanField(_("the contact point signs"), null=True, blank=True)
    signatory_name = models.CharField(_("signatory"), max_length=150, blank=True)
    signatory_title = models.CharField(
        _("function of the signatory"), max_length=150, blank=True
    )
    signatory_email = models.EmailField(_("e-mail of the signatory"), blank=True)

    signing = models.CharField(
        _("way of signing"), max_length=10, choices=Signing.choices, blank=True
    )
    signed_name = models.CharField(_("typed name"), max_length=150, blank=True)
    is_authorized = models.BooleanField(_("is authorized to sign"), default=False)
    signed_file = _file()

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(_("saved"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent"), null=True)
    receipt = _file()

    confirmation_reference = models.CharField(  # noqa: DJ001
        _("confirmation"), max_length=20, unique=True, null=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = _user(_("confirmed by"))
    # Counted from the confirmation, by the rule of that day.
    publish_due_on = models.DateField(_("to be published by"), null=True)
    confirmation_letter = _file()

    decline_proposed_at = models.DateTimeField(null=True)
    decline_proposed_by = _user(_("proposed to decline"))
    decline_reason = models.TextField(_("reason"), blank=True, max_length=5000)
    declined_at = models.DateTimeField(_("declined"), null=True)
    declined_by = _user(_("declined by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = _user(_("withdrawn by"))
    withdrawal_reason = models.TextField(_("reason"), blank=True, max_length=5000)

    # What the public will see, as the clearance left it (A1-2c-6, R-14, R-15).
    has_personal_data = models.BooleanField(_("personal data found"), null=True)
    clearance_note = models.TextField(_("what was found"), blank=True, max_length=5000)
    public_statement = models.TextField(_("public statement"), blank=True, max_length=8000)
    public_contribution = models.TextField(
        _("public contribution"), blank=True, max_length=8000
    )
    cleared_at = models.DateTimeField(_("cleared"), null=True)
    cleared_by = _user(_("cleared by"))
    seconded_at = models.DateTimeField(_("cleared by a second person"), null=True)
    seconded_by = _user(_("second person"))

    public_letter = _file()
    public_version = models.PositiveSmallIntegerField(_("version"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)
    published_by = _user(_("published by"))

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of intent")
        verbose_name_plural = _("letters of intent")
        ordering = ["-submitted_at", "-pk"]
        constraints = RULES

    def __str__(self) -> str:
        return self.organisation or str(_("Letter of intent"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form of the name by which duplicates are found beside the name."""
        self.organisation = names.tidy(self.organisation)
        self.skeleton = names.skeleton(self.organisation)
        fields = kwargs.get("update_fields")
        if fields is not None and "organisation" in fields:
            kwargs["update_fields"] = {*fields, "skeleton"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("partners:letter_detail", args=[self.key])

    @property
    def key(self) -> str:
        """What stands in the address: the number, or the draft's own key before there is one."""
        return self.reference or str(self.draft_id)

    @property
    def public_status_label(self) -> "StrOrPromise":
        """The status in the words that senders and visitors read."""
        return PUBLIC_LABELS[self.status]

    @property
    def is_draft(self) -> bool:
        return self.status == LetterStatus.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == LetterStatus.PUBLISHED

    @property
    def is_individual(self) -> bool:
        return self.kind == Kind.INDIVIDUAL

    @property
    def is_cleared(self) -> bool:
        """Whether as many people cleared it as the rule asks for (R-15)."""
        if self.cleared_at is None:
            return False
        return not self.has_personal_data or self.seconded_at is not None

    @property
    def awaits_second_clearance(self) -> bool:
        return self.cleared_at is not None and not self.is_cleared

    @property
    def open_request(self) -> "InformationRequest | None":
        """The questions that wait for the sender now (A1-2d)."""
        return next((request for request in self.requests.all() if request.is_open), None)

    @property
    def signatory(self) -> str:
        return self.contact_name if self.contact_signs else self.signatory_name

    @property
    def contribution_labels(self) -> list[str]:
        return [str(Contribution(kind).label) for kind in self.contribution_kinds]

    @property
    def days_waiting(self) -> int | None:
        """Days since the letter arrived, while the secretariat works on it."""
        return (timezone.now() - self.submitted_at).days if self.submitted_at else None


class Attachment(models.Model):
    """A document that supports a letter; never public."""

    letter = models.ForeignKey(LetterOfIntent, models.CASCADE, related_name="attachments")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("supporting document")
        verbose_name_plural = _("supporting documents")
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.document.name
