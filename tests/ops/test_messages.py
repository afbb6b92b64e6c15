"""Translators get the texts of all six languages, or the check says why not."""

import shutil

import pytest

from gmp_portal.launcher import messages, paths, tree

pytestmark = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is missing")
ONE = 'from django.utils.translation import gettext as _\nname = _("partner")\n'
SEVERAL = (
    "from django.utils.translation import ngettext\n"
    'words = ngettext("partner", "partners", 2)\n'
)
CATALOGUE = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    '#, python-format\nmsgid "%(n)s partners"\nmsgstr "%(m)s"\n'
)


@pytest.fixture
def sources(tmp_path, monkeypatch):
    def write(**files):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        monkeypatch.setattr(paths, "ROOT", tmp_path)
        known = [path for path in tmp_path.rglob("*") if path.is_file()]
        monkeypatch.setattr(tree, "known_files", lambda: known)

    return write


def test_texts_that_fit_are_gathered(sources, tmp_path):
    sources(partners__models_dot_py=ONE)

    assert messages.check() == (True, "")
    assert not list(tmp_path.rglob("*.po"))


def test_a_word_with_and_without_plural_is_named(sources):
    sources(partners__models_dot_py=ONE, website__figures_dot_py=SEVERAL)

    holds, said = messages.check()

    assert not holds
    assert "'partner' is used without plural and with plural" in said


def test_a_translation_that_lacks_what_the_text_fills_in_is_named(sources):
    text = 'from django.utils.translation import gettext as _\nx = _("%(n)s partners")\n'
    po = "gmp_portal__locale__fr__LC_MESSAGES__django_dot_po"
    sources(partners__models_dot_py=text, **{po: CATALOGUE})

    holds, said = messages.check()

    assert not holds
    assert "django.po" in said


def test_sources_without_any_text_are_named(sources):
    sources(partners__models_dot_py="x = 1\n", tests__test_x_dot_py=ONE)

    assert messages.check() == (
        False,
        "\n".join(f"{language}: no text was gathered." for language in messages.LANGUAGES),
    )
