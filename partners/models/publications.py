"""What the public reads of a letter: cleared, published, corrected, taken down (A1-2c-6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.constraints import both_or_neither
from gmp_portal.documents.models import Document
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable, token_of
from partners.models.letter_answers import file_of_letter, user_of_letter
from partners.models.letter_states import WAS_PUBLIC, LetterStatus

NO_BOXES = models.Value([], models.JSONField())


def paper_is_settled(name: str) -> tuple[models.CheckConstraint, ...]:
    """A signed letter is shown with black boxes, or not shown for a reason (R-14)."""
    return (
        models.CheckConstraint(
            condition=~Q(shows_paper=True) | ~Q(boxes=[]),
            name=f"{name}_paper_shown_has_boxes",
        ),
        models.CheckConstraint(
            condition=~Q(shows_paper=False) | ~Q(paper_note=""),
            name=f"{name}_paper_withheld_has_reason",
        ),
        models.CheckConstraint(
            condition=Q(public_paper__isnull=True) | Q(shows_paper=True),
            name=f"{name}_public_paper_is_shown",
        ),
    )


class PublicWords(models.Model):
    """The words and pages that the public reads, and what became of the signed letter (R-14)."""

    public_statement = models.TextField(_("public statement"), blank=True, max_length=8000)
    public_contribution = models.TextField(
        _("public contribution"), blank=True, max_length=8000
    )
    # What looked like personal data and is none, with the reason: {"hits": [...], "reason": ...}.
    overruled = models.JSONField(_("what is no personal data"), default=dict, blank=True)
    public_letter = file_of_letter()
    # Whether the signed letter itself is shown; nothing where nobody decided it yet.
    shows_paper = models.BooleanField(_("the signed letter is public"), null=True)
    paper_note = models.TextField(
        _("why the signed letter is not public"),
        blank=True,
        max_length=2000,
        db_default="",
    )
    # [page, left, top, width, height]: the page from 1, the others in thousandths of it.
    boxes = models.JSONField(
        _("black boxes"), default=list, blank=True, db_default=NO_BOXES
    )
    public_paper = file_of_letter()

    class Meta:
        abstract = True

    def token_of_paper(self) -> str:
        """By which a form says which boxes it shows."""
        return token_of(f"{self.shows_paper} {self.boxes} {self.paper_note}")

    @property
    def lacks_files(self) -> bool:
        """Whether a file that the public shall read is still to be made."""
        lacks_paper = bool(self.shows_paper) and self.public_paper_id is None
        return self.public_letter_id is None or lacks_paper


class ClearedLetter(PublicWords):
    """What a letter knows of its clearance, and of its publication (R-14, R-15)."""

    status: str

    has_personal_data = models.BooleanField(_("personal data found"), null=True)
    clearance_note = models.TextField(_("what was found"), blank=True, max_length=5000)
    cleared_at = models.DateTimeField(_("cleared"), null=True)
    cleared_by = user_of_letter(_("cleared by"))
    seconded_at = models.DateTimeField(_("cleared by a second person"), null=True)
    seconded_by = user_of_letter(_("second person"))

    public_version = models.PositiveSmallIntegerField(_("version"), null=True)
    published_at = models.DateTimeField(pgettext_lazy("letter", "published"), null=True)
    published_by = user_of_letter(_("published by"))
    # Why it may be published later than the rule asks for.
    postponed_because = models.TextField(
        _("why it is published later"), blank=True, max_length=2000, db_default=""
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.status == LetterStatus.PUBLISHED

    @property
    def was_published(self) -> bool:
        """Whether the public reads it, or has read it."""
        return self.status in WAS_PUBLIC

    @property
    def is_cleared(self) -> bool:
        """Whether as many people cleared it as the rule asks for (R-15)."""
        if self.cleared_at is None:
            return False
        return not self.has_personal_data or self.seconded_at is not None

    @property
    def awaits_second_clearance(self) -> bool:
        return self.cleared_at is not None and not self.is_cleared


class SignedPage(models.Model):
    """A page of a signed letter as a picture, to say which places of it are blacked out."""

    letter = models.ForeignKey(
        "partners.LetterOfIntent", models.PROTECT, related_name="signed_pages"
    )
    number = models.PositiveSmallIntegerField(_("page"))
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    picture = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("page of a signed letter")
        verbose_name_plural = _("pages of signed letters")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="signed_page_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, width__gte=1, height__gte=1),
                name="signed_page_has_size",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, self.number)


class PublicVersion(Lockable):
    """One version of a letter as the public read it, from a day on; its mark stays (A1-2c-6)."""

    letter = models.ForeignKey(
        "partners.LetterOfIntent",
        models.PROTECT,
        related_name="public_versions",
        verbose_name=_("letter"),
    )
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.ForeignKey(Document, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    # Public. Nothing for the first one.
    reason = models.TextField(_("why it was corrected"), blank=True, max_length=2000)
    published_at = models.DateTimeField(pgettext_lazy("letter", "published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(_("public until"), null=True)
    # Public; nothing where a corrected version took its place.
    taken_down_because = models.TextField(
        _("why it was taken down"), blank=True, max_length=5000
    )

    class Meta:
        verbose_name = _("published version of a letter")
        verbose_name_plural = _("published versions of letters")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "number"], name="public_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(ended_at__isnull=True),
                name="public_version_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_because="") | Q(ended_at__isnull=False),
                name="public_version_taken_down_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("published_at")),
                name="public_version_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, self.number)

    @property
    def is_taken_down(self) -> bool:
        return bool(self.taken_down_because)


class Correction(PublicWords, Lockable):
    """Another version of a public letter, that a second person puts in its place (R-40)."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", pgettext_lazy("correction of a letter", "Published")
        DROPPED = "dropped", pgettext_lazy("correction of a letter", "Dropped")

    letter = models.ForeignKey(
        "partners.LetterOfIntent",
        models.PROTECT,
        related_name="corrections",
        verbose_name=_("letter"),
    )
    reason = models.TextField(_("why it is corrected"), max_length=2000)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, blank=True
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = user_of_letter(_("decided by"))
    # How often other places of the signed letter were marked; each time its file is made anew.
    turn = models.PositiveSmallIntegerField(default=0)
    # The number of the version that it became.
    version = models.PositiveSmallIntegerField(_("version"), null=True)

    class Meta:
        verbose_name = _("correction of a letter")
        verbose_name_plural = _("corrections of letters")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["", "published", "dropped"]),
                name="correction_outcome_known",
            ),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(outcome=""), name="correction_one_is_open"
            ),
            both_or_neither(
                "decided_at", "decided_by", name="correction_decided_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="correction_decided_has_outcome",
            ),
            # The second person is another one.
            models.CheckConstraint(
                condition=~Q(outcome="published")
                | (
                    ~Q(decided_by=F("proposed_by"))
                    & Q(version__isnull=False, public_letter__isnull=False)
                ),
                name="correction_published_by_two",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            *paper_is_settled("correction"),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, self.reason)

    def words_read(self) -> str:
        """What whoever decides on it reads."""
        said = [self.reason, self.public_statement, self.public_contribution]
        return "\n\n".join([*said, self.paper_note, str(self.boxes)])
