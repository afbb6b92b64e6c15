"""What people write before the parts of an entry: “Measure: …”, “指标：…”, and before the entry."""

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from areas.reading.word_plans import numbering
from areas.reading.word_plans.numbering import HAN
from gmp_portal.exchange.word.form_matching import normal

TABLE = Path(__file__).parents[2] / "data" / "row_columns.csv"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
# What a part begins with, and what parts it from its words.
BEGINS = re.compile(r"(?:^|(?<=[;；\n(（,，])|(?<=[.。]\s)|(?<=。))\s*")
SIGN = re.compile(r"\s*[:：]\s*|\s+[–—]\s+")
LONGEST_LABEL = 40
# How people number their entries: Objective 1, A2, 行动三.
ENTRIES: dict[str, str] = {
    "objectives": "objective|objectif|objetivo|цель|目标|الهدف|o",
    "actions": "priority action|priority|action|activity|action prioritaire|medida|acción"
    "|действие|мера|优先行动|行动|الإجراء|a|pa",
    "efforts": "partner effort|effort|activity|esfuerzo|actividad|усилие|伙伴工作|工作|الجهد|e",
    "opportunities": "opportunity|idea|possibilité|oportunidad|возможность|机会|机遇|الفرصة",
    "indicators": "indicator|indicateur|indicador|показатель|指标|المؤشر",
    "donors": "donor|donateur|donante|донор|捐助方|الجهة المانحة",
    "requests": "project|request|projet|proyecto|проект|项目|المشروع",
    "applications": "application|demande|solicitud|заявка|申请|الطلب",
    "risks": "risk|risque|riesgo|риск|风险|الخطر",
    "linkages": "linkage|link|lien|vínculo|связь|联系|关联|الرابط",
}
COUNT = rf"(?:no\.?\s*)?(?P<count>\d{{1,2}}|[{HAN}]{{1,2}}|[ivx]{{1,4}}|[a-h])"
AFTER = r"(?:\s*[.:)、،]\s*|\s+[-–—]\s+|\s+|$)"


@functools.cache
def _columns(kind: str) -> dict[str, str]:
    """Every title of a list's columns, with the key of its column; the first one holds."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="|") if row["list"] == kind]
    known: dict[str, str] = {}
    for row in rows:
        for language in LANGUAGES:
            for word in row[language].split(";"):
                known.setdefault(normal(word), row["key"])
    return known


def column(kind: str, words: str) -> str:
    """The column that these words name, if they name one exactly."""
    return _columns(kind).get(normal(words), "")


@functools.cache
def _entry(kind: str) -> "re.Pattern[str]":
    return re.compile(rf"(?:{ENTRIES[kind]})\s*{COUNT}{AFTER}", re.IGNORECASE)


def entry(kind: str, text: str) -> int | None:
    """How long the label of an entry is, such as “Objective 1: ”; nothing where none stands."""
    plain = numbering.flat(text)
    match = _entry(kind).match(plain) if kind in ENTRIES else None
    return match.end() if match else None


def alone(kind: str, text: str) -> str:
    """The column that a line names which says nothing else, such as “Milestones:”."""
    words = text.strip()
    return column(kind, words[:-1]) if words[-1:] in (":", "：") else ""


def _trimmed(text: str) -> str:
    """Without what parts it from its neighbours; brackets that were opened before are closed."""
    words = text.strip().rstrip(";；,，(（").strip()
    for opening, closing in ("()", "（）"):
        if words.endswith(closing) and words.count(closing) > words.count(opening):
            words = words[:-1].rstrip()
    return words


@dataclass(frozen=True)
class Part:
    """A part of an entry: the key of its column, or none, and its words."""

    key: str
    words: str


def parts(kind: str, text: str) -> Iterator[Part]:
    """The labelled parts of a text, and what stands before them."""
    begun = [(0, 0, "")]
    for start in BEGINS.finditer(text):
        sign = SIGN.search(text, start.end(), start.end() + LONGEST_LABEL + 4)
        if sign is None:
            continue
        key = column(kind, text[start.end() : sign.start()])
        if key and start.end() >= begun[-1][1]:
            begun.append((start.end(), sign.end(), key))
    ends = [place for place, _behind, _key in begun[1:]] + [len(text)]
    for (_place, behind, key), end in zip(begun, ends, strict=True):
        words = _trimmed(text[behind:end])
        if words:
            yield Part(key, words)
