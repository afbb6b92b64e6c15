"""The texts of the sheets of a table, each behind its name (A1-6d-ii)."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from gmp_portal.documents.inspection import openxml, xml_parts
from gmp_portal.documents.inspection.texts import Manner, Pieces, Reader, Words
from gmp_portal.documents.inspection.xml_parts import Budget

OPEN = Manner(
    heard=frozenset({"p", "h"}),
    left_out=frozenset({"tracked-changes", "annotation", "note-citation", "ruby-text"}),
    stands_for={"s": " ", "tab": "\t", "line-break": "\n"},
    paragraphs=frozenset({"p", "h"}),
    cells=frozenset({"table-cell", "covered-table-cell"}),
    rows=frozenset({"table-row"}),
    apart=frozenset({"note"}),
)
SHEET_KIND = openxml.XLSX.removesuffix("sheet") + "worksheet+xml"
STRINGS_KIND = openxml.XLSX.removesuffix("sheet") + "sharedStrings+xml"
TEXT_KINDS = frozenset({"s", "str", "inlineStr"})


def _attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """By their names without a namespace; the last of two counts."""
    return {key.rpartition("}")[2]: value for key, value in attributes.items()}


class OpenSheets(Reader):
    """Hears the tables of an OpenDocument file, each apart; hidden ones are left out."""

    def __init__(self) -> None:
        super().__init__(replace(OPEN, apart=frozenset({"table"})))
        self.names: list[str] = []
        self.style = ""
        self.hidden: set[str] = set()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        local, given = name.rpartition("}")[2], _attributes(attributes)
        if local == "style":
            self.style = given.get("name", "")
        elif local == "table-properties" and given.get("display") == "false":
            self.hidden.add(self.style)
        is_hidden = local == "table" and given.get("style-name") in self.hidden
        if local == "table" and not self.left_out:
            self.names.append("" if is_hidden else given.get("name", ""))
        super().begin(name, attributes)
        if is_hidden:
            self.words[-1] = Silence()


class Silence(Words):
    """Keeps nothing."""

    def say(self, text: str) -> None:
        pass


def take_opendocument(archive: zipfile.ZipFile, budget: Budget, pieces: Pieces) -> None:
    sheets = OpenSheets()
    with archive.open("content.xml") as file:
        xml_parts.listen(file, budget, sheets)
    for number, (name, text) in enumerate(
        zip(sheets.names, sheets.behind, strict=True), start=1
    ):
        if text.strip():
            pieces.add(number, f"{name}\n{text}")


class Strings:
    """Hears the texts that several cells share; how a word is spoken is left out."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.said: list[str] = []
        self.is_heard = self.is_spoken = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "si":
            self.said = []
        self.is_heard = local == "t" and not self.is_spoken
        self.is_spoken = self.is_spoken or local == "rPh"

    def text(self, said: str) -> None:
        if self.is_heard:
            self.said.append(said)

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        self.is_heard = False
        if local == "rPh":
            self.is_spoken = False
        if local == "si":
            self.all.append("".join(self.said))


class Sheet:
    """Hears the texts in the cells of a sheet, row by row."""

    def __init__(self, strings: list[str]) -> None:
        self.strings, self.words = strings, Words()
        self.kind, self.is_heard = "", False
        self.said: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "c":
            self.kind, self.said = attributes.get("t", "n"), []
        self.is_heard = local in ("v", "t") and self.kind in TEXT_KINDS

    def text(self, said: str) -> None:
        if self.is_heard:
            self.said.append(said)

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        self.is_heard = False
        if local == "row":
            self.words.say("\n")
        elif local == "c" and self.said:
            said = "".join(self.said)
            self.words.say(self._shared(int(said)) if self.kind == "s" else said)
            self.words.say("\t")

    def _shared(self, number: int) -> str:
        return self.strings[number] if 0 <= number < len(self.strings) else ""


def take_openxml(
    archive: zipfile.ZipFile, kinds: Mapping[str, str], budget: Budget, pieces: Pieces
) -> None:
    actual = {name.lower(): name for name in archive.namelist()}
    [main] = _parts(kinds, openxml.XLSX + ".main+xml")[:1]
    strings = Strings()
    for part in _parts(kinds, STRINGS_KIND):
        with archive.open(actual[part]) as file:
            xml_parts.listen(file, budget, strings)
    targets = _targets(archive, actual, main, budget)
    shown = _shown(archive, actual[main], budget)
    for number, (title, relation) in enumerate(shown, start=1):
        part = targets.get(relation, "")
        if kinds.get(part) != SHEET_KIND:
            # Hidden, or a chart that fills a sheet.
            continue
        sheet = Sheet(strings.all)
        with archive.open(actual[part]) as file:
            xml_parts.listen(file, budget, sheet)
        if str(sheet.words).strip():
            pieces.add(number, f"{title}\n{sheet.words}")


def _shown(archive: zipfile.ZipFile, main: str, budget: Budget) -> list[tuple[str, str]]:
    """The sheets of a workbook in order, with their relations; hidden ones have none."""
    sheets: list[tuple[str, str]] = []

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("}sheet"):
            given = _attributes(attributes)
            is_shown = given.get("state", "visible") == "visible"
            sheets.append((given["name"], given["id"] if is_shown else ""))

    with archive.open(main) as file:
        xml_parts.read(file, budget, element=element)
    return sheets


def _parts(kinds: Mapping[str, str], wanted: str) -> list[str]:
    return sorted(part for part, kind in kinds.items() if kind == wanted)


def _targets(
    archive: zipfile.ZipFile, actual: Mapping[str, str], main: str, budget: Budget
) -> dict[str, str]:
    """The part to which each relation of the workbook leads, by the name of the relation."""
    folder, name = posixpath.split(main)
    targets: dict[str, str] = {}

    def element(local: str, attributes: Mapping[str, str]) -> None:
        if local.endswith("}Relationship"):
            way = posixpath.join("/", folder, attributes["Target"])
            targets[attributes["Id"]] = posixpath.normpath(way).lstrip("/").lower()

    with archive.open(actual[f"{folder}/_rels/{name}.rels".lstrip("/")]) as file:
        xml_parts.read(file, budget, element=element)
    return targets
