"""What somebody wrote by e-mail about a letter, until he or she says what becomes of it (N19)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.incoming.models import IncomingMail
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable
from partners.models.letter_checks import InformationRequest


class Outcome(models.TextChoices):
    """What became of it."""

    MESSAGE = "message", _("Sent as a message")
    ANSWERS = "answers", _("Put into the answers to the questions")
    DROPPED = "dropped", _("Not sent")


class MailedAnswer(Lockable):
    """A draft that came by mail; nobody else reads it before its writer sends it (N19)."""

    Outcome = Outcome

    letter = models.ForeignKey(
        "partners.LetterOfIntent", models.PROTECT, related_name="mailed_answers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mailed_answers"
    )
    mail = models.OneToOneField(
        IncomingMail, models.PROTECT, related_name="answer_about_letter"
    )
    # Which questions it answers; none where it answers a message.
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, related_name="mailed_answers"
    )
    came_at = models.DateTimeField(_("came"), default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("answer by mail")
        verbose_name_plural = _("answers by mail")
        ordering = ["came_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False, outcome__in=Outcome.values),
                name="mailed_answer_settled_somehow",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, self.person)

    def get_absolute_url(self) -> str:
        return reverse("partners:mailed_answer", args=[self.letter.key, self.pk])

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    def fits(self, asked: InformationRequest | None) -> bool:
        """Whether it can be an answer to these questions: to none that came later."""
        if asked is None:
            return False
        if self.request_id is not None:
            return self.request_id == asked.pk
        return self.came_at >= asked.asked_at
