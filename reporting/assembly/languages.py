"""In which languages the portal can write the sentences of a report (B7-4).

Those whose every text is translated, whether or not visitors are offered more.
"""

from django.conf import settings

from gmp_portal import offered
from gmp_portal.ui import languages

COMPLETE = tuple(settings.COMPLETE_LANGUAGES)


def choices() -> list[tuple[str, str]]:
    """The languages somebody may choose for a new report."""
    return offered.among(languages.of_content(), COMPLETE)
