"""OpenDocument texts and tables: the parts that hold content, and where their links lead."""

import re
import zipfile
from collections.abc import Mapping

from gmp_portal.documents.inspection import links, xml_parts
from gmp_portal.documents.inspection.verdict import RefusedError

ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PARTS = re.compile(
    r"(mimetype|(content|styles|meta|settings)\.xml|manifest\.rdf|layout-cache|"
    r"META-INF/(manifest|documentsignatures)\.xml|"
    r"((Pictures|media)/)?[^/]+\.(png|jpe?g|gif|bmp|tiff?|svg|svm|emf|wmf|webp)|"
    r"Thumbnails/[^/]+\.png|Fonts/[^/]+\.(ttf|otf|odttf)|"
    r"Configurations2/([^/]+/)*([^/]+\.xml)?|ObjectReplacements/[^/]+|"
    r"Object \d+/((content|styles|meta|settings)\.xml)?|Object \d+/Pictures/[^/]+|"
    r"(Pictures|Thumbnails|META-INF|Fonts|media)/)$",
    re.IGNORECASE,
)
SCRIPTS = "urn:oasis:names:tc:opendocument:xmlns:script:1.0"
HREF = "http://www.w3.org/1999/xlink}href"
# Elements that run something, fetch something or bring another program's file along.
RUNNING = frozenset(
    [
        "event-listener",
        "event-listeners",
        "plugin",
        "applet",
        "object-ole",
        "floating-frame",
        "dde-link",
        "dde-source",
        "dde-connection-decl",
        "dde-connection-decls",
        "table-source",
        "database-source",
        "section-source",
        "script",
        "library-embedded",
        "library-linked",
        "libraries",
        "param",
        "cell-range-source",
        "model",
        "encryption-data",
    ]
)
LINKS = frozenset({"a", "area-rectangle", "area-circle", "area-polygon"})
TEMPLATE = re.compile(r"\s*(file:///(\w:/)?[^:\\]*|(?![/\\]{2})[^:\\]*)$", re.IGNORECASE)
FORMULA = re.compile(r"\b(DDE|WEBSERVICE|FILTERXML)\s*\(|'file:|'https?:", re.IGNORECASE)
FORMULAS = ("formula", "expression", "condition")


def judge(archive: zipfile.ZipFile) -> str:
    """Answer the media type, or refuse what is not only text, numbers and pictures."""
    kind = archive.read("mimetype")[:200].decode("ascii")
    if kind not in (ODT, ODS):
        raise RefusedError("office_other")
    if not {"content.xml", "META-INF/manifest.xml"} <= set(archive.namelist()):
        raise RefusedError("office_broken")
    for name in archive.namelist():
        if not PARTS.match(name):
            raise RefusedError("office_active")
        with archive.open(name) as file:
            if name.lower().endswith((".xml", ".rdf", ".svg")):
                xml_parts.read(file, element=_judge_element)
            else:
                while file.read(xml_parts.PIECE):
                    pass
    return kind


def _judge_element(name: str, attributes: Mapping[str, str]) -> None:
    space, _brace, local = name.rpartition("}")
    if local == "encryption-data":
        raise RefusedError("office_locked")
    if space == SCRIPTS or local in RUNNING:
        raise RefusedError("office_active")
    if HREF in attributes:
        _judge_link(local, attributes[HREF])
    for key, value in attributes.items():
        if key.rpartition("}")[2] in FORMULAS and FORMULA.search(value):
            raise RefusedError("office_active")


def _judge_link(element: str, target: str) -> None:
    if element == "template":
        # Only where it was made from; a template on another computer would be fetched.
        is_harmless = TEMPLATE.match(target) is not None
    elif element in LINKS:
        is_harmless = links.is_harmless(target.removeprefix("../"))
    else:
        is_harmless = target.startswith("#") or links.is_inside(target)
    if not is_harmless:
        raise RefusedError("office_links")
