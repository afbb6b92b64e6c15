"""Finding the same organization again, however its name is written (C2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext

from gmp_portal import characters
from partners.models import LetterOfIntent, Partner
from partners.models.letter_states import UNDER_WAY

NEAR = 0.25
SHOWN = 5


@dataclass(frozen=True)
class Same:
    """A partner, or a letter under way, with the same name."""

    name: str
    partner: Partner | None = None

    def __str__(self) -> str:
        return self.name


def same_name(letter: LetterOfIntent) -> list[Same]:
    """Whoever else has this name in this country, or may have; no sender is named.

    A name that another country has, too, is no duplicate: many ministries have the same one.
    Neither is a partner for whom the sender speaks: it sends another letter of its own.
    """
    skeleton = characters.skeleton(letter.organisation)
    if not skeleton:
        return []
    alike = Partner.objects.that_look_like(letter.organisation, letter.country)
    if letter.sender_id:
        own = Partner.objects.represented_by(letter.sender)
        alike = alike.exclude(pk__in=own.order_by().values("pk"))
    same = [
        Same(partner.name_and_country, partner)
        for partner in alike.select_related("country")
        if partner.status != Partner.Status.APPLICANT
    ]
    under_way = LetterOfIntent.objects.filter(skeleton=skeleton, status__in=UNDER_WAY)
    if letter.country:
        under_way = under_way.filter(Q(country=letter.country) | Q(country=None))
    if under_way.exclude(pk__in=[letter.pk, letter.replaces_id or 0]).exists():
        words = gettext("a letter of %(name)s that is being checked")
        same.append(Same(words % {"name": letter.organisation}))
    return same


@dataclass(frozen=True)
class Near:
    """A partner who may be the sender of a letter, and what speaks for it and against it."""

    partner: Partner
    reasons: list[str]


def near(letter: LetterOfIntent) -> list[Near]:
    """Who in the register may be the sender, the likeliest first, each with the reasons (C2)."""
    others = [
        each
        for each in Partner.objects.candidates(letter.organisation)
        if each.pk != letter.partner_id
    ]
    prefetch_related_objects(others, "former_names")
    return [Near(each, list(_reasons(letter, each))) for each in others]


def _reasons(letter: LetterOfIntent, partner: Partner) -> Iterator[str]:
    form = characters.looks(letter.skeleton)
    former = [each.name for each in partner.former_names.all()]
    if letter.skeleton == partner.skeleton:
        yield gettext("the same name")
    elif form == characters.looks(partner.skeleton):
        yield gettext("a name that looks the same")
    elif form == characters.looks(partner.short_skeleton):
        yield gettext("its short name")
    elif form in {characters.looks(characters.skeleton(name)) for name in former}:
        yield gettext("a name that it had before")
    else:
        # Its library is loaded by whoever needs it: most pages do not.
        from rapidfuzz import fuzz  # noqa: PLC0415

        likeness = fuzz.ratio(letter.skeleton, partner.skeleton)
        yield gettext("a similar name (%(percent)d%%)") % {"percent": round(likeness)}
    if site_of(letter.website) and site_of(letter.website) == site_of(partner.website):
        yield gettext("the same website")
    if letter.country and partner.country:
        same = letter.country_id == partner.country_id
        yield gettext("the same country") if same else gettext("another country")
    if letter.kind and partner.kind and letter.kind != partner.kind:
        yield gettext("another kind")


def site_of(address: str) -> str:
    """The host of a website, by which two entries may be the same."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def same_letters(letter: LetterOfIntent) -> QuerySet[LetterOfIntent]:
    """Other letters that UNEP examines now and that have the same name (C2)."""
    under_way = LetterOfIntent.objects.filter(
        skeleton=letter.skeleton, status__in=UNDER_WAY
    )
    return under_way.exclude(pk=letter.pk).order_by("submitted_at")[:SHOWN]


def near_names(slug: str) -> list[Partner]:
    """Partners somebody may have meant who followed a wrong address, by any of their names."""
    words = slug.replace("-", " ")
    every = Partner.objects.select_related("country")
    listed = every.exclude(status=Partner.Status.APPLICANT)
    known = list(listed.known_as(words).order_by("name")[:SHOWN])
    if len(known) == SHOWN:
        return known
    near = every.similar_to(words, at_least=NEAR)
    return list(dict.fromkeys([*known, *near]))[:SHOWN]
