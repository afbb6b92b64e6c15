"""Drawings inside documents, SVG and VML: they show, they neither fetch nor act."""

import re
from collections.abc import Mapping

from gmp_portal.documents.inspection import links
from gmp_portal.documents.inspection.verdict import RefusedError

SVG = "http://www.w3.org/2000/svg"
VML = "urn:schemas-microsoft-com:"
RUNNING = frozenset(
    {"script", "foreignObject", "handler", "listener", "iframe", "embed", "object", "audio"}
)
# A picture written out in the place of its address.
WRITTEN_OUT = re.compile(r"#|data:image/(png|jpe?g|gif|bmp|webp)[;,]", re.IGNORECASE)
FETCHING = re.compile(
    r"""url\s*+\(\s*+['"]?\s*+(?!#|data:|['")\s])|@import|javascript:""", re.IGNORECASE
)


def judge(name: str, attributes: Mapping[str, str]) -> None:
    """Refuse an element of a drawing that acts or takes a part of itself from elsewhere."""
    space, _brace, local = name.rpartition("}")
    is_svg = space == SVG
    if is_svg and local in RUNNING:
        raise RefusedError("office_active")
    is_vml = space.startswith(VML)
    for key, value in attributes.items():
        around, _brace, short = key.rpartition("}")
        if is_svg and (short.lower().startswith("on") or FETCHING.search(value)):
            raise RefusedError("office_active")
        if short in ("src", "href") and (is_svg or is_vml or around.startswith(VML)):
            _judge_address(local, links.visible(value))


def judge_style(said: str) -> None:
    """Refuse rules of style that fetch something."""
    if FETCHING.search(said):
        raise RefusedError("office_links")


def _judge_address(element: str, address: str) -> None:
    if not address or WRITTEN_OUT.match(address):
        return
    shows = element in ("image", "imagedata", "fill", "stroke", "use", "feImage")
    if not (links.is_inside(address) if shows else links.is_harmless(address)):
        raise RefusedError("office_links")
