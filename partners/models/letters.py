"""Letters of intent, from the first word of a draft to the public page."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.users import own_or_merged
from gmp_portal.characters import can_be_seen
from gmp_portal.constraints import both_or_neither, status_is_known
from partners.models.choices import Kind
from partners.models.filed_letters import FILING, FiledLetter
from partners.models.letter_answers import LetterAnswers, file_of_letter, user_of_letter
from partners.models.letter_checks import (
    CheckedLetter,
    InformationRequest,
    SignatureRequest,
)
from partners.models.letter_links import LetterLink
from partners.models.letter_states import (
    ADMITTED,
    PUBLIC_LABELS,
    UNDER_WAY,
    WAS_PUBLIC,
    LetterStatus,
)
from partners.models.partners import Partner, followed
from partners.models.publications import ClearedLetter, paper_is_settled

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _is_open_to(user: User) -> Q:
    mine = own_or_merged("accepted_by", user)
    accepted = LetterLink.objects.filter(mine, revoked_at__isnull=True)
    shared = accepted.values("letter")
    own = own_or_merged("sender", user) | Q(status=LetterStatus.DRAFT, pk__in=shared)
    if user.is_secretariat:
        return own | ~Q(status=LetterStatus.DRAFT)
    spoken_for = Partner.objects.represented_by(user).values("pk")
    # What was sent for an entry that was merged belongs to whoever stands for it.
    return own | Q(partner__in=spoken_for) | Q(partner__merged_into__in=spoken_for)


class LetterQuerySet(models.QuerySet["LetterOfIntent"]):
    def published(self) -> Self:
        return self.filter(status=LetterStatus.PUBLISHED)

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Letters whose original this person may read: sender, partner's voices, secretariat."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(_is_open_to(user))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees published letters; who sent one or works on it sees it earlier."""
        if isinstance(user, AnonymousUser):
            return self.published()
        return self.filter(Q(status=LetterStatus.PUBLISHED) | _is_open_to(user))

    def examined(self) -> Self:
        """What UNEP has received, and neither confirmed nor declined (A1-2c)."""
        return self.filter(status__in=UNDER_WAY)

    def on_the_desk(self) -> Self:
        """What the secretariat has to work on."""
        return self.filter(status__in=[*UNDER_WAY, LetterStatus.CONFIRMED])

    def published_for(self, partner: Partner) -> Self:
        """The public letters of a partner, the newest first (A1-2c-6)."""
        return self.published().filter(followed(partner)).order_by("-published_at")


