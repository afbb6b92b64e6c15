"""Partners of the Partnership, and the periods in which they took part."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import TrigramDistance
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from gmp_portal import characters
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import running_on, today
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.constraints import status_is_known
from gmp_portal.reference.models import Country
from gmp_portal.words import beside, in_brackets
from gmp_portal.workflow import Stateful
from partners.models.choices import (
    SPEAKERS,
    Evidence,
    Kind,
    PartnerStatus,
    Region,
    Role,
    words_of_record,
)

# From here on two names are similar enough to ask an officer whether they are one.
LIKE = 0.45
NEAR: dict[str, Any] = {"opclasses": ["gin_trgm_ops"]}
# A partner is found by all its names, however they are written.
KNOWN_AS = (
    *("skeleton", "short_skeleton"),
    *("former_names__skeleton", "other_names__skeleton"),
)
# So many similar names are shown at most.
FEW = 5


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees whoever is or was a partner; an applicant is nobody's business yet."""
        if user.is_authenticated and user.is_secretariat:
            return self
        return self.exclude(status=Partner.Status.APPLICANT)

    def confirmed(self) -> Self:
        return self.filter(status=Partner.Status.CONFIRMED)

    def represented_by(self, user: User | AnonymousUser) -> Self:
        """Partners for which this person speaks today."""
        return self.with_person(user, *SPEAKERS)

    def with_person(self, user: User | AnonymousUser, *roles: str) -> Self:
        """Partners to which this person belongs today, in whatever role or in one of these."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(
            running_on(today(), "representatives__"),
            representatives__person=user,
            representatives__role__in=roles or Role.values,
        ).distinct()

    def without_people(self) -> Self:
        """Confirmed partners whose last focal point left with nobody to follow (R-39)."""
        tomorrow = today() + timedelta(days=1)
        focal = Q(representatives__role=Role.FOCAL_POINT)
        led = focal & Q(representatives__period__contains=tomorrow)
        left = self.confirmed().filter(representatives__nobody_follows=True)
        return left.exclude(pk__in=Partner.objects.filter(led).values("pk")).distinct()

    def named(self, name: str) -> Self:
        """Partners with this name, whatever its case, accents and blanks."""
        return self.filter(skeleton=characters.skeleton(name))

    def one_of_each(self, names: Iterable[str]) -> "dict[str, Partner]":
        """By name, the one partner with this name; names of none or of several are left out."""
        forms = {name: characters.skeleton(name) for name in names}
        by_form: dict[str, list[Partner]] = {form: [] for form in forms.values()}
        for partner in self.filter(skeleton__in=by_form):
            by_form[partner.skeleton].append(partner)
        return {
            name: by_form[form][0]
            for name, form in forms.items()
            if len(by_form[form]) == 1
        }

    def that_may_be(self, name: str, country: Country | None) -> Self:
        """Partners with this name in this country, or where one of the countries is not known."""
        named = self.named(name)
        return named.filter(Q(country=country) | Q(country=None)) if country else named

    def that_look_like(self, name: str, country: Country | None) -> Self:
        """The same, by any other name too, with O for 0, or I, l and 1 mixed up."""
        form = characters.looks(characters.skeleton(name))
        if not form:
            return self.none()
        alike = self._any_of(
            Partner.objects.alias(form=characters.looks_in(column)).filter(form=form)
            for column in KNOWN_AS
        )
        return alike.filter(Q(country=country) | Q(country=None)) if country else alike

    def to_be_told_apart(self) -> Self:
        """Entries from before that look like another one of their country (A1-2e)."""
        twin = self.model.objects.filter(skeleton=OuterRef("skeleton")).exclude(
            pk=OuterRef("pk")
        )
        here = twin.filter(Q(country=OuterRef("country")) | Q(country=None))
        mixed_up = self.filter(is_mixed_up=True).select_related("country")
        return mixed_up.filter(Exists(here) | Exists(twin) & Q(country=None))

    def known_as(self, words: str) -> Self:
        """Partners whose name, short, former or other name has these words in it."""
        form = characters.skeleton(words)
        if not form:
            return self.none()
        return self._any_of(
            Partner.objects.filter(**{f"{column}__contains": form}) for column in KNOWN_AS
        )

    def _any_of(self, several: Iterable["PartnerQuerySet"]) -> Self:
        """Those among one of several: each of these uses its own index, which OR would not."""
        first, *others = (rows.order_by().values("pk") for rows in several)
        return self.filter(pk__in=first.union(*others))

    def similar_to(self, name: str, *, at_least: float = LIKE) -> list["Partner"]:
        """A few in the register with the most similar names, the most similar first (C2)."""
        distance = TrigramDistance("skeleton", characters.skeleton(name))
        listed = self.exclude(status=PartnerStatus.APPLICANT).annotate(distance=distance)
        # The index gives the nearest one after another; to ask for a likeness reads all names.
        nearest: Iterable[Any] = listed.order_by("distance", "name")[:FEW]
        return [partner for partner in nearest if 1 - partner.distance >= at_least]

    def candidates(self, name: str) -> list["Partner"]:
        """Who in the register may be meant by a name, the likeliest first (C2)."""
        known = self.exclude(status=PartnerStatus.APPLICANT).select_related("country")
        alike, similar = known.that_look_like(name, None), known.similar_to(name)
        return list(dict.fromkeys([*alike, *similar]))


_Partners = models.Manager.from_queryset(PartnerQuerySet)


class ListedPartners(_Partners["Partner"]):
    """Who stands in the register: an entry that was merged stands there under another one."""

    def get_queryset(self) -> PartnerQuerySet:
        return PartnerQuerySet(self.model, using=self._db).filter(merged_into=None)


def followed(partner: "Partner", path: str = "partner") -> Q:
    """Rows of a partner and of the entries that were merged into it: sealed ones stay theirs."""
    return Q(**{path: partner}) | Q(**{f"{path}__merged_into": partner})


class Partner(Stateful):
    """Somebody who takes part in the Partnership, confirmed by UNEP (A1-2e)."""

    Status = PartnerStatus

    # Leaving can be undone and keeps the history.
    TRANSITIONS = {
        Status.APPLICANT: {Status.CONFIRMED},
        Status.CONFIRMED: {Status.INACTIVE, Status.WITHDRAWN},
        Status.INACTIVE: {Status.CONFIRMED, Status.WITHDRAWN},
        Status.WITHDRAWN: {Status.CONFIRMED},
    }

    Evidence = Evidence

    name = NameField(_("name"), max_length=250)
    short_name = NameField(_("short name"), max_length=60, blank=True)
    slug = models.SlugField(_("part of the address"), max_length=90, unique=True)
    skeleton = models.CharField(max_length=250, editable=False)
    short_skeleton = models.CharField(max_length=250, editable=False, blank=True)
    # What everybody reads beside the name where another of the same name has the same country.
    told_apart = NameField(_("what tells it apart"), max_length=120, blank=True)
    # Kept when a name is saved, so that a list need not ask for each of its lines.
    has_namesake = models.BooleanField(default=False, editable=False)
    # Looks like another entry from before it was compared: the secretariat tells them apart.
    is_mixed_up = models.BooleanField(_("looks like another entry"), default=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    unep_region = models.CharField(
        _("region"), max_length=20, choices=Region.choices, blank=True
    )
    seat = NameField(_("seat"), max_length=120, blank=True, default="", db_default="")
    website = models.URLField(_("website"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.APPLICANT
    )
    since = models.DateField(_("partner since"), null=True, blank=True)
    since_note = NameField(_("what is known of the date"), max_length=250, blank=True)
    # The first year for which a source shows the partner, where no day is known.
    on_record_by = models.PositiveSmallIntegerField(
        _("on record by"), null=True, blank=True
    )
    evidence = models.CharField(
        _("evidence"), max_length=10, choices=Evidence.choices, blank=True
    )
    source = models.TextField(_("source"), blank=True)
    # Another entry that stands for this one since they were merged.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged_entries",
        verbose_name=_("merged into"),
    )

    history = HistoricalRecords(
        excluded_fields=["skeleton", "short_skeleton", "has_namesake", "merged_into"]
    )
    objects = ListedPartners()
    with_merged = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        permissions = [
            ("represent_partner", _("May speak for this partner")),
            ("contribute_to_partner", _("May write for this partner")),
        ]
        indexes = [
            # The orders that the register offers.
            models.Index(fields=["skeleton", "id"], name="partner_by_name"),
            models.Index(fields=["since", "skeleton", "id"], name="partner_by_day"),
            models.Index(
                F("since").desc(nulls_last=True), "skeleton", "id", name="partner_newest"
            ),
            GinIndex(fields=["skeleton"], name="partner_near_names", **NEAR),
            GinIndex(fields=["short_skeleton"], name="partner_near_short_names", **NEAR),
            GistIndex(
                fields=["skeleton"], name="partner_nearest", opclasses=["gist_trgm_ops"]
            ),
            models.Index(characters.looks_in("skeleton"), name="partner_looks"),
            models.Index(characters.looks_in("short_skeleton"), name="partner_short_looks"),
            # Whoever is not counted among the partners of an area.
            models.Index(
                fields=["id"], name="partner_unconfirmed", condition=~Q(status="confirmed")
            ),
        ]
        constraints = [
            status_is_known(PartnerStatus, name="partner_status_known"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="partner_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(unep_region__in=["", *Region.values]),
                name="partner_region_known",
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=["", *Evidence.values]),
                name="partner_evidence_known",
            ),
            # A date is never invented: without one, a source says what is known (A1-2e).
            models.CheckConstraint(
                condition=Q(status="applicant")
                | Q(since__isnull=False)
                | (Q(evidence__in=["E1", "E2", "E3"]) & ~Q(since_note="") & ~Q(source="")),
                name="partner_confirmed_since_or_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(skeleton=""), name="partner_has_a_name"
            ),
            # Two of one name have two countries, or words that tell them apart (A1-2e).
            models.UniqueConstraint(
                fields=["skeleton", "country", "told_apart"],
                condition=Q(is_mixed_up=False, merged_into=None),
                nulls_distinct=False,
                name="partner_can_be_told_apart",
            ),
            can_be_seen(
                "name", "short_name", "told_apart", name="partner_name_can_be_seen"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="partner_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name, and what tells it apart where another partner has the same one."""
        country = self.country if self.has_namesake else None
        return self.name_in(country.name if country else "")

    def name_in(self, country: str) -> str:
        """The same for whoever has looked up the name of its country already."""
        if not self.has_namesake:
            return self.name
        return in_brackets(self.name, beside(country, self.told_apart))

    @property
    def name_on_record(self) -> str:
        """The same for records that keep an organization's name, which may not be longer."""
        longest = Partner._meta.get_field("name").max_length or 0
        return self.full_name if len(self.full_name) <= longest else self.name

    @property
    def name_and_country(self) -> str:
        """The name as it stands in a list to choose from: always with the country, once."""
        if self.has_namesake or not self.country or self.name == self.country.name:
            return self.full_name
        return in_brackets(self.name, self.country.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form of the name by which duplicates are found beside the name."""
        fields = kwargs.get("update_fields")
        if fields is not None and "name" not in fields:
            super().save(*args, **kwargs)
            return
        before = self.skeleton
        self.skeleton = characters.skeleton(characters.line(self.name))
        self.short_skeleton = characters.skeleton(self.short_name)
        if fields is not None:
            kwargs["update_fields"] = {*fields, "skeleton", "short_skeleton"}
        super().save(*args, **kwargs)
        for form in {before, self.skeleton} - {""}:
            note_namesakes(form)
        self.has_namesake = (
            Partner.objects.exclude(pk=self.pk).filter(skeleton=self.skeleton).exists()
        )

    def get_absolute_url(self) -> str:
        return reverse("partners:partner_detail", args=[self.slug])

    @property
    def is_confirmed(self) -> bool:
        return self.status == PartnerStatus.CONFIRMED

    @property
    def since_words(self) -> str:
        """What is known of the date where no day is."""
        return words_of_record(self.on_record_by)

    @property
    def last_day(self) -> date | None:
        """The last day on which it took part, as far as that is over."""
        ends = [period.ends_on for period in self.participations.all() if period.ends_on]
        return max(ends, default=None)

    def current_representatives(self) -> models.QuerySet[User]:
        """The people who speak for this partner today."""
        return User.objects.filter(
            running_on(today(), "representatives__"),
            representatives__partner=self,
            representatives__role__in=SPEAKERS,
        ).distinct()

    def last_representatives(self) -> list[User]:
        """Those whose terms ended last, to write to where nobody speaks for it any more."""
        terms = list(
            self.representatives.speaking()
            .select_related("person")
            .order_by("-period__endswith")
        )
        return [term.person for term in terms if term.ends_on == terms[0].ends_on]

    def took_part_on(self, day: date) -> bool | None:
        """Whether it was a partner on a day; None where the sources do not say."""
        for participation in self.participations.all():
            period = participation.period
            ended = period.upper is not None and period.upper <= day
            if ended or (period.lower is not None and day < period.lower):
                continue
            if period.lower is None and (
                not self.on_record_by or day.year < self.on_record_by
            ):
                return None
            return True
        return False


def note_namesakes(form: str) -> None:
    """Note at all partners of this name whether there are several of them."""
    named = Partner.objects.filter(skeleton=form)
    are_several = named.count() > 1
    named.exclude(has_namesake=are_several).update(has_namesake=are_several)
