"""What the secretariat says at the top of every page for some time: one sentence by language."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.constraints import both_or_neither
from gmp_portal.workflow import Lockable

# What all visitors read, as the name of public pages asks it; the clock of the statement counts.
SHOWN_TO_VISITORS = """
    SELECT coalesce(json_agg(json_build_array(id, kind, texts))::text, '[]') FROM (
        SELECT id, kind, texts FROM website_notice
        WHERE audience = 'everybody' AND ended_at IS NULL
            AND statement_timestamp() >= starts_at AND statement_timestamp() < ends_at
        ORDER BY kind DESC, starts_at DESC, id DESC LIMIT 3
    ) AS shown
"""
# So many are read for one reader, some of which are for others, or hidden by the reader.
MOST_READ = 12


class NoticeAudience(models.TextChoices):
    """Who reads a notice."""

    EVERYBODY = "everybody", pgettext_lazy("readers", "Everybody")
    SIGNED_IN = "signed_in", _("Whoever is signed in")
    OFFICERS = "officers", pgettext_lazy("readers", "The secretariat")


WIDEST_FIRST = Case(
    When(audience=NoticeAudience.EVERYBODY, then=0),
    When(audience=NoticeAudience.SIGNED_IN, then=1),
    default=2,
    output_field=models.IntegerField(),
)


class NoticeKind(models.TextChoices):
    """How a notice looks."""

    INFORMATION = "information", pgettext_lazy("notice", "Information")
    WARNING = "warning", pgettext_lazy("notice", "Warning")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by time and by who reads them."""

    def visible_to(self, user: Anybody) -> Self:
        """All notices, past and coming ones too, are listed for those who write them (A1-6c-i)."""
        return self if is_officer(user) else self.none()

    def shown_at(self, moment: datetime) -> Self:
        """Those of this moment: warnings first, then what most people read, then the newest."""
        # "warning" stands after "information" in the alphabet, as in the statement above.
        return self.filter(
            starts_at__lte=moment, ends_at__gt=moment, ended_at=None
        ).order_by("-kind", WIDEST_FIRST, "-starts_at", "-pk")


class Notice(Lockable):
    """It is written once and never changed: whoever has more to say ends it and writes another."""

    Audience = NoticeAudience
    Kind = NoticeKind

    # Text by language: {"en": "…"}.
    texts = models.JSONField(_("text"))
    kind = models.CharField(
        pgettext_lazy("notice", "Kind"),
        max_length=11,
        choices=Kind.choices,
        default=Kind.INFORMATION,
    )
    audience = models.CharField(
        _("Who reads it"),
        max_length=9,
        choices=Audience.choices,
        default=Audience.EVERYBODY,
    )
    starts_at = models.DateTimeField(_("Shown from"))
    ends_at = models.DateTimeField(_("Shown until"))
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(_("taken down"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="notice_newest"),
            models.Index(
                fields=["ends_at"], name="notice_open", condition=Q(ended_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["information", "warning"]), name="notice_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["everybody", "signed_in", "officers"]),
                name="notice_audience_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="notice_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(texts__has_key=settings.LANGUAGE_CODE), name="notice_has_a_text"
            ),
            both_or_neither("ended_at", "ended_by", name="notice_ended_by_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.texts[settings.LANGUAGE_CODE])

    @property
    def is_over(self) -> bool:
        """Nobody sees it any more."""
        return self.ended_at is not None or self.ends_at <= timezone.now()

    @property
    def is_shown(self) -> bool:
        return not self.is_over and self.starts_at <= timezone.now()

    @property
    def languages(self) -> list[str]:
        """The languages in which it is written, in their order."""
        return [name for code, name in settings.OFFICIAL_LANGUAGES if code in self.texts]


def rows_of(notices: Iterable[Notice]) -> list[list[Any]]:
    """What a page needs of notices, as ``SHOWN_TO_VISITORS`` gives it."""
    return [[notice.pk, notice.kind, notice.texts] for notice in notices]
