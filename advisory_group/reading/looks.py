"""How constituencies are drawn: the one place where a hue does not stand for an area.

The page of the composition shows no areas, so that each hue has one meaning there.
"""

from typing import NamedTuple

from advisory_group.models import Constituency


class Look(NamedTuple):
    """An icon and a hue of the style sheet, always beside a word."""

    icon: str
    hue: str


LOOKS: dict[str, Look] = {
    Constituency.GOVERNMENT: Look("government", "air"),
    Constituency.REIO: Look("reio", "coal"),
    Constituency.INTERGOVERNMENTAL: Look("international", "chlor-alkali"),
    Constituency.NGO: Look("ngo", "waste"),
    Constituency.SCIENCE: Look("academic", "products"),
    Constituency.INDUSTRY: Look("industry", "cement"),
    Constituency.OTHER: Look("other", "gold"),
}
