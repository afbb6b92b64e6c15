"""Who the donors of the plans may be: partners and funders with names alike, and why (R-80)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from areas.models import DonorMatch, PlanKey, PlanVersion, PotentialDonor
from areas.reading.entries import Group, Row
from areas.reading.plan_display import ReadSection
from gmp_portal import characters
from partners.models import Funder, Partner
from partners.reading import name_variants

# Points of a hundred, as the pairs of entries of the register have them (ADR 50).
SAME_NAME, SAME_LOOK, KNOWN_NAME, VARIANT, PART_OF_IT = 60, 55, 50, 48, 45
ALIKE, FEW = 60, 8
HALF = 2
RESOURCES = "VII"


@dataclass
class Proposal:
    """A partner or funder that the donor may be, with what speaks for it."""

    kind: str
    record: Any
    score: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.record.pk}"


def donors() -> "QuerySet[Any]":
    """The donors of all plans by key, with the newest name and what was said of them."""
    entries = PotentialDonor.objects.filter(key=OuterRef("pk"))
    newest = entries.order_by("-plan__number").values("name")[:1]
    return (
        PlanKey.objects.filter(Exists(entries), kind=PlanKey.Kind.DONOR)
        .annotate(
            called=Subquery(newest), was_called=Coalesce("donor_match__name", Value(""))
        )
        .select_related(
            "area", "donor_match__partner__country", "donor_match__funder__partner"
        )
        .order_by("area__slug", "number", "pk")
    )


def unmatched(keys: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of which nobody has said who they are, or that a plan calls otherwise since."""
    renamed = [key.pk for key in spelt_otherwise(keys) if is_renamed(key)]
    return keys.filter(Q(donor_match=None) | Q(pk__in=renamed))


def spelt_otherwise(keys: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those that may be renamed: the database compares each letter, ``is_renamed`` the name."""
    return keys.exclude(donor_match=None).exclude(called=F("was_called"))


def is_renamed(key: Any) -> bool:
    """Whether a donor is called otherwise than when somebody said who it is."""
    match = getattr(key, "donor_match", None)
    return match is not None and not match.holds_for(key.called)


def proposals(name: str) -> list[Proposal]:
    """Whom a name may mean, the likeliest first; nobody is matched by it."""
    form = characters.skeleton(name)
    if not form:
        return []
    partners = Partner.objects.exclude(status=Partner.Status.APPLICANT)
    partners = partners.select_related("country").prefetch_related(
        "former_names", "other_names"
    )
    likely: dict[int, Partner] = {
        each.pk: each
        for each in (*partners.known_as(name)[:FEW], *partners.candidates(name))
    }
    funders = Funder.objects.filter(_may_be(form)).select_related("country", "partner")
    made = [
        *(
            _weighed(Proposal("partner", each), form, _names(each))
            for each in likely.values()
        ),
        *(
            _weighed(Proposal("funder", each), form, _names_of_funder(each))
            for each in funders[: FEW * FEW]
        ),
    ]
    worth = [each for each in made if each.score]
    return sorted(worth, key=lambda each: (-each.score, str(each.record)))[:FEW]


def _may_be(form: str) -> Q:
    """Funders that share the beginning of a longer word, or the whole name."""
    asked = Q(skeleton__contains=form) | Q(other_names__icontains=form)
    for word in name_variants.words_of(form):
        if len(word) > len("bank"):
            asked |= Q(skeleton__contains=word)
    return asked


def _names(partner: Partner) -> Iterator[str]:
    yield from (partner.skeleton, partner.short_skeleton)
    yield from (each.skeleton for each in partner.former_names.all())
    yield from (each.skeleton for each in partner.other_names.all())


def _names_of_funder(funder: Funder) -> Iterator[str]:
    yield funder.skeleton
    yield from (characters.skeleton(each) for each in funder.other_names.splitlines())


def _weighed(proposal: Proposal, form: str, names: Iterable[str]) -> Proposal:
    first, *others = names
    others = [each for each in others if each]
    if form == first:
        return _said(proposal, SAME_NAME, _("the same name"))
    if characters.looks(form) == characters.looks(first):
        return _said(proposal, SAME_LOOK, _("a name that looks the same"))
    if characters.looks(form) in {characters.looks(each) for each in others}:
        return _said(proposal, KNOWN_NAME, _("a short, former or other name"))
    words = [name_variants.words_of(each) for each in (form, first)]
    if name_variants.is_variant(*words):
        reason = _("the same words, abbreviated or in another order")
        return _said(proposal, VARIANT, reason)
    if set(words[0]) <= set(words[1]) or set(words[1]) <= set(words[0]):
        return _said(proposal, PART_OF_IT, _("one name is part of the other"))
    # Its library is loaded by whoever needs it: most pages do not.
    from rapidfuzz import fuzz  # noqa: PLC0415

    likeness = round(fuzz.ratio(form, first))
    if likeness >= ALIKE:
        reason = _("a similar name (%(percent)d%%)") % {"percent": likeness}
        return _said(proposal, likeness // HALF, reason)
    return proposal


def _said(proposal: Proposal, score: int, reason: str) -> Proposal:
    proposal.score, proposal.reasons = score, [reason]
    return proposal


def of_plan(plan: PlanVersion) -> "QuerySet[DonorMatch]":
    """What was said of the donors of a version, where a partner stands behind it."""
    stands = Q(partner__isnull=False) | Q(funder__partner__isnull=False)
    matches = DonorMatch.objects.filter(stands, key__potentialdonor_rows__plan=plan)
    return matches.for_names()


def linked(
    sections: Iterable[ReadSection], matches: Iterable[DonorMatch]
) -> list[ReadSection]:
    """The sections with links to the partners that donors are; funders keep their names only."""
    by_code = {match.key.code: match for match in matches}
    return [
        replace(section, groups=tuple(_linked(group, by_code) for group in section.groups))
        if by_code and section.key == RESOURCES
        else section
        for section in sections
    ]


def _linked(group: Group, by_code: Mapping[str, DonorMatch]) -> Group:
    return replace(
        group, rows=tuple(replace(row, url=_page_of(row, by_code)) for row in group.rows)
    )


def _page_of(row: Row, by_code: Mapping[str, DonorMatch]) -> str:
    match = by_code.get(row.key)
    partner = match.stands_for if match and match.holds_for(row.title) else None
    return partner.get_absolute_url() if partner else ""
