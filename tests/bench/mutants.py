"""Measures whether the tests notice when code is left out or turned round.

The sample is drawn by chance from a seed. Every mutant is tried against the tests that reach
its line; browser tests, the walk over all addresses and real workers are not among them.
What is written on the page of proofs was measured on a commit, without any other change.
"""

import argparse
import json
import queue
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench import proof, reach, sampling, workshop
from tests.bench.reach import Reach
from tests.bench.sampling import Change, Mutant, Source
from tests.bench.targets import ROOT
from tests.bench.workshop import BenchError, Workshop

SEED, SAMPLE, PROCESSES = 20261126, 400, 2
KEPT = ROOT / "var" / "bench"


@dataclass
class Run:
    """The mutants still to be tried, and what is known about the others."""

    source: Source
    reach: Reach
    results: Path
    known: dict[str, dict[str, Any]]
    size: int
    waiting: "queue.SimpleQueue[Change]" = field(default_factory=queue.SimpleQueue)
    lock: threading.Lock = field(default_factory=threading.Lock)
    problems: list[BaseException] = field(default_factory=list)
    trusted: set[str] = field(default_factory=set)

    def work(self, place: Workshop) -> None:
        """Try one mutant after the other until none waits."""
        try:
            while not self.problems:
                change = self.waiting.get_nowait()
                self.note(change, self.judge(place, change))
        except queue.Empty:
            return
        except BaseException as problem:
            self.problems.append(problem)

    def judge(self, place: Workshop, change: Change) -> dict[str, Any]:
        """Try a mutant; a test that fails without it as well says nothing about it."""
        mutant, text = change.mutant, self.source.texts[change.mutant.file]
        tests = self.reach.tests_of(mutant, text)
        if not tests:
            return {"outcome": "unreached", "by": "", "seconds": 0}
        cold = not mutant.qualname or self.reach.runs_at_import(mutant, text)
        doubted: list[str] = []
        while tests:
            patience = self.reach.patience(tests)
            said = place.try_change(change, tests, patience, cold=cold) | {"cold": cold}
            if said["outcome"] != "noticed" or self._is_trusted(place, said["by"]):
                return said | {"tests": len(tests), "doubted": doubted}
            tests.remove(said["by"])
            doubted.append(said["by"])
        return {"outcome": "survived", "by": "", "seconds": 0, "doubted": doubted}

    def _is_trusted(self, place: Workshop, test: str) -> bool:
        if test not in self.reach.tests or test in self.trusted:
            return True
        if place.passes(test):
            self.trusted.add(test)
            return True
        return False

    def note(self, change: Change, said: dict[str, Any]) -> None:
        """Keep a result, and show it."""
        entry = change.as_dict() | said
        with self.lock:
            self.known[change.key] = entry
            with self.results.open("a") as kept:
                kept.write(json.dumps({"key": change.key} | entry) + "\n")
            number = f"{len(self.known):>4}/{self.size}"
            where = f"{change.mutant.file}:{change.mutant.line}"
            how = f"{said['outcome']:<9} {said['seconds']:6.1f} s"
            print(f"{number}  {how}  {where}  {change.mutant.operator}", flush=True)
            if said["outcome"] == "error":
                print(f"      could not be tried: {said['by']}", flush=True)
            for test in said.get("doubted", []):
                print(f"      fails without the mutant as well: {test}", flush=True)


def main() -> int:
    """Draw the sample, try it and write the proof."""
    # Asked to stop in either way, the bench removes what it has made.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = _parse()
    source = Source()
    chosen = _choose(source, options)
    if options.list:
        for change in chosen:
            print(proof.line(change.as_dict()))
        print(f"{len(chosen)} mutants.")
        return 0
    if not chosen:
        print("No mutant fits.", file=sys.stderr)
        return 2
    is_proof = not (options.app or options.kind or options.only or options.tests)
    commit = proof.commit()
    if is_proof and (refusal := proof.refusal(commit)):
        print(refusal, file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        known = _try_all(source, chosen, options)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped; the same command goes on from here.", file=sys.stderr)
        return 130
    score = proof.Score(list(known.values()))
    print(score.table())
    print(f"{time.monotonic() - began:.0f} seconds.")
    if is_proof:
        score.write(sys.argv[1:], commit)
    return 0 if score.is_enough else 1


def _try_all(
    source: Source, chosen: list[Change], options: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    state = reach.digest(options.tests)
    results = KEPT / f"mutants-{state}.jsonl"
    KEPT.mkdir(parents=True, exist_ok=True)
    known = {} if options.fresh else _read(results)
    known = {change.key: known[change.key] for change in chosen if change.key in known}
    missing = [change for change in chosen if change.key not in known]
    if not missing:
        return known
    with workshop.opened(min(options.processes, len(missing)), options.tests) as places:
        print("Running the tests once to learn what they reach …", flush=True)
        known_reach = reach.measured(KEPT / f"reach-{state}.json", places, source.files)
        for test in known_reach.failed:
            print(f"left out, as it fails without any mutant: {test}", flush=True)
        run = Run(source, known_reach, results, known, len(chosen))
        for change in missing:
            run.waiting.put(change)
        _side_by_side([place.start for place in places], run.problems)
        _side_by_side(
            [lambda place=place: run.work(place) for place in places], run.problems
        )
    if run.problems:
        raise run.problems[0]
    return known


def _side_by_side(tasks: list[Any], problems: list[BaseException]) -> None:
    def guarded(task: Any) -> None:
        try:
            task()
        except BaseException as problem:
            problems.append(problem)

    if problems:
        return
    threads = [threading.Thread(target=guarded, args=[task], daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _read(results: Path) -> dict[str, dict[str, Any]]:
    if not results.exists():
        return {}
    entries = [json.loads(line) for line in results.read_text().splitlines()]
    return {entry.pop("key"): entry for entry in entries}


def _choose(source: Source, options: argparse.Namespace) -> list[Change]:
    wanted = [mutant for mutant in source.mutants() if _fits(mutant, options)]
    size = len(wanted) if options.only else options.sample
    return sampling.sample(source, wanted, size, options.seed)


def _fits(mutant: Mutant, options: argparse.Namespace) -> bool:
    file, _colon, line = options.only.partition(":")
    return (
        options.app in ("", mutant.app)
        and options.kind in ("", mutant.kind)
        and file in ("", mutant.file)
        and line in ("", str(mutant.line))
    )


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal bench mutants", description=__doc__)
    add = parser.add_argument
    add("--sample", type=int, default=SAMPLE, metavar="N", help=f"how many ({SAMPLE})")
    add(
        "--seed",
        type=int,
        default=SEED,
        metavar="S",
        help=f"what chance starts from ({SEED})",
    )
    add("--app", default="", help="only this app: partners, meetings, ledger …")
    add("--kind", default="", choices=["removals", "replacements"], help="only this kind")
    add("--only", default="", metavar="FILE:LINE", help="every mutant of a file or a line")
    add("--list", action="store_true", help="show the sample, try nothing")
    add("--fresh", action="store_true", help="try again what was tried before")
    add("--tests", nargs="+", default=[], metavar="PATH", help="only these tests; no proof")
    add("--processes", type=int, default=PROCESSES, metavar="N", help=f"({PROCESSES})")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
