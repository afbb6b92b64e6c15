"""Tables go out as a workbook and come back cell by cell, from Excel and from CSV."""

import datetime as dt
import io
import re
import subprocess
import sys
import zipfile

import pytest

from gmp_portal.exchange.tables import days, delimited, reading, sentences, taker
from gmp_portal.exchange.tables.columns import Table
from gmp_portal.exchange.tables.days import UnclearError
from gmp_portal.exchange.tables.opening import MOST_COLUMNS, MOST_ROWS, REASONS
from gmp_portal.exchange.tables.rows import Note, TableRows, column_of, letters_of
from gmp_portal.exchange.word import opening
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.launcher import paths
from tests.exchange.audit import findings
from tests.exchange.tables.samples import TABLE, faults, filled, opened, read, template


def refusal(data):
    with pytest.raises(UnreadableFileError) as refused:
        read(data)
    return refused.value.reason


# The template ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_the_template_is_a_sound_workbook(language, tmp_path):
    assert findings(template(language), tmp_path) == []


def test_the_template_is_the_same_each_time():
    assert template() == template()


def test_the_template_has_hidden_keys_and_lists_out_of_sight():
    book = opened(template("ar"))
    about, sheet, lists = book.worksheets

    assert (about.title, sheet.title, lists.sheet_state) == (
        *("Instructions", "Example things"),
        "veryHidden",
    )
    assert (sheet.row_dimensions[1].hidden, sheet.freeze_panes) == (True, "B3")
    assert sheet["B2"].value == "Name *"
    assert sheet.sheet_view.rightToLeft
    assert list(book.defined_names) == ["list_people_kind"]
    assert [prop.name for prop in book.custom_doc_props.props] == [
        "gmp.language",
        "gmp.people",
    ]


def test_an_empty_template_has_no_rows():
    assert read(template()).rows == ()


# Cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "stands", "value"),
    [
        ("name", "  Ａ\u00a0name ", "Ａ name"),
        ("name", "Cafe\u0301", "Café"),
        ("name", 12.0, "12"),
        ("kind", "o n g", "ngo"),
        ("day", dt.date(2025, 1, 31), "2025-01-31"),
        ("day", dt.date(1900, 1, 15), "1900-01-15"),
        ("number", 2014, 2014),
        ("number", "٢٠١٤", 2014),
        ("number", "1 200 000", 1200000),
        ("mail", "a@example.org", "a@example.org"),
        ("site", "example.org/a", "https://example.org/a"),
        ("named", True, True),
        ("named", "否", False),
        ("tags", "a; b；c", ["a", "b", "c"]),
        ("kinds", "Water;air", ["w", "a"]),
        ("text", "one\ntwo", "one\ntwo"),
    ],
)
def test_a_cell_is_read(key, stands, value):
    [row] = read(filled({"name": "Example", key: stands})).rows

    assert (row.values[key], row.faults) == (value, ())


@pytest.mark.parametrize(
    ("key", "stands", "code"),
    [
        ("key", "longer than ten", "too_long"),
        ("name", "a\ufffdb", "unreadable"),
        ("name", "=1+1", "formula"),
        ("name", "#N/A", "fault"),
        ("kind", "something", "not_a_choice"),
        ("day", "13/01/2025", "day_two_readings"),
        ("day", "2026年3月", "day_incomplete"),
        ("day", 2014, "day_incomplete"),
        ("day", 45000.5, "day_unknown"),
        ("number", "1.200.000,50", "whole_unknown"),
        ("number", dt.date(2025, 1, 31), "whole_unknown"),
        ("mail", "a at b", "not_mail"),
        ("site", "somewhere", "not_url"),
        ("named", "perhaps", "not_yes_no"),
    ],
)
def test_a_cell_that_is_not_read_is_named(key, stands, code):
    rows = read(filled({"name": "Example"}, {"name": "Other", key: stands}))

    [fault] = rows.rows[1].faults
    assert (fault.column, fault.cell, fault.code) == (key, fault.cell, code)
    assert fault.cell.endswith("4")
    assert sentences.of_fault(fault)


def test_a_word_that_may_be_meant_is_told_and_not_taken():
    [row] = read(filled({"name": "Example", "kind": "any othr"})).rows

    assert row.faults[0].expected == "Any other"
    assert "Is “Any other” meant?" in sentences.of_fault(row.faults[0])


def test_joined_cells_are_named():
    data = filled(
        {"name": "Example", "kind": "ngo"},
        {"name": "Other"},
        change=lambda sheet: sheet.merge_cells("C3:C4"),
    )

    assert faults(read(data)) == {"C4": "joined"}


