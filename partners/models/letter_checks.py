"""What the secretariat asks and checks before it confirms (A1-2d, A1-2e)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal import dates
from gmp_portal.characters import NameField, can_be_seen, opening
from gmp_portal.constraints import both_or_neither
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable, RuleRefusedError, Stateful
from partners.models.letter_notes import LetterNote
from partners.models.letter_states import UNDER_WAY, LetterStatus, Signing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class SignatureRequest(Lockable):
    """A signatory for whom somebody else typed the name confirms it by a link, once (R-21)."""

    letter = models.OneToOneField(
        "partners.LetterOfIntent",
        models.CASCADE,
        related_name="signature_request",
        verbose_name=_("letter"),
    )
    name = NameField(_("signatory"), max_length=150)
    email = models.EmailField(_("e-mail of the signatory"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # The link itself is in the mail only.
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("the link works until"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    class Meta:
        verbose_name = _("signature to be confirmed")
        verbose_name_plural = _("signatures to be confirmed")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email=""),
                name="signature_request_names_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(confirmed_at__lte=F("expires_at")),
                name="signature_request_confirmed_in_time",
            ),
            can_be_seen("name", name="signature_request_name_can_be_seen"),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, self.name)

    def get_absolute_url(self) -> str:
        return self.letter.get_absolute_url()

    @property
    def has_expired(self) -> bool:
        return self.expires_at < timezone.now()

    @property
    def in_words(self) -> str:
        """Who signed, who entered it, and when the signatory confirmed it."""
        said = {"name": self.name, "sender": self.entered_by}
        if self.confirmed_at is None:
            return _("%(name)s, entered by %(sender)s, not confirmed yet") % said
        day = date_format(timezone.localtime(self.confirmed_at))
        return _("%(name)s, entered by %(sender)s, confirmed on %(day)s") % (
            said | {"day": day}
        )


class About(models.TextChoices):
    """What of a letter a question of UNEP is about (A1-2d)."""

    KIND = "kind", _("Kind")
    NAME = "name", _("Name")
    COUNTRY = "country", _("Country")
    WEBSITE = "website", _("Website")
    AREAS = "areas", _("Areas")
    STATEMENT = "statement", _("Statement of support")
    CONTRIBUTION = "contribution", _("Contribution")
    PLEDGES = "pledges", _("How much, and when")
    CONTACT = "contact", _("Contact point")
    SIGNATORY = "signatory", _("Signatory")
    SIGNATURE = "signature", _("Signature")


class InformationRequest(Lockable):
    """UNEP asks the sender of a letter for more information, by a date (A1-2d)."""

    letter = models.ForeignKey(
        "partners.LetterOfIntent",
        models.PROTECT,
        related_name="requests",
        verbose_name=_("letter"),
    )
    due_on = models.DateField(_("answer by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    # The day whose reminder went out last.
    reminded_on = models.DateField(_("reminded"), null=True)

    class Meta:
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")
        ordering = ["asked_at"]
        constraints = [
            both_or_neither(
                "answered_at",
                "answered_by",
                name="information_request_answered_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(answered_at__isnull=True),
                name="information_request_one_open_per_letter",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="information_request_answered_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, date_format(self.due_on))

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < dates.today()


class Question(models.Model):
    """One question of a request, and what the sender answered."""

    About = About

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "position")
    )
    about = models.CharField(
        _("about which answer"), max_length=20, choices=About.choices, blank=True
    )
    text = models.TextField(_("question"), max_length=2000)
    answer = models.TextField(_("answer"), max_length=10000, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "position"], name="question_position_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_text"),
            models.CheckConstraint(
                condition=Q(about__in=["", *About.values]), name="question_about_known"
            ),
        ]

    def __str__(self) -> str:
        return opening(self.text)

    @property
    def in_full(self) -> str:
        """What is asked, after the answer of the letter that it is about."""
        return labelled(self.get_about_display(), self.text) if self.about else self.text


class Checklist(models.Model):
    """What an officer finds out about a letter; the verdict follows from the answers (A1-2e)."""

    QUESTIONS: "dict[str, StrOrPromise]" = {
        "is_eligible": _("Is the kind of organization plausible?"),
        "contact_is_verified": _("Is the contact point verified?"),
        "signatory_is_authorized": _("May the signatory sign for the organization?"),
        "is_no_duplicate": _("Is the organization new to the register, or the same one?"),
        "diligence_is_done": _(
            "Do the rules and policies of UNEP allow the participation?"
        ),
    }

    # What the clauses ask a letter to say: read off the paper, where one was signed.
    ON_PAPER: "dict[str, StrOrPromise]" = {
        "paper_supports": _("Does the signed letter say that it supports the Partnership?"),
        "paper_commits": _("Does the signed letter commit its sender to the overall goal?"),
        "paper_contributes": _("Does the signed letter say what will be contributed?"),
    }

    letter = models.OneToOneField(
        "partners.LetterOfIntent", models.PROTECT, related_name="checklist"
    )
    is_eligible = models.BooleanField(null=True, blank=True)
    contact_is_verified = models.BooleanField(null=True, blank=True)
    signatory_is_authorized = models.BooleanField(null=True, blank=True)
    is_no_duplicate = models.BooleanField(null=True, blank=True)
    diligence_is_done = models.BooleanField(null=True, blank=True)
    paper_supports = models.BooleanField(null=True, blank=True)
    paper_commits = models.BooleanField(null=True, blank=True)
    paper_contributes = models.BooleanField(null=True, blank=True)
    diligence_note = models.TextField(_("due diligence"), blank=True, max_length=5000)
    note = models.TextField(_("private note"), blank=True, max_length=5000)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return labelled(self.letter, self.verdict)

    @classmethod
    def questions_about(cls, letter: "CheckedLetter") -> "dict[str, StrOrPromise]":
        """The five questions, and what the paper says where the letter was signed on paper."""
        if letter.signing != Signing.UPLOAD:
            return cls.QUESTIONS
        return cls.QUESTIONS | cls.ON_PAPER

    def answers(self) -> "Iterator[tuple[StrOrPromise, bool | None]]":
        questions = self.questions_about(self.letter)
        return ((text, getattr(self, name)) for name, text in questions.items())

    @property
    def verdict(self) -> str:
        """``ready``, ``not_ready`` (a No) or ``incomplete``: computed, never chosen."""
        given = [answer for _question, answer in self.answers()]
        if False in given:
            return "not_ready"
        return "incomplete" if None in given else "ready"

    @property
    def verdict_label(self) -> "StrOrPromise":
        return {
            "ready": _("All questions are answered with yes: the letter may be confirmed."),
            "not_ready": _("At least one answer is no: ask the sender, or decline."),
            "incomplete": _("Some questions are still to be answered."),
        }[self.verdict]


class CheckedLetter(Stateful):
    """What a letter knows of the checks: what still keeps UNEP from confirming it."""

    # A page that only shows the letter reads the checks with it (``select_related``).
    has_checks_with_it = False
    status: str
    signing: str
    decline_proposed_at: datetime | None

    class Meta:
        abstract = True

    def refusal_of_unfinished(self) -> RuleRefusedError | None:
        """What is still to be done before a letter can be confirmed (A1-2d, A1-2e)."""
        if self.status == LetterStatus.INFO_REQUESTED:
            sentence = _(
                "This letter cannot be confirmed while questions to the sender are open: wait "
                "for the answers."
            )
            return RuleRefusedError(sentence, clause="A1-2d")
        if not self.can_become(LetterStatus.CONFIRMED):
            return None
        if self.decline_proposed_at is not None:
            sentence = _("Somebody proposed to decline this letter: settle that first.")
            return RuleRefusedError(sentence, clause="A1-2e")
        if self.awaits_signatory():
            sentence = _(
                "The signatory has not confirmed the signature yet, which somebody else typed "
                "(working rule R-21): wait for it, or ask the sender for the signed letter."
            )
            return RuleRefusedError(sentence, clause="A1-2c-1")
        checklist = self.saved_checklist()
        if checklist is not None and self._was_answered_since(checklist):
            sentence = _(
                "The sender has answered since the checklist was saved: read the answers, and save "
                "the checklist again."
            )
            return RuleRefusedError(sentence, clause="A1-2d")
        if checklist is None or checklist.verdict != "ready":
            sentence = _(
                "Answer all questions of the checklist with yes before you confirm."
            )
            return RuleRefusedError(sentence, clause="A1-2e")
        return None

    def _was_answered_since(self, checklist: Checklist) -> bool:
        """Whether answers came that nobody has weighed yet (A1-2d)."""
        later = InformationRequest.objects.filter(answered_at__gt=checklist.checked_at)
        return (
            self.status == LetterStatus.ANSWERED and later.filter(letter=self.pk).exists()
        )

    def notes_of_officers(self) -> list[str]:
        """What whoever decides reads beside the letter: on the checklist, and in the thread."""
        checklist = self.saved_checklist()
        kept = [checklist.note, checklist.diligence_note] if checklist else []
        notes = LetterNote.objects.filter(letter=self.pk)
        return [*kept, *notes.values_list("text", flat=True)]

    def is_ready_to_confirm(self) -> bool:
        """Whether nothing keeps it from being confirmed but the word of who may (A1-2e)."""
        return self.can_become(LetterStatus.CONFIRMED) and not self.refusal_of_unfinished()

    def awaits_signatory(self) -> bool:
        """Whether UNEP examines it and the signatory has not confirmed the typed name (R-21)."""
        if self.status not in UNDER_WAY:
            return False
        asked = self.asked_signature()
        return asked is not None and asked.confirmed_at is None

    def saved_checklist(self) -> Checklist | None:
        if self.has_checks_with_it:
            return getattr(self, "checklist", None)
        saved = Checklist.objects.filter(letter=self.pk)
        checklist = saved.select_related("checked_by").first()
        if checklist is not None:
            # Which questions it holds follows from the letter.
            checklist.letter = self  # type: ignore[assignment]
        return checklist

    def asked_signature(self) -> SignatureRequest | None:
        if self.has_checks_with_it:
            return getattr(self, "signature_request", None)
        asked = SignatureRequest.objects.filter(letter=self.pk)
        return asked.select_related("entered_by").first()
