"""Measures the search in 50,000 documents, and compares what it finds with a plain scan.

Four fifths of the documents are made of words as frequent as in a language, one fifth of Han. What
is measured is what the page asks: the order of the hits, and the entries of the first page.
"""

import argparse
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from tests.bench import page
from tests.bench.stand import stand

NAME = "search"
NEWEST_MS, RANKED_MS = 5.0, 30.0
WORDS_OF_A_DOCUMENT, SIGNS_OF_A_DOCUMENT = 330, 800
VOCABULARY, SIGNS = 40_000, 3_000
BATCH = 500
FIRST_PAGE = 20
PATIENCE = 120
SEED = 8


@dataclass(frozen=True)
class Kind:
    """One kind of question: what is typed, and how a plain scan decides without the index."""

    name: str
    typed: list[str]
    is_in: Callable[[str, str], bool]


class Corpus:
    """The documents, the same in every run."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(SEED)
        self.words = self._vocabulary()
        self.signs = [chr(0x4E00 + 2 * place) for place in range(SIGNS)]
        self.by_word = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        # The most frequent sign is one in twenty, as in Chinese.
        self.by_sign = list(accumulate(1 / (rank + 2) for rank in range(1, SIGNS + 1)))
        self.texts = [self._text(place) for place in range(number)]

    def _vocabulary(self) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            length = self.chance.randint(4, 11)
            made["".join(self.chance.choices("aeionrstlmdcu", k=length))] = None
        return list(made)

    def _text(self, place: int) -> str:
        if place % 5 == 0:
            return "".join(
                self.chance.choices(
                    self.signs, cum_weights=self.by_sign, k=SIGNS_OF_A_DOCUMENT
                )
            )
        return " ".join(
            self.chance.choices(self.words, cum_weights=self.by_word, k=WORDS_OF_A_DOCUMENT)
        )

    def kinds(self, each: int) -> Iterator[Kind]:
        """The kinds of questions, so many of each."""
        pick = self.chance.choice
        runs = [text for place, text in enumerate(self.texts) if place % 5 == 0]

        def run(length: int) -> str:
            text = pick(runs)
            begin = self.chance.randrange(len(text) - length)
            return text[begin : begin + length]

        yield Kind("common word", self.words[:each], has_word)
        yield Kind("middling word", self.words[200 : 200 + each], has_word)
        yield Kind("rare word", self.words[-each:], has_word)
        pairs = [f"{pick(self.words[:50])} {pick(self.words[:500])}" for _ in range(each)]
        yield Kind("two words", pairs, has_words)
        yield Kind(
            "half a word", [word[:4] for word in self.words[500 : 500 + each]], has_half
        )
        yield Kind("one sign of Han", self.signs[:each], str.__contains__)
        for length in (2, 4):
            typed = [run(length) for _ in range(each)]
            yield Kind(f"{length} signs of Han", typed, str.__contains__)
        yield Kind("absent word", [f"zzzz{place}q" for place in range(each)], has_word)


def has_word(text: str, typed: str) -> bool:
    # The last word typed may be half of one.
    return re.search(rf"\b{typed}", text) is not None


def has_words(text: str, typed: str) -> bool:
    return all(has_word(text, word) for word in typed.split())


has_half = has_word


def main(arguments: list[str]) -> int:
    """Run it, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    with stand():
        lines, is_well = _measure(options)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "Search", command, "\n".join(lines), to=page.PERFORMANCE)
    return 0 if is_well else 1


