"""``./portal bench files``: the corpus of hostile and ordinary files, judged as uploads."""

import argparse
import os
import sys

import django

from tests.bench import page

NAME = "files"


def main(arguments: list[str]) -> int:
    """Judge the whole corpus, and say what became of each kind."""
    parser = argparse.ArgumentParser(prog="./portal bench files", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the result into proof.md")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
    os.environ.setdefault("DEMO", "1")
    django.setup()
    # These need the settings.
    from tests.documents.corpus import files, judge  # noqa: PLC0415

    report, bad = page.Lines(), 0
    for title, samples, wanted in files.PARTS:
        judgements = judge.judge_all(samples())
        for line in ("", title, *judge.table(judgements)):
            report.say(line)
        for fault in judge.faults(judgements, wanted=wanted):
            report.say(f"WRONG {fault}")
            bad += 1
    report.say("")
    report.say(f"{bad} files judged wrongly, too slow, too large, or shown otherwise.")
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "Hostile and ordinary files", command, "\n".join(report).strip())
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
