"""Word and Excel files of today: parts by their kinds, relations by where they lead."""

import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import IO

from gmp_portal.documents.inspection import drawn, fields, formulas, relations, xml_parts
from gmp_portal.documents.inspection.verdict import RefusedError
from gmp_portal.documents.inspection.xml_parts import Budget

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
# The kinds of parts that hold text, numbers, drawings and how they look.
PART = re.compile(
    r"(application/vnd\.openxmlformats-(officedocument|package)\.[\w.+-]+|"
    r"application/vnd\.ms-(word|excel|office|powerpoint)\.[\w.+-]+|"
    r"application/(xml|inkml\+xml)|text/xml|"
    r"image/(png|jpe?g|gif|bmp|tiff|x-emf|emf|x-wmf|wmf|svg\+xml|webp|vnd\.ms-photo)|"
    r"application/x-font(data|-ttf)|application/(x-)?font-\w+)",
    re.IGNORECASE,
)
# Among them those that run, fetch, or bring other programs and files along.
RUNNING = re.compile(
    r"macro|vba|activex|oleobject|externallink|connections|querytable|dialogsheet|webextension|"
    r"customui|toolbar|keymap|ctrlprop|control|slicer\.?cache\.external|presentationml",
    re.IGNORECASE,
)
CHART_TABLE = re.compile(r"(word|xl)/embeddings/[^/]+\.xlsx", re.IGNORECASE)
BINARY = re.compile(r"(printerSettings|obfuscatedFont|font|calcChain)", re.IGNORECASE)
ENDINGS = re.compile(
    r"\.(xml|rels|vml|png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|svg|webp|wdp|bin|odttf|ttf|fntdata|psmdcp)$",
    re.IGNORECASE,
)
FORMULAS = frozenset(
    {
        "f",
        "formula",
        "formula1",
        "formula2",
        "oldFormula",
        "definedName",
        "calculatedColumnFormula",
        "totalsRowFormula",
    }
)
WORDS = frozenset({"instrText", "delInstrText"})
HEARD = FORMULAS | WORDS | {"style"}
EMBEDDING = frozenset(
    {
        "OLEObject",
        "oleObject",
        "script",
        "control",
        "altChunk",
        "subDoc",
        "ddeLink",
        "oleLink",
    }
)
# Judges the table behind a chart as a file of its own.
Inner = Callable[[bytes], str]


def judge(archive: zipfile.ZipFile, budget: Budget, inner: Inner | None) -> str:
    """Answer the media type, or refuse what is not only text, numbers and pictures."""
    kinds = kinds_of(archive, budget)
    main = [MAIN[kind] for kind in kinds.values() if kind in MAIN]
    if len(main) != 1:
        running = any(
            re.search("macroenabled", kind, re.IGNORECASE) for kind in kinds.values()
        )
        raise RefusedError("office_active" if running else "office_other")
    for entry in archive.infolist():
        if not entry.is_dir() and entry.filename != "[Content_Types].xml":
            kind = kinds.get(entry.filename.lower(), "")
            if kind == XLSX and inner is not None and CHART_TABLE.fullmatch(entry.filename):
                _judge_table(archive.read(entry), inner)
            else:
                _judge_part(archive, entry.filename, kind, budget)
    return main[0]


def _judge_table(data: bytes, inner: Inner) -> None:
    if inner(data) != XLSX:
        raise RefusedError("office_active")


def kinds_of(archive: zipfile.ZipFile, budget: Budget) -> dict[str, str]:
    """The kind of each part, by its name in small letters."""
    by_ending: dict[str, str] = {"rels": "application/xml"}
    by_name: dict[str, str] = {}

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("}Default"):
            kinds, key = by_ending, attributes["Extension"].lower()
        elif name.endswith("}Override"):
            kinds, key = by_name, attributes["PartName"].lstrip("/").lower()
        else:
            return
        # Of two kinds for one part every reader chooses another.
        if key in kinds and key != "rels":
            raise RefusedError("office_broken")
        kinds[key] = attributes["ContentType"]

    with archive.open("[Content_Types].xml") as file:
        xml_parts.read(file, budget, element=element)
    named = [entry.lower() for entry in archive.namelist()]
    return {
        name: by_name.get(name, by_ending.get(name.rpartition(".")[2], ""))
        for name in named
    }


def _judge_part(archive: zipfile.ZipFile, name: str, kind: str, budget: Budget) -> None:
    if not ENDINGS.search(name) or not PART.fullmatch(kind):
        raise RefusedError("office_active")
    if kind not in MAIN and RUNNING.search(kind):
        raise RefusedError("office_active")
    ending = name.lower().rpartition(".")[2]
    is_xml = kind.lower().endswith(("xml", "vmldrawing")) or ending in ("xml", "rels")
    if ending == "bin" and not BINARY.search(kind):
        raise RefusedError("office_active")
    with archive.open(name) as file:
        if not is_xml:
            _read_through(file)
        elif ending == "rels":
            xml_parts.read(file, budget, element=partial(relations.judge, name))
        else:
            _judge_text(file, budget, is_svg=ending == "svg")


def _read_through(file: IO[bytes]) -> None:
    """Unpack once: the sizes and the check sums are true."""
    while file.read(xml_parts.PIECE):
        pass


def _judge_text(file: IO[bytes], budget: Budget, *, is_svg: bool) -> None:
    """Fields and formulas that fetch or start something; elements that embed or script."""
    open_fields = fields.Fields()

    def element(name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2]
        _judge_element(local, attributes)
        if local == "fldChar":
            open_fields.mark(_attribute(attributes, "fldCharType"))
        drawn.judge(name, attributes)

    def text(name: str, said: str) -> None:
        local = name.rpartition("}")[2]
        if local in WORDS:
            open_fields.say(said)
        elif local == "style":
            drawn.judge_style(said)
        else:
            # A chart names the cells of its own table, which nobody computes anew.
            formulas.judge(said, is_open="drawingml" in name)

    xml_parts.read(file, budget, element=element, text=text, of=HEARD, is_svg=is_svg)
    open_fields.finish()


def _judge_element(local: str, attributes: Mapping[str, str]) -> None:
    if local in EMBEDDING:
        raise RefusedError("office_active")
    if local == "cacheSource" and attributes.get("type") == "external":
        raise RefusedError("office_links")
    if local == "fldSimple":
        fields.judge(_attribute(attributes, "instr"))


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return "".join(
        value for key, value in attributes.items() if key.rpartition("}")[2] == name
    )
