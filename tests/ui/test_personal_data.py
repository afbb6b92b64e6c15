"""Numbers and addresses are found in every script, and figures are left alone (R-14)."""

import time

import pytest

from gmp_portal.ui import personal_data
from gmp_portal.ui.personal_data import WITHHELD

NUMBERS = [
    ("Call 024 555 0142 at any time.", "024 555 0142", "GH"),
    ("Office (030) 255-0199, ask for us.", "(030) 255-0199", "GH"),
    ("联系 138 0013 8000 获取信息", "138 0013 8000", "CN"),
    ("电话：１３８００１３８０００", "１３８００１３８０００", "CN"),
    ("Reach us on ０２４ ５５５ ０１４２.", "０２４ ５５５ ０１４２", "GH"),
    ("هاتف ٠١٠ ٠١٢٣ ٤٥٦٧ في القاهرة", "٠١٠ ٠١٢٣ ٤٥٦٧", "EG"),
    ("Звоните 8 (495) 123-45-67 днём", "8 (495) 123-45-67", "RU"),
    ("Appelez le 01 42 68 53 00 le matin", "01 42 68 53 00", "FR"),
    ("Llame al 612 345 678 por la mañana", "612 345 678", "ES"),
    ("फ़ोन ०९८१२३ ४५६७८ पर", "०९८१२३ ४५६७८", "IN"),
    ("Write to +41 22 917 81 83 please", "+41 22 917 81 83", None),
    ("From abroad 0041 22 917 81 83 works", "0041 22 917 81 83", None),
    ("Our seat, (212) 963-1234, is open", "(212) 963-1234", "US"),
    ("phone: 555 0142 99", "555 0142 99", None),
    ("Tel. 22 917 81 83", "22 917 81 83", None),
    ("手机：13800138000", "13800138000", None),
    ("No country is known: 024 555 0142", "024 555 0142", None),
    ("Hidden 024\u200b 555\u200b 0142", "024\u200b 555\u200b 0142", "GH"),
    ("Write to somebody@example.org soon", "somebody@example.org", None),
    ("写信至 somebody＠example.org", "somebody＠example.org", None),
    ("somebody (at) example (dot) org", "somebody (at) example (dot) org", None),
    ("somebody[at]example.org", "somebody[at]example.org", None),
    ("somebody AT example DOT org", "somebody AT example DOT org", None),
    ("Write to jane @ example.org soon", "jane @ example.org", None),
    ("Write to o'neil@example.org soon", "o'neil@example.org", None),
    ("ph 5551234", "5551234", None),
    ("联系 138 0013 8000", "138 0013 8000", None),
    ("联系 １３８ ００１３ ８０００", "１３８ ００１３ ８０００", "GH"),
    ("微信 138-0013-8000", "138-0013-8000", None),
    ("Звоните 8 (495) 123-45-67 днём", "8 (495) 123-45-67", None),
    ("Звоните 8 495 123 45 67 днём", "8 495 123 45 67", "KE"),
    ("Our seat, (202) 555-0142, is open", "(202) 555-0142", None),
    ("Our seat, 202.555.0142, is open", "202.555.0142", "FR"),
    ("Ask 0245550142 for it", "0245550142", None),
    ("Ask (0)24 555 0142 for it", "(0)24 555 0142", None),
    ("It is free at 0 800 555 012 today", "0 800 555 012", None),
    ("Ask 024 555 0142 T. Mensah", "024 555 0142", None),
    ("Ask 024 555 0142 M. Mensah", "024 555 0142", None),
    ("Ask 024 555 0142/43 for it", "024 555 0142/43", None),
    ("写信至 jane@example。org", "jane@example。org", None),
]
HARMLESS = [
    "We give USD 612 345 678 over three years.",
    "We give 612 345 678 euros.",
    "A sum of 1,000,380 dollars, or 1 000 380.",
    "Mercury fell by 250 000 000 kg.",
    "It reached 612 345 678 people.",
    "From 2019-2024, and 2025–2030.",
    "On 2026-11-27 and on 24.09.2017, also 27/11/2026.",
    "See UNEP/MC/COP.4/INF/16 and UNEP(DTIE)/Hg/INC.7/1.",
    "Paragraphs 19 (a) to (g), 20 and 21 (2).",
    "An increase of 45.5 %, and 12 345 678 % of nothing.",
    "ISO 9001:2015 and ISO 14001.",
    "From 09:00-17:30 every day.",
    "Job number K1707612 060917.",
    "0.5 t of mercury, 0.25 mg and 12.5 t.",
    "Decision 24/3, resolution 60/215, General Assembly 70/1.",
    "ISBN 978-92-807-3717-5 is a book.",
    "42 countries, 15 areas and 7 objectives.",
    "全球 1 000 000 吨，其中 45%。",
    "В 2019-2024 годах 1 000 380 тонн.",
    "بين ٢٠١٩-٢٠٢٤ بلغت ١٬٠٠٠٬٣٨٠ طن.",
    "chez (at) nobody, at five.",
    "On 01 02 2023.",
    "We store 10 000 – 20 000 seeds.",
    "Call 2023-2024 is open.",
    "By mobile 2 000 000 people.",
    "₦ 024 555 0142, or 024 555 0142 naira.",
    "Земли: 612 345 678 га, 612 345 678 рублей.",
    "面积 13800138000 公顷。",
    "بلغت ٦١٢ ٣٤٥ ٦٧٨ طن.",
    "An area of 612 345 678 km², or 612 345 678 hectares.",
    "It lasts 612 345 678 years.",
    "Science (2019) 345-367, paragraphs (12) 2019-2024.",
    "See https://example.org/0245550142.",
]
COUNTRIES = ["GH", "CN", "FR", "ES", "RU", "EG", "US", "IN", "DE", "KE", None]


