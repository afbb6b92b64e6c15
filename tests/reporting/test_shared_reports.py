"""Two people write one report: nothing typed is overwritten, cut or lost (C4, A1-6a-iii)."""

from typing import Any

import pytest
from django.urls import reverse

from areas.models import Activity
from gmp_portal.writing.models import Revision
from reporting.actions import area_reports
from reporting.models import ProgressReport
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    advance,
    lead_of,
)
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    CycleFactory,
    ProgressReportFactory,
    move,
)
from tests.forms import token_in, token_on

KIND = "reporting.progress"


@pytest.fixture
def report():
    return ProgressReportFactory.create(rows=0)


@pytest.fixture
def first(report, as_user):
    return as_user(RepresentativeFactory.create(partner=report.partner).person)


@pytest.fixture
def second(report, as_user):
    return as_user(RepresentativeFactory.create(partner=report.partner).person)


@pytest.fixture
def url(report):
    return reverse("reporting:progress_edit", args=[report.pk])


def sent(*titles: str, gifts: int = 0, **changes: Any) -> dict[str, Any]:
    """What the page of a partner's report sends: these activities, and these gifts."""
    fields: dict[str, Any] = {"language": "en", "lessons": "Train.", "needs": "Money."}
    for number, title in enumerate(titles):
        fields |= {
            f"activities-{number}-title": title,
            f"activities-{number}-state": "under_way",
            f"activities-{number}-result": f"Result of {title}.",
            f"activities-{number}-priorities": ["c"],
            f"activities-{number}-focus": "convention",
            f"activities-{number}-ORDER": str(number + 1),
        }
    for number in range(gifts):
        fields |= {
            f"contributions-{number}-kind": "in_kind",
            f"contributions-{number}-description": f"Gift {number}",
        }
    counts = {
        "activities-TOTAL_FORMS": len(titles),
        "activities-INITIAL_FORMS": 0,
        "contributions-TOTAL_FORMS": gifts,
        "contributions-INITIAL_FORMS": 0,
    }
    return fields | counts | changes


def titles_of(report):
    rows = report.reported_activities.select_related("activity")
    return [row.activity.title for row in rows]


def keys_of(report):
    """What the page says of the activities that its rows are about."""
    rows = report.reported_activities.all()
    return {
        f"activities-{number}-activity": row.activity_id for number, row in enumerate(rows)
    }


def page(name, report, *args, kind=KIND):
    return reverse(f"writing:{name}", args=[kind, report.pk, *args])


# Joined, or both shown -----------------------------------------------------------------------


def test_texts_and_rows_changed_apart_are_joined(report, first, second, url):
    first.post(url, sent("A", "B"))
    same = keys_of(report) | {"version": token_on(second, url)}
    first.post(url, sent("A", "B", "C", **same, lessons="Train twice."))

    response = second.post(url, sent("A", "B", gifts=1, **same, needs="Time."))

    report.refresh_from_db()
    assert response.status_code == 302
    assert (report.lessons, report.needs) == ("Train twice.", "Time.")
    assert titles_of(report) == ["A", "B", "C"]
    assert report.contributions.get().description == "Gift 0"


def test_different_rows_of_one_list_are_joined(report, first, second, url):
    first.post(url, sent("A", "B", "C"))
    same = keys_of(report) | {"version": token_on(second, url)}
    first.post(url, sent("A", "B", "C", **same, **{"activities-0-result": "Mine."}))

    second.post(url, sent("A", "B", "C", **same, **{"activities-2-result": "Hers."}))

    results = [row.result for row in report.reported_activities.all()]
    assert results == ["Mine.", "Result of B.", "Hers."]


def test_the_same_text_changed_by_both_is_shown_twice(report, first, second, url):
    first.post(url, sent())
    token = token_on(second, url)
    first.post(url, sent(lessons="Saved by the other.", version=token))

    response = second.post(url, sent(lessons="My own words.", version=token))

    content = response.content.decode()
    report.refresh_from_db()
    kept = {
        "".join(row.values["lessons"]) for row in Revision.objects.of(KIND, str(report.pk))
    }
    assert response.status_code == 409
    assert ">Saved by the other</ins>" in content
    assert "My own words." in content
    assert report.lessons == "Saved by the other."
    assert {"Train.", "Saved by the other.", "My own words."} <= kept


