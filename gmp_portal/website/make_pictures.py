"""Draw ``favicon.ico`` and ``preview.png`` from the icon, for programs that read no SVG.

Run it after ``static/img/icon.svg`` has changed::

    python gmp_portal/website/make_pictures.py
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[2] / "static" / "img"
SHAPE = re.compile(r"<(rect|circle) ([^>]*)/>")
VALUE = re.compile(r'(\w+)="([^"]*)"')
SIDE = 32
SIZES = [(16, 16), (32, 32), (48, 48)]
PREVIEW = (1200, 630)
# Drawn so many times larger and made smaller again, which rounds the edges.
FINE = 4


def main() -> None:
    icon = draw(48 * FINE).resize((48, 48), Image.Resampling.LANCZOS)
    icon.save(FOLDER / "favicon.ico", sizes=SIZES)
    picture = draw(420 * FINE).resize((420, 420), Image.Resampling.LANCZOS)
    preview = Image.new("RGB", PREVIEW, background())
    place = ((PREVIEW[0] - 420) // 2, (PREVIEW[1] - 420) // 2)
    preview.paste(picture, place, picture)
    preview.quantize(32).save(FOLDER / "preview.png", optimize=True)


def shapes() -> list[tuple[str, dict[str, str]]]:
    svg = (FOLDER / "icon.svg").read_text()
    return [(name, dict(VALUE.findall(values))) for name, values in SHAPE.findall(svg)]


def background() -> str:
    return next(values["fill"] for name, values in shapes() if name == "rect")


def draw(side: int) -> Image.Image:
    """The icon as a square of so many pixels, clear outside its rounded corners."""
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen, scale = ImageDraw.Draw(image), side / SIDE
    for name, values in shapes():
        if name == "rect":
            corner = float(values["rx"]) * scale
            pen.rounded_rectangle((0, 0, side, side), corner, fill=values["fill"])
            continue
        x, y, radius = (float(values[key]) * scale for key in ("cx", "cy", "r"))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=values["fill"])
    return image


if __name__ == "__main__":
    main()
