"""Every dictionary of a PDF that can act, hold a file or come alive is judged by what is harmless.

An action is harmless if it goes to a place of the same document or opens a web or mail address; an
annotation if it is a mark, a link, or a field of a form. Everything else of these kinds is refused,
also what nobody knows yet.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from gmp_portal.documents.inspection.verdict import RefusedError

ACTIONS = frozenset(
    "/" + name
    for name in [
        "GoTo",
        "GoToR",
        "GoToE",
        "GoToDp",
        "Launch",
        "Thread",
        "URI",
        "Sound",
        "Movie",
        "Hide",
        "Named",
        "SubmitForm",
        "ResetForm",
        "ImportData",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
        "JavaScript",
        "RichMediaExecute",
    ]
)
HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
PAGE_MOVES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack"})
HARMLESS_ANNOTATIONS = frozenset(
    "/" + name
    for name in [
        "Link",
        "Text",
        "FreeText",
        "Line",
        "Square",
        "Circle",
        "Polygon",
        "PolyLine",
        "Highlight",
        "Underline",
        "Squiggly",
        "StrikeOut",
        "Stamp",
        "Caret",
        "Ink",
        "Popup",
        "Widget",
        "Watermark",
        "Redact",
        "PrinterMark",
        "TrapNet",
    ]
)
HARMLESS_NAMES = frozenset({"/Dests", "/Pages", "/AP", "/IDS"})
# Wherever they stand, these open scripts, programs, files, sounds, films or other documents.
FORBIDDEN_KEYS = frozenset(
    "/" + name
    for name in [
        "JS",
        "JavaScript",
        "AA",
        "Launch",
        "EmbeddedFile",
        "EmbeddedFiles",
        "EF",
        "RF",
        "UF",
        "XFA",
        "SubmitForm",
        "ImportData",
        "GoToR",
        "GoToE",
        "RichMedia",
        "RichMediaContent",
        "RichMediaSettings",
        "Rendition",
        "Renditions",
        "Movie",
        "AlternatePresentations",
        "Collection",
        "FFilter",
        "FDecodeParms",
        "OPI",
        "3DD",
        "3DA",
        "Requirements",
        "SpiderInfo",
    ]
)
FORBIDDEN_TYPES = re.compile(
    r"/(EmbeddedFile|Filespec|F|Rendition|Media\w+|RichMedia\w*|Sound|3D\w*|Collection|"
    r"SlideShow|Navigator|Movie|FileAttachment|Screen|U3D|PRC|PS)$"
)
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\x00-\x1f]*$", re.IGNORECASE)
# "www.example.org/letter", "annex.html#2": what has no scheme begins no other program.
RELATIVE = re.compile(r"(?![/\\]{2})[^:\x00-\x1f\\]*(?:[/?#][^\x00-\x1f\\]*)?$")
Holder = pikepdf.Dictionary | pikepdf.Stream


def judge(pdf: pikepdf.Pdf) -> None:
    """Refuse a document in which anything could act or hides a file."""
    names: Any = pdf.Root.get("/Names", {})
    if set(names.keys()) - HARMLESS_NAMES:
        raise RefusedError("active")
    for holder in _holders(pdf):
        _judge(holder, set(holder.keys()))


def _holders(pdf: pikepdf.Pdf) -> Iterator[Holder]:
    """Every dictionary and stream, also those to which nothing leads."""
    waiting: list[Any] = [pdf.trailer]
    for item in pdf.objects:
        waiting.append(item)
        while waiting:
            holder = waiting.pop()
            if isinstance(holder, pikepdf.Array):
                inner: Any = holder
            elif isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
                yield holder
                inner = (value for _key, value in holder.items())
            else:
                continue
            # What has a number of its own comes by itself.
            waiting.extend(
                value
                for value in inner
                if isinstance(value, pikepdf.Object) and not value.is_indirect
            )


def _judge(holder: Holder, keys: set[str]) -> None:
    if keys & FORBIDDEN_KEYS:
        raise RefusedError("active")
    if "/S" in keys and str(holder["/S"]) in ACTIONS:
        _judge_action(holder)
    if "/Type" in keys or "/Subtype" in keys:
        _judge_type(holder, keys)
    if "/A" in keys and keys & {"/Rect", "/Title"}:
        _judge_target(holder["/A"])
    if "/F" in keys:
        _judge_file(holder)
    for key in keys & PLACES.keys():
        PLACES[key](holder[key])


def _judge_type(holder: Holder, keys: set[str]) -> None:
    named = {str(holder[key]) for key in ("/Type", "/Subtype") if key in keys}
    if any(FORBIDDEN_TYPES.match(name) for name in named):
        raise RefusedError("active")
    if "/Annot" in named or {"/Rect", "/Subtype"} <= keys:
        _judge_annotation(holder)


def _judge_annotations(listed: pikepdf.Object) -> None:
    for annotation in listed:
        if isinstance(annotation, pikepdf.Dictionary | pikepdf.Stream):
            _judge_annotation(annotation)


def _judge_annotation(holder: Holder) -> None:
    if str(holder.get("/Subtype")) not in HARMLESS_ANNOTATIONS:
        raise RefusedError("active")


def _judge_target(target: pikepdf.Object) -> None:
    """What happens at a click: an action that is known, in the place of one."""
    if not isinstance(target, pikepdf.Dictionary):
        raise RefusedError("active")
    _judge_action(target)


def _judge_opening(target: pikepdf.Object) -> None:
    """An array only says which page is shown first; a dictionary acts."""
    if isinstance(target, pikepdf.Array):
        return
    if not isinstance(target, pikepdf.Dictionary) or target.get("/S") != "/GoTo":
        raise RefusedError("active")


def _judge_action(action: Holder) -> None:
    kind = str(action.get("/S"))
    if kind not in HARMLESS_ACTIONS:
        raise RefusedError("active")
    if kind == "/Named" and str(action.get("/N")) not in PAGE_MOVES:
        raise RefusedError("active")
    if kind == "/URI" and not isinstance(action.get("/URI"), pikepdf.String):
        raise RefusedError("active")


def _judge_file(holder: Holder) -> None:
    """The key is a number of flags in an annotation; as a text it names another file."""
    is_outside = isinstance(holder, pikepdf.Stream) or isinstance(
        holder["/F"], pikepdf.String
    )
    if is_outside:
        raise RefusedError("active")


def _judge_address(address: pikepdf.Object) -> None:
    if isinstance(address, pikepdf.Dictionary):
        address = address.get("/Base", pikepdf.String(""))
    if isinstance(address, pikepdf.String):
        text = str(address).strip()
        if not (ADDRESS.match(text) or RELATIVE.match(text)):
            raise RefusedError("active")


# Where an action, annotations or an address stand, whatever the dictionary around them is.
PLACES: dict[str, Callable[[Any], None]] = {
    "/OpenAction": _judge_opening,
    "/Annots": _judge_annotations,
    "/URI": _judge_address,
}
