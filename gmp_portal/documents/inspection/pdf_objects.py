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
        "DOS",
        "Unix",
        "Mac",
        "SpiderInfo",
    ]
)
FORBIDDEN_TYPES = re.compile(
    r"/(EmbeddedFile|Filespec|F|Rendition|Media\w+|RichMedia\w*|Sound|3D\w*|Collection|"
    r"SlideShow|Navigator|Movie|FileAttachment|Screen|U3D|PRC|PS)$"
)
ADDRESS = re.compile(
    r"(?:https?://|ftps?://|mailto:|tel:|doi:)[^\x00-\x1f]*", re.IGNORECASE
)
# "www.example.org/letter", "annex.html#2": what has no scheme begins no other program.
RELATIVE = re.compile(r"(?![/\\]{2})[^:\x00-\x1f\\/?#]*+(?:[/?#][^\x00-\x1f\\]*+)?")
MAX_ADDRESS = 2_000
# Actions one after the other, and everything that dictionaries and arrays hold.
MAX_STEPS = 20
MAX_VALUES = 1_500_000
# What has no number of its own is not counted among the objects: it weighs more.
COST = 12
# With one of these, a dictionary names a file.
NAMING = frozenset({"/F", "/UF", "/FS", "/EF", "/DOS", "/Unix", "/Mac"})
TYPES = frozenset({"/Type", "/Subtype", "/Subtype2"})
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
    left = MAX_VALUES
    for item in pdf.objects:
        waiting.append(item)
        while waiting:
            holder = waiting.pop()
            if isinstance(holder, pikepdf.Array | pikepdf.Dictionary):
                left -= len(holder) + (0 if holder.is_indirect else COST)
            if left < 0:
                raise RefusedError("heavy")
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
    # A name for a name, as in a list of the roles of texts, is neither a script nor a file.
    if any(not isinstance(holder[key], pikepdf.Name) for key in keys & FORBIDDEN_KEYS):
        raise RefusedError("active")
    if "/S" in keys and str(holder["/S"]) in ACTIONS:
        _judge_action(holder)
    if keys & TYPES:
        _judge_type(holder, keys)
    if "/A" in keys and (keys & {"/Rect", "/Title"} or _is_action(holder["/A"])):
        _judge_target(holder["/A"])
    _judge_names_of_files(holder, keys)
    for key in keys & PLACES.keys():
        PLACES[key](holder[key])


def _is_action(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary) and "/S" in value


def _judge_names_of_files(holder: Holder, keys: set[str]) -> None:
    """A file beside this one, another picture or the text of another language for a printer."""
    if "/F" in keys:
        _judge_file(holder)
    if "/FS" in keys and isinstance(holder["/FS"], pikepdf.Name | pikepdf.String):
        raise RefusedError("active")
    if "/Ref" in keys and _names_a_file(holder["/Ref"]):
        raise RefusedError("active")
    if keys & {"/Alternates", "/PS"} and isinstance(holder, pikepdf.Stream):
        raise RefusedError("active")


def _names_a_file(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary) and not NAMING.isdisjoint(value.keys())


def _judge_type(holder: Holder, keys: set[str]) -> None:
    named = {str(holder[key]) for key in keys & TYPES}
    if any(FORBIDDEN_TYPES.match(name) for name in named):
        raise RefusedError("active")
    if "/Action" in named:
        _judge_action(holder)
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
    if "/Next" in target:
        raise RefusedError("active")


def _judge_other(target: pikepdf.Object) -> None:
    if _is_action(target):
        _judge_target(target)


def _judge_action(action: Holder, steps: int = MAX_STEPS) -> None:
    kind = str(action.get("/S"))
    if kind not in HARMLESS_ACTIONS:
        raise RefusedError("active")
    if kind == "/Named" and str(action.get("/N")) not in PAGE_MOVES:
        raise RefusedError("active")
    if kind == "/URI" and not isinstance(action.get("/URI"), pikepdf.String):
        raise RefusedError("active")
    following: Any = action.get("/Next", pikepdf.Array())
    for each in following if isinstance(following, pikepdf.Array) else [following]:
        if not isinstance(each, pikepdf.Dictionary) or not steps:
            raise RefusedError("active")
        _judge_action(each, steps - 1)


def _judge_file(holder: Holder) -> None:
    """The key is a number of flags in an annotation; as a text it names another file."""
    named: Any = holder["/F"]
    is_outside = isinstance(holder, pikepdf.Stream) or isinstance(named, pikepdf.String)
    if is_outside or _names_a_file(named):
        raise RefusedError("active")


def _judge_address(address: pikepdf.Object) -> None:
    if isinstance(address, pikepdf.Dictionary):
        address = address.get("/Base", pikepdf.String(""))
    if isinstance(address, pikepdf.String):
        text = str(address).strip()
        is_known = ADDRESS.fullmatch(text) or RELATIVE.fullmatch(text)
        if not is_known or len(text) > MAX_ADDRESS:
            raise RefusedError("active")


# Where an action, annotations or an address stand, whatever the dictionary around them is.
PLACES: dict[str, Callable[[Any], None]] = {
    "/OpenAction": _judge_opening,
    "/Annots": _judge_annotations,
    "/URI": _judge_address,
    "/PA": _judge_other,
}
