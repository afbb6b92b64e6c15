"""Scripts go out without the lines that explain them, under a name made of what they hold."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from gmp_portal.ui.static_files import LeanStaticFilesStorage, lean

LEAN = b"function hello() {\n  return 'http://a//b'; // here\n}\n"
SCRIPT = b"// Says hello.\n" + LEAN.replace(b"  return", b"  // Why it does.\n  return")


def test_lines_that_are_comments_go_and_everything_else_stays():
    assert lean(SCRIPT) == LEAN


@pytest.mark.parametrize(
    ("path", "is_lean"), [("js/own.js", True), ("js/vendor/x.js", False)]
)
def test_own_scripts_are_collected_lean(tmp_path, settings, path, is_lean):
    settings.STATIC_ROOT = str(tmp_path)
    storage = LeanStaticFilesStorage(location=str(tmp_path))
    storage.save(path, ContentFile(SCRIPT))

    done = list(storage.post_process({path: (storage, path)}))

    kept = lean(SCRIPT) if is_lean else SCRIPT
    named = hashlib.md5(kept, usedforsecurity=False).hexdigest()[:12]
    assert (tmp_path / path).read_bytes() == kept
    assert any(named in str(name) for _path, name, _processed in done)
