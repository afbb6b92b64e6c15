"""The checks of our own find what they are made for, and name the line."""

import subprocess

import pytest

from gmp_portal.launcher import (
    check,
    circles,
    forbidden_words,
    lengths,
    paths,
    tree,
    twins,
)

RUN = [f"<p>{number}</p>" for number in range(twins.LEAST)]


@pytest.fixture
def package(tmp_path):
    """Write modules and give them by name, as the check reads them."""

    def write(**sources: str) -> dict:
        modules = {}
        for name, source in sources.items():
            module = name.replace("__", ".")
            modules[module] = tmp_path / f"{name}.py"
            modules[module].write_text(source)
        return modules

    return write


@pytest.mark.parametrize(
    "source",
    [
        "import app.b",
        "from app import b",
        "from app.b import name",
        "def later():\n    from app.b import name",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app import b",
    ],
)
def test_circle_is_found_however_it_is_imported(package, source):
    modules = package(app="", app__a=source, app__b="import os\nfrom app import a")

    assert circles.find(circles.read(modules)) == [("app.a", "app.b")]


def test_file_of_a_package_is_a_file_like_the_others(package):
    modules = package(app="from app.a import Noun", app__a="from app import Other")

    assert circles.find(circles.read(modules)) == [("app", "app.a")]


def test_package_is_imported_with_each_of_its_modules_from_outside(package):
    modules = package(
        low="",
        low__models="from low.models.rows import Row",
        low__models__rows="from top import views",
        top="",
        top__views="from low.models import plain",
        low__models__plain="",
    )

    graph = circles.read(modules)

    assert set(graph["top.views"]) == {"low", "low.models", "low.models.plain"}
    assert circles.find(graph) == [("low.models", "low.models.rows", "top.views")]


def test_package_is_running_already_when_its_own_modules_import_each_other(package):
    modules = package(
        app="",
        app__models="from app.models.a import A",
        app__models__a="",
        app__models__b="from app.models.a import A",
    )

    graph = circles.read(modules)

    assert set(graph["app.models.b"]) == {"app.models.a"}
    assert circles.find(graph) == []


def test_longer_circle_is_found_once_and_described(package, monkeypatch):
    modules = package(
        app__a="from app import b", app__b="import app.c", app__c="\nimport app.a"
    )
    monkeypatch.setattr(tree, "name", lambda path: path.name)

    graph = circles.read(modules)

    assert circles.find(graph) == [("app.a", "app.b", "app.c")]
    assert "  app__c.py:2 imports app.a" in circles.describe(
        ("app.a", "app.b", "app.c"), graph, modules
    )


def test_one_direction_is_no_circle(package):
    modules = package(
        app="", app__a="from app import b, c", app__b="import app.c", app__c=""
    )

    assert circles.find(circles.read(modules)) == []


def test_module_is_named_by_its_file():
    assert circles.module_name("app/models/__init__.py") == "app.models"
    assert circles.module_name("app/models/letters.py") == "app.models.letters"


def test_ten_lines_in_two_templates_are_twins():
    first = "\n".join(["<h1>", *RUN, "</h1>"])
    second = "\n\n".join(["<h2>", *(f"  {line}" for line in RUN), "</h2>"])

    assert twins.find({"a.html": first, "b.html": second}) == [
        (twins.LEAST, [("a.html", 2), ("b.html", 3)])
    ]


def test_nine_lines_are_no_twins():
    shared = "\n".join(RUN[1:])

    assert twins.find({"a.html": f"a\n{shared}\na", "b.html": f"b\n{shared}\nb"}) == []


def test_report_of_the_detector_is_read():
    report = (
        "\n12 similar lines in 2 files\n==a.py:[86:99]\n==b.py:[80:93]\n   code\n"
        "\n9 similar lines in 2 files\n==a.py:[1:10]\n==c.py:[1:10]\n   code\n"
        "TOTAL lines=100 duplicates=12 percent=12.00\n"
    )

    assert twins.read(report) == [(12, [("a.py", 87), ("b.py", 81)])]


@pytest.mark.parametrize(
    "report",
    ["", "\n12 similar lines in 2 files\n==a.py:[86:99]\n", "TOTAL lines=0 duplicates=0"],
)
def test_report_without_the_last_line_of_the_detector_is_believed_by_nobody(report):
    with pytest.raises(twins.UnfinishedReportError):
        twins.read(report)


def test_real_detector_finds_twins_and_says_its_total(monkeypatch, tmp_path):
    lines = "".join(f"    total = total * {number} + len(rows)\n" for number in range(12))
    for name in ("first", "second"):
        text = f"def {name}(rows, total):\n{lines}    return {name!r}, total\n"
        (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.setattr(paths, "ROOT", tmp_path)

    assert twins._modules(["first.py", "second.py"]) == [
        (12, [("first.py", 2), ("second.py", 2)])
    ]
    assert twins._modules(["first.py"]) == []


def test_line_of_a_template_may_have_140_columns():
    text = "\n".join(["x" * 140, "x" * 141])

    assert lengths.long_lines(text) == [2]


def test_module_may_have_400_lines():
    assert not lengths.is_long("x\n" * 400)
    assert lengths.is_long("x\n" * 401)


@pytest.mark.parametrize("letters", ["moor", "SMOOR_KROWEMARF", "srood_tset"])
def test_picture_for_a_piece_of_code_is_found(letters):
    # Turned round, so that the check does not find this file.
    word = letters[::-1]

    assert forbidden_words.find(f"first\n  a {word}.") == [(2, f"a {word}.")]


def test_only_files_that_git_knows_are_looked_through(monkeypatch, tmp_path):
    word = "moor"[::-1]
    (tmp_path / "known.md").write_text("Nothing.")
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "known.md"], check=True)
    (tmp_path / "note.md").write_text(f"A {word}.")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(forbidden_words, "ALLOWED", set())

    assert forbidden_words.check() == (True, "")
    (tmp_path / "known.md").write_text(f"A {word}.")
    assert forbidden_words.check() == (False, f"known.md:1: A {word}.")
    (tmp_path / "known.md").unlink()
    assert forbidden_words.check() == (True, "")


def test_copy_without_git_is_looked_through_as_it_is(monkeypatch, tmp_path):
    (tmp_path / "templates").mkdir()
    for name in ("top.md", "templates/page.html"):
        (tmp_path / name).touch()
    monkeypatch.setattr(paths, "ROOT", tmp_path)

    assert list(map(tree.name, tree.known_files())) == ["templates/page.html", "top.md"]


def test_longer_words_are_something_else():
    assert forbidden_words.find("mushroom indoors capacity-building household wrung") == []


def test_check_that_does_not_exist_is_an_error(capsys):
    assert check.run(["nonsense"]) == 2
    assert "import circles" in capsys.readouterr().out


def test_check_that_breaks_has_failed_and_is_shown_and_the_others_go_on(
    capsys, monkeypatch
):
    def breaks():
        raise ValueError("no ink")

    given = [
        check.Check("first", function=breaks),
        check.Check("second", function=lambda: (True, "")),
        check.Check("third", command=["no-such-program-anywhere"]),
    ]
    monkeypatch.setattr(check, "_checks", lambda: given)

    code = check.run([])

    said = capsys.readouterr().out
    assert code == 1
    words = [line.split()[1] for line in said.splitlines() if line.endswith(" s")]
    assert words == ["failed", "ok", "failed"]
    assert "ValueError: no ink" in said
    assert "no-such-program-anywhere" in said
    assert said.endswith("2 of 3 checks failed.\n")
