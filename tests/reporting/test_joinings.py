"""The same title in later cycles: proposed for joining, never joined by itself (B7-5)."""

import pytest
from django.urls import reverse

from areas.actions import activities
from areas.models import Activity
from gmp_portal.ledger.models import Entry
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from reporting.actions import progress
from reporting.actions.progress import Typed
from reporting.models import ProgressReport
from reporting.reading import joinings
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reporting import (
    ActivityFactory,
    CycleFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    move,
)
from tests.not_now import told as told_of

OWN = "reporting:own_report_list"


def told(partner, area, title, state="accepted"):
    """An activity in a report of a cycle of its own."""
    report = ProgressReportFactory.create(partner=partner, area=area, rows=0)
    row = ReportedActivityFactory.create(report=report, activity__title=title)
    move(report, state)
    return row.activity


@pytest.fixture
def partner(db):
    return PartnerFactory.create(participation=None)


@pytest.fixture
def area(db):
    return AreaFactory.create()


@pytest.fixture
def focal_point(partner):
    return RepresentativeFactory.create(partner=partner).person


def proposed():
    return [
        (row.activity, row.earlier) for row in joinings.proposals(Partner.objects.all())
    ]


def test_the_same_title_in_a_later_cycle_is_proposed_and_not_joined(partner, area):
    earlier = told(partner, area, "Example training")
    later = told(partner, area, "EXAMPLE training")

    assert proposed() == [(later, earlier)]
    assert not Activity.objects.filter(continues__isnull=False).exists()


def test_a_proposal_names_the_cycles_of_what_was_handed_in(partner, area):
    earlier, later = (told(partner, area, "Example training") for _number in range(2))
    draft = ProgressReportFactory.create(partner=partner, area=area, rows=0)
    ReportedActivityFactory.create(report=draft, activity=earlier)

    [proposal] = joinings.proposals(Partner.objects.all())

    first, second = earlier.reported.first().report.cycle, later.reported.get().report.cycle
    assert (proposal.earlier_cycles, proposal.cycles) == (first.name, second.name)


def test_the_latest_of_several_earlier_ones_is_proposed(partner, area):
    told(partner, area, "Example training")
    second, third = (told(partner, area, "Example training") for _number in range(2))

    assert (third, second) in proposed()


def test_other_partners_areas_titles_and_drafts_are_not_proposed(partner, area):
    told(partner, area, "Example training")
    told(PartnerFactory.create(participation=None), area, "Example training")
    told(partner, AreaFactory.create(), "Example training")
    told(partner, area, "Another training")
    told(partner, area, "Example training", state="draft")

    assert proposed() == []


def test_the_same_title_twice_in_one_report_is_not_proposed(partner, area):
    report = ProgressReportFactory.create(partner=partner, area=area, rows=0)
    ReportedActivityFactory.create_batch(2, report=report, activity__title="Example")
    move(report, "accepted")

    assert proposed() == []


def test_a_representative_joins_and_the_ledger_tells(partner, area, focal_point, as_user):
    earlier, later = (told(partner, area, "Example training") for _number in range(2))

    response = as_user(focal_point).post(
        reverse("reporting:activity_join", args=[later.pk]), {"earlier": earlier.pk}
    )

    later.refresh_from_db()
    entry = Entry.objects.latest("seq")
    assert response.url == reverse(OWN)
    assert later.continues == earlier
    assert (entry.kind, entry.actor, entry.body["earlier"]) == (
        "activity.joined",
        focal_point,
        earlier.pk,
    )
    assert proposed() == []


def test_what_is_kept_apart_is_not_proposed_again(partner, area, focal_point, as_user):
    earlier = told(partner, area, "Example training")
    later = told(partner, area, "Example training")
    browser = as_user(focal_point)

    before = browser.get(reverse(OWN)).content.decode()
    url = reverse("reporting:activity_keep_apart", args=[later.pk])
    browser.post(url, {"earlier": earlier.pk})
    after = browser.get(reverse(OWN)).content.decode()

    later.refresh_from_db()
    assert "The same activity?" in before
    assert "The same activity?" not in after
    assert (later.stands_apart, later.continues) == (True, None)
    assert Entry.objects.latest("seq").kind == "activity.kept_apart"