class LetterOfIntent(LetterAnswers, FiledLetter, CheckedLetter, ClearedLetter):
    """A would-be partner's commitment, addressed to UNEP (A1-2c)."""

    Status = LetterStatus

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
        Status.PUBLISHED: {Status.TAKEN_DOWN},
        Status.TAKEN_DOWN: {Status.PUBLISHED},
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

    # The letter it was copied from, whose place it takes when it is sent (A1-2c).
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="copies",
        verbose_name=_("copied from"),
    )

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(_("saved"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent"), null=True)
    receipt = file_of_letter()

    confirmation_reference = models.CharField(  # noqa: DJ001
        _("confirmation"), max_length=20, unique=True, null=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    confirmed_by = user_of_letter(_("confirmed by"))
    # Counted from the confirmation, by the rule of that day.
    publish_due_on = models.DateField(_("to be published by"), null=True)
    confirmation_letter = file_of_letter()

    decline_proposed_at = models.DateTimeField(null=True)
    decline_proposed_by = user_of_letter(_("proposed to decline"))
    decline_reason = models.TextField(_("reason"), blank=True, max_length=5000)
    declined_at = models.DateTimeField(_("declined"), null=True)
    declined_by = user_of_letter(_("declined by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = user_of_letter(_("withdrawn by"))
    withdrawal_reason = models.TextField(_("reason"), blank=True, max_length=5000)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of intent")
        verbose_name_plural = _("letters of intent")
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            # What waits on the desk, what is news, and what was done lately: few of many.
            models.Index(
                fields=["submitted_at"],
                name="letter_waiting",
                condition=Q(status__in=[*UNDER_WAY, LetterStatus.CONFIRMED]),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="letter_newest",
                condition=Q(status=LetterStatus.PUBLISHED),
            ),
            models.Index(
                fields=["skeleton", "id"],
                name="letter_by_name",
                condition=Q(status=LetterStatus.PUBLISHED),
            ),
            models.Index(
                fields=["status", "submitted_at"],
                include=["sender"],
                name="letter_by_status",
            ),
            models.Index(fields=["published_at"], name="letter_by_publication"),
            models.Index(fields=["confirmed_at"], name="letter_by_confirmation"),
            models.Index(fields=["declined_at"], name="letter_by_refusal"),
        ]
        constraints = [
            status_is_known(LetterStatus, name="letter_status_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["", *Kind.values]), name="letter_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    status="draft", submitted_at__isnull=True, reference__isnull=True
                )
                | (
                    ~Q(status="draft")
                    & Q(submitted_at__isnull=False, reference__isnull=False)
                ),
                name="letter_sent_has_number",
            ),
            # Support, commitment and contribution each stand on their own (A1-2c-2 to A1-2c-4).
            models.CheckConstraint(
                condition=Q(status="draft")
                | (
                    Q(supports=True, commits_to_goal=True)
                    & ~Q(contribution="")
                    & ~Q(organisation="")
                    & ~Q(kind="")
                ),
                name="letter_sent_is_complete",
            ),
            both_or_neither("paper", "paper_version", name="letter_paper_has_version"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="letter_copied_from_another",
            ),
            both_or_neither(
                "confirmed_at",
                "confirmed_by",
                "confirmation_reference",
                "publish_due_on",
                "partner",
                name="letter_confirmation_complete",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ADMITTED, confirmed_at__isnull=False)
                | (~Q(status__in=ADMITTED) & Q(confirmed_at__isnull=True)),
                name="letter_confirmed_has_confirmation",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("sender")),
                name="letter_not_confirmed_by_sender",
            ),
            *FILING,
            both_or_neither(
                "decline_proposed_at",
                "decline_proposed_by",
                name="letter_decline_proposed_by_somebody",
            ),
            both_or_neither(
                "declined_at", "declined_by", name="letter_declined_by_somebody"
            ),
            # A decline has a reason and a second person.
            models.CheckConstraint(
                condition=~Q(status="declined")
                | (
                    Q(declined_at__isnull=False, decline_proposed_at__isnull=False)
                    & ~Q(decline_reason="")
                    & ~Q(declined_by=F("decline_proposed_by"))
                ),
                name="letter_declined_by_two",
            ),
            both_or_neither(
                "withdrawn_at", "withdrawn_by", name="letter_withdrawn_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
                name="letter_withdrawn_has_time",
            ),
            both_or_neither("cleared_at", "cleared_by", name="letter_cleared_by_somebody"),
            both_or_neither(
                "seconded_at", "seconded_by", name="letter_seconded_by_somebody"
            ),
            # The second person of the clearance is another one.
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("cleared_by")),
                name="letter_cleared_by_two",
            ),
            both_or_neither(
                "published_at",
                "published_by",
                "public_version",
                name="letter_published_by_somebody",
            ),
            # Nothing is public before confirmation, clearance and a cleared file (A1-2c-6).
            models.CheckConstraint(
                condition=~Q(status="published")
                | (
                    Q(
                        confirmed_at__isnull=False,
                        cleared_at__isnull=False,
                        public_letter__isnull=False,
                        published_at__isnull=False,
                    )
                    & (Q(has_personal_data=False) | Q(seconded_at__isnull=False))
                ),
                name="letter_published_needs_clearance",
            ),
            *paper_is_settled("letter"),
            can_be_seen(
                *("organisation", "short_name", "country_note"),
                *("contact_name", "contact_title", "signatory_name", "signatory_title"),
                "signed_name",
                name="letter_names_can_be_seen",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or str(_("Letter of intent"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form of the name by which duplicates are found beside the name."""
        self.skeleton = characters.skeleton(characters.line(self.organisation))
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
    def has_paper(self) -> bool:
        """The PDF to be signed on paper is there, and says what the draft says now."""
        return self.paper_version == self.version

    def words_read(self) -> str:
        """What whoever decides on it reads: letter, questions, answers, notes, public words."""
        asked = [
            text
            for texts in self.requests.filter(questions__isnull=False)
            .order_by("pk", "questions__pk")
            .values_list("questions__text", "questions__answer")
            for text in texts
        ]
        said = [self.organisation, self.support_statement, self.contribution, *asked]
        public = [self.decline_reason, self.public_statement, self.public_contribution]
        paper = [self.paper_note, str(self.boxes or "")]
        if self.status in WAS_PUBLIC:
            # A letter that was taken down meanwhile is another one to decide on.
            paper.append(f"{self.status} {self.public_version}")
            paper += [each.words_read() for each in self.corrections.filter(outcome="")]
        read = [*said, *public, *paper, *self.notes_of_officers()]
        return "\n\n".join(text for text in read if text)

    @property
    def has_another_contact(self) -> bool:
        """Whether somebody else than the sender is named as the contact point."""
        address, own = self.contact_email.lower(), self.sender.email.lower()
        return address not in ("", own)

    @property
    def names_contact(self) -> bool:
        """Whether the contact point agreed to be named in public; no sender does for others.

        Who signed the letter as its contact point by a link has read it (A1-6d-iii, R-21).
        """
        if not self.contact_is_public or self.is_individual:
            return False
        if not self.has_another_contact:
            return True
        signed = SignatureRequest.objects.filter(letter=self, confirmed_at__isnull=False)
        return bool(self.contact_signs) and signed.exists()

    @property
    def decline_waits(self) -> bool:
        """Whether a proposal to decline waits for a second person (A1-2e)."""
        return self.status in UNDER_WAY and self.decline_proposed_at is not None

    @property
    def open_request(self) -> InformationRequest | None:
        """The questions that wait for the sender now (A1-2d)."""
        return next((request for request in self.requests.all() if request.is_open), None)

    @property
    def days_waiting(self) -> int | None:
        """Days since the letter arrived, while the secretariat works on it."""
        return (timezone.now() - self.submitted_at).days if self.submitted_at else None
