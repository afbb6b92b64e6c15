"""The checks of our own find what they are made for, and name the line."""

import pytest

from gmp_portal.launcher import (
    check,
    circles,
    forbidden_words,
    template_lines,
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


def test_line_of_a_template_may_have_140_columns():
    text = "\n".join(["x" * 140, "x" * 141])

    assert template_lines.long_lines(text) == [2]


def test_long_lines_must_become_fewer_and_the_list_with_them():
    now = {"new.html": [3], "same.html": [1, 2], "worse.html": [4, 5], "better.html": [6]}
    listed = {"same.html": 2, "worse.html": 1, "better.html": 2, "gone.html": 1}

    said = template_lines.compare(now, listed)

    assert said[:3] == [
        f"{place}: longer than 140 columns"
        for place in ("new.html:3", "worse.html:4", "worse.html:5")
    ]
    assert [line.split()[4].rstrip(",") for line in said[3:]] == [
        "better.html",
        "gone.html",
    ]


@pytest.mark.parametrize("letters", ["moor", "SMOOR_KROWEMARF", "srood_tset"])
def test_picture_for_a_piece_of_code_is_found(letters):
    # Turned round, so that the check does not find this file.
    word = letters[::-1]

    assert forbidden_words.find(f"first\n  a {word}.") == [(2, f"a {word}.")]


def test_longer_words_are_something_else():
    assert forbidden_words.find("mushroom indoors capacity-building household wrung") == []


def test_check_that_does_not_exist_is_an_error(capsys):
    assert check.run(["nonsense"]) == 2
    assert "import circles" in capsys.readouterr().out
