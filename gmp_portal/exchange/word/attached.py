"""What a file brings beside its text: pictures, and the addresses to which its words lead."""

import io
from dataclasses import dataclass, field

from gmp_portal.exchange.word import elements
from gmp_portal.exchange.word.elements import Element

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMES: dict[str | None, str] = {
    "wp": DRAWING,
    "a": SHAPES,
    "pic": PICTURE,
    "r": elements.RELATIONS,
}
ENDINGS = {"image/png": "png", "image/jpeg": "jpeg"}
# A picture is as large as its points at 96 to an inch, and never wider or higher than a page.
PER_POINT, WIDEST, HIGHEST = 9_525, 5_760_000, 7_560_000


@dataclass
class Attached:
    """The relations of the text to what stands outside of it, by the names they are called by."""

    addresses: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def address(self, target: str) -> str:
        """Return the name of the relation to an address; the same for the same address."""
        return self.addresses.setdefault(target, f"rIdA{len(self.addresses) + 1}")

    def picture(self, media_type: str, content: bytes) -> tuple[str, int]:
        """Keep a picture, and return the name of the relation to it, with its number."""
        number = len(self.pictures) + 1
        name = f"image{number}.{ENDINGS[media_type]}"
        self.pictures[f"rIdP{number}"] = (name, content)
        return f"rIdP{number}", number


def drawing(relation: str, number: int, alternative: str, content: bytes) -> Element:
    """Return a picture in its line, with the words that stand in its place."""
    width, height = _size(content)
    made = elements.w("drawing")
    inline = _below(made, DRAWING, "inline", distT="0", distB="0", distL="0", distR="0")
    extent = {"cx": str(width), "cy": str(height)}
    _below(inline, DRAWING, "extent", **extent)
    told = {"id": str(number), "name": f"Figure {number}", "descr": alternative}
    _below(inline, DRAWING, "docPr", **told)
    graphic = _below(inline, SHAPES, "graphic")
    data = _below(graphic, SHAPES, "graphicData", uri=PICTURE)
    picture = _below(data, PICTURE, "pic")
    named = _below(picture, PICTURE, "nvPicPr")
    _below(named, PICTURE, "cNvPr", **told)
    _below(named, PICTURE, "cNvPicPr")
    fill = _below(picture, PICTURE, "blipFill")
    blip = _below(fill, SHAPES, "blip")
    blip.set(f"{{{elements.RELATIONS}}}embed", relation)
    _below(_below(fill, SHAPES, "stretch"), SHAPES, "fillRect")
    shape = _below(picture, PICTURE, "spPr")
    place = _below(shape, SHAPES, "xfrm")
    _below(place, SHAPES, "off", x="0", y="0")
    _below(place, SHAPES, "ext", **extent)
    _below(_below(shape, SHAPES, "prstGeom", prst="rect"), SHAPES, "avLst")
    return made


def _below(parent: Element, namespace: str, name: str, /, **attributes: str) -> Element:
    made: Element = elements.tree(namespace, name, NAMES)
    for key, value in attributes.items():
        made.set(key, value)
    parent.append(made)
    return made


def _size(content: bytes) -> tuple[int, int]:
    # Loaded by whoever sets a picture, not at every start.
    from PIL import Image  # noqa: PLC0415

    with Image.open(io.BytesIO(content)) as image:
        width, height = (points * PER_POINT for points in image.size)
    share = min(1, WIDEST / width, HIGHEST / height)
    return max(1, int(width * share)), max(1, int(height * share))
