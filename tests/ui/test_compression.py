"""What is made of words is compressed on its way."""

import gzip

import brotli
import pytest

from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
PACKED = {"accept-encoding": "gzip"}


def test_pages_are_compressed_for_browsers_that_take_it(client):
    plain = client.get("/partners/")
    packed = client.get("/partners/", headers=PACKED)

    assert plain.status_code == packed.status_code == 200
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) * 3 < len(plain.content)
    assert b"</html>" in gzip.decompress(packed.content)


def test_the_length_of_a_page_tells_nothing_of_what_it_holds(client):
    lengths = {len(client.get("/join/", headers=PACKED).content) for _time in range(12)}

    assert len(lengths) > 1


WORDS = (
    *("/data/partners.csv", "/data/partners.json", "/api/v1/partners", "/feeds/all.atom"),
    *("/sitemap-en.xml", "/calendar/public.ics", "/framework/integrity/verify_export.py"),
)


@pytest.mark.parametrize("address", WORDS)
def test_files_and_answers_to_programs_are_compressed_too(client, address):
    PartnerFactory.create_batch(30)
    MeetingFactory.create_batch(5, convened=True)
    plain = client.get(address)
    packed = client.get(address, headers=PACKED)

    content = b"".join(packed)

    assert (packed.status_code, packed["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(content) == b"".join(plain)
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("address", ["/data/partners.xlsx", "/favicon.ico"])
def test_what_is_compressed_already_stays_as_it_is(client, address):
    answer = client.get(address, headers={"accept-encoding": "gzip, br"})

    assert answer.status_code == 200
    assert "Content-Encoding" not in answer


def test_what_is_the_same_for_all_goes_by_brotli_where_it_is_taken(client):
    plain = client.get("/partners/")
    packed = client.get("/partners/", headers={"accept-encoding": "gzip, deflate, br"})
    short = client.get("/partners/", headers=PACKED)

    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert len(packed.content) < len(short.content)
    assert int(packed["Content-Length"]) == len(packed.content)


@pytest.mark.parametrize("refused", ["gzip, br;q=0", "gzip, br; q=0.0", "gzip"])
def test_whoever_does_not_take_brotli_gets_gzip(client, refused):
    packed = client.get("/partners/", headers={"accept-encoding": refused})

    assert packed["Content-Encoding"] == "gzip"


def test_a_page_with_a_token_never_goes_by_brotli(client):
    """Brotli adds no random bytes, so the length would tell of what the page holds."""
    packed = client.get("/accounts/login/", headers={"accept-encoding": "gzip, br"})

    assert b"csrfmiddlewaretoken" in gzip.decompress(packed.content)
    assert packed["Content-Encoding"] == "gzip"
