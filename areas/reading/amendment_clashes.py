"""Where two amendments, or an amendment and a version, say something else of the same place."""

from typing import cast

from django.db.models import Q, prefetch_related_objects

from areas.models import AmendmentPlace, PlanAmendment
from areas.reading.amendment_joining import WHOLE, identity
from areas.reading.entries_by_key import Entries
from gmp_portal.ui.versions import Values
from gmp_portal.writing import merge


def clash(place: AmendmentPlace, other: AmendmentPlace, entries: Entries) -> list[str]:
    """The fields that two amendments change in the same place, and not alike."""
    if identity(place) != identity(other) or place.is_new or other.is_new:
        return []
    if place.is_removal or other.is_removal:
        return [] if place.is_removal and other.is_removal else [WHOLE]
    now = entries.values_of(place)
    shared = [name for name in place.changed if name in other.changed]
    prose = entries.prose_of(place)
    both = [_on_top(each, now, prose) for each in (place, other)]
    base = now or place.base or {}
    sides: list[Values] = [{name: each.get(name, []) for name in shared} for each in both]
    was: Values = {name: base.get(name, []) for name in shared}
    merged = merge.values(was, sides[0], sides[1], prose)
    return [each.name for each in merged.clashes]


def _on_top(place: AmendmentPlace, now: Values | None, prose: set[str]) -> Values:
    """What the place would say in the version of today."""
    proposed = cast("Values", place.proposed)
    if now is None or now == place.base:
        return proposed
    return merge.values(place.base, proposed, now, prose).values


def since(place: AmendmentPlace, entries: Entries) -> list[str]:
    """The changed fields that the version says otherwise than when they were proposed."""
    if place.is_new:
        return []
    now = entries.values_of(place)
    if now is None:
        return [WHOLE]
    base = place.base or {}
    if place.is_removal:
        return [name for name in now if now[name] != base.get(name, [])]
    return [name for name in place.changed if now.get(name, []) != base.get(name, [])]


def beside(amendment: PlanAmendment) -> list[PlanAmendment]:
    """All other open ones that change one of its places, however many there are."""
    places = list(amendment.places.all())
    texts = [place.section for place in places if place.is_text]
    same = Q(key__in=[place.key_id for place in places if place.key_id])
    same |= Q(kind=AmendmentPlace.TEXT, section__in=texts)
    changing = AmendmentPlace.objects.filter(same).values("amendment")
    rows = amendment.area.amendments.open().for_page().exclude(pk=amendment.pk)
    others = list(rows.filter(pk__in=changing).prefetch_related("places"))
    # The keys of its own places are known.
    keys = {place.key_id: place.key for place in places if place.key_id}
    theirs = [place for each in others for place in each.places.all()]
    for place in theirs:
        if place.key_id in keys:
            place.key = keys[place.key_id]
    prefetch_related_objects([each for each in theirs if each.key_id not in keys], "key")
    return others
