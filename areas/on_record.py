"""What is on record of the eight areas and of their topics, and of it in other languages."""

import csv
from functools import cache
from importlib import resources

FRAMEWORK = "Overarching framework of the UNEP Global Mercury Partnership, March 2020"
SOURCES = {(FRAMEWORK, "zh"): "《环境署全球汞伙伴关系总体框架》，2020年3月"}


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The facts of each area, as the file has them."""
    text = resources.files("areas").joinpath("data/areas.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def topics() -> tuple[dict[str, str], ...]:
    """The facts of each topic that crosses the areas, as the file has them."""
    text = resources.files("areas").joinpath("data/topics.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _objectives() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["slug"], row["objective"]): {"zh": row["objective_zh"]} for row in rows()}


def objective(slug: str, said: str, language: str) -> str:
    """Say an objective in another language; nothing where it is not the one on record."""
    return _objectives().get((slug, said), {}).get(language, "")


def source(title: str, language: str) -> str:
    """The title of a source in another language, if it has one."""
    return SOURCES.get((title, language), "")
