"""What several people write in reports, by its forms (A1-6a-iii, A1-6b-vi, B7-4, C4)."""

from gmp_portal.writing.written import register
from reporting.writings.documents import BLOCK, MASTHEAD
from reporting.writings.filed import AREA_REPORT, PROGRESS
from reporting.writings.first_pages import FIRST_PAGE


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    for writing in (PROGRESS, AREA_REPORT, BLOCK, MASTHEAD, FIRST_PAGE):
        register(writing)