@pytest.mark.parametrize("step", ["activity_join", "activity_keep_apart"])
def test_nobody_else_says_what_is_the_same(partner, area, as_user, secretariat, step):
    earlier = told(partner, area, "Example training")
    later = told(partner, area, "Example training")
    url = reverse(f"reporting:{step}", args=[later.pk])

    answers = [
        as_user(user).post(url, {"earlier": earlier.pk}).status_code
        for user in (UserFactory(), secretariat)
    ]

    later.refresh_from_db()
    assert answers == [404, 404]
    assert (later.continues, later.stands_apart) == (None, False)


@pytest.mark.parametrize("step", ["activity_join", "activity_keep_apart"])
def test_a_second_click_leads_back_to_the_reports(
    partner, area, focal_point, as_user, step
):
    earlier, later = (told(partner, area, "Example training") for _number in range(2))
    url = reverse(f"reporting:{step}", args=[later.pk])
    browser = as_user(focal_point)
    browser.post(url, {"earlier": earlier.pk})

    response = browser.post(url, {"earlier": earlier.pk}, follow=True)

    assert told_of(response)[:2] == (302, reverse(OWN))
    assert "This was settled already" in response.content.decode()
    assert Entry.objects.filter(subject=f"areas.activity:{later.pk}").count() == 1


@pytest.mark.parametrize("step", ["activity_join", "activity_keep_apart"])
@pytest.mark.parametrize("shown", ["first", "none"])
def test_another_activity_than_the_one_shown_is_not_taken(
    partner, area, focal_point, as_user, step, shown
):
    first, _second, later = (
        told(partner, area, "Example training") for _number in range(3)
    )
    url = reverse(f"reporting:{step}", args=[later.pk])
    typed = {"earlier": first.pk} if shown == "first" else {}

    response = as_user(focal_point).post(url, typed, follow=True)

    later.refresh_from_db()
    assert told_of(response)[:2] == (302, reverse(OWN))
    assert "not proposed any more" in response.content.decode()
    assert (later.continues, later.stands_apart) == (None, False)


def test_a_settled_question_is_not_settled_again(partner, area, focal_point):
    earlier, later = (told(partner, area, "Example training") for _number in range(2))
    activities.join(later, earlier, by=focal_point)

    with pytest.raises(RuleRefusedError, match="settled already"):
        activities.keep_apart(later, by=focal_point)
    with pytest.raises(RuleRefusedError, match="settled already"):
        activities.join(later, earlier, by=focal_point)


def test_only_the_same_partner_and_an_earlier_activity_are_joined(
    partner, area, focal_point
):
    first, second = ActivityFactory.create_batch(2, partner=partner, area=area)
    stranger = ActivityFactory.create(area=area)

    with pytest.raises(RuleRefusedError, match="one partner"):
        activities.join(stranger, first, by=focal_point)
    with pytest.raises(RuleRefusedError, match="before it"):
        activities.join(first, second, by=focal_point)


@pytest.mark.parametrize("count", [1, 3])
def test_the_proposals_take_the_same_queries(
    partner, area, django_assert_num_queries, count
):
    for number in range(count):
        told(partner, area, f"Example {number}")
        told(partner, area, f"Example {number}")

    with django_assert_num_queries(8):
        shown = joinings.proposals(Partner.objects.all())
        assert len([(row.cycles, row.earlier_cycles) for row in shown]) == count


# An activity through several reports ---------------------------------------------------------


def row_of(activity, **changed):
    return {
        "activity": activity.pk,
        "title": activity.title,
        "state": "under_way",
        "result": "More.",
        "priorities": activity.priorities,
        "focus": activity.focus,
        "countries": [],
        "builds_capacity": False,
    } | changed


@pytest.fixture
def carried(partner, area, focal_point):
    """An accepted report, and the draft of the next cycle that it came along to."""
    activity = told(partner, area, "Example training")
    draft = progress.start(CycleFactory.create(), partner, area, by=focal_point)
    return activity, draft


def test_the_same_words_in_the_next_report_are_the_same_activity(carried):
    activity, draft = carried

    progress.save(draft, typed=Typed(activities=[row_of(activity)]))

    [row] = draft.reported_activities.all()
    assert (row.activity, row.result) == (activity, "More.")
    assert Activity.objects.count() == 1


