"""Plans in Word, written in messy ways, become the sections, texts and rows of Annex 2."""

import shutil
import subprocess

import pytest

from areas.models import PlanImport
from areas.reading import plan_imports
from areas.reading.word_plans import assigning
from gmp_portal.exchange.word import line_reading
from tests.areas.word_plan_texts import CHINESE, ENGLISH
from tests.areas.word_plans import MESSES, Word, as_libreoffice
from tests.factories.areas import PlanFactory

CONTENTS = {"en": ENGLISH, "zh": CHINESE}
KEYS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
STYLE = '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
CASES = [(language, name) for language in CONTENTS for name in MESSES]


def read(data):
    return line_reading.read_lines(data)


def understood(data, settled=None):
    return assigning.understand(read(data), settled or {})


def coming(data):
    """What the file would do to an empty draft."""
    record = PlanImport(plan=PlanFactory.create(), name="a.docx", read=read(data).to_data())
    return plan_imports.read(record)


def rows_of(came, kind):
    return next(each.rows for each in came.lists if each.kind.key == kind)


def told(row):
    """A row as its cells were understood, and what was not sure of them."""
    return {cell.key: cell for cell in row.read.cells}


@pytest.mark.parametrize(("language", "name"), CASES)
def test_every_heading_is_recognized(language, name):
    result = understood(MESSES[name](CONTENTS[language]))

    headings = [piece.target for piece in result.pieces if piece.place == "heading"]
    if name == "as_libreoffice":
        # V stands before IV there, and I comes once more.
        assert headings == [
            "I",
            "II",
            "III",
            "V",
            "IV",
            "VI",
            "VII",
            "VIII",
            "IX",
            "X",
            "I",
        ]
        assert result.is_out_of_order
    else:
        assert headings == list(KEYS)
    assert result.language == language
    assert not result.missing


@pytest.mark.parametrize(("language", "name"), CASES)
def test_every_line_has_one_place(language, name):
    data = MESSES[name](CONTENTS[language])

    result = understood(data)

    lines = list(read(data).lines)
    own = [piece for piece in result.pieces if not piece.id.endswith("+")]
    assert sorted(int(piece.id) for piece in own) == list(range(1, len(lines) + 1))
    assert sorted(map(repr, lines)) == sorted(repr(piece.line) for piece in own)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), CASES)
def test_every_row_comes_in_and_every_cell_is_right_or_doubted(language, name):
    content = CONTENTS[language]

    came = coming(MESSES[name](content))

    counts = {each.kind.key: len(each.rows) for each in came.lists}
    assert counts == {
        "objectives": 4,
        "actions": 4,
        "efforts": 9,
        "opportunities": 2,
        "indicators": 6,
        "donors": 2,
        "requests": 2,
        "linkages": 3,
    }
    assert not came.faulty
    statements = [
        row.data["statement"].rstrip(".。") for row in rows_of(came, "objectives")
    ]
    assert statements == [statement for statement, *_rest in content.objectives]
    days = [row.data["target_on"] for row in rows_of(came, "objectives")]
    assert days == ["2028-12-31", "2027-12-31", "2028-06-30", "2027-06-30"]
    new = "new:objectives:{}".format
    served = [[new(0)], [new(1)], [new(2)], [new(1), new(3)]]
    for row, expected in zip(rows_of(came, "actions"), served, strict=True):
        assert row.data["objectives"] == expected or told(row)["objectives"].why
    for row, effort in zip(rows_of(came, "efforts"), content.efforts, strict=True):
        number = int(effort.action[-1]) - 1
        currency, amount = effort.cost.split()
        first, last = effort.period.split(" – ")
        expected = {
            "participant": effort.who,
            "description": effort.description,
            "action": f"new:actions:{number}",
            "cost": f"{float(amount.replace(',', '')):.2f}",
            "currency": currency,
            "starts_on": first,
            "ends_on": last,
            "target": effort.target,
        }
        assert {key: row.data.get(key) for key in expected} == expected
        assert row.data["kind"] in ("overarching", "bilateral", "collaborative")
        steps = [f"{each['due_on']} {each['text']}" for each in row.read.milestones]
        assert steps == list(effort.milestones)
    for row, expected in zip(rows_of(came, "indicators"), content.indicators, strict=True):
        said = told(row)
        _served, *others = expected
        for key, words in zip(("name", "unit", "baseline", "target"), others, strict=True):
            assert row.data.get(key) == words or said[key].why
        assert row.data["objective"] == new(int(expected[0][-1]) - 1)
    for row, (title, purpose, amount) in zip(
        rows_of(came, "requests"), content.requests, strict=True
    ):
        currency, number = amount.split()
        assert row.data["title"] == title
        assert row.data["purpose"] == purpose
        assert row.data["amount"] == f"{number.replace(',', '')}.00"
        assert row.data["currency"] == currency
    for row, (name_, side, note) in zip(
        rows_of(came, "linkages"), content.linkages, strict=True
    ):
        assert (row.data["name"], row.data["note"]) == (name_, note)
        assert row.data["side"] == "outside"
        assert side


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), CASES)
def test_no_sentence_of_a_text_is_lost(language, name):
    content = CONTENTS[language]

    came = coming(MESSES[name](content))

    texts = {each.section.key: each.text for each in came.texts}
    for section, sentences in (
        ("I", content.summary),
        ("VI", content.evaluation),
        ("VII", content.resources),
    ):
        for sentence in sentences:
            assert sentence in texts[section]
    whole = "\n".join(texts.values())
    assert all(sentence in whole for sentence in content.process)
    if name == "with_styles":
        assert "[1] UNEP 2024." in texts["I"]
        assert "UNEP (https://www.unep.org/)" in texts["I"]


