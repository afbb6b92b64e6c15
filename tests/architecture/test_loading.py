"""What a start loads: libraries for documents are left to whoever makes or reads one."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from gmp_portal.ui import first_page

# Each takes longer to load than a page to answer, or opens what strangers send.
LEFT_ALONE = frozenset(
    (
        "weasyprint",
        "openpyxl",
        "xlsxwriter",
        "celery",
        "kombu",
        "redis",
        "pypdf",
        "pikepdf",
        "pypdfium2",
        "PIL",
        "pillow_heif",
        "fontTools",
        "lxml",
        "docx",
        "numpy",
        "babel",
        "icalendar",
        "phonenumbers",
        "rapidfuzz",
        "zxcvbn",
        "nh3",
        "segno",
        "anyascii",
    )
)
TELL = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
CHECK = f"from django.core.management import call_command; call_command('check'); {TELL}"
PAGE = f"""
import io, sys
from gmp_portal.wsgi import application
said = []
answer = application({{
    "REQUEST_METHOD": "GET", "PATH_INFO": sys.argv[1], "QUERY_STRING": "", "SCRIPT_NAME": "",
    "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost",
    "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
    "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
}}, lambda status, *_rest: said.append(status))
assert b"</html>" in b"".join(answer) and said[0].startswith("200"), said
{TELL}
"""
SETUP = "import django; django.setup(); "


def loaded_by(code, *arguments, **environ):
    """The packages that a fresh process has loaded in the end."""
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "LOG_LEVEL": "ERROR", "ALLOWED_HOSTS": "localhost", **environ},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return set(told.stdout.splitlines()[-1].split())


def test_checking_loads_no_library_for_documents():
    loaded = loaded_by(SETUP + CHECK)

    assert "django" in loaded
    assert loaded.isdisjoint(LEFT_ALONE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["/", "/partners/", "/areas/", "/reports/"])
def test_a_page_for_visitors_loads_no_library_for_documents(place):
    address = f"postgresql:///{connection.settings_dict['HOST']}/{connection.settings_dict['NAME']}"

    loaded = loaded_by(PAGE, place, DATABASE_URL=address)

    assert "django" in loaded
    assert loaded.isdisjoint(LEFT_ALONE)


def test_the_first_page_is_made_ready_without_a_database():
    ready = f"{SETUP}from gmp_portal.ui import first_page; first_page.make_ready(); {TELL}"

    loaded = loaded_by(ready, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert "reporting" in loaded


def test_every_page_of_ours_is_made_ready():
    templates = first_page.templates()

    assert "website/home.html" in templates
    assert len(templates) > 400
