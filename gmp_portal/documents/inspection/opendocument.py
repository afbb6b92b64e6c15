"""OpenDocument texts and tables: the parts that hold content, and where their links lead."""

import re
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

from gmp_portal.documents.inspection import drawn, formulas, links, xml_parts
from gmp_portal.documents.inspection.verdict import RefusedError
from gmp_portal.documents.inspection.xml_parts import Budget

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
        "execute-macro",
        "connection-resource",
    ]
)
LINKS = frozenset({"a", "area-rectangle", "area-circle", "area-polygon"})
TEMPLATE = re.compile(
    r"(file:///(?![/\\])(\w:/)?[^:\\]*|(?![/\\]{2})[^:\\]*)", re.IGNORECASE
)
# Attributes that hold a formula, or name cells, of this table or of another one.
FORMULAS = frozenset({"formula", "expression", "condition"})
CELLS = ("-address", "-addresses", "-range", "-cell", "-ranges")
CALCULATED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value"
PREFIXES = ("of:", "oooc:", "ooow:", "msoxl:")
PICTURE = "image-data"


def judge(archive: zipfile.ZipFile, budget: Budget) -> str:
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
                is_svg = name.lower().endswith(".svg")
                xml_parts.read(
                    file,
                    budget,
                    element=_judge_element,
                    text=_judge_style,
                    of=frozenset({"style"} if is_svg else ()),
                    is_svg=is_svg,
                )
            else:
                while file.read(xml_parts.PIECE):
                    pass
    return kind


def _judge_element(name: str, attributes: Mapping[str, str]) -> None:
    space, _brace, local = name.rpartition("}")
    if local == "encryption-data":
        raise RefusedError("office_locked")
    is_running = local in RUNNING or local.startswith("database-")
    if space == SCRIPTS or (is_running and space != drawn.SVG):
        raise RefusedError("office_active")
    drawn.judge(name, attributes)
    if HREF in attributes and space != drawn.SVG:
        _judge_link(local, attributes[HREF])
    for key, value in attributes.items():
        short = key.rpartition("}")[2]
        if short == PICTURE:
            _judge_link(local, value)
        elif (
            short in FORMULAS
            or short.endswith(CELLS)
            or key == CALCULATED
            or value.startswith(PREFIXES)
        ):
            formulas.judge(value, is_open=True)


def _judge_style(_name: str, said: str) -> None:
    drawn.judge_style(said)


def _judge_link(element: str, target: str) -> None:
    if element == "template":
        # Only where it was made from; a template on another computer would be fetched.
        is_harmless = _is_template(target)
    elif element in LINKS:
        is_harmless = links.is_harmless(target.strip().removeprefix("../"))
    else:
        is_harmless = target.startswith("#") or links.is_inside(target)
    if not is_harmless:
        raise RefusedError("office_links")


def _is_template(target: str) -> bool:
    target = links.visible(unquote(target[: links.MAX_TARGET + 1]))
    return len(target) <= links.MAX_TARGET and bool(TEMPLATE.fullmatch(target))