def test_very_many_joined_cells_are_named_as_far_as_rows_are_there():
    data = filled(
        {"name": "Example", "kind": "ngo"},
        {"name": "Other"},
        change=lambda sheet: sheet.merge_cells("C3:C30000"),
    )

    assert faults(read(data)) == {"C4": "joined"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b'<row r="4"', b'<row r="99999999999"', "broken"),
        (b'<row r="4"', b'<row r="3"', "broken"),
    ],
)
def test_rows_stand_in_their_order_each_once(before, after, said):
    data = filled({"name": "Example", "kind": "ngo"}, {"name": "Other", "kind": "ngo"})

    odd = changed(data, SHEET, lambda content: content.replace(before, after))

    assert refusal(odd) == said


def test_a_day_that_no_calendar_has_is_asked_about():
    data = filled({"name": "Example", "kind": "ngo", "day": "2025-01-13"})
    cell = re.compile(rb'<c r="D3"[^>]*>.*?</c>')
    odd = b'<c r="D3" t="d"><v>2025-13-45T00:00:00</v></c>'

    rows = read(changed(data, SHEET, lambda content: cell.sub(odd, content)))

    assert faults(rows) == {"D3": "day_unknown"}


@pytest.mark.parametrize("begin", [b"%PDF-1.7", b"MZ\x90", b"\x89PNG\r\n"])
def test_another_kind_of_file_is_no_table(begin):
    assert refusal(begin + b" name,kind\n" * 9) == "not_table"


def test_a_cell_that_is_needed_and_empty_is_named():
    assert faults(read(filled({"kind": "ngo"}))) == {"B3": "required"}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025-01-13", "2025-01-13"),
        ("2025/1/3", "2025-01-03"),
        ("٢٠٢٥-٠١-١٣", "2025-01-13"),
        ("2025年3月13日", "2025-03-13"),
        ("13 January 2025", "2025-01-13"),
        ("January 13th, 2025", "2025-01-13"),
        ("13 de enero de 2025", "2025-01-13"),
        ("1er février 2025", "2025-02-01"),
        ("13 января 2025 г.", "2025-01-13"),
    ],
)
def test_days_are_read_as_people_write_them(said, day):
    assert days.day(said) == day


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("03.04.2025", "day_two_readings"),
        ("2025", "day_incomplete"),
        ("March 2025", "day_incomplete"),
        ("2025-02-30", "day_unknown"),
        ("13 Example 2025", "day_unknown"),
        ("soon", "day_unknown"),
    ],
)
def test_no_day_is_guessed(said, code):
    with pytest.raises(UnclearError) as unclear:
        days.day(said)

    assert unclear.value.code == code


def test_a_number_is_not_guessed():
    assert days.whole("1.200.000") == 1_200_000
    for said in ("1,200", "9" * 40):
        with pytest.raises(UnclearError):
            days.whole(said)


# Titles -------------------------------------------------------------------------------------------


def test_columns_are_found_by_key_title_and_nearly():
    data = "编号,名称,Knd,First dey\n1,Example,ngo,2025-01-01\n".encode()

    rows = read(data)

    assert dict(rows.columns) == {"name": "B", "day": "D"}
    assert [(note.code, note.words) for note in rows.notes] == [
        ("encoding", "utf-8"),
        ("column_not_read", "编号"),
        ("column_not_read", "Knd"),
        ("column_renamed", "First dey"),
    ]
    assert all(map(sentences.of_note, rows.notes))


def test_a_column_that_is_needed_and_missing_is_told():
    assert read(b"key,kind\n1,ngo\n").missing == ("name",)


def test_titles_may_stand_below_what_the_table_is_about():
    rows = read(b"List of partners;\n;\nName;Kind\nExample;NGO\n")

    assert [(row.number, row.values["kind"]) for row in rows.rows] == [(4, "ngo")]


# CSV ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "understood"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_chinese_is_read_in_each_encoding(encoding, understood):
    rows = read("Name,Kind,Website\n绿色示例协会,NGO,example.org\n".encode(encoding))

    assert rows.rows[0].values["name"] == "绿色示例协会"
    assert rows.notes[0] == Note("encoding", understood)


def test_french_of_windows_is_a_guess_that_is_told():
    rows = read("Name,Kind\nCôte d'Ivoire – fédération,NGO\n".encode("cp1252"))

    assert rows.rows[0].values["name"] == "Côte d'Ivoire – fédération"
    assert rows.notes[0].code == "encoding_guessed"
    assert "Windows" in sentences.of_note(rows.notes[0])