def test_other_words_in_the_next_report_continue_what_was_reported(carried):
    activity, draft = carried
    typed = Typed(activities=[row_of(activity, title="Example training, second part")])

    progress.save(draft, typed=typed)

    [row] = draft.reported_activities.all()
    activity.refresh_from_db()
    assert row.activity.title == "Example training, second part"
    assert row.activity.continues == activity
    assert activity.title == "Example training"


def test_a_draft_describes_its_own_activity_anew_and_leaves_none_behind(partner, area):
    draft = ProgressReportFactory.create(partner=partner, area=area)
    activity = draft.reported_activities.get().activity
    typed = Typed(activities=[row_of(activity, title="Better words")])

    progress.save(draft, typed=typed)
    renamed = list(Activity.objects.values_list("pk", "title"))
    progress.save(draft, typed=Typed())

    assert renamed == [(activity.pk, "Better words")]
    assert not Activity.objects.exists()


def saved(draft, **typed):
    """Save the draft as its form does, and read it again."""
    progress.save(draft, typed=Typed(**typed))
    return ProgressReport.objects.get(pk=draft.pk)


def half_a_row(activity):
    """A row as it was typed whose result is still missing."""
    return row_of(activity) | {"activity": str(activity.pk), "result": ""}


def test_a_row_unfinished_for_one_saving_keeps_its_activity_and_the_chain(carried):
    earlier, draft = carried
    draft = saved(draft, activities=[row_of(earlier, title="Second part")])
    [reworded] = [row.activity for row in draft.reported_activities.all()]

    draft = saved(draft, unfinished={"activities": [half_a_row(reworded)]})
    rows_between = draft.reported_activities.count()
    draft = saved(draft, activities=[row_of(reworded, title="Second part, anew")])

    [row] = draft.reported_activities.all()
    assert rows_between == 0
    assert (row.activity, row.activity.continues) == (reworded, earlier)
    assert row.activity.title == "Second part, anew"


def test_a_row_taken_out_while_unfinished_leaves_no_activity_behind(carried):
    earlier, draft = carried
    draft = saved(draft, activities=[row_of(earlier, title="Second part")])
    [reworded] = [row.activity for row in draft.reported_activities.all()]
    draft = saved(draft, unfinished={"activities": [half_a_row(reworded)]})

    saved(draft)

    assert list(Activity.objects.all()) == [earlier]


def test_an_unfinished_row_that_names_the_work_of_somebody_else_removes_nothing(
    partner, area
):
    draft = ProgressReportFactory.create(partner=partner, area=area, rows=0)
    stranger = ActivityFactory.create(area=area)
    elsewhere = ActivityFactory.create(partner=partner)
    draft = saved(
        draft,
        unfinished={"activities": [half_a_row(stranger), half_a_row(elsewhere)]},
    )

    saved(draft)

    assert set(Activity.objects.all()) == {stranger, elsewhere}


def test_an_activity_of_somebody_else_is_never_taken_over(partner, area):
    draft = ProgressReportFactory.create(partner=partner, area=area)
    stranger = ActivityFactory.create(area=area)

    progress.save(draft, typed=Typed(activities=[row_of(stranger)]))

    [row] = draft.reported_activities.all()
    assert (row.activity.partner, row.activity == stranger) == (partner, False)
    assert ProgressReport.objects.get(pk=draft.pk).version == draft.version


def test_one_activity_named_in_two_rows_becomes_two(partner, area):
    draft = ProgressReportFactory.create(partner=partner, area=area)
    activity = draft.reported_activities.get().activity
    typed = Typed(activities=[row_of(activity), row_of(activity, title="Other")])

    progress.save(draft, typed=typed)

    titles = [row.activity.title for row in draft.reported_activities.all()]
    assert titles == [activity.title, "Other"]


def test_contributions_typed_again_replace_those_before(partner, area):
    draft = ProgressReportFactory.create(partner=partner, area=area)
    gift = {"kind": "in_kind", "description": "Forty days of work"}

    for _number in range(2):
        progress.save(draft, typed=Typed(contributions=[gift]))

    assert [row.description for row in draft.contributions.all()] == ["Forty days of work"]
