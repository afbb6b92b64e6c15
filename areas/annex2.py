"""The template of Annex 2 as data: ten sections, what each asks for, and its limits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SUMMARY_WORDS = 250
ACTIONS_SUGGESTED = range(3, 6)
# A plan that is sent holds no longer texts; a draft may, so that nothing is ever cut (C4).
TEXT_LIMIT = 60_000


@dataclass(frozen=True)
class Section:
    """One heading of the template, the guidance it carries and what it holds."""

    key: str
    title: "StrOrPromise"
    short: "StrOrPromise"
    """Its title in one word, where the ten stand beside each other."""
    guidance: "StrOrPromise"
    clauses: tuple[str, ...]
    text_label: "StrOrPromise" = ""
    rows: tuple[str, ...] = ()
    max_words: int | None = None
    has_review_date: bool = False
    text_needed: bool = False

    def __str__(self) -> str:
        """Answer its heading in the language of whoever reads."""
        return f"{self.key}. {self.title}"

    @property
    def has_text(self) -> bool:
        return bool(self.text_label)

    @property
    def is_generated(self) -> bool:
        return not self.has_text and not self.rows


SECTIONS: tuple[Section, ...] = (
    Section(
        key="I",
        title=_("Summary of the issue"),
        short=pgettext_lazy("section of a plan in one word", "Summary"),
        guidance=_(
            "Say why this issue matters to the Partnership and what the background is. At most "
            "250 words; in Chinese, 250 characters. You may save a longer text in a draft."
        ),
        clauses=("A2-I-1", "A2-I-2"),
        text_label=_("Summary"),
        max_words=SUMMARY_WORDS,
        text_needed=True,
    ),
    Section(
        key="II",
        title=_("Objectives"),
        short=pgettext_lazy("section of a plan in one word", "Objectives"),
        guidance=_(
            "Name the outcomes the area wants. Each objective is clear, can be measured, has a "
            "target and a date, is realistic, and serves the goal of the Partnership."
        ),
        clauses=("A2-II-1", "A2-II-2", "A2-II-3"),
        rows=("objectives",),
    ),
    Section(
        key="III",
        title=_("Priority actions"),
        short=pgettext_lazy("section of a plan in one word", "Actions"),
        guidance=_(
            "Name the main things to be done. Three to five are suggested. Each serves at least "
            "one objective."
        ),
        clauses=("A2-III-1", "A2-III-2"),
        rows=("actions",),
    ),
    Section(
        key="IV",
        title=_("Partner efforts and timeline"),
        short=pgettext_lazy("section of a plan in one word", "Efforts"),
        guidance=_(
            "Say in simple words who contributes what to which action, with cost, duration, "
            "targets and milestones where they are known, and name a contact for each effort. "
            "Participants who are not partners may be named, too."
        ),
        clauses=("A2-IV-1", "A2-IV-2", "A2-IV-3", "A2-IV-4", "A2-VII-4"),
        rows=("efforts",),
    ),
    Section(
        key="V",
        title=_("Opportunities"),
        short=pgettext_lazy("section of a plan in one word", "Opportunities"),
        guidance=_(
            "Keep good ideas here that nobody pursues yet, because they need scoping or money. "
            "Others may take them up."
        ),
        clauses=("A2-V-1", "A2-V-2", "A2-V-3"),
        rows=("opportunities",),
    ),
    Section(
        key="VI",
        title=_("Evaluation"),
        short=pgettext_lazy("section of a plan in one word", "Evaluation"),
        guidance=_(
            "List for each objective what shows its progress, and describe how performance is "
            "measured and reported. Every area reports to UNEP every two years."
        ),
        clauses=("A2-VI-0", "A2-VI-1", "A2-VI-2"),
        text_label=_("How performance is measured and reported"),
        rows=("indicators",),
        text_needed=True,
    ),
    Section(
        key="VII",
        title=_("Resource mobilization"),
        short=pgettext_lazy("section of a plan in one word", "Resources"),
        guidance=_(
            "Name donors and financial institutions that could help, projects for which "
            "partners seek money or help in kind, and applications to donors. Mark large "
            "projects that the Partnership as a whole could be a mechanism to fund."
        ),
        clauses=("A2-VII-1", "A2-VII-2", "A2-VII-3", "A2-VII-5", "A2-VII-6"),
        text_label=_("How resources are to be found"),
        rows=("donors", "requests", "applications"),
    ),
    Section(
        key="VIII",
        title=_("Business planning process"),
        short=pgettext_lazy("section of a plan in one word", "Process"),
        guidance=_(
            "Describe how the plan was made and how it is kept up to date, and set the day of "
            "its next review. You may list what could go wrong, and what is done about it: "
            "each review looks at these risks again."
        ),
        clauses=("A2-VIII-1", "A2-VIII-2", "B4-3", "R-69"),
        text_label=_("How the plan is developed and reviewed"),
        rows=("risks",),
        has_review_date=True,
        text_needed=True,
    ),
    Section(
        key="IX",
        title=_("Linkages"),
        short=pgettext_lazy("section of a plan in one word", "Linkages"),
        guidance=_(
            "Name other areas of the Partnership and processes outside it that this work is "
            "tied to."
        ),
        clauses=("A2-IX-1", "A2-IX-2"),
        rows=("linkages",),
    ),
    Section(
        key="X",
        title=_("Partners"),
        short=pgettext_lazy("section of a plan in one word", "Partners"),
        guidance=_(
            "Made from the register: the partners of the area with their contact points, and "
            "the leads on the day of submission. Nobody types names here."
        ),
        clauses=("A2-X-1", "A2-X-2"),
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}


def section_choices() -> list[tuple[str, str]]:
    """The ten sections to choose from, in the language of whoever chooses."""
    return [(section.key, str(section)) for section in SECTIONS]


def after(key: str) -> Section | None:
    """The section that follows, for "save and go on"."""
    keys = list(BY_KEY)
    place = keys.index(key) + 1
    return BY_KEY[keys[place]] if place < len(keys) else None