def test_the_same_row_changed_by_both_is_shown_in_words(report, first, second, url):
    first.post(url, sent("A"))
    same = keys_of(report) | {"version": token_on(second, url)}
    first.post(url, sent("A", **same, **{"activities-0-result": "X."}))

    response = second.post(url, sent("A", **same, **{"activities-0-result": "Y."}))

    [conflict] = response.context["forms"].form.shared.conflicts
    assert response.status_code == 409
    assert conflict.label == "Activities"
    assert "Y." in conflict.mine
    assert "X." in conflict.theirs
    assert titles_of(report) == ["A"]


def test_autosave_of_two_people_is_joined_and_says_so(report, first, second, url):
    save = reverse("reporting:progress_autosave", args=[report.pk])
    first.post(save, sent())
    token = token_on(second, url)
    first.post(save, sent(lessons="Other words.", version=token))

    answer = second.post(save, sent(needs="Time.", version=token)).json()
    clash = second.post(save, sent(lessons="Mine.", version=token))

    report.refresh_from_db()
    assert answer["merged"] == {"lessons": "Other words."}
    assert answer["version"] == token_on(second, url)
    assert clash.status_code == 409
    assert (report.lessons, report.needs) == ("Other words.", "Time.")


def test_unfinished_rows_are_kept_and_joined_as_they_were_typed(report, first, second, url):
    half = {"activities-0-priorities": []}
    first.post(url, sent("Half", **half))
    token = token_on(second, url)

    response = second.post(url, sent("Half", **half, needs="Time.", version=token))

    report.refresh_from_db()
    assert response.status_code == 422
    assert "Your draft is saved as it stands." in response.content.decode()
    assert token_in(response) == token_on(second, url)
    assert report.needs == "Time."
    assert [row["title"] for row in report.unfinished["activities"]] == ["Half"]


def test_a_row_more_keeps_the_token_of_the_page(first, url):
    token = token_on(first, url)

    response = first.post(url, sent("A", add_row="activities", version=token))

    assert response.status_code == 200
    assert token_in(response) == token


def test_a_report_that_was_submitted_meanwhile_is_not_changed(report, first, url):
    token = token_on(first, url)
    move(report, "submitted")

    response = first.post(url, sent(lessons="Too late.", version=token))

    report.refresh_from_db()
    assert (response.status_code, report.lessons) == (409, "")
    assert "Too late." in response.content.decode()


# Revisions -----------------------------------------------------------------------------------


def test_rows_taken_out_come_back_from_a_revision(report, first, url):
    first.post(url, sent("A", "B", gifts=2))
    first.post(url, sent())
    gone = titles_of(report), report.contributions.count(), Activity.objects.count()

    first.post(page("revision_restore", report, 2), {"confirmed": "on"})

    assert gone == ([], 0, 0)
    assert titles_of(report) == ["A", "B"]
    assert report.contributions.count() == 2
    newest = Revision.objects.of(KIND, str(report.pk)).first()
    assert newest.restored_from == 2


def test_the_writers_list_and_compare_the_revisions(report, first, second, url):
    first.post(url, sent("A"))
    first.post(url, sent("A", "B"))

    listed = second.get(page("revision_list", report))
    compared = second.get(page("revision_compare", report), {"old": 2, "new": 3})

    assert (listed.status_code, compared.status_code) == (200, 200)
    assert "Result of B." in compared.content.decode()


def test_nobody_else_reads_the_revisions(report, first, url, as_user, secretariat):
    first.post(url, sent())
    names = (("revision_list", ()), ("revision_restore", (2,)))

    answers = [
        as_user(user).get(page(name, report, *args)).status_code
        for user in (UserFactory.create(), lead_of(report.area), secretariat)
        for name, args in names
    ]

    assert answers == [404, 404, 404, 404, 403, 403]
    assert (
        first.get(
            page("revision_list", report).replace(f"/{report.pk}/", "/x/")
        ).status_code
        == 404
    )