def test_an_encoding_that_is_asked_for_is_kept_to():
    rows = read("Name,Kind\nПример,NGO\n".encode("gb18030"), encoding="gb18030")

    assert rows.rows[0].values["name"] == "Пример"
    with pytest.raises(UnreadableFileError, match="encoding"):
        read("Name,Kind\n示例,NGO\n".encode("gbk"), encoding="utf-8")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_found(separator):
    assert delimited.separator_of(f'"a,b,c;d"{separator}x{separator}y\n') == separator


def test_a_formula_of_a_csv_is_named():
    assert faults(read(b"Name,Kind\n=cmd(),NGO\n")) == {"A2": "formula"}


# Hostile files --------------------------------------------------------------------------------------


def changed(data, part, make):
    """The file with one part made anew."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, make(content) if name == part else content)
    return target.getvalue()


SHEET = "xl/worksheets/sheet2.xml"


def test_a_bomb_is_not_unpacked():
    bomb = changed(filled({"name": "A"}), SHEET, lambda _content: b" " * 80_000_000)

    assert refusal(bomb) == "too_tight"


def test_definitions_of_its_own_are_refused():
    def doctype(content):
        return content.replace(
            b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "x">]><worksheet', 1
        )

    assert refusal(changed(filled({"name": "A"}), SHEET, doctype)) == "doctype"


def test_a_huge_dimension_is_not_believed():
    data = changed(
        filled({"name": "A"}),
        SHEET,
        lambda content: content.replace(b'ref="A1:', b'ref="A1:XFD1048576:'),
    )

    assert len(read(data).rows) == 1


def test_formulas_to_other_files_are_never_values():
    data = filled({"name": "='[1]Secret'!A1"})

    assert faults(read(data)) == {"B3": "formula"}


def test_more_rows_and_columns_than_a_table_has_are_refused():
    lines = ["Name,Kind", *["A,ngo"] * (MOST_ROWS + 11)]
    assert refusal("\n".join(lines).encode()) == "too_many_rows"
    lines[MOST_ROWS + 5 :] = []
    assert refusal("\n".join(lines).encode()) == "too_many_rows"
    assert refusal(b"Name,Kind" + b",x" * MOST_COLUMNS) == "too_many_columns"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
        (b"PK\x03\x04", "broken"),
        (b"Name,Kind\n\x01,x", "not_table"),
        (b"", "empty"),
        (b"one word", "no_table"),
        (b"a,b\n" * 6_000_000, "too_large"),
    ],
    ids=["old", "broken", "no text", "empty", "no titles", "large"],
)
def test_what_is_no_table_is_refused_with_its_reason(data, reason):
    assert refusal(data) == reason


def test_a_text_of_word_is_no_table():
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")

    assert refusal(book.getvalue()) == "not_table"


def test_hidden_sheets_are_not_read():
    book = opened(filled({"name": "Seen"}))
    hidden = book.create_sheet("Hidden")
    hidden.append(["Name", "Kind", "E-mail"])
    hidden.append(["Unseen", "NGO", "a@example.org"])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)

    assert [row.values["name"] for row in read(target.getvalue()).rows] == ["Seen"]


# The process ------------------------------------------------------------------------------------------


def test_the_process_answers_with_the_rows_or_the_reason():
    def answer(data):
        source, target = io.BytesIO(taker.asked(data, TABLE)), io.BytesIO()
        taker.run(source, target)
        return target.getvalue()

    data = filled({"name": "Example", "kind": "?"})

    [rows] = taker.answered(answer(data))
    assert rows == TableRows.from_data(reading.read(data, TABLE).to_data())
    for broken in (answer(b""), b""):
        with pytest.raises(UnreadableFileError):
            taker.answered(broken)


def test_a_table_is_the_same_on_the_other_side():
    assert Table.from_data(TABLE.to_data()) == TABLE


def test_every_reason_has_a_sentence():
    of_word = {"not_word", "old_word"}

    assert set(sentences.REASONS) == {*REASONS, *opening.REASONS} - of_word
    assert all(map(sentences.of_reason, sentences.REASONS))


def test_letters_of_columns():
    assert [letters_of(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert column_of("AAA") == 703


def test_pages_that_speak_of_tables_load_no_library():
    code = "from gmp_portal.exchange.tables import taker, templates; import sys"
    names = "{'lxml', 'xlsxwriter', 'rapidfuzz'}"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; assert not {names} & set(sys.modules)"],
        cwd=paths.ROOT,
        check=False,
    )

    assert done.returncode == 0
