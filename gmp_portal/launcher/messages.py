"""The texts for translators: gathered by ``./portal texts``, and whether each has its Chinese.

One gathering (``makemessages``) serves every language: only the translations differ.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from gmp_portal.launcher import catalogue, paths, tree
from gmp_portal.launcher.catalogue import Text

READ = {".py", ".html", ".txt", ".xml"}
KEPT = Path("gmp_portal", "locale")
# The languages whose every text is translated, by the codes of the settings; read at each start.
COMPLETE = KEPT / "complete.json"
SOURCE = "en"
# A change without translations into these does not pass.
REQUIRED = ("zh_Hans",)
DJANGO = "django.utils.translation"
FUNCTIONS = ("gettext", "gettext_lazy", "gettext_noop")
NO_TEXT = "No text was gathered."


class GatherError(Exception):
    """The sources could not be read."""


def run(_arguments: list[str]) -> int:
    """Write what the sources say into every kept catalogue, compile it, and tell what is left."""
    try:
        gathered = _gather()
    except GatherError as error:
        print(error, file=sys.stderr)
        return 1
    complete = [SOURCE]
    for po in _catalogues():
        kept = catalogue.read(po.read_text())
        texts = catalogue.merged(gathered, kept)
        po.write_text(catalogue.written(texts))
        ran = _compile(po, po.with_suffix(".mo"))
        if ran.returncode:
            print(ran.stdout, file=sys.stderr)
            return 1
        missing = [each for each in texts if each.text and not each.is_translated]
        print(f"{po.parts[-3]}: {len(texts) - 1} texts, {len(missing)} without translation")
        print(
            *(f"    {each.name}" for each in missing), sep="\n", end="\n" if missing else ""
        )
        if not missing:
            complete.append(_code(po))
    (paths.ROOT / COMPLETE).write_text(json.dumps(sorted(complete)) + "\n")
    return 0


def check() -> tuple[bool, str]:
    """Gather in a copy, so that no catalogue changes, and compare with what is kept."""
    faults = [*_other_names()]
    try:
        gathered = _gather()
    except GatherError as error:
        faults.append(str(error))
    else:
        faults += _faults(gathered)
    return not faults, "\n".join(faults)


def _faults(gathered: list[Text]) -> Iterator[str]:
    complete, languages = [SOURCE], []
    for po in _catalogues():
        language = po.parts[-3]
        languages.append(language)
        kept = catalogue.read(po.read_text())
        faults = list(catalogue.faults(gathered, kept))
        if not any(fault.endswith("translated.") for fault in faults):
            complete.append(_code(po))
        yield from (f"{language}: {fault}" for fault in faults if _counts(language, fault))
        yield from (f"{language}: {fault}" for fault in _of_the_compiled(po, kept))
    yield from (f"{each}: has no catalogue." for each in REQUIRED if each not in languages)
    place = paths.ROOT / COMPLETE
    if not place.exists() or json.loads(place.read_text()) != sorted(complete):
        yield f"{COMPLETE.as_posix()} does not name the complete languages: ./portal texts"


def _counts(language: str, fault: str) -> bool:
    """A language nobody has to keep complete may lack texts, but not say wrong ones."""
    return language in REQUIRED or not fault.endswith("translated.")


def _of_the_compiled(po: Path, kept: list[Text]) -> Iterator[str]:
    mo = po.with_suffix(".mo")
    ran = _compile(po, Path(os.devnull))
    if ran.returncode:
        yield ran.stdout.strip()
    elif not mo.exists() or catalogue.compiled(mo) != catalogue.said(kept):
        yield f"{mo.name} is not made of {po.name}: ./portal texts"


def _catalogues() -> list[Path]:
    return sorted((paths.ROOT / KEPT).glob("*/LC_MESSAGES/django.po"))


def _code(po: Path) -> str:
    """The code of the settings for the folder of a catalogue: zh_Hans is zh-hans."""
    return po.parts[-3].replace("_", "-").lower()


def _gather() -> list[Text]:
    with tempfile.TemporaryDirectory(prefix="gmp-messages-") as name:
        folder = Path(name)
        for path in tree.known_files():
            place = path.relative_to(paths.ROOT)
            if path.suffix in READ and place.parts[0] != "tests":
                target = folder / place
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        (folder / "locale").mkdir(exist_ok=True)
        endings = ",".join(sorted(ending.removeprefix(".") for ending in READ))
        command = [sys.executable, "-m", "django", "makemessages", f"--locale={SOURCE}"]
        command.append(f"--extension={endings}")
        ran = _run([*command, "--no-location", "--no-wrap"], folder)
        warnings = [
            line for line in ran.stdout.splitlines() if "warning" in line.casefold()
        ]
        if ran.returncode or warnings:
            raise GatherError(ran.stdout.strip())
        gathered = folder / "locale" / SOURCE / "LC_MESSAGES" / "django.po"
        if not gathered.exists():
            raise GatherError(NO_TEXT)
        return catalogue.read(gathered.read_text())


def _other_names() -> Iterable[str]:
    """Where a function of gettext has another name: its texts would not be gathered."""
    for path in tree.python_files():
        source = path.read_text()
        if DJANGO not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.ImportFrom) or node.module != DJANGO:
                continue
            for name in node.names:
                if "gettext" in name.name and name.asname and not _is_usual(name):
                    yield (
                        f"{tree.name(path)}:{node.lineno}: {name.name} is called "
                        f"{name.asname}: its texts are not gathered."
                    )


def _is_usual(name: ast.alias) -> bool:
    return name.asname == "_" and name.name in FUNCTIONS


def _compile(po: Path, mo: Path) -> "subprocess.CompletedProcess[str]":
    return _run(["msgfmt", "--check-format", "-o", str(mo), str(po)], po.parent)


def _run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    # Without the settings of the project nothing of it is imported.
    around = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        command,
        cwd=folder,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