def test_nothing_is_restored_in_a_report_that_was_submitted(report, first, url):
    first.post(url, sent())
    first.post(url, sent(lessons="Newer."))
    move(report, "submitted")

    response = first.post(page("revision_restore", report, 2), {"confirmed": "on"})

    report.refresh_from_db()
    assert (response.status_code, response.url) == (302, report.get_absolute_url())
    assert report.lessons == "Newer."


# Broken counts of rows -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"activities-TOTAL_FORMS": "-1"},
        {"activities-TOTAL_FORMS": "1"},
        {"activities-TOTAL_FORMS": "x"},
        {"activities-TOTAL_FORMS": "9" * 30},
        {"activities-TOTAL_FORMS": "41"},
        {"activities-INITIAL_FORMS": ""},
        {"contributions-TOTAL_FORMS": "-1"},
    ],
)
@pytest.mark.parametrize("name", ["progress_edit", "progress_autosave"])
def test_a_broken_count_of_rows_takes_none_away(report, first, url, changes, name):
    first.post(url, sent("A", "B", gifts=1))
    data = sent("A", "B too", gifts=1, lessons="New words.") | changes
    data |= {"version": token_on(first, url)}

    response = first.post(reverse(f"reporting:{name}", args=[report.pk]), data)

    report.refresh_from_db()
    assert response.status_code == 422
    assert titles_of(report) == ["A", "B"]
    assert (report.lessons, report.contributions.count()) == ("Train.", 1)
    if name == "progress_edit":
        content = response.content.decode()
        assert "The rows did not arrive as they were sent." in content
        assert "B too" in content
        assert "New words." in content
        assert "Your draft is saved as it stands" not in content


def test_more_rows_than_a_report_may_have_are_shown_again(report, first, url):
    titles = [f"Activity {number}" for number in range(21)]

    response = first.post(url, sent(*titles))

    assert response.status_code == 422
    assert "Activity 20" in response.content.decode()
    assert not report.reported_activities.exists()


# Nothing is cut ------------------------------------------------------------------------------


def test_a_text_over_its_limit_is_kept_in_the_draft_and_not_submitted(report, first, url):
    long = "word " * 252
    data = sent("A", lessons=long, **{"activities-0-result": "word " * 151})

    saved = first.post(url, data | {"check": "1"}, follow=True)
    again = first.get(url)
    refused = first.post(reverse("reporting:progress_submit", args=[report.pk]))

    report.refresh_from_db()
    named = "“What you learned that helps others” has 2 words more than its 250 words."
    assert report.lessons == long.strip()
    assert named in saved.content.decode()
    assert named in again.content.decode()
    assert refused.status_code == 422
    assert named in refused.content.decode()
    assert "“Result of: A” has 1 word more than its 150 words." in refused.content.decode()
    assert report.status == ProgressReport.Status.DRAFT


def test_no_text_is_longer_than_the_ceiling(report, first, url):
    response = first.post(url, sent(needs="x" * 200_001))

    report.refresh_from_db()
    content = response.content.decode()
    assert response.status_code == 422
    assert "it has 200,001, and at most 200,000 are possible" in content
    assert "x" * 200_001 in content
    assert report.needs == ""


def test_no_browser_is_told_to_cut_a_text(first, url):
    content = first.get(url).content.decode()

    assert "maxlength" not in content


# Reports of areas ----------------------------------------------------------------------------


@pytest.fixture
def plan():
    plan = PlanFactory.create()
    IndicatorFactory.create(plan=plan, name="First indicator")
    IndicatorFactory.create(plan=plan, name="Second indicator")
    advance(plan, "published")
    return plan


@pytest.fixture
def lead(plan):
    return lead_of(plan.area)


@pytest.fixture
def area_report(plan, lead):
    return area_reports.start(CycleFactory.create(), plan.area, by=lead)


@pytest.fixture
def area_url(area_report):
    return reverse("reporting:area_report_edit", args=[area_report.pk])


