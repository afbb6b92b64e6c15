"""The parts of the rule book, each a page of its own: preamble, body, annexes, working rules."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Part:
    """A part, and how the ids of its clauses begin."""

    slug: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    beginning: str

    @property
    def url(self) -> str:
        try:
            return reverse("website:framework_part", args=[self.slug])
        except NoReverseMatch:
            return f"/framework/{self.slug}/"


PARTS = (
    Part(
        "preamble",
        _("Preamble"),
        _("What the Partnership rests on: its mandates, its priorities, its framework."),
        "P-",
    ),
    Part(
        "body",
        _("Sections 1 to 7"),
        _("Goal and objectives, structure, business plans, resources, reports."),
        "B",
    ),
    Part(
        "annex-1",
        _("Annex 1"),
        _("Who takes part, who meets and decides, and who does what."),
        "A1-",
    ),
    Part(
        "annex-2", _("Annex 2"), _("What a business plan holds, section by section."), "A2-"
    ),
    Part(
        "rules",
        _("Working rules of the secretariat"),
        _("Where the framework leaves a choice, the secretariat has chosen."),
        "R-",
    ),
)


def part_of(name: str) -> Part:
    """The part in which a clause or a working rule stands."""
    return next(part for part in PARTS if name.startswith(part.beginning))
