"""Pages that speak of Word files load no library for XML before one is written or read."""

import subprocess
import sys

from gmp_portal.launcher import paths

TELL = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
FRONT = "documents, form, form_reading, form_taker, letters, opening"


def loaded_by(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {TELL}"],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_modules_that_pages_import_load_no_library():
    loaded = loaded_by(f"from gmp_portal.exchange.word import {FRONT}")

    assert "gmp_portal" in loaded
    assert loaded.isdisjoint({"lxml", "rapidfuzz", "weasyprint", "PIL"})


def test_writing_loads_the_library():
    write = "documents.document((), language='en', title='T')"

    loaded = loaded_by(f"from gmp_portal.exchange.word import documents; {write}")

    assert "lxml" in loaded