def area_sent(report, *values, **changes):
    fields: dict[str, Any] = {"language": "en", "highlights": "Example."}
    indicators = list(report.plan.indicators.order_by("pk")) if report.plan else []
    for number, (indicator, value) in enumerate(zip(indicators, values, strict=False)):
        fields |= {
            f"indicators-{number}-indicator": indicator.pk,
            f"indicators-{number}-actual": value,
        }
    count = {"indicators-TOTAL_FORMS": len(values), "indicators-INITIAL_FORMS": len(values)}
    return fields | count | changes


def actuals(report):
    return {row.indicator.name: row.actual for row in report.indicator_values.all()}


def test_two_leads_fill_in_texts_and_values_of_one_report(
    area_report, area_url, lead, plan, as_user
):
    browser, other = as_user(lead), as_user(lead_of(plan.area, interim=True))
    token = token_on(other, area_url)
    browser.post(area_url, area_sent(area_report, "31", "", version=token))

    response = other.post(
        area_url,
        area_sent(area_report, "", "7", highlights="", future="More.", version=token),
    )

    area_report.refresh_from_db()
    assert response.status_code == 302
    assert actuals(area_report) == {"First indicator": "31", "Second indicator": "7"}
    assert (area_report.highlights, area_report.future) == ("Example.", "More.")


def test_one_value_given_by_two_leads_is_shown_with_its_indicator(
    area_report, area_url, lead, plan, as_user
):
    browser, other = as_user(lead), as_user(lead_of(plan.area, interim=True))
    token = token_on(other, area_url)
    browser.post(area_url, area_sent(area_report, "31", "", version=token))

    response = other.post(area_url, area_sent(area_report, "32", "", version=token))

    [conflict] = response.context["forms"].form.shared.conflicts
    assert response.status_code == 409
    assert "First indicator · 32" in conflict.mine
    assert "First indicator · 31" in conflict.theirs
    assert actuals(area_report) == {"First indicator": "31"}


def test_an_earlier_report_of_an_area_is_restored_with_its_values(
    area_report, area_url, lead, as_user
):
    browser = as_user(lead)
    browser.post(area_url, area_sent(area_report, "31", "7"))
    browser.post(area_url, area_sent(area_report, "", "8", highlights="Other."))

    browser.post(
        page("revision_restore", area_report, 2, kind="reporting.area"), {"confirmed": "on"}
    )

    area_report.refresh_from_db()
    assert actuals(area_report) == {"First indicator": "31", "Second indicator": "7"}
    assert area_report.highlights == "Example."


def test_only_leads_of_the_area_read_its_revisions(area_report, as_user, secretariat):
    move(area_report, "returned")
    address = page("revision_list", area_report, kind="reporting.area")
    others = (lead_of(AreaFactory.create()), secretariat)

    assert [as_user(user).get(address).status_code for user in others] == [404, 403]


def test_a_broken_count_of_values_takes_none_away(area_report, area_url, lead, as_user):
    browser = as_user(lead)
    browser.post(area_url, area_sent(area_report, "31", "7"))

    response = browser.post(
        area_url, area_sent(area_report, "31", "9", **{"indicators-TOTAL_FORMS": "-1"})
    )

    assert response.status_code == 422
    assert 'value="9"' in response.content.decode()
    assert actuals(area_report) == {"First indicator": "31", "Second indicator": "7"}


def test_a_note_without_its_value_is_not_dropped(area_report, area_url, lead, as_user):
    note = {"indicators-0-note": "Two countries missing"}

    response = as_user(lead).post(area_url, area_sent(area_report, "", "", **note))

    assert response.status_code == 422
    assert "Two countries missing" in response.content.decode()


def test_an_area_report_over_a_limit_is_kept_and_not_submitted(as_user):
    report = AreaReportFactory.create()
    browser = as_user(lead_of(report.area))
    url = reverse("reporting:area_report_edit", args=[report.pk])
    long = "word " * 401

    browser.post(url, area_sent(report, effectiveness=long, rating="on_track"))
    refused = browser.post(reverse("reporting:area_report_submit", args=[report.pk]))

    report.refresh_from_db()
    assert report.effectiveness == long.strip()
    assert refused.status_code == 422
    named = "“How effective the work was” has 1 word more than its 400 words."
    assert named in refused.content.decode()
