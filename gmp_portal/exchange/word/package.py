"""The package round the parts: a zip whose bytes depend on nothing but its content."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from gmp_portal.exchange.word import elements, runs
from gmp_portal.exchange.word.attached import ENDINGS, Attached

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
DC, TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "application/vnd.openxmlformats-officedocument."
# The set of the properties that people name themselves.
OWN_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
THEME = Path(__file__).with_name("theme.xml")
# The earliest moment that a zip can hold.
MOMENT = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = {
    "word/document.xml": f"{WORD}document.main+xml",
    "word/styles.xml": f"{WORD}styles+xml",
    "word/numbering.xml": f"{WORD}numbering+xml",
    "word/settings.xml": f"{WORD}settings+xml",
    "word/fontTable.xml": f"{WORD}fontTable+xml",
    "word/footnotes.xml": f"{WORD}footnotes+xml",
    "word/header1.xml": f"{WORD}header+xml",
    "word/footer1.xml": f"{WORD}footer+xml",
    "word/theme/theme1.xml": f"{OFFICE}theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": f"{OFFICE}custom-properties+xml",
}
PARTS = ("styles", "numbering", "settings", "fontTable", "footnotes", "header1", "footer1")


@dataclass(frozen=True)
class Facts:
    """What a file says about itself: its title, its language, its day, and names of our own."""

    title: str
    tag: str
    issued_on: date | None = None
    own: Mapping[str, str] = field(default_factory=dict)


def packed(
    parts: Mapping[str, elements.Element], facts: Facts, attached: Attached
) -> bytes:
    """Return the file: equal bytes for equal parts, whenever and wherever it is made."""
    contents = {f"word/{name}.xml": elements.part(root) for name, root in parts.items()}
    contents["word/theme/theme1.xml"] = THEME.read_bytes()
    contents["docProps/core.xml"] = _core(facts)
    contents["docProps/custom.xml"] = _custom(facts.own)
    contents["word/_rels/document.xml.rels"] = _links_of_document(parts, attached)
    for name, content in attached.pictures.values():
        contents[f"word/media/{name}"] = content
    contents["_rels/.rels"] = _links_of_package()
    contents["[Content_Types].xml"] = _content_types(contents)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        # Readers look for the types first; in a sort they stand there anyhow.
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents[name])
    return target.getvalue()


def link_id(name: str) -> str:
    """Return by which name the document calls one of its parts."""
    return f"rId{PARTS.index(name) + 1}"


def _links_of_document(parts: Mapping[str, elements.Element], attached: Attached) -> bytes:
    root = elements.tree(LINKS, "Relationships", {None: LINKS})
    for name in PARTS:
        if name in parts:
            kind = name.rstrip("1")
            _link(root, link_id(name), f"{elements.RELATIONS}/{kind}", f"{name}.xml")
    _link(root, "rIdTheme", f"{elements.RELATIONS}/theme", "theme/theme1.xml")
    for name, (file, _content) in attached.pictures.items():
        _link(root, name, f"{elements.RELATIONS}/image", f"media/{file}")
    for target, name in attached.addresses.items():
        _link(root, name, f"{elements.RELATIONS}/hyperlink", target, mode="External")
    return elements.part(root)


def _links_of_package() -> bytes:
    root = elements.tree(LINKS, "Relationships", {None: LINKS})
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    _link(root, "rId1", f"{elements.RELATIONS}/officeDocument", "word/document.xml")
    _link(root, "rId2", f"{core}/core-properties", "docProps/core.xml")
    _link(root, "rId3", f"{elements.RELATIONS}/custom-properties", "docProps/custom.xml")
    return elements.part(root)


def _link(
    root: elements.Element, name: str, kind: str, target: str, mode: str = ""
) -> None:
    outside = {"TargetMode": mode} if mode else {}
    etree.SubElement(
        root, f"{{{LINKS}}}Relationship", Id=name, Type=kind, Target=target, **outside
    )


def _content_types(contents: Mapping[str, bytes]) -> bytes:
    root = elements.tree(TYPES, "Types", {None: TYPES})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    pictures = {
        ending: kind
        for kind, ending in ENDINGS.items()
        if any(name.endswith(f".{ending}") for name in contents)
    }
    kinds = {"rels": relations, "xml": "application/xml", **pictures}
    for ending, kind in kinds.items():
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=ending, ContentType=kind)
    for name in sorted(contents.keys() & CONTENT_TYPES.keys()):
        kind = CONTENT_TYPES[name]
        etree.SubElement(
            root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind
        )
    return elements.part(root)


def _core(facts: Facts) -> bytes:
    prefixes: dict[str | None, str] = {
        "cp": CORE,
        "dc": DC,
        "dcterms": TERMS,
        "xsi": INSTANCE,
    }
    root = elements.tree(CORE, "coreProperties", prefixes)
    etree.SubElement(root, f"{{{DC}}}title").text = runs.readable(facts.title)
    etree.SubElement(root, f"{{{DC}}}language").text = facts.tag
    if facts.issued_on is not None:
        created = etree.SubElement(root, f"{{{TERMS}}}created")
        created.set(f"{{{INSTANCE}}}type", "dcterms:W3CDTF")
        created.text = f"{facts.issued_on.isoformat()}T00:00:00Z"
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written


def _custom(own: Mapping[str, str]) -> bytes:
    root = elements.tree(CUSTOM, "Properties", {None: CUSTOM, "vt": VALUES})
    # The numbers 0 and 1 are kept by the standard for itself.
    for number, name in enumerate(sorted(own), start=2):
        entry = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=OWN_SET, name=name)
        entry.set("pid", str(number))
        etree.SubElement(entry, f"{{{VALUES}}}lpwstr").text = runs.readable(own[name])
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written
