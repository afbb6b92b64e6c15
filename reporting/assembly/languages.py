"""In which languages the portal can write the sentences of a report (B7-4).

They are in the message catalogues; a test asks there whether a language listed here is complete,
and whether a complete one is listed.
"""

from django.conf import settings

COMPLETE = ("en", "zh-hans")


def choices() -> list[tuple[str, str]]:
    """The languages somebody may choose for a new report."""
    return [(code, name) for code, name in settings.LANGUAGES if code in COMPLETE]
