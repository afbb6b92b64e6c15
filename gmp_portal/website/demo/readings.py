"""Who has opened the closed files of Example letters."""

from gmp_portal.documents import readings
from gmp_portal.website.demo.people import Cast
from partners.models import LetterOfIntent

READERS = ("secretariat", "head.of.branch")


def load(cast: Cast) -> None:
    """Let two of the secretariat have opened what was signed or sent with some letters."""
    letters = LetterOfIntent.objects.exclude(signed_file=None).order_by("pk")
    for letter in letters.select_related("signed_file")[:5]:
        for name in READERS:
            if letter.signed_file is not None:
                readings.note(letter.signed_file, by=cast[name])