@pytest.mark.parametrize(("text", "number", "country"), NUMBERS)
def test_a_number_or_an_address_is_found_where_it_stands(text, number, country):
    [hit] = personal_data.find(text, [country])

    assert hit.text == number
    assert text[hit.start : hit.end] == number


@pytest.mark.parametrize(("text", "number", "country"), NUMBERS)
def test_what_is_found_is_blacked_out_and_nothing_else(text, number, country):
    shown = personal_data.redacted(text, [country])

    assert shown == text.replace(number, WITHHELD)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("text", HARMLESS)
def test_a_figure_that_counts_something_is_none(text, country):
    assert personal_data.find(text, [country]) == []


def test_several_hits_are_told_in_their_order():
    text = "a@example.org, +41 22 917 81 83, b@example.org"

    assert [hit.text for hit in personal_data.find(text)] == text.split(", ")


def test_what_was_found_harmless_stays():
    text = "Project 024 555 0142, call 024 555 0199"

    shown = personal_data.redacted(text, ["GH"], but=["024 555 0142"])

    assert shown == f"Project 024 555 0142, call {WITHHELD}"


@pytest.mark.parametrize("between", ["/", " / ", ", ", " or "])
@pytest.mark.parametrize("word", ["Tel: ", "Ask "])
def test_of_several_numbers_nothing_is_left(word, between):
    text = f"{word}024 555 0142{between}024 555 0143"

    shown = personal_data.redacted(text)

    assert not any(char.isdigit() for char in shown)


@pytest.mark.parametrize("text", ["a" * 100_000, "a." * 50_000, "a" * 99_999 + "@"])
def test_a_long_row_of_letters_is_read_once(text):
    began = time.process_time()

    personal_data.find(text)

    assert time.process_time() - began < 2


@pytest.mark.parametrize("apart", ["\n", " "])
def test_the_last_number_of_a_very_long_list_is_found(apart):
    text = apart.join(["12 34 5678"] * 1500) + f"{apart}(202) 555-0147"

    hits = personal_data.find(text, ["US"])

    assert "(202) 555-0147" in hits[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "tel +41\n22 917 12 34",
        "The phone number is 5551234",
        "https://wa.me/41791234567",
        "8-800-555-35-35",
        "13800138000",
    ],
)
def test_what_looks_like_nothing_else_needs_no_country(text):
    assert personal_data.find(text)
