"""Who is a partner, since when, and what it pledged: as a journalist finds it out (C13)."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


def on_paper(page):
    """The line by which a printed page says where it comes from."""
    line = re.search(r'<p class="on-paper.*?</p>', page.content.decode(), re.DOTALL)[0]
    return unescape(re.sub(r"<[^>]+>", "", line))


# Print and cite -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "cited"),
    [
        ("", "/partners/,"),
        ("?kind=ngo&region=&utm_source=x&page=2", "/partners/?kind=ngo,"),
        ("?q=%E6%B1%9E&view=map", "/partners/?q=%E6%B1%9E&view=map,"),
        (f"?q={'x' * 300}", "/partners/,"),
    ],
    ids=["all", "filtered", "Chinese words on a map", "too long to be typed"],
)
def test_a_printed_register_names_the_address_that_shows_the_same(client, query, cited):
    PartnerFactory.create()

    page = client.get(reverse("partners:partner_list") + query)

    assert cited in on_paper(page)
