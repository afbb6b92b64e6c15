"""What the portal has in several languages is found in each, and shown in the reader's."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from factory.django import DjangoModelFactory

from areas import on_record
from gmp_portal import rulebook
from gmp_portal.search import index, looking
from gmp_portal.search.models import Entry
from gmp_portal.search.register import FINDABLE
from tests import open_data
from tests.factories.advisory_group import PlanReviewFactory
from tests.factories.areas import AreaFactory, TopicFactory
from tests.factories.meetings import MeetingReportFactory
from tests.factories.partners import PartnerFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import AreaReportFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db

CHINESE = "zh-hans"
TRANSLATED = sorted(kind for kind, findable in FINDABLE.items() if findable.is_translated)


def _articles(
    client: Client, asked: str, language: str = CHINESE, language_wanted: str = ""
) -> list[str]:
    prefix = "" if language == "en" else f"/{language}"
    query = {"q": asked, "language": language_wanted}
    page = client.get(f"{prefix}/search/", query).content.decode()
    return [rest.partition("</article>")[0] for rest in page.split("<article>")[1:]]


def _plain(article: str) -> str:
    return article.replace("<mark>", "").replace("</mark>", "")


@pytest.fixture
def gold():
    """The area as it is on record, with its objective in both languages."""
    row = next(row for row in on_record.rows() if "汞" in row["objective_zh"])
    names = {"en": row["name_en"], "zh": row["name_zh"]}
    area = AreaFactory.create(slug=row["slug"], names=names, objective=row["objective"])
    index.refresh("area", [area.pk])
    return row


@pytest.mark.parametrize("asked", ["国家汞清单", "观察员", "协商一致", "水俣公约", "大气"])
def test_clauses_are_found_by_what_they_say_in_chinese(client: Client, asked: str) -> None:
    index.fill("clause")

    articles = _articles(client, asked)

    assert articles
    assert all(asked in _plain(article) for article in articles)
    assert all('<span lang="zh-hans"' in article for article in articles)


def test_a_title_alone_finds_its_clause_in_each_language(client: Client) -> None:
    index.fill("clause")
    clause = next(
        each for each in rulebook.clauses() if str(each.title) not in str(each.text)
    )
    for language in settings.COMPLETE_LANGUAGES:
        with translation.override(language):
            title = str(clause.title)

            articles = _articles(client, f'"{title}"', language)

        assert any(title in _plain(article) for article in articles)


def test_working_rules_are_found_and_named_in_chinese(client: Client) -> None:
    index.fill("rule")
    rule = rulebook.parameter("R-30")
    with translation.override(CHINESE):
        question, answer = str(rule.question), rule.describe(rule.value)

    [article] = _articles(client, f'"{question}"')

    assert f"R-30 {question}" in _plain(article)
    assert answer[:40] in _plain(article)


def test_an_area_is_found_by_its_objective_in_chinese(client: Client, gold) -> None:
    [article] = _articles(client, gold["objective_zh"][:6])

    assert gold["objective_zh"][:20] in _plain(article)
    assert gold["objective"][:20] not in _plain(article)


@pytest.mark.parametrize("language", ["en", CHINESE])
def test_of_what_has_the_words_in_two_languages_the_readers_is_shown(
    client: Client, gold, language: str
) -> None:
    here, other = ("objective", "objective_zh")[:: 1 if language == "en" else -1]

    [article] = _articles(client, gold["name_en"], language)

    assert gold[here][:20] in _plain(article)
    assert gold[other][:20] not in _plain(article)
    assert "within=" not in article


def test_who_narrows_the_search_to_a_language_is_shown_that(client: Client, gold) -> None:
    page = client.get(f"/{CHINESE}/search/", {"q": gold["name_en"]}).content.decode()

    [article] = _articles(client, gold["name_en"], language_wanted="en")

    assert page.count("&amp;language=") == 2
    assert gold["objective"][:20] in _plain(article)


def test_an_objective_that_nobody_translated_is_not_called_chinese(client: Client) -> None:
    area = AreaFactory.create(names={"en": "Quicksilver", "zh": "水银示例"})
    index.refresh("area", [area.pk])

    [article] = _articles(client, "水银示例")

    assert "水银示例" in _plain(article)
    assert '<span lang="en"' in article


def test_a_reader_of_neither_gets_the_one_that_fits(client: Client, gold) -> None:
    [article] = _articles(client, gold["objective_zh"][:6], "ar")

    assert gold["objective_zh"][:20] in _plain(article)


def test_what_a_partner_is_stands_in_the_language_of_the_reader(client: Client) -> None:
    partner = PartnerFactory.create(
        name="Quicksilver Ministry", kind="government", country=CountryFactory(iso2="JP")
    )
    index.refresh("partner", [partner.pk])
    with translation.override(CHINESE):
        kind, country = str(partner.get_kind_display()), partner.country.name

    [chinese] = _articles(client, "quicksilver")
    [english] = _articles(client, "quicksilver", "en")

    assert f"{kind} · {country}" in chinese
    assert "Government · Japan" in english
    assert len(_articles(client, kind)) == 1


@pytest.mark.parametrize(
    ("kind", "factory"),
    [("area_report", AreaReportFactory), ("progress_report", ProgressReportFactory)],
)
def test_a_report_is_found_and_named_by_its_area_in_chinese(
    client: Client, kind: str, factory: type[DjangoModelFactory]
) -> None:
    area = AreaFactory.create(names={"en": "Example lamps", "zh": "示例灯具"})
    report = factory.create(area=area, state="accepted")
    index.refresh(kind, [report.pk])

    [article] = _articles(client, "示例灯具")

    assert "示例灯具" in _plain(article)
    assert "Example lamps" not in article


@pytest.mark.parametrize(
    ("kind", "factory"),
    [("meeting_report", MeetingReportFactory), ("review", PlanReviewFactory)],
)
def test_a_title_made_by_the_portal_is_in_the_language_of_the_reader(
    kind: str, factory: type[DjangoModelFactory]
) -> None:
    record = factory.create()

    with translation.override(CHINESE):
        titles, name = FINDABLE[kind].titles([record.pk]), str(record)

    assert titles == {record.pk: name}
    assert name != str(record)


@pytest.mark.parametrize("kind", TRANSLATED)
def test_what_is_translated_is_kept_once_in_each_language(kind: str, gold) -> None:
    TopicFactory.create(
        names={"en": "Example topic", "zh": "示例专题"},
        abouts={"en": "An example.", "zh": "示例。"},
    )

    index.fill(kind)

    kept = Entry.objects.filter(kind=kind).exclude(part__contains="+")
    languages = set(kept.values_list("language", flat=True))

    assert languages == set(settings.COMPLETE_LANGUAGES)
    assert kept.count() == len(languages) * kept.values("record").distinct().count()


@pytest.mark.parametrize("kind", ["area", "clause", "rule", "partner", "progress_report"])
def test_many_are_read_in_a_language_with_as_many_questions_as_few(kind: str, gold) -> None:
    for _number in range(8):
        PartnerFactory.create()
        ProgressReportFactory.create()
    index.fill(kind)
    entries = list(Entry.objects.filter(kind=kind).defer("vector"))

    def asked(some: list[Entry]) -> int:
        with translation.override(CHINESE), open_data.counted() as queries:
            looking.in_this_language({entry.pk: entry for entry in some})
        return len(queries)

    few, many = asked(entries[:1]), asked(entries)

    assert len(entries) >= 8
    assert many == few
