"""What partners of the area say about a draft (B4-2), and what leads make a task of it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models.plans import PlanVersion
from gmp_portal.accounts.models.terms import today
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import beside, labelled
from gmp_portal.workflow import Stateful
from gmp_portal.writing import anchors
from gmp_portal.writing.anchors import Anchor
from partners.models import Partner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gmp_portal.accounts.models import User


class CommentQuerySet(models.QuerySet["PlanComment"]):
    def begun(self) -> Self:
        """The first comment of each thread; answers belong to it."""
        return self.filter(answers=None)

    def waiting(self) -> Self:
        """Threads with which nobody has dealt yet."""
        return self.begun().filter(resolved_at=None, withdrawn_at=None)


class PlanComment(models.Model):
    """A partner of the area says something about a section of the draft (B4-2).

    It may be about words of the text, or about an entry of a list or one of its fields. An entry is
    named by its kind and key, for it may go while what was said of it stays.
    """

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="comments")
    section = models.CharField(_("section"), max_length=4, blank=True)
    row_kind = models.CharField(
        _("list"), max_length=16, blank=True, default="", db_default=""
    )
    row_pk = models.PositiveBigIntegerField(_("entry"), null=True, blank=True)
    field = models.CharField(
        _("field"), max_length=40, blank=True, default="", db_default=""
    )
    quote = models.CharField(
        _("words it is about"),
        max_length=anchors.LONGEST,
        blank=True,
        default="",
        db_default="",
    )
    before_quote = models.CharField(
        max_length=anchors.AROUND, blank=True, default="", db_default="", editable=False
    )
    after_quote = models.CharField(
        max_length=anchors.AROUND, blank=True, default="", db_default="", editable=False
    )
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("answers"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    # For whom it was said; leads say something as such, too.
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    text = models.TextField(_("comment"), max_length=5000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Its tasks, where a page has read those of all comments at once (``reading.threads``).
    given_tasks: "Sequence[CommentTask]" = ()

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a plan")
        verbose_name_plural = _("comments on plans")
        ordering = ["written_at", "pk"]
        constraints = [
            both_or_neither(
                "resolved_at", "resolved_by", name="plan_comment_resolved_complete"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="plan_comment_not_empty"),
            models.CheckConstraint(
                condition=Q(row_kind="", row_pk__isnull=True, field="")
                | (~Q(row_kind="") & Q(row_pk__isnull=False)),
                name="plan_comment_names_its_entry",
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True)
                | Q(row_kind="", quote="", resolved_at__isnull=True),
                name="plan_comment_answer_has_no_place",
            ),
            models.CheckConstraint(
                condition=~Q(quote="") | Q(before_quote="", after_quote=""),
                name="plan_comment_words_have_surroundings",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.author, self.plan)

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}?thread={self.thread_pk}#thread-{self.thread_pk}"

    @property
    def voice(self) -> str:
        """Who said it, and for which partner."""
        return beside(self.author, self.partner.name_on_record if self.partner else "")

    @property
    def thread_pk(self) -> int:
        """The key of the comment with which its thread began."""
        return self.answers_id or self.pk

    @property
    def is_open(self) -> bool:
        """Whether it waits: nobody dealt with it, and its author stands by it."""
        return self.resolved_at is None and self.withdrawn_at is None

    @property
    def begins(self) -> bool:
        return self.answers_id is None

    @property
    def anchor(self) -> Anchor:
        """The words it is about, and what stood around them."""
        return Anchor(self.quote, self.before_quote, self.after_quote)


class TaskQuerySet(models.QuerySet["CommentTask"]):
    def waiting(self) -> Self:
        """Those that nobody has done, in drafts."""
        return self.filter(
            status=TaskStatus.OPEN, comment__plan__status__in=PlanVersion.OPEN
        )

    def of(self, person: "User") -> Self:
        return self.filter(person=person)


class TaskStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("task", "Open")
    DONE = "done", pgettext_lazy("task", "Done")
    TAKEN_BACK = "taken_back", pgettext_lazy("task", "Taken back")


class CommentTask(Stateful):
    """What follows from a comment: somebody does it until a day, and says when it is done."""

    Status = TaskStatus
    TRANSITIONS = {
        TaskStatus.OPEN: {TaskStatus.DONE, TaskStatus.TAKEN_BACK},
        TaskStatus.DONE: set(),
        TaskStatus.TAKEN_BACK: set(),
    }

    comment = models.ForeignKey(
        PlanComment, models.PROTECT, related_name="tasks", verbose_name=_("comment")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("who does it"),
    )
    what = NameField(_("what is to be done"), max_length=300)
    due_on = models.DateField(_("until"))
    status = models.CharField(
        _("status"), max_length=10, choices=TaskStatus.choices, default=TaskStatus.OPEN
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("given by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task from a comment")
        verbose_name_plural = _("tasks from comments")
        ordering = ["due_on", "pk"]
        constraints = [
            status_is_known(TaskStatus, name="comment_task_status_known"),
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(status="open"),
                name="comment_task_one_at_a_time",
            ),
            both_or_neither("ended_at", "ended_by", name="comment_task_end_complete"),
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True)
                | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="comment_task_ends_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(status="open"),
                name="comment_task_open_by_person",
            )
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.comment.get_absolute_url()

    @property
    def tone(self) -> str:
        """How its state is shown: done, late, or on its way."""
        if self.status != TaskStatus.OPEN:
            return "ok" if self.status == TaskStatus.DONE else "neutral"
        return "warn" if self.due_on < today() else "info"
