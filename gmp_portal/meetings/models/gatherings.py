"""Meetings and their agenda."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from gmp_portal import dates, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models.bodies import Body
from gmp_portal.workflow import Stateful


def check_zone(name: str) -> None:
    """Accept the name of a time zone, such as Europe/Zurich."""
    if name not in available_timezones():
        raise ValidationError(_("Name a time zone such as Europe/Zurich."), code="zone")


# What rests on a meeting, by the name under which it is asked.
RESTS = {
    "attended": Q(attendances__presence__in=["present", "online", "absent"]),
    "asked": Q(decisions__mode="in_session"),
    "decides": Q(
        decisions__mode="in_session",
        decisions__status__in=["open", "adopted", "adopted_with_statements"],
    ),
    "deciding": Q(decisions__mode="in_session", decisions__status="open"),
    "papers_quote": Q(papers__agenda_item__isnull=False),
    "decisions_quote": Q(decisions__agenda_item__isnull=False),
    "reported": Q(report__isnull=False),
}


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees a meeting once it is convened; its officers see it before."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        public = ~Q(status=Meeting.Status.PLANNED) & (
            ~Q(status=Meeting.Status.CANCELLED) | Q(convened_at__isnull=False)
        )
        return self.filter(public | Q(body__in=body_rules.bodies_of(user)))

    def with_what_rests(self) -> Self:
        """Each with what rests on it, for a page that only reads it."""
        itself = Meeting.objects.filter(pk=OuterRef("pk")).order_by()
        return self.annotate(
            **{f"rests_{what}": Exists(itself.filter(rest)) for what, rest in RESTS.items()}
        )

    def newest_first(self) -> Self:
        """By date, the newest first; those whose date is not known come last, by number."""
        return self.order_by(
            F("starts_on").desc(nulls_last=True), F("number").desc(nulls_last=True), "-pk"
        )


class Meeting(Stateful):
    """A body comes together, in one place or through wires (A1-4a-ii, A1-4b-ii)."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CONVENED = "convened", _("Convened")
        HELD = "held", _("Held")
        CLOSED = "closed", pgettext_lazy("meeting", "Concluded")
        CANCELLED = "cancelled", _("Cancelled")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("In person and online")
        TELEPHONE = "telephone", _("By telephone")
        WRITTEN = "written", _("In writing")

    TRANSITIONS: ClassVar = {
        Status.PLANNED: {Status.CONVENED, Status.CANCELLED},
        Status.CONVENED: {Status.HELD, Status.CANCELLED},
        Status.HELD: {Status.CLOSED},
        Status.CLOSED: set(),
        Status.CANCELLED: set(),
    }

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="meetings", verbose_name=_("body")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    code = models.CharField(
        _("beginning of the papers' symbols"), max_length=30, blank=True
    )
    title = NameField(_("title"), max_length=200)
    slug = models.SlugField(_("name in the address"), max_length=90, unique=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    opens_at_time = models.TimeField(_("begins at"), null=True, blank=True)
    closes_at_time = models.TimeField(_("ends at"), null=True, blank=True)
    zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[check_zone]
    )
    place = NameField(_("place"), max_length=200, blank=True)
    country = models.ForeignKey(
        "reference.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    mode = models.CharField(
        _("how people meet"), max_length=10, choices=Mode.choices, blank=True
    )
    join_text = models.TextField(_("how to take part"), blank=True)
    back_to_back = NameField(_("back to back with"), max_length=200, blank=True)
    chairs = NameField(_("chaired by"), max_length=300, blank=True)
    facts = models.TextField(_("what is on record"), blank=True)
    source = NameField(_("source"), max_length=300, blank=True)
    is_imported = models.BooleanField(_("from the public record"), default=False)
    rescheduled_from = models.DateField(_("rescheduled from"), null=True, blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    convened_at = models.DateTimeField(null=True)
    convened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    before_rule = models.BooleanField(
        _("recorded before its hours were compared"),
        default=False,
        db_default=False,
        editable=False,
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [F("starts_on").desc(nulls_last=True), "-number", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["planned", "convened", "held", "closed", "cancelled"]
                ),
                name="meeting_status_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    mode__in=["", "in_person", "online", "hybrid", "telephone", "written"]
                ),
                name="meeting_mode_known",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="meeting_ends_after_it_begins",
            ),
            # What was recorded before the hours were compared is marked and stays as it is.
            models.CheckConstraint(
                condition=Q(opens_at_time__isnull=True)
                | Q(closes_at_time__isnull=True)
                | Q(starts_on__lt=F("ends_on"))
                | Q(opens_at_time__lt=F("closes_at_time"))
                | Q(before_rule=True),
                name="meeting_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_imported=True) | Q(starts_on__isnull=False),
                name="meeting_has_a_date",
            ),
            models.UniqueConstraint(fields=["body", "number"], name="meeting_number_once"),
            models.UniqueConstraint(
                "code", condition=~Q(code=""), name="meeting_code_once"
            ),
            both_or_neither(
                "convened_at", "convened_by", name="meeting_convening_complete"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-starts_on"], name="meeting_by_body"),
            models.Index(
                F("starts_on").desc(nulls_last=True),
                F("number").desc(nulls_last=True),
                F("id").desc(),
                name="meeting_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting_detail", args=[self.slug])

    @property
    def starts_at(self) -> datetime | None:
        """The moment the first day begins, in the meeting's own zone."""
        return dates.at(self.starts_on, self.opens_at_time, self.zone)

    @property
    def ends_at(self) -> datetime | None:
        """The moment the last day ends, in the meeting's own zone."""
        return dates.at(self.ends_on, self.closes_at_time, self.zone)

    @property
    def has_begun(self) -> bool:
        """Whether it runs or is over: by the hour if one is known, else by the day there."""
        return dates.has_come(self.starts_on, self.opens_at_time, self.zone)

    @property
    def is_over(self) -> bool:
        """Whether it has ended: by the hour if one is known, else with its last day there."""
        return dates.is_past(self.ends_on, self.closes_at_time, self.zone)

    @property
    def may_be_over(self) -> bool:
        """Whether it can be recorded as held: it has begun, or its days are not known."""
        return self.starts_on is None or self.has_begun

    @property
    def is_ahead(self) -> bool:
        """Whether its days are known and not over."""
        return self.starts_on is not None and not self.is_over

    @property
    def today_there(self) -> date:
        """The day that it is now in the meeting's own zone."""
        return dates.today(self.zone)

    def rests(self, what: str) -> bool:
        """Whether this rests on it: as the page read it, or as it is at this moment."""
        known: bool | None = self.__dict__.get(f"rests_{what}")
        if known is not None:
            return known
        return Meeting.objects.filter(RESTS[what], pk=self.pk).exists()

    @property
    def was_attended(self) -> bool:
        """Whether somebody recorded who is there, which nobody does for another day."""
        return self.rests("attended")

    @property
    def asked_in_session(self) -> bool:
        """Whether its members were asked in session while it met (A1-4a-iii, A1-4b-iii)."""
        return self.rests("asked")

    @property
    def days_stay(self) -> bool:
        """Whether it is too late to move it: it meets, or something rests on its days."""
        begins = self.status == self.Status.CONVENED and self.has_begun
        return begins or self.was_attended or self.asked_in_session

    @property
    def decides(self) -> bool:
        """Whether a decision in its session is open or adopted, so that it is not called off."""
        return self.rests("decides")

    @property
    def is_deciding(self) -> bool:
        """Whether a decision in its session is open, so that the books stay open, too."""
        return self.rests("deciding")

    @property
    def takes_registrations(self) -> bool:
        return self.status == self.Status.CONVENED and not self.is_over

    @property
    def is_coming(self) -> bool:
        """Whether it is planned or convened, and neither held nor cancelled."""
        return self.status in (self.Status.PLANNED, self.Status.CONVENED)

    @property
    def has_fixed_agenda(self) -> bool:
        """Whether others quote the agenda by its numbers, which then stay (A1-4a-i, A1-4b-i)."""
        return (
            not self.is_coming
            or self.rests("papers_quote")
            or self.rests("decisions_quote")
        )

    @property
    def has_report(self) -> bool:
        """Whether a report of it was begun, whoever may read it."""
        return self.rests("reported")

    @property
    def report_due_on(self) -> date | None:
        """When the report must be public at the latest (R-13, A1-4a-vi)."""
        if self.ends_on is None:
            return None
        days = rulebook.value("R-13", on=self.ends_on)["public_days"]
        return self.ends_on + timedelta(days=days)

    @property
    def has_facts(self) -> bool:
        """Whether more is on record than the hours and the place, which stand on top."""
        is_told = any((self.chairs, self.back_to_back, self.facts, self.source))
        return is_told or bool(self.mode and not self.starts_at)

    @property
    def names_its_body(self) -> bool:
        """Whether the title says who meets, so that nothing else need say it."""
        return str(self.body.label) in self.title

    @property
    def place_label(self) -> str:
        """Place and country in one line."""
        if not self.place or not self.country:
            return str(self.place or self.country or "")
        # Translators: Chinese and other languages name the country first
        return pgettext("place and country", "%(place)s, %(country)s") % {
            "place": self.place,
            "country": self.country,
        }


class AgendaItem(models.Model):
    """One item of an agenda; an item may stand under another."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("stands under"),
    )
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "position")
    )
    title = NameField(_("title"), max_length=300)
    notes = models.TextField(_("annotation"), blank=True)
    # What comes after the numbers stay: the item it is inserted after (2 bis), and when.
    inserted_after = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inserted",
        verbose_name=_("stands after"),
    )
    added_late_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "parent", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="agenda_not_under_itself",
            ),
            models.CheckConstraint(
                condition=Q(inserted_after__isnull=True) | Q(added_late_at__isnull=False),
                name="agenda_inserted_late_only",
            ),
        ]

    def __str__(self) -> str:
        return self.title
