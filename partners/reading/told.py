"""What lists say of a partner, where several lists are asked for in one query."""

from typing import Any

from django.db.models import F
from django.db.models.functions import JSONObject

from gmp_portal.reference.models import Country, active_language
from partners.models import Partner


def facts_of(path: str = "") -> JSONObject:
    """Its address, its name, and what tells it apart; ``path`` leads to it, as in "partner__"."""
    names = ("name", "slug", "told_apart", "has_namesake")
    columns: dict[str, Any] = {name: F(f"{path}{name}") for name in names}
    return JSONObject(**columns, country=F(f"{path}country__name_{active_language()}"))


def partner(facts: dict[str, Any]) -> Partner:
    """The partner of these facts, to be named and linked to."""
    country = facts["country"]
    here = Country(**{f"name_{active_language()}": country}) if country else None
    own = {name: value for name, value in facts.items() if name != "country"}
    return Partner(**own, country=here)
