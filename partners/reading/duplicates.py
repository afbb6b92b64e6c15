"""Finding the same organization again, however its name is written (C2)."""

from dataclasses import dataclass

from django.db.models import Q
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
    """
    skeleton = characters.skeleton(letter.organisation)
    if not skeleton:
        return []
    alike = Partner.objects.that_look_like(letter.organisation, letter.country)
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
