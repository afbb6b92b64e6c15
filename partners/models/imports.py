"""A table of partners that came in: read, compared, written as a whole, and taken back (C16)."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models.partners import Partner
from partners.models.representatives import Representative, RepresentativeQuerySet


class ImportStatus(models.TextChoices):
    """How far a table is on its way into the register."""

    CHECKING = "checking", _("Being compared with the register")
    CHECKED = "checked", _("Compared, nothing is written")
    WRITING = "writing", _("Being written")
    DONE = "done", _("Written into the register")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    DISCARDED = "discarded", _("Discarded")


# The sheet that every table had before there were others.
PARTNERS = "partners"
CONTACTS = "contacts"
WRITTEN = (ImportStatus.DONE, ImportStatus.UNDOING, ImportStatus.UNDONE)


class Outcome(models.TextChoices):
    """What a row of the table would do, or did."""

    OPEN = "open", _("Not compared yet")
    NEW = "new", _("New in the register")
    CHANGED = "changed", _("Changes what the register says")
    SAME = "same", _("Says what the register says")
    FAULTY = "faulty", _("Cannot be brought in as it stands")


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Only the secretariat brings tables in."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        return self.none()


class Import(Stateful):
    """One table that somebody uploaded, with what the portal understood of it."""

    Status = ImportStatus
    TRANSITIONS = {
        # Nobody has to wait for a comparison that does not come to an end.
        ImportStatus.CHECKING: {ImportStatus.CHECKED, ImportStatus.DISCARDED},
        # Compared once more when rows were left out.
        ImportStatus.CHECKED: {
            ImportStatus.CHECKING,
            ImportStatus.WRITING,
            ImportStatus.DISCARDED,
        },
        # Back where the register changed meanwhile: somebody looks at it once more.
        ImportStatus.WRITING: {ImportStatus.DONE, ImportStatus.CHECKED},
        ImportStatus.DONE: {ImportStatus.UNDOING},
        # Back where somebody has built on it: then nothing of it is taken back.
        ImportStatus.UNDOING: {ImportStatus.UNDONE, ImportStatus.DONE},
        ImportStatus.UNDONE: frozenset(),
        ImportStatus.DISCARDED: frozenset(),
    }

    name = NameField(_("name of the file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    # The letters of the columns, and what was said of the file, as they were read.
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    notes = models.JSONField(_("notes on the file"), default=list, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ImportStatus.choices,
        default=ImportStatus.CHECKING,
    )
    # How many rows have each outcome; those left out are counted apart.
    counts = models.JSONField(_("rows by outcome"), default=dict, blank=True)
    # How often somebody asked for the writing, or for taking it back.
    turn = models.PositiveSmallIntegerField(default=0)
    has_moved = models.BooleanField(_("the register changed meanwhile"), default=False)
    # Why it could not be taken back, in the words of ``words.STANDS``: what, whose, which act.
    stands = models.JSONField(_("why it stands"), default=dict, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    begun_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(_("written"), null=True)
    # When somebody asked for the mails to its people: once for a table.
    told_at = models.DateTimeField(_("people written to"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("table of partners that came in")
        verbose_name_plural = _("tables of partners that came in")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            status_is_known(ImportStatus, name="import_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=WRITTEN, done_at__isnull=False)
                | (~Q(status__in=WRITTEN) & Q(done_at__isnull=True)),
                name="import_done_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:import_detail", args=[self.pk])

    @property
    def faulty(self) -> int:
        """How many rows keep the table from being written."""
        return int(self.counts.get(Outcome.FAULTY, 0))

    @property
    def written(self) -> int:
        """How many rows of all sheets enter or change something."""
        return sum(int(self.counts.get(each, 0)) for each in (Outcome.NEW, Outcome.CHANGED))

    @property
    def is_ready(self) -> bool:
        return not self.faulty and self.written > 0

    @property
    def people_not_told(self) -> RepresentativeQuerySet:
        """The terms that it entered, and of which nobody told the person yet (R-60)."""
        entered = self.rows.filter(
            sheet=CONTACTS, outcome=Outcome.NEW, target__isnull=False, is_left_out=False
        )
        return Representative.objects.not_told().filter(pk__in=entered.values("target"))

    @property
    def waits_for_telling(self) -> bool:
        """Whether somebody came in who does not know of it, and nobody asked for the mails."""
        is_open = self.status == ImportStatus.DONE and self.told_at is None
        return is_open and self.people_not_told.exists()

    @property
    def can_be_taken_back(self) -> bool:
        """Within so many days after it was written (R-37)."""
        if self.status != ImportStatus.DONE or self.done_at is None:
            return False
        return timezone.now() < self.done_at + timedelta(days=rulebook.value("R-37"))


class ImportRow(models.Model):
    """One row: what stands there, what it would do, and what it did."""

    Outcome = Outcome

    batch = models.ForeignKey(
        Import, models.PROTECT, related_name="rows", verbose_name=_("table")
    )
    # Which sheet it stands in; ``reading.imports.sheets`` knows those beside that of partners.
    sheet = models.CharField(
        _("sheet"), max_length=20, default=PARTNERS, db_default=PARTNERS
    )
    number = models.PositiveIntegerField(_("row"))
    source_key = models.CharField(_("key in the source"), max_length=120, blank=True)
    values = models.JSONField(_("what stands there"), default=dict)
    # What was found when the file was read, which no comparison changes.
    cell_faults = models.JSONField(_("cells that cannot be read"), default=list, blank=True)
    faults = models.JSONField(_("what is wrong"), default=list, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN
    )
    # By field what stood there before, and what stands there then.
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    near = models.JSONField(_("partners that it may be"), default=list, blank=True)
    is_left_out = models.BooleanField(_("left out"), default=False)
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, related_name="+", verbose_name=_("partner")
    )
    # The partner that this row entered: alone such a one can be taken out again.
    entered = models.BigIntegerField(null=True, editable=False)
    # The term, letter or membership that a row of another sheet entered or changed.
    target = models.BigIntegerField(null=True, editable=False)
    # The account that was made for the person of this row.
    account = models.BigIntegerField(null=True, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("row of a table that came in")
        verbose_name_plural = _("rows of tables that came in")
        ordering = ["batch", "sheet", "number"]
        indexes = [
            models.Index(
                fields=["source_key"],
                name="import_row_key",
                condition=Q(partner__isnull=False),
            ),
            models.Index(
                fields=["batch", "sheet", "outcome", "number"], name="import_row_outcome"
            ),
            models.Index(
                fields=["entered"],
                name="import_row_entered",
                condition=Q(entered__isnull=False),
            ),
            models.Index(
                fields=["target", "sheet"],
                name="import_row_target",
                condition=Q(target__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sheet", "number"], name="import_row_once"
            ),
            # Partners alone are entered so; what stands beside them has a key of its own.
            models.CheckConstraint(
                condition=Q(sheet=PARTNERS, target=None, account=None)
                | (~Q(sheet=PARTNERS) & Q(entered=None)),
                name="import_row_of_one_sheet",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="import_row_outcome_known"
            ),
            # Whoever comes in without a letter comes in with a source.
            models.CheckConstraint(
                condition=Q(entered__isnull=True)
                | (Q(values__has_key="source") & ~Q(values__source="")),
                name="import_row_entered_has_source",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.batch, self.number)
