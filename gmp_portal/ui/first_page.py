"""What the first page after a start would wait for is made ready before it is asked for."""

from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.template import loader
from django.template.exceptions import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import reverse
from django.utils import translation

from gmp_portal.ui import shared_pages

logger = structlog.get_logger(__name__)


def make_ready() -> None:
    """Load the addresses, the words of each language and the templates; asks no database."""
    shared_pages.fingerprint()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            # The views come with their addresses, which each language has by a table of its own.
            reverse("website:home")
            translation.gettext("Global Mercury Partnership")
    for template in templates():
        try:
            loader.get_template(template)
        except (TemplateDoesNotExist, TemplateSyntaxError):
            # One page is broken; that is no reason to show none.
            logger.exception("template_unusable", template=template)


def templates() -> list[str]:
    """The portal's own templates for pages."""
    options: dict[str, Any] = settings.TEMPLATES[0]
    folders = [Path(folder) for folder in options["DIRS"]]
    return sorted(
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.rglob("*.html")
    )
