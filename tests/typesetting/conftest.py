"""Files are rendered once and looked at by many tests."""

import functools

import pytest

from gmp_portal.typesetting import render
from gmp_portal.typesetting.render import PdfResult
from gmp_portal.typesetting.session import session_pdf
from tests.typesetting import samples


@pytest.fixture(scope="session")
def engine():
    if not render.is_available():
        pytest.skip("The Pango library is missing on this machine, so no PDF can be made.")
    from gmp_portal.typesetting import engine  # noqa: PLC0415 loads native libraries

    return engine


@functools.cache
def _three_pages(code: str) -> PdfResult:
    return session_pdf(samples.three_pages(code))


@pytest.fixture
def three_pages(engine):
    return _three_pages
