"""Word and Excel files of today: parts by their kinds, relations by where they lead."""

import re
import zipfile
from collections.abc import Mapping
from typing import IO

from gmp_portal.documents.inspection import links, xml_parts
from gmp_portal.documents.inspection.verdict import RefusedError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
# The kinds of parts that hold text, numbers, drawings and how they look.
PART = re.compile(
    r"(application/vnd\.openxmlformats-(officedocument|package)\.[\w.+-]+|"
    r"application/vnd\.ms-(word|excel|office|powerpoint)\.[\w.+-]+|"
    r"application/(xml|inkml\+xml)|text/xml|"
    r"image/(png|jpe?g|gif|bmp|tiff|x-emf|emf|x-wmf|wmf|svg\+xml|webp|vnd\.ms-photo)|"
    r"application/x-font(data|-ttf)|application/(x-)?font-\w+)$",
    re.IGNORECASE,
)
# Among them those that run, fetch, or bring other programs and files along.
RUNNING = re.compile(
    r"macro|vba|activex|oleobject|externallink|connections|querytable|dialogsheet|webextension|"
    r"customui|toolbar|keymap|ctrlprop|control|slicer\.?cache\.external|presentationml",
    re.IGNORECASE,
)
BINARY = re.compile(r"(printerSettings|obfuscatedFont|font|calcChain)", re.IGNORECASE)
ENDINGS = re.compile(
    r"\.(xml|rels|vml|png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|svg|webp|wdp|bin|odttf|ttf|fntdata|psmdcp)$",
    re.IGNORECASE,
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RUNNING_RELATIONS = re.compile(
    r"/(attachedTemplate|oleObject|frame|subDocument|externalLink\w*|package|aFChunk|control|"
    r"vbaProject|activeXControl\w*|customUI\w*|ui/\w+|ui/extensibility|webextension\w*|"
    r"mailMerge\w*|recipientData|connections|queryTable|xlMacrosheet|xlIntlMacrosheet|"
    r"dialogsheet|externalPath|xlExternalLinkPath\w*|video|audio|media|keyMapCustomizations)$",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"\s*\\?\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"\b(DDE|WEBSERVICE|CALL|EXEC|REGISTER(\.ID)?|RTD|FOPEN|IMPORT(DATA|XML|HTML|RANGE))\s*\(|\|\s*'",
    re.IGNORECASE,
)


def judge(archive: zipfile.ZipFile) -> str:
    """Answer the media type, or refuse what is not only text, numbers and pictures."""
    kinds = _kinds(archive)
    main = [MAIN[kind] for kind in kinds.values() if kind in MAIN]
    if len(main) != 1:
        running = any(
            re.search("macroenabled", kind, re.IGNORECASE) for kind in kinds.values()
        )
        raise RefusedError("office_active" if running else "office_other")
    for entry in archive.infolist():
        if not entry.is_dir() and entry.filename != "[Content_Types].xml":
            _judge_part(archive, entry.filename, kinds.get(entry.filename.lower(), ""))
    return main[0]


def _kinds(archive: zipfile.ZipFile) -> dict[str, str]:
    """The kind of each part, by its name in small letters."""
    by_ending: dict[str, str] = {"rels": "application/xml"}
    by_name: dict[str, str] = {}

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("}Default"):
            by_ending[attributes["Extension"].lower()] = attributes["ContentType"]
        elif name.endswith("}Override"):
            by_name[attributes["PartName"].lstrip("/").lower()] = attributes["ContentType"]

    with archive.open("[Content_Types].xml") as file:
        xml_parts.read(file, element=element)
    named = [entry.lower() for entry in archive.namelist()]
    return {
        name: by_name.get(name, by_ending.get(name.rpartition(".")[2], ""))
        for name in named
    }


def _judge_part(archive: zipfile.ZipFile, name: str, kind: str) -> None:
    if not ENDINGS.search(name) or not PART.match(kind):
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
            xml_parts.read(file, element=_judge_relation)
        else:
            _judge_text(file)


def _read_through(file: IO[bytes]) -> None:
    """Unpack once: the sizes and the check sums are true."""
    while file.read(xml_parts.PIECE):
        pass


def _judge_relation(name: str, attributes: Mapping[str, str]) -> None:
    if name != RELATIONS:
        return
    kind, target = attributes["Type"], attributes["Target"]
    is_outside = attributes.get("TargetMode", "").lower() == "external"
    if RUNNING_RELATIONS.search(kind):
        raise RefusedError("office_active")
    if is_outside and not (kind.endswith("/hyperlink") and links.is_harmless(target)):
        raise RefusedError("office_links")
    if not is_outside and not (links.is_inside(target.lstrip("/")) or _climbs(target)):
        raise RefusedError("office_links")


def _climbs(target: str) -> bool:
    """Parts name each other as "../media/image1.png"; that stays inside."""
    return re.match(r"(\.\./)+[^:\\]*$", target) is not None or target.startswith("#")


def _judge_text(file: IO[bytes]) -> None:
    """Fields and formulas that fetch or start something; elements that embed or script."""
    inside = ""
    words: list[str] = []

    def element(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        inside = name.rpartition("}")[2]
        if inside in ("OLEObject", "oleObject", "script", "control", "altChunk", "subDoc"):
            raise RefusedError("office_active")
        if inside == "fldChar":
            _judge_words(words)
        elif inside == "fldSimple":
            _judge_words(
                [value for key, value in attributes.items() if key.endswith("instr")]
            )

    def text(said: str) -> None:
        if inside in ("instrText", "delInstrText"):
            words.append(said)
        elif inside in ("f", "formula1", "formula2", "definedName") and FORMULA.search(
            said
        ):
            raise RefusedError("office_active")

    xml_parts.read(file, element=element, text=text)
    _judge_words(words)


def _judge_words(words: list[str]) -> None:
    """A field may be written in many pieces."""
    if FIELD.match("".join(words)):
        raise RefusedError("office_active")
    words.clear()
