"""Measures how long two versions of one long paragraph take to be compared, and what memory.

40,000 characters in Latin letters and in Chinese: the same, changed here and there, unlike, and
without any run of words that stands out.
"""

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from tests.bench import page

NAME = "compare"
LONG = 40_000
MOST_MS = 200.0
TIMES = 5
SEED = 8
A_FEW, MANY = 10, 1000


def main(arguments: list[str]) -> int:
    """Run it, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    # What is compared are strings: no database, no server.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
    os.environ |= {"PORTAL_TESTING": "1", "SECRET_KEY": "only-for-tests-of-the-bench"}
    import django  # noqa: PLC0415

    django.setup()
    lines, is_well = page.Lines(), True
    for name, (old, new) in _pairs(random.Random(SEED)).items():
        is_well = _measure(name, old, new, lines) and is_well
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.say(f"most memory of the process {most:.0f} MiB")
    lines.say(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "Comparing", command, "\n".join(lines), to=page.PERFORMANCE)
    return 0 if is_well else 1


def _pairs(chance: random.Random) -> dict[str, tuple[str, str]]:
    letters = "abcdefghijklmnop"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(4000)]
    signs = [chr(0x4E00 + place) for place in range(3000)]

    def latin() -> list[str]:
        return chance.choices(words, k=LONG // 7)

    def han() -> list[str]:
        return chance.choices(signs, k=LONG)

    def pair(
        make: Callable[[], list[str]], among: Sequence[str], edits: int
    ) -> tuple[str, str]:
        old = make()
        between = " " if among is words else ""
        return between.join(old), between.join(_edited(old, among, edits, chance))

    one = "\u6c5e"
    return {
        "Latin, the same": pair(latin, words, 0),
        "Latin, few changes": pair(latin, words, A_FEW),
        "Latin, many changes": pair(latin, words, MANY),
        "Latin, unlike": (" ".join(latin()), " ".join(latin())),
        "Latin, two words in turn": ("gold ore " * (LONG // 9), "ore gold " * (LONG // 9)),
        "Chinese, the same": pair(han, signs, 0),
        "Chinese, few changes": pair(han, signs, A_FEW),
        "Chinese, many changes": pair(han, signs, MANY),
        "Chinese, unlike": ("".join(han()), "".join(han())),
        "Chinese, one sign": (one * LONG, one * 900 + "\u91d1" + one * (LONG - 900)),
        "Chinese, two in turn": (
            (one + "\u91d1") * (LONG // 2),
            ("\u91d1" + one) * (LONG // 2),
        ),
        "signs alone": ("." * LONG, ".," * (LONG // 2)),
    }


def _edited(
    old: list[str], among: Sequence[str], edits: int, chance: random.Random
) -> list[str]:
    new = list(old)
    for _edit in range(edits):
        place = chance.randrange(len(new))
        new[place : place + chance.randrange(3)] = chance.choices(
            among, k=chance.randrange(3)
        )
    return new


def _measure(name: str, old: str, new: str, lines: page.Lines) -> bool:
    from gmp_portal.writing import compare  # noqa: PLC0415

    times = []
    for _time in range(TIMES):
        began = time.process_time()
        line = compare.changed_line(old, new)
        times.append((time.process_time() - began) * 1000)
    shown = "in part whole" if line.is_whole else "word by word"
    if line.is_replaced:
        shown = "one after the other"
    lines.say(
        f"{name:<26}{median(times):>5.0f} ms, at most {max(times):>4.0f} ms,"
        f"{len(line.pieces):>6} pieces, {shown}"
    )
    return max(times) <= MOST_MS


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the result")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
