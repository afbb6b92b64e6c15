"""The icon and the hue of each area on pages: never a fact about the area, only its face."""

from typing import Final

# An area that is new has the neutral look until a drawing is made for it.
LOOKS: Final = {
    "asgm": "gold",
    "coal-combustion": "coal",
    "chlor-alkali": "chlor-alkali",
    "products": "products",
    "air-transport-fate": "air",
    "waste-management": "waste",
    "supply-storage": "supply",
    "cement": "cement",
}
NEUTRAL: Final = "new"


def look_of(slug: str) -> str:
    """Name the icon ``area-…`` and the hue ``a-…`` of an area by its address."""
    return LOOKS.get(slug, NEUTRAL)
