"""``./portal bench files``: judge the whole corpus, and print what became of each kind."""

import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
    os.environ.setdefault("DEMO", "1")
    django.setup()
    # These need the settings.
    from tests.documents.corpus import files, judge  # noqa: PLC0415

    bad = 0
    for title, samples, wanted in files.PARTS:
        judgements = judge.judge_all(samples())
        print(f"\n{title}", *judge.table(judgements), sep="\n")
        for fault in judge.faults(judgements, wanted=wanted):
            print("WRONG", fault)
            bad += 1
    print(f"\n{bad} files judged wrongly, too slow, too large, or shown otherwise.")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
