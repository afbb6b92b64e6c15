"""Pages are compressed on their way; what is a file or is read by programs goes as it is."""

import gzip

import pytest

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


@pytest.mark.parametrize(
    "address", ["/data/partners.csv", "/api/v1/partners", "/robots.txt", "/feeds/all.atom"]
)
def test_files_and_answers_to_programs_go_as_they_are(client, address):
    answer = client.get(address, headers=PACKED)

    assert answer.status_code == 200
    assert "Content-Encoding" not in answer
