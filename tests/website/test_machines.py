"""What search engines, previews and other programs read."""

import io
import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from PIL import Image

from gmp_portal.rulebook.parts import PARTS
from tests.factories.partners import LetterFactory, PartnerFactory

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"
CODES = {"ar", "zh-hans", "en", "fr", "ru", "es"}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def head(client, path, **extra):
    return client.get(path, **extra).content.decode().partition("</head>")[0]


def canonical(page):
    return re.findall(r'<link rel="canonical" href="([^"]+)">', page)


def alternates(page):
    return dict(
        re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    )


def meta(page, name):
    return re.findall(
        rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', page
    )


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("/partners/", "/partners/"),
        ("/fr/partners/", "/fr/partners/"),
        ("/partners/?page=2", "/partners/?page=2"),
        ("/partners/?page=1", "/partners/"),
        ("/partners/?utm_source=mail&page=3&fbclid=x", "/partners/?page=3"),
        ("/partners/?kind=ngo", "/partners/"),
        ("/partners/?kind=ngo&page=2", "/partners/"),
        ("/partners/?sort=-name", "/partners/"),
        ("/partners/?page=x", "/partners/"),
        ("/partners/?page=" + "9" * 5000, "/partners/"),
        ("/partners/?page=2&page=%22%3E", "/partners/"),
    ],
)
def test_a_page_has_one_name_however_it_was_reached(client, asked, named):
    page = head(client, asked)

    assert canonical(page) == [SITE + named]
    assert meta(page, "og:url") == [SITE + named]


def test_a_page_names_its_languages_and_one_for_all_others(client):
    languages = alternates(head(client, "/ar/partners/?page=2"))

    assert set(languages) == CODES | {"x-default"}
    assert languages["x-default"] == languages["en"] == f"{SITE}/partners/?page=2"
    assert languages["zh-hans"] == f"{SITE}/zh-hans/partners/?page=2"


def test_names_do_not_depend_on_the_host_that_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]

    page = head(client, "/partners/", headers={"Host": "other.example.org"})

    assert canonical(page) == [f"{SITE}/partners/"]


@pytest.mark.parametrize("path", ["/accounts/login/", "/nowhere/", "/partners/nobody/"])
def test_what_is_no_public_page_is_listed_nowhere(client, path):
    page = head(client, path)

    assert meta(page, "robots") == ["noindex"]
    assert canonical(page) == []
    assert alternates(page) == {}


@pytest.mark.parametrize("path", ["/my/", "/partners/"])
def test_pages_of_signed_in_people_are_listed_nowhere(as_user, person, path):
    page = head(as_user(person), path)

    assert meta(page, "robots") == ["noindex"]
    assert canonical(page) == []


def test_a_preview_of_a_partner_says_who_it_is(client):
    partner = PartnerFactory.create(name="Example “Mercury” & <Sons>")

    page = head(client, partner.get_absolute_url())

    name = "Example “Mercury” &amp; &lt;Sons&gt;"
    assert meta(page, "og:title") == [name]
    assert meta(page, "description") == meta(page, "og:description")
    assert meta(page, "description")[0].startswith(name)
    assert meta(page, "og:locale") == ["en_US"]
    assert len(meta(page, "og:locale:alternate")) == 5
    assert meta(page, "og:image") == [f"{SITE}/static/img/preview.png"]
    assert meta(page, "twitter:card") == ["summary"]


def test_a_description_is_a_line_of_bearable_length(client):
    letter = LetterFactory.create(published=True, organisation="Example " + "long " * 45)

    [said] = meta(head(client, letter.get_absolute_url()), "description")

    assert len(said) <= 200
    assert "\n" not in said


def test_every_kind_of_page_describes_itself(client):
    paths = [
        *("/", "/framework/", "/framework/rights/", "/framework/rules/R-07/"),
        *("/partners/", "/join/", "/areas/", "/meetings/", "/decisions/"),
        *("/advisory-group/", "/advisory-group/history/", "/advisory-group/reviews/"),
        *("/reports/", "/reports/cycles/", "/feeds/", "/privacy/", "/accessibility/"),
        *("/framework/integrity/", "/calendar/", "/data/"),
        *(part.url for part in PARTS),
    ]

    said = {path: meta(head(client, path), "description") for path in paths}

    assert [path for path, words in said.items() if len(words) != 1 or not words[0]] == []
    assert len({words[0] for words in said.values()}) == len(paths)


def test_robots_may_read_what_is_public(client, settings):
    settings.DEMO = False

    said = client.get("/robots.txt").content.decode().splitlines()

    assert said[0] == "User-agent: *"
    assert {"Disallow: /my/", "Disallow: /ar/desk/", "Disallow: /zh-hans/accounts/"} <= set(
        said
    )
    assert "Disallow: /" not in said
    assert said[-1] == f"Sitemap: {SITE}/sitemap.xml"


def test_robots_leave_a_demonstration_alone(client, settings):
    settings.DEMO = True

    said = client.get("/robots.txt").content.decode()

    assert said == "User-agent: *\nDisallow: /\n"


def test_whoever_finds_a_weakness_knows_whom_to_tell(client, settings):
    settings.CONTACT_EMAIL = "secretariat@example.org"

    response = client.get("/.well-known/security.txt")

    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields == {
        "Contact": "mailto:secretariat@example.org",
        "Preferred-Languages": "en",
        "Canonical": f"{SITE}/.well-known/security.txt",
    }


def test_programs_find_the_icon_where_they_look_for_it(client):
    response = client.get("/favicon.ico")

    icon = Image.open(io.BytesIO(response.content))
    assert (response["Content-Type"], icon.format) == ("image/x-icon", "ICO")
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_the_picture_of_previews_is_large_and_light(settings):
    file = settings.BASE_DIR / "static" / "img" / "preview.png"

    with Image.open(file) as picture:
        size = picture.size

    assert size == (1200, 630)
    assert file.stat().st_size < 20_000


FOR_ALL = [
    *("/robots.txt", "/favicon.ico", "/sitemap.xml", "/sitemap-fr.xml"),
    *("/.well-known/security.txt", "/feeds/all.atom", "/ar/feeds/partners.atom"),
    *("/calendar/public.ics", "/zh-hans/calendar/public.ics"),
]


@pytest.mark.parametrize("path", FOR_ALL)
def test_what_is_the_same_for_everybody_may_be_kept_by_everybody(client, path):
    """No cookie is set, and none of those that a browser sends makes another answer of it."""
    response = client.get(path, headers={"Cookie": "theme=dark", "Accept-Language": "fr"})

    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "public" in response["Cache-Control"]
    assert "Accept-Language" not in response["Vary"]


@pytest.mark.parametrize("path", FOR_ALL)
def test_what_a_machine_has_already_is_not_sent_again(client, path):
    whole = client.get(path)
    etag = whole["ETag"]

    again = client.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Cache-Control"] == whole["Cache-Control"]
    assert again["Vary"] == whole["Vary"]


@pytest.mark.parametrize("path", FOR_ALL)
def test_whoever_signed_in_leaves_no_copy_on_the_way(as_user, person, path):
    response = as_user(person).get(path)

    assert response["Cache-Control"] == "private, no-store"


def test_without_an_address_nobody_is_named_to_be_written_to(client, settings):
    settings.CONTACT_EMAIL = ""

    asked = client.get("/.well-known/security.txt")
    feed = client.get("/feeds/all.atom").content.decode()

    assert asked.status_code == 404
    assert "<email>" not in feed
