"""In which languages a version can be read, and how far each of them is (B4-1)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.annex2 import BY_KEY
from areas.models import PlanTranslation, PlanVersion
from areas.models.plans import LANGUAGES
from areas.reading import passages, plan_rows, snapshot
from areas.reading.passages import FRONT, Pair, Passage, Progress
from gmp_portal import rounds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class LanguageVersion:
    """A version in one language: how far it is, and each of its parts."""

    language: str
    progress: Progress
    parts: "tuple[PartProgress, ...]" = ()


@dataclass(frozen=True)
class PartProgress:
    """The title block or a section in one language."""

    key: str
    title: "StrOrPromise"
    progress: Progress


def address(plan: PlanVersion, language: str) -> str:
    """Where the version is read in a language."""
    url = plan.get_absolute_url()
    return url if language == plan.language else f"{url}?lang={language}"


def list_address(plan: PlanVersion) -> str:
    """Where its leads see how far each language is."""
    return reverse("areas:translation_list", args=[plan.area.slug, plan.number])


def codes(plan: PlanVersion) -> list[str]:
    """The languages in which anything of the version was written, beside its own."""
    return [row["language"] for row in written_in(plan)]


def written_in(plan: PlanVersion) -> "QuerySet[PlanTranslation, Any]":
    """The question for them."""
    rows = plan.translations.exclude(text="").exclude(language=plan.language)
    return rows.order_by("language").values("language").distinct()


def all_of(plan: PlanVersion) -> list[LanguageVersion]:
    """Every language in which the version is not written itself, those that are begun first."""
    if not plan_rows.are_kept(plan):
        # What it says and its passages are made of the same rows.
        rounds.read(plan_rows.kept(plan))
    told = passages.of(plan, snapshot.of(plan))
    rows = list(plan.translations.all())
    made = []
    for code, _name in LANGUAGES:
        if code == plan.language:
            continue
        pairs = passages.pairs(told, [row for row in rows if row.language == code])
        parts = tuple(
            PartProgress(key, title_of(key), passages.progress(within))
            for key in parts_of(told)
            if (within := [pair for pair in pairs if pair.passage.section == key])
        )
        made.append(LanguageVersion(code, passages.progress(pairs), parts))
    return sorted(made, key=lambda version: not version.progress.done)


def parts_of(told: list[Passage]) -> list[str]:
    """The parts of the version that say anything, in their order."""
    return list(dict.fromkeys(passage.section for passage in told))


def title_of(key: str) -> "StrOrPromise":
    return _("Title and what this version changes") if key == FRONT else str(BY_KEY[key])


def pairs_of(plan: PlanVersion, language: str) -> list[Pair]:
    """All passages with their translations."""
    if not plan_rows.are_kept(plan):
        # What it says and its passages are made of the same rows.
        rounds.read(plan_rows.kept(plan))
    told = passages.of(plan, snapshot.of(plan))
    rows = list(plan.translations.filter(language=language))
    return passages.pairs(told, rows)
