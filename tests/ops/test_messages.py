"""Every text has its Chinese, and what is gathered for translators is what is kept."""

import json
import shutil
import subprocess

import pytest

from gmp_portal.launcher import messages, paths, tree

pytestmark = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is missing")
ONE = 'from django.utils.translation import gettext as _\nname = _("partner")\n'
SEVERAL = (
    "from django.utils.translation import ngettext\n"
    'words = ngettext("partner", "partners", 2)\n'
)
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
)
PARTNER = '\nmsgid "partner"\nmsgstr "合作伙伴"\n'
FILLED_IN = '\n#, python-format\nmsgid "%(n)s partners"\nmsgstr "{}"\n'
CHINESE = "gmp_portal/locale/zh_Hans/LC_MESSAGES/django.po"


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


@pytest.fixture
def chinese(sources, tmp_path):
    """Sources with a Chinese catalogue, compiled as it stands."""

    def write(said, **files):
        po = tmp_path / CHINESE
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_text(HEAD + said)
        command = ["msgfmt", "-o", str(po.with_suffix(".mo")), str(po)]
        subprocess.run(command, check=True)
        (po.parents[2] / "complete.json").write_text('["en", "zh-hans"]')
        sources(**files)
        return po

    return write


def test_texts_with_their_chinese_pass_and_nothing_is_written(chinese, tmp_path):
    po = chinese(PARTNER, partners__models_dot_py=ONE)
    before = po.read_text()

    assert messages.check() == (True, "")
    assert list(tmp_path.rglob("*.po")) == [po]
    assert po.read_text() == before


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", "zh_Hans: “partner” is not translated."),
        (PARTNER.replace("合作伙伴", ""), "zh_Hans: “partner” is not translated."),
        ("\n#, fuzzy" + PARTNER, "zh_Hans: “partner” is only guessed (fuzzy)."),
        (PARTNER + PARTNER.replace("partner", "plan"), "zh_Hans: “plan” is used no more."),
    ],
)
def test_what_a_catalogue_lacks_or_has_too_much_is_named(chinese, said, fault):
    chinese(said, partners__models_dot_py=ONE)

    holds, found = messages.check()

    assert not holds
    assert fault in found


@pytest.mark.parametrize("chinese_text", ["%(m)s个合作伙伴", "合作伙伴"])
def test_a_translation_that_fills_in_something_else_is_named(chinese, chinese_text):
    text = 'from django.utils.translation import gettext as _\nx = _("%(n)s partners")\n'
    chinese(FILLED_IN.format("%(n)s个合作伙伴"), partners__models_dot_py=text)
    po = paths.ROOT / CHINESE
    po.write_text(HEAD + FILLED_IN.format(chinese_text))

    holds, found = messages.check()

    assert not holds
    assert "do not fill in the same" in found


def test_a_compiled_catalogue_of_other_texts_is_named(chinese):
    po = chinese(PARTNER, partners__models_dot_py=ONE)
    po.write_text(po.read_text().replace("合作伙伴", "伙伴"))

    assert messages.check() == (
        False,
        "zh_Hans: django.mo is not made of django.po: ./portal texts",
    )


def test_complete_languages_are_named_truly(chinese, tmp_path):
    chinese(PARTNER, partners__models_dot_py=ONE)
    (tmp_path / messages.COMPLETE).write_text('["en", "fr", "zh-hans"]')

    holds, found = messages.check()

    assert not holds
    assert "complete.json does not name the complete languages" in found


def test_another_language_may_lack_texts_and_is_not_named_complete(chinese, tmp_path):
    po = chinese(PARTNER, partners__models_dot_py=ONE)
    french = tmp_path / "gmp_portal/locale/fr/LC_MESSAGES/django.po"
    french.parent.mkdir(parents=True)
    french.write_text(HEAD + PARTNER.replace("合作伙伴", ""))

    assert messages.run([]) == 0

    assert messages.check() == (True, "")
    assert json.loads((tmp_path / messages.COMPLETE).read_text()) == ["en", "zh-hans"]
    assert "合作伙伴" in po.read_text()


def test_the_command_gathers_sorts_drops_and_compiles(chinese, tmp_path, capsys):
    text = (
        'from django.utils.translation import gettext as _\nx = _("Area"), _("partner")\n'
    )
    old = PARTNER.replace("partner", "gone")
    po = chinese(PARTNER + old, partners__models_dot_py=text)

    assert messages.run([]) == 0

    kept = po.read_text()
    assert kept.index('msgid "Area"\nmsgstr ""') < kept.index('msgstr "合作伙伴"')
    assert "gone" not in kept
    assert "zh_Hans: 2 texts, 1 without translation" in capsys.readouterr().out
    assert json.loads((tmp_path / messages.COMPLETE).read_text()) == ["en"]
    holds, found = messages.check()
    assert (holds, found) == (False, "zh_Hans: “Area” is not translated.")


def test_a_function_under_another_name_is_named(chinese):
    other = ONE + "from django.utils.translation import gettext as _now\ny = _now('x')\n"
    chinese(PARTNER, partners__models_dot_py=other)

    assert messages.check() == (
        False,
        "partners/models.py:3: gettext is called _now: its texts are not gathered.",
    )


def test_a_word_with_and_without_plural_is_named(sources):
    sources(partners__models_dot_py=ONE, website__figures_dot_py=SEVERAL)

    holds, said = messages.check()

    assert not holds
    assert "'partner' is used without plural and with plural" in said


def test_sources_without_any_text_are_named(sources):
    sources(partners__models_dot_py="x = 1\n", tests__test_x_dot_py=ONE)

    holds, found = messages.check()

    assert not holds
    assert messages.NO_TEXT in found


def test_every_kind_of_template_is_read_for_its_texts():
    endings = {path.suffix for path in (paths.ROOT / "templates").rglob("*.*")}

    assert endings
    assert endings <= messages.READ
