"""However much there is of an area and its plan, their pages lead to what they leave out."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.models import PlanComment
from areas.reading import area_page, talk
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.paging import PER_PAGE
from tests.factories.areas import AreaFactory, PlanFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.factories.reporting import AreaReportFactory

pytestmark = pytest.mark.django_db


def next_page(page, place):
    return re.search(rf'href="([^"]+)#{place}">Next page', unescape(page))[1]


def commented(plan, number, section=""):
    """So many comments, the oldest first."""
    author, now = plan.area.lead_terms.get().person, timezone.now()
    texts = [f"Example comment {place:03}" for place in range(number)]
    for place, text in enumerate(texts):
        PlanComment.objects.create(
            plan=plan,
            section=section,
            author=author,
            text=text,
            written_at=now - timedelta(hours=number - place),
        )
    return author, texts


def test_what_happened_in_an_area_goes_on_on_a_second_page(client):
    area = AreaFactory.create()
    for number in range(15):
        MeetingFactory.create(
            body=area.body,
            convened=True,
            title=f"Example gathering {number:02}",
            starts_on=today() - timedelta(days=10 * number + 10),
        )
        DecisionFactory.create(
            body=area.body, adopted=True, title=f"Example decision {number:02}"
        )

    first = client.get(area.get_absolute_url()).text
    second = client.get(next_page(first, "meetings")).text

    told = r"Example (?:gathering|decision) \d+"
    shown = [re.findall(told, page.split('id="meetings"')[1]) for page in (first, second)]
    assert len(shown[0]) == area_page.MOMENTS
    assert len({*shown[0], *shown[1]}) == 30
    assert not {*shown[0]} & {*shown[1]}
    assert re.search(r"All 3\d entries", first)
    assert "entries</summary>" not in second


def test_older_versions_of_a_plan_stand_in_the_register_of_plans(client):
    area = AreaFactory.create()
    number = area_page.PLANS_SHOWN + 2
    plans = [
        PlanFactory.create(area=area, number=each + 1, status="superseded")
        for each in range(number)
    ]

    page = client.get(area.get_absolute_url()).text
    documents = page.split('id="documents"')[1]
    [register] = re.findall(r'href="([^"]+)">\s*All 8 versions of the plan', documents)
    listed = client.get(register).text

    links = [f'href="{plan.get_absolute_url()}"' for plan in plans]
    left_out = [link for link in links if link not in documents]
    assert left_out == links[:2]
    assert register == f"{reverse('areas:plan_list')}?area={area.slug}"
    assert all(link in listed for link in left_out)


def test_reports_of_an_area_stand_on_pages(client):
    area = AreaFactory.create()
    number = area_page.REPORTS + 1
    reports = [AreaReportFactory.create(area=area, state="accepted") for _ in range(number)]

    first = client.get(area.get_absolute_url()).text
    second = client.get(next_page(first, "documents")).text

    shown = [
        {
            report
            for report in reports
            if f'"{report.get_absolute_url()}"' in page.split('id="documents"')[1]
        }
        for page in (first, second)
    ]
    assert [len(each) for each in shown] == [number - 1, 1]
    assert shown[0] | shown[1] == {*reports}


def test_comments_on_a_plan_stand_on_pages_and_a_new_one_on_the_last(as_user):
    plan = PlanFactory.create(complete=True)
    author, texts = commented(plan, PER_PAGE + 1, section="I")
    partner = as_user(author)

    first = partner.get(plan.get_absolute_url()).text
    written = {"section": "I", "text": "Example comment new"}
    last = partner.post(
        reverse("areas:comment_write", args=[plan.area.slug, plan.number]),
        written,
        follow=True,
    ).text

    shown = [re.findall(r"Example comment \w+", page) for page in (first, last)]
    assert shown == [texts[:-1], [texts[-1], "Example comment new"]]
    assert f'<span class="cnt">{PER_PAGE + 1}</span>' in first


def test_whoever_deals_with_a_comment_stays_on_its_page(as_user):
    plan = PlanFactory.create(complete=True)
    author, _texts = commented(plan, PER_PAGE + 1, section="I")
    first, last = plan.comments.first(), plan.comments.last()

    for comment, page in ((first, 1), (last, 2)):
        address = reverse(
            "areas:comment_resolve", args=[plan.area.slug, plan.number, comment.pk]
        )
        answer = as_user(author).post(address)

        assert answer["Location"] == comment.get_absolute_url()
        shown = as_user(author).get(answer["Location"]).context["talk"].page
        assert shown.number == page


def test_a_section_shows_the_newest_comments_and_how_many_are_open(as_user):
    plan = PlanFactory.create(complete=True)
    number = talk.IN_SECTION + 2
    author, texts = commented(plan, number, section="I")

    page = (
        as_user(author)
        .get(reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"]))
        .text
    )

    assert re.findall(r"Example comment \d+", page) == texts[:1:-1]
    assert f"The newest 10 of {number} comments that are open stand here." in page
    assert f'"{plan.get_absolute_url()}?about=I#comments"' in page
