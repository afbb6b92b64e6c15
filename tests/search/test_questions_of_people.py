"""What people type, in six languages, and what they mean by it (C13, N38)."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from gmp_portal.search import index, looking
from gmp_portal.search.questions import Question
from gmp_portal.search.register import Text

pytestmark = pytest.mark.django_db

TEXTS = {
    "paper": ("PAG.16/4 Programme of work", "The Advisory Group considers mercury waste."),
    "decision": (
        "PAG-DEC-2026/4 Lead of an area",
        "Decided by consensus on 12 March 2026.",
    ),
    "letter": (
        "LOI-2026-0016 Example Institute",
        "We review draft guidance on dental amalgam.",
    ),
    "chinese": (
        "\u7efc\u5408\u4e1a\u52a1\u8ba1\u5212",
        "汞污染是全球性的环境问题。添汞产品和小规模采金业。",
    ),
    "arabic": ("خطة العمل", "يؤثر الزِّئْبَق على صحة الإنسان، وإطلاقات الزئبق من الفحم."),
    "russian": ("План работы", "Выбросы ртути и её соединений; Рабочая группа."),
    "french": (
        "Plan d\u2019activité",
        "La Côte d\u2019Ivoire réduit le mercure; l\u2019œuvre de l\u2019Ozone.",
    ),
    "spanish": ("Plan de la minería pequeña", "Emisiones de mercurio; el año de São Tomé."),
    "german": (
        "Straßenbau \u0141\u00f3d\u017a",
        "Fullwidth \uff23\uff2f\uff12, co-lead, Zero-Mercury.",
    ),
}
QUESTIONS = [
    ("mercury", {"paper", "german"}),
    ("MERCURY", {"paper", "german"}),
    ("merc", {"paper", "german", "french", "spanish"}),
    ("mercury waste", {"paper"}),
    ("waste mercury", {"paper"}),
    ('"mercury waste"', {"paper"}),
    ('"waste mercury"', set()),
    ("mercury -waste", {"german"}),
    ("PAG.16/4", {"paper"}),
    ("pag 16 4", {"paper"}),
    ("PAG.16/5", set()),
    ("PAG-DEC-2026/4", {"decision"}),
    ("LOI-2026-0016", {"letter"}),
    ("loi-2026", {"letter"}),
    ("guidanc", {"letter"}),
    ("amalgam dental", {"letter"}),
    ("汞", {"chinese"}),
    ("汞污", {"chinese"}),
    ("汞污染", {"chinese"}),
    ("污染汞", set()),
    ("汞产品", {"chinese"}),
    ("小规模采金", {"chinese"}),
    ("业务计划", {"chinese"}),
    ("汞 采金", {"chinese"}),
    ("环境问题。", {"chinese"}),
    ("زئبق", {"arabic"}),
    ("الزئبق", {"arabic"}),
    ("الزِّئْبَق", {"arabic"}),
    ("إنسان", {"arabic"}),
    ("الانسان", {"arabic"}),
    ("اطلاقات", {"arabic"}),
    ("ртут", {"russian"}),
    ("РТУТИ", {"russian"}),
    ("\u0435\u0435 соединений", {"russian"}),
    ("cote d'ivoire", {"french"}),
    ("Côte d\u2019Ivoire", {"french"}),
    ("COTE IVOIRE", {"french"}),
    ("activite", {"french"}),
    ("oeuvre", {"french"}),
    ("mineria", {"spanish"}),
    ("ano sao tome", {"spanish"}),
    ("strassenbau", {"german"}),
    ("Lodz", {"german"}),
    ("CO2", {"german"}),
    ("co-lead", {"german"}),
    ("zero mercury", {"german"}),
    ("12 march", {"decision"}),
    ("\u0661\u0662 march", {"decision"}),
    ("consensus  ,  decided", {"decision"}),
]


@pytest.fixture
def texts() -> list[str]:
    """The texts in the index, as public ones."""
    names = list(TEXTS)
    for key, name in enumerate(names):
        title, text = TEXTS[name]
        whole = Text(key, title=title, path=f"/{name}/", text=text)
        index.write(list(index.in_entries("clause", whole, is_public=True)))
    return names


@pytest.mark.parametrize(("typed", "expected"), QUESTIONS)
def test_a_question_finds_what_is_meant(
    texts: list[str], typed: str, expected: set[str]
) -> None:
    hits = looking.hits(Question(typed), AnonymousUser(), looking.Filters())

    assert {texts[key] for key in hits.values_list("record", flat=True)} == expected


def test_the_title_counts_more_than_the_text(texts: list[str]) -> None:
    for key, (title, text) in enumerate([("A", "gold dust"), ("Gold", "a"), ("B", "gold")]):
        whole = Text(100 + key, title=title, path="/", text=text)
        index.write(list(index.in_entries("clause", whole, is_public=True)))

    ordered = looking.fittest(Question("gold"), AnonymousUser(), looking.Filters())

    assert ordered[0].record == 101


RANKED = [
    # What is put in order, from the first: its kind, its title, its text, its day.
    ("area", "Gold mining", "", None),
    ("partner", "Gold Institute", "", date(2009, 1, 1)),
    ("plan", "A plan for gold", "", date(2020, 1, 1)),
    ("decision", "Decision on gold", "", date(2019, 1, 1)),
    ("report", "Report on gold", "", date(2018, 1, 1)),
    ("clause", "Every plan names its gold", "", None),
    ("meeting", "Webinar: national plans for gold", "", date(2026, 1, 1)),
    ("meeting", "Gold", "", date(2021, 1, 1)),
    ("clause", "A1-1b", "gold gold gold", None),
    ("area", "Goldsmiths", "", None),
]


def test_what_lasts_comes_before_meetings_of_the_same_name_and_the_newer_of_these_first() -> (
    None
):
    for key, (kind, title, text, day) in enumerate(RANKED):
        whole = Text(200 + key, title=title, path="/", text=text, dated_on=day)
        index.write(list(index.in_entries(kind, whole, is_public=True)))

    ordered = looking.fittest(Question("gold"), AnonymousUser(), looking.Filters())

    assert [hit.record - 200 for hit in ordered][:8] == list(range(8))
    assert {hit.record - 200 for hit in ordered[8:]} == {8, 9}


def test_half_a_word_leads_to_names_that_begin_like_it() -> None:
    for key, (kind, title) in enumerate([("meeting", "Goldsmiths"), ("area", "Golden")]):
        whole = Text(200 + key, title=title, path="/", dated_on=date(2026, 1, 1))
        index.write(list(index.in_entries(kind, whole, is_public=True)))

    ordered = looking.fittest(Question("gol"), AnonymousUser(), looking.Filters())

    assert [hit.kind for hit in ordered] == ["area", "meeting"]


def test_an_area_is_weighed_however_many_newer_texts_have_the_word(monkeypatch) -> None:
    monkeypatch.setattr(looking, "MOST", 2)
    monkeypatch.setitem(looking.RECENT, 2, 3)
    texts = [("meeting", f"Gold {key}", date(2026, 1, 1)) for key in range(5)]
    for key, (kind, title, day) in enumerate([*texts, ("area", "Gold mining", None)]):
        whole = Text(200 + key, title=title, path="/", dated_on=day)
        index.write(list(index.in_entries(kind, whole, is_public=True)))

    ordered = looking.fittest(Question("gold"), AnonymousUser(), looking.Filters())

    assert ordered[0].kind == "area"
