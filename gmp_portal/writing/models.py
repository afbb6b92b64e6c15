"""What was saved or typed, one revision for each save; who is writing now, and who was here."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rounds import Reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of(self, kind: str, key: str) -> Self:
        """The revisions of one text, newest first."""
        return self.filter(kind=kind, key=key).order_by("-number")

    def taken_in(self) -> Self:
        """Those that were the text for a while; not those that clashed with it."""
        return self.filter(is_aside=False)

    def newest_under(self, kind: str, start: str) -> "Reading[dict[str, Revision]]":
        """The newest revision of each text whose key begins so, by its rest, latest first."""
        rows = self.filter(kind=kind, key__startswith=start).select_related("saved_by")
        rows = rows.order_by("-saved_at", "-number")
        yield [rows]
        newest: dict[str, Revision] = {}
        for row in rows:
            newest.setdefault(row.key.removeprefix(start), row)
        return newest


class Revision(models.Model):
    """What a text or row held after a save, or what somebody typed against a newer one (P-1).

    ``values`` are those of ``ui.versions``, ``token`` is theirs. ``is_aside`` marks what was
    sent on top of an older text: nothing that was typed is missing from here.
    """

    class Thinned(models.IntegerChoices):
        """How far the texts around it have been thinned."""

        NOT = 0, _("Every save is kept")
        HOURS = 1, _("One save for each hour is kept")
        DAYS = 2, _("One save for each day is kept")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField(_("number"))
    values = models.JSONField()
    token = models.CharField(max_length=32)
    is_aside = models.BooleanField(_("set aside"), default=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    thinned_for = models.PositiveSmallIntegerField(
        choices=Thinned.choices, default=Thinned.NOT, editable=False
    )
    restored_from = models.PositiveIntegerField(_("restored from"), null=True)
    # Who saved it, as the reader at hand may know it (``authors.told``).
    who: "StrOrPromise" = ""

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["kind", "key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "number"], name="revision_number_once"
            ),
            models.CheckConstraint(
                condition=Q(token__regex=r"^[0-9a-f]{32}$"),  # noqa: S106 the name of a field
                name="revision_token_is_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(thinned_for__in=[0, 1, 2]), name="revision_thinning_known"
            ),
            models.CheckConstraint(
                condition=Q(is_aside=False) | Q(restored_from__isnull=True),
                name="revision_aside_restores_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "key", "token"], name="revision_by_token"),
            models.Index(fields=["thinned_for", "saved_at"], name="revision_by_age"),
        ]

    def __str__(self) -> str:
        return str(_("Revision %(number)d") % {"number": self.number})


class PresenceQuerySet(models.QuerySet["Presence"]):
    def now(self, scope: str) -> Self:
        """Who showed a sign of life in the last minute and a half."""
        since = timezone.now() - Presence.LASTS
        return self.filter(scope=scope, seen_at__gte=since).select_related("person")


class Presence(models.Model):
    """Somebody has a form open; nobody is kept from writing by that."""

    LASTS = timedelta(seconds=90)

    scope = models.CharField(max_length=120)
    part = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("somebody who is writing")
        verbose_name_plural = _("people who are writing")
        ordering = ["scope", "part", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "part", "person"], name="presence_once"
            )
        ]
        indexes = [models.Index(fields=["seen_at"], name="presence_by_age")]

    def __str__(self) -> str:
        return f"{self.scope} {self.part}"


class UnsentFormQuerySet(models.QuerySet["UnsentForm"]):
    def waiting(self) -> Self:
        """Those that were neither sent nor discarded."""
        return self.filter(ended_at=None)


class UnsentForm(models.Model):
    """What one person typed into a form and has not sent yet (R-22); nobody else sees it.

    The browser keeps the same. ``stem`` and ``number`` are the name of its copy: a draft has one
    stem wherever it goes on, and each change a higher number. ``form`` tells one form of the
    portal from another, as its script names it; what was sent in vain without ever being kept
    by a script has its address for a name. ``page`` is where the form stands, ``fields`` are its
    values by name. Of what was sent or discarded the name stays, so that no other window takes
    its copy for unsent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stem = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    copy = models.CharField(max_length=40)
    form = models.CharField(max_length=400)
    page = models.CharField(_("page"), max_length=500)
    action = models.CharField(max_length=500)
    title = models.CharField(_("title"), max_length=300, blank=True)
    version = models.CharField(max_length=64, blank=True)
    fields = models.JSONField()
    kept_at = models.DateTimeField(_("kept"), default=timezone.now)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = UnsentFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("form that was not sent")
        verbose_name_plural = _("forms that were not sent")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "stem"], name="unsent_form_once"),
            models.CheckConstraint(
                condition=Q(action__startswith="/") & Q(page__startswith="/"),
                name="unsent_form_is_ours",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(fields={}),
                name="unsent_form_ends_without_words",
            ),
        ]
        indexes = [models.Index(fields=["kept_at"], name="unsent_form_by_age")]

    def __str__(self) -> str:
        return self.title or gettext("A form without a title")


class Visit(models.Model):
    """When one person was last here, to be told what others changed since (R-67).

    Nobody else sees it. ``before_at`` is when this person was here before the visit that goes on,
    ``seen_at`` when a page was opened last. What was changed is marked until its part is opened:
    ``parts`` holds when each part was, ``read_at`` since when that counts for all others.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=120)
    before_at = models.DateTimeField(_("here before"), default=timezone.now)
    seen_at = models.DateTimeField(_("last here"), default=timezone.now)
    read_at = models.DateTimeField(_("all seen"), default=timezone.now)
    parts = models.JSONField(_("parts that were opened"), default=dict)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "scope"], name="visit_once"),
            models.CheckConstraint(
                condition=Q(before_at__lte=F("seen_at"), read_at__lte=F("seen_at")),
                name="visit_was_before_it_is",
            ),
        ]
        indexes = [models.Index(fields=["seen_at"], name="visit_by_age")]

    def __str__(self) -> str:
        return self.scope
