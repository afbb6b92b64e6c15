"""Relations between the parts of Word and Excel files: those that are known, by their kinds."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from gmp_portal.documents.inspection import links
from gmp_portal.documents.inspection.verdict import RefusedError

ELEMENT = "http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
KIND = re.compile(
    r"(http://schemas\.openxmlformats\.org/(officeDocument|package)/2006/relationships"
    r"|http://purl\.oclc\.org/ooxml/officeDocument/relationships"
    r"|http://schemas\.microsoft\.com/office/(\w+/)?20\d\d(/\d\d)?/relationships(/\w+)?)"
    r"/(metadata/|digital-signature/)?(?P<name>[\w-]+)"
)
KNOWN = frozenset(
    [
        "officeDocument",
        "extended-properties",
        "core-properties",
        "extendedProperties",
        "coreProperties",
        "custom-properties",
        "customProperties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "font",
        "theme",
        "themeOverride",
        "numbering",
        "footnotes",
        "endnotes",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "header",
        "footer",
        "image",
        "hdphoto",
        "glossaryDocument",
        "customXml",
        "customXmlProps",
        "chart",
        "chartEx",
        "chartUserShapes",
        "chartStyle",
        "chartColorStyle",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
        "drawing",
        "vmlDrawing",
        "legacyDiagramText",
        "worksheet",
        "chartsheet",
        "sharedStrings",
        "calcChain",
        "table",
        "tableSingleCells",
        "xmlMaps",
        "pivotTable",
        "pivotCacheDefinition",
        "pivotCacheRecords",
        "printerSettings",
        "sheetMetadata",
        "person",
        "threadedComment",
        "slicer",
        "slicerCache",
        "timeline",
        "timelineCache",
        "richStyles",
        "rdRichValue",
        "rdRichValueStructure",
        "rdRichValueTypes",
        "rdArray",
        "rdSupportingPropertyBag",
        "rdSupportingPropertyBagStructure",
        "richValueRel",
        "namedSheetView",
        "featurePropertyBag",
        "revisionHeaders",
        "revisionLog",
        "usernames",
        "documenttasks",
        "origin",
        "signature",
        "certificate",
        "classificationlabels",
        "ink",
        "customProperty",
    ]
)
CLIMBS = re.compile(r"(\.\./)*+(?![/\\])[^:\\\x00-\x1f]*")
CHART = re.compile(r"(word|xl)/charts/_rels/[^/]+\.rels")
TABLE = re.compile(r"\.\./embeddings/[^/\\:]+\.xlsx")


def judge(part: str, name: str, attributes: Mapping[str, str]) -> None:
    """Refuse a relation of a kind that nobody knows, or that leads out of the file."""
    if name != ELEMENT:
        return
    target = attributes["Target"]
    is_outside = attributes.get("TargetMode", "Internal") != "Internal"
    known = KIND.fullmatch(attributes["Type"])
    kind = known["name"] if known else ""
    if kind == "hyperlink" and is_outside:
        is_harmless = links.is_harmless(target)
    elif kind == "attachedTemplate":
        is_harmless = is_outside and links.is_local_template(target)
    elif kind == "package" and not is_outside:
        # The numbers of a chart, in a table of their own that is judged like any other.
        if not (CHART.fullmatch(part) and TABLE.fullmatch(target)):
            raise RefusedError("office_active")
        return
    elif kind in KNOWN or kind == "hyperlink":
        is_harmless = not is_outside and _stays(target)
    else:
        raise RefusedError("office_active")
    if not is_harmless:
        raise RefusedError("office_links")


def _stays(target: str) -> bool:
    """Parts name each other as "../media/image1.png"; that stays inside."""
    if len(target) > links.MAX_TARGET:
        return False
    target = unquote(target).removeprefix("/")
    match = CLIMBS.fullmatch(target)
    return target.startswith("#") or (
        match is not None and ".." not in target.split("/")[match[0].count("../") :]
    )
