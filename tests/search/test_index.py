"""The index holds what the records say, in the act that changes them, for whoever may see them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from areas.reading import snapshot
from gmp_portal.search import index, looking
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import Question
from gmp_portal.search.register import FINDABLE
from partners.actions import representatives
from partners.models import Representative
from tests.before_rule import as_it_was
from tests.factories.areas import PlanFactory, advance, member_of
from tests.factories.partners import PartnerFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import ProgressReportFactory

pytestmark = pytest.mark.django_db


def titles_with(words: str) -> set[str]:
    hits = looking.hits(Question(words), AnonymousUser(), looking.Filters())
    return set(hits.values_list("title", flat=True))


@pytest.mark.parametrize(
    "words",
    [
        "example",
        "EXAMPL",
        "示例",
        "例机",
        "cote d'ivoire",
        "Côte d\u2019Ivoire",
        "科特迪瓦",
        "ivoi",
    ],
)
def test_a_partner_is_found_by_name_half_a_word_and_country(words: str) -> None:
    partner = PartnerFactory.create(
        name="Example 示例机构", country=CountryFactory(iso2="CI")
    )

    index.refresh("partner", [partner.pk])

    assert titles_with(words) == {partner.name}


def test_an_applicant_is_not_found_by_visitors() -> None:
    partner = PartnerFactory.create(
        name="Example Applicant", status="applicant", since=None
    )

    index.refresh("partner", [partner.pk])

    assert titles_with("applicant") == set()


@pytest.mark.parametrize("kind", sorted(FINDABLE))
def test_every_kind_is_filled_and_stays_as_it_is_when_filled_again(kind: str) -> None:
    index.fill(kind)

    assert index.fill(kind) == 0


def test_the_page_shows_the_words_marked(client: Client) -> None:
    partner = PartnerFactory.create(name="Example Mercury Institute")
    index.refresh("partner", [partner.pk])

    response = client.get("/search/", {"q": "mercu"})

    assert response.status_code == 200
    assert "<mark>Mercu</mark>ry" in response.content.decode()
    assert Entry.objects.filter(kind="partner").count() == 1


@pytest.mark.parametrize("is_frozen", [False, True])
def test_who_takes_back_a_consent_is_found_in_no_plan_that_heeds_it(
    is_frozen: bool,
) -> None:
    """A1-6d-iii: the page of such a plan does not show the name any more either."""
    plan = PlanFactory(complete=True)
    contact = member_of(plan.area)
    plan.efforts.update(contact=contact)
    voice = Representative.objects.get(person=contact)
    Representative.objects.filter(pk=voice.pk).update(consented_at=timezone.now())
    voice.refresh_from_db()
    if is_frozen:
        plan = advance(plan, "published")
        before = snapshot.written(plan) | {"partners": []}
        as_it_was(plan, snapshot=plan.snapshot | before)
    index.refresh("plan", [plan.pk])
    entries = Entry.objects.filter(kind="plan", text__contains=contact.name)
    assert entries.exists()

    representatives.consent(voice, consents=False, by=contact)

    assert not entries.all().exists()


def test_a_working_rule_is_found_by_its_number_and_what_it_says() -> None:
    index.fill("rule")

    assert any(title.startswith("R-30 ") for title in titles_with("R-30"))


@pytest.mark.parametrize("whose", ["partner", "area"])
def test_a_report_has_the_new_name_of_whose_it_is(whose: str) -> None:
    report = ProgressReportFactory.create()
    named = getattr(report, whose)
    index.refresh("progress_report", [report.pk])
    if whose == "area":
        named.names |= {"en": "Newname"}
    else:
        named.name = "Newname"
    named.save()

    index.follow(named)

    assert "Newname" in Entry.objects.get(kind="progress_report").title