@pytest.mark.django_db
def test_title_period_and_language_are_offered():
    came = coming(MESSES["with_styles"](CHINESE))

    values = came.frame.values
    assert values["title"] == CHINESE.title
    assert str(values["period_from"]) == "2026-01-01"
    assert str(values["period_to"]) == "2028-12-31"
    assert values["language"] == "zh"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", CONTENTS)
def test_file_saved_by_libreoffice_is_understood(language, tmp_path):
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "plan.docx"
    source.write_bytes(as_libreoffice(CONTENTS[language]))

    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "docx:Office Open XML Text", "--outdir", str(tmp_path)),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    result = understood((tmp_path / "plan.docx").read_bytes())
    headings = [piece.target for piece in result.pieces if piece.place == "heading"]
    assert headings == ["I", "II", "III", "V", "IV", "VI", "VII", "VIII", "IX", "X", "I"]
    tables = [piece.target for piece in result.pieces if piece.place == "rows"]
    assert tables == [
        *("objectives", "opportunities", "efforts", "efforts", "indicators", "donors"),
        *("requests", "linkages"),
    ]


def in_section(title):
    return Word().p(title, style="Heading1")


@pytest.mark.django_db
def test_applications_and_risks_are_read_as_people_write_them():
    word = in_section("VII. Resource mobilization").p("We ask three banks.")
    word.p("Applications to donors", style="Heading2")
    word.p("Application 1: A laboratory", listed="bullet")
    word.p("Donor: Another Bank", listed="bullet", depth=1)
    word.p("Status: Sent", listed="bullet", depth=1)
    word.p("Date sent: 2026-05-01", listed="bullet", depth=1)
    word.p("VIII. Business planning process", style="Heading1").p("We meet yearly.")
    word.p("Risk register", style="Heading2")
    word.table(
        ("Risk", "Probability", "Impact", "Mitigation"),
        ("Gold gets dearer", "High", "medium", "Ask buyers"),
    )

    came = coming(word.file())

    assert not came.understanding.unsure
    assert rows_of(came, "applications")[0].data == {
        "title": "A laboratory",
        "other_donor": "Another Bank",
        "state": "sent",
        "sent_on": "2026-05-01",
    }
    assert rows_of(came, "risks")[0].data == {
        "title": "Gold gets dearer",
        "likelihood": "high",
        "effect": "medium",
        "measures": "Ask buyers",
    }
    assert [each.text for each in came.texts] == ["We ask three banks.", "We meet yearly."]


@pytest.mark.django_db
def test_how_likely_a_risk_is_is_asked_and_never_taken_for_granted():
    word = in_section("VIII. Business planning process")
    word.table(("Risk", "Mitigation"), ("Gold gets dearer", "Ask buyers"))

    came = coming(word.file())

    assert rows_of(came, "risks")[0].faults.keys() == {"likelihood", "effect"}


@pytest.mark.parametrize(
    ("section", "titles"),
    [
        ("VIII. Business planning process", ("Name", "Partner")),
        ("VIII. Business planning process", ("Meeting", "Date")),
        ("VII. Resource mobilization", ("Title", "Amount")),
    ],
)
def test_other_tables_are_no_risks_and_no_applications(section, titles):
    word = in_section(section).table(titles, ("One", "2026-05-01"))

    result = understood(word.file())

    assert result.pieces[-1].to not in ("rows:risks", "rows:applications")


def test_what_the_portal_writes_by_itself_is_left_out_of_its_own_files_only():
    said = "Next review of the plan: 1 May 2027"
    theirs = in_section("VIII. Business planning process").p(said)
    ours = in_section("VIII. Business planning process").p(said, style="GMPUnnumbered")
    ours.styles = STYLE.format(id="GMPUnnumbered", name="GMP Unnumbered")

    places = [understood(word.file()).pieces[-1].to for word in (theirs, ours)]

    assert places == ["text:VIII", "out"]