def _measure(options: argparse.Namespace) -> tuple[page.Lines, bool]:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    lines, is_well = page.Lines(), True
    corpus = Corpus(options.documents)
    size = sum(len(text.encode()) for text in corpus.texts) / 2**20
    _wait_for_comparison()
    began = time.monotonic()
    keys = _fill(corpus.texts)
    lines.say(
        f"{options.documents} documents, {size:.0f} MiB of text, indexed in "
        f"{time.monotonic() - began:.0f} s; {_sizes()}"
    )
    lines.say(f"words counted for what is misspelt in {_seconds_of_counting():.1f} s")
    lines.say(
        f"{'p50 / p95 in ms':<18}{'hits':>8}{'newest':>16}{'ranked':>16}   against a scan"
    )
    kinds = list(corpus.kinds(options.each))
    # The scans come later: they take seconds, and would leave every question a cold start.
    measured = [_times(kind, options.rounds) for kind in kinds]
    for kind, times in zip(kinds, measured, strict=True):
        line, is_kind_well = _compare(kind, times, corpus.texts, keys)
        lines.say(line)
        is_well = is_well and is_kind_well
    lines.say(_measure_misspelt(corpus.words[500 : 500 + options.each]))
    lines.say(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return lines, is_well


def _fill(texts: list[str]) -> list[int]:
    """Index the documents as the portal does, and answer with their keys."""
    from django.db import connection  # noqa: PLC0415

    from gmp_portal.search import index  # noqa: PLC0415
    from gmp_portal.search.register import Text  # noqa: PLC0415

    newest = date(2026, 1, 1)
    for begin in range(0, len(texts), BATCH):
        entries = []
        for place, text in enumerate(texts[begin : begin + BATCH], begin):
            whole = Text(
                place,
                title=f"Document {place}",
                path=f"/documents/{place}/",
                text=text,
                dated_on=newest - timedelta(days=place * 7919 % 5000),
            )
            entries += index.in_entries("paper", whole, is_public=True)
        index.write(entries)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_entry")
    return list(range(len(texts)))


def _wait_for_comparison() -> None:
    """Let today's comparison of the index run before: it would forget what no record says."""
    from django.db import transaction  # noqa: PLC0415

    from gmp_portal.dates import today  # noqa: PLC0415
    from gmp_portal.jobs.models import Job  # noqa: PLC0415
    from gmp_portal.search import jobs  # noqa: PLC0415

    with transaction.atomic():
        jobs.enqueue_comparison(today())
    comparing = Job.objects.filter(kind=jobs.FILL).exclude(state=Job.State.DONE)
    patience = time.monotonic() + PATIENCE
    while comparing.exists():
        assert time.monotonic() < patience, "the comparison of the index does not end"
        time.sleep(0.5)


def _sizes() -> str:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size('search_entry_words'), pg_total_relation_size('search_entry')"
        )
        words, whole = cursor.fetchone()
    return f"index of words {words / 2**20:.0f} MiB, table with all {whole / 2**20:.0f} MiB"


def _seconds_of_counting() -> float:
    from gmp_portal.search import spelling  # noqa: PLC0415

    began = time.monotonic()
    spelling.count()
    return time.monotonic() - began


def _times(kind: Kind, rounds: int) -> dict[bool, list[float]]:
    """How many milliseconds a first page takes, newest first (False) or fittest first (True)."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from gmp_portal.search import looking  # noqa: PLC0415
    from gmp_portal.search.questions import Question  # noqa: PLC0415

    nobody, everything = AnonymousUser(), looking.Filters()
    times = {False: list[float](), True: list[float]()}
    for typed in kind.typed:
        question = Question(typed)
        for by_fitness in (False, True) * rounds:
            began = time.perf_counter()
            look = looking.fittest if by_fitness else looking.newest
            ordered = look(question, nobody, everything)
            looking.shown([hit.pk for hit in ordered[:FIRST_PAGE]], nobody)
            times[by_fitness].append((time.perf_counter() - began) * 1000)
    return times


def _compare(
    kind: Kind, times: dict[bool, list[float]], texts: list[str], keys: list[int]
) -> tuple[str, bool]:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from gmp_portal.search import looking  # noqa: PLC0415
    from gmp_portal.search.questions import Question  # noqa: PLC0415

    matches = missed = extra = 0
    for typed in kind.typed:
        hits = looking.hits(Question(typed), AnonymousUser(), looking.Filters())
        by_index = set(hits.values_list("record", flat=True))
        by_scan = {
            key for key, text in zip(keys, texts, strict=True) if kind.is_in(text, typed)
        }
        matches += len(by_scan)
        missed += len(by_scan - by_index)
        extra += len(by_index - by_scan)
    newest, ranked = (_p50_p95(times[by_fitness]) for by_fitness in (False, True))
    is_well = not (missed or extra) and newest[1] <= NEWEST_MS and ranked[1] <= RANKED_MS
    said = f"recall {1 - missed / max(matches, 1):.3f}, {extra} too many"
    line = (
        f"{kind.name:<18}{matches / len(kind.typed):>8.0f}"
        f"{_said(newest):>16}{_said(ranked):>16}   {said}"
    )
    return line, is_well


def _measure_misspelt(words: list[str]) -> str:
    """What a page without results asks: what was meant, and names like it."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from gmp_portal.search import looking, spelling  # noqa: PLC0415
    from gmp_portal.search.questions import Question  # noqa: PLC0415

    nobody, times, understood = AnonymousUser(), [], 0
    for word in words:
        question = Question(f"{word[:-2]}{word[-1]}{word[-2]}qx")
        began = time.perf_counter()
        understood += bool(spelling.meant(question, nobody, looking.Filters()))
        looking.near(question)
        times.append((time.perf_counter() - began) * 1000)
    return (
        f"{'misspelt word':<18}{'':>8}{_said(_p50_p95(times)):>16}"
        f"   {understood} of {len(words)} understood as some word"
    )


def _p50_p95(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def _said(times: tuple[float, float]) -> str:
    return f"{times[0]:.2f} / {times[1]:.2f}"


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--each", type=int, default=20, help="questions of each kind")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is asked")
    parser.add_argument("--write", action="store_true", help="keep the result")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
