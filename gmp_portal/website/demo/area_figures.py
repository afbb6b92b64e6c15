"""A picture in an Example plan: bars that nobody measured."""

import io

from areas.actions import figures, sections
from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.documents.checks import Checked
from gmp_portal.typesetting.signs import lines
from gmp_portal.typesetting.signs.blocks import Figure, Words

SECTION = "VI"
BARS = (60, 90, 120, 150)


def add(plan: PlanVersion, by: User) -> None:
    """Put a figure behind the text of section VI."""
    upload = Checked(_bars(), "example-mines.png", "image/png")
    figure = figures.add(plan, SECTION, upload, by=by)
    shown = Figure(
        figure.pk,
        "Four bars that rise: 60, 90, 120 and 150 mines in the Example region, year by year.",
        (Words("Mines to be visited in the Example region, 2027 to 2030"),),
        (Words("Example partners"),),
    )
    kept = plan.texts.get(section=SECTION).text
    sections.save_text(plan, SECTION, lines.write((*lines.read(kept), shown)), by=by)


def _bars() -> bytes:
    # Loaded by whoever makes the demonstration, not at every start.
    from PIL import Image, ImageDraw  # noqa: PLC0415

    image = Image.new("RGB", (640, 320), "white")
    drawn = ImageDraw.Draw(image)
    for place, height in enumerate(BARS):
        left = 80 + 140 * place
        drawn.rectangle((left, 290 - 1.6 * height, left + 80, 290), fill="#00558c")
    drawn.line((40, 290, 620, 290), fill="#47555f", width=2)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
