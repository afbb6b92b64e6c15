"""What others changed in a draft since somebody was here, told to that person alone (C4, R-67)."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from areas.actions import rows
from areas.forms.row_kinds import KINDS
from areas.models import PlanVersion, PriorityAction
from areas.reading import changed_since
from gmp_portal.ui.versions import values_of
from gmp_portal.writing.models import Visit
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, PlanFactory, advance, lead_of, member_of
from tests.factories.writing import VisitFactory
from tests.forms import send

pytestmark = pytest.mark.django_db

BLOCK = "Changed since you were here on"
HOUR = timedelta(hours=1)


@pytest.fixture
def plan():
    """A draft that was written before anybody of these tests was here."""
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area), complete=True)


@pytest.fixture
def lead(plan):
    return plan.started_by


@pytest.fixture
def other(plan):
    """Another lead, who changes it."""
    return lead_of(plan.area, interim=True, person__name="Oona Other")


@pytest.fixture
def member(plan):
    return member_of(plan.area)


def address(name, plan, *more):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *more])


def was_here(person, plan, **facts):
    return VisitFactory.create(person=person, scope=changed_since.scope_of(plan), **facts)


def settle():
    """Let what stands in the draft have been there long ago, and what went have gone long ago."""
    let_earlier("areas_plankey", "made_at", timedelta(days=3))
    let_earlier("writing_revision", "saved_at", timedelta(days=3))


def let_earlier(table, column, time):
    """No act changes a moment that is past: what forbids it rests meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {column} = {column} - %s", [time])  # noqa: S608
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def write(client, plan, section, text):
    response = send(client, address("section_edit", plan, section), {"text": text})
    assert response.status_code == 302


def retitle(client, plan, row, title):
    values = values_of(KINDS["actions"].forms(instance=row, plan=plan))
    url = address("row_change", plan, "actions", row.pk)
    assert send(client, url, values | {"title": title}).status_code == 302


def add(client, plan, title="An added action"):
    data = {"title": title, "objectives": [plan.objectives.get().pk]}
    assert client.post(address("row_add", plan, "actions"), data).status_code == 302
    return PriorityAction.objects.latest("pk")


def changes(client, plan):
    page = client.get(plan.get_absolute_url())
    return [
        (each.how.value, each.section.key if each.section else "", each.name)
        for each in page.context["changes"].listed
    ]


def marked(client, plan):
    lines = client.get(plan.get_absolute_url()).context["lines"]
    return [line.section.key for line in lines if line.is_changed]


def test_what_was_added_changed_and_removed_is_told_by_section(as_user, plan, lead, other):
    first, second, _third = plan.actions.all()
    settle()
    was_here(lead, plan)
    as_other = as_user(other)
    write(as_other, plan, "VI", "Progress is measured twice a year.")
    retitle(as_other, plan, first, "Other words")
    rows.remove(plan, second, by=other)
    add(as_other, plan)

    page = as_user(lead).get(plan.get_absolute_url())

    text = page.content.decode()
    assert BLOCK in text
    assert "Oona Other" in text
    assert {(each.how.value, each.name) for each in page.context["changes"].listed} == {
        ("changed", "Other words"),
        ("removed", str(second)),
        ("added", "An added action"),
        ("changed", ""),
    }
    assert [group.title for group in page.context["changes"].first] == [
        "III. Priority actions",
        "VI. Evaluation",
    ]


def test_whoever_is_here_for_the_first_time_is_told_nothing(as_user, plan, lead, other):
    settle()
    write(as_user(other), plan, "VI", "Progress is measured twice a year.")

    page = as_user(lead).get(plan.get_absolute_url())

    assert BLOCK not in page.content.decode()
    assert "since you were here" not in page.content.decode()
    assert Visit.objects.get(person=lead).scope == changed_since.scope_of(plan)


def test_where_nothing_changed_one_line_says_so(as_user, plan, lead):
    settle()
    was_here(lead, plan)

    text = as_user(lead).get(plan.get_absolute_url()).content.decode()

    assert "Nobody else has changed anything since you were here on" in text


def test_what_somebody_changed_alone_is_no_news(as_user, plan, lead):
    settle()
    was_here(lead, plan)
    as_lead = as_user(lead)
    write(as_lead, plan, "VI", "Progress is measured twice a year.")
    retitle(as_lead, plan, plan.actions.first(), "My own words")
    add(as_lead, plan)
    rows.remove(plan, plan.actions.all()[1], by=lead)

    told = changes(as_lead, plan)

    assert told == []
    assert marked(as_lead, plan) == []


def test_what_is_again_as_it_was_is_no_change(as_user, plan, lead, other):
    row = plan.actions.first()
    before = row.title
    settle()
    was_here(lead, plan)
    as_other = as_user(other)
    retitle(as_other, plan, row, "Other words")
    row.refresh_from_db()
    retitle(as_other, plan, row, before)
    gone = add(as_other, plan)
    rows.remove(plan, gone, by=other)

    told = changes(as_user(lead), plan)

    assert told == []


def test_an_entry_that_came_back_is_told(as_user, plan, lead, other):
    row = plan.actions.first()
    key, name = row.pk, str(row)
    rows.remove(plan, row, by=other)
    settle()
    was_here(lead, plan)
    as_user(other).post(address("row_bring_back", plan, "actions", key))

    told = changes(as_user(lead), plan)

    assert told == [("added", "III", name)]


def test_what_became_of_an_effort_tells_of_its_milestones(as_user, plan, lead, other):
    effort = plan.efforts.get()
    steps = list(effort.milestones.all())
    name = str(effort)
    settle()
    was_here(lead, plan)
    for step in steps:
        rows.remove(plan, step, by=other)
    rows.remove(plan, effort, by=other)

    told = changes(as_user(lead), plan)

    assert steps
    assert told == [("removed", "IV", name)]


def test_a_text_leads_to_what_it_was_and_is(as_user, plan, lead, other):
    plan.texts.filter(section="VI").update(text="Measured once a year.")
    settle()
    was_here(lead, plan)
    write(as_user(other), plan, "VI", "Measured twice a year.")
    as_lead = as_user(lead)
    [change] = as_lead.get(plan.get_absolute_url()).context["changes"].listed

    text = as_lead.get(change.url).content.decode()

    assert "Measured <del" in " ".join(text.split()).replace("<del >", "<del>")
    assert ">once</del>" in text
    assert ">twice</ins>" in text


@pytest.mark.parametrize(("how", "mark"), [("added", "ins"), ("removed", "del")])
def test_an_entry_that_came_or_went_is_marked_whole(as_user, plan, lead, other, how, mark):
    row = plan.actions.first()
    settle()
    was_here(lead, plan)
    if how == "added":
        add(as_user(other), plan, str(row))
    else:
        rows.remove(plan, row, by=other)
    as_lead = as_user(lead)
    [change] = as_lead.get(plan.get_absolute_url()).context["changes"].listed

    text = as_lead.get(change.url).content.decode()

    assert change.how == how
    assert f">{row.title}</{mark}>" in text


def test_a_link_to_an_entry_that_was_removed_is_told_by_name(as_user, plan, lead, other):
    row, objective = plan.actions.first(), plan.objectives.get()
    settle()
    was_here(lead, plan)
    as_other = as_user(other)
    values = values_of(KINDS["actions"].forms(instance=row, plan=plan))
    url = address("row_change", plan, "actions", row.pk)
    send(as_other, url, values | {"title": "Other words", "objectives": []})
    rows.remove(plan, objective, by=other)
    page = address("change_of_row", plan, "actions", row.pk)

    text = as_user(lead).get(page).content.decode()

    assert f">{objective}</del>" in text


def test_a_section_is_marked_until_it_is_opened(as_user, plan, lead, other):
    settle()
    was_here(lead, plan)
    as_other, as_lead = as_user(other), as_user(lead)
    write(as_other, plan, "VI", "Progress is measured twice a year.")
    write(as_other, plan, "VIII", "Reviewed each year.")
    before = marked(as_lead, plan)

    opened = as_lead.get(address("section_edit", plan, "VI"))
    after = marked(as_lead, plan)

    assert BLOCK in opened.content.decode()
    assert (before, after) == (["VI", "VIII"], ["VIII"])
    # What this visit tells stays while it lasts.
    assert len(changes(as_lead, plan)) == 2


def test_what_was_not_looked_at_is_told_at_the_next_visit_too(as_user, plan, lead, other):
    settle()
    visit = was_here(lead, plan)
    as_other, as_lead = as_user(other), as_user(lead)
    write(as_other, plan, "VI", "Progress is measured twice a year.")
    write(as_other, plan, "VIII", "Reviewed each year.")
    as_lead.get(plan.get_absolute_url())
    as_lead.get(address("section_edit", plan, "VI"))
    let_pass(visit, HOUR)

    page = as_lead.get(plan.get_absolute_url())

    [group] = page.context["changes"].first
    assert group.title.startswith("VIII.")
    assert group.since is not None
    assert "You have not looked at this section since" in page.content.decode()


def let_pass(visit, time):
    """Let everything have happened so much earlier."""
    visit.refresh_from_db()
    let_earlier("writing_revision", "saved_at", time)
    parts = {
        key: (datetime.fromisoformat(at) - time).isoformat()
        for key, at in visit.parts.items()
    }
    Visit.objects.filter(pk=visit.pk).update(
        before_at=visit.before_at - time,
        read_at=visit.read_at - time,
        seen_at=visit.seen_at - time,
        parts=parts,
    )


def test_all_is_seen_at_the_press_of_a_button(as_user, plan, lead, other):
    settle()
    was_here(lead, plan)
    write(as_user(other), plan, "VI", "Progress is measured twice a year.")
    as_lead = as_user(lead)
    until = as_lead.get(plan.get_absolute_url()).context["changes"].until

    response = as_lead.post(address("change_see_all", plan), {"until": until}, follow=True)

    assert "Everything up to now counts as seen." in response.content.decode()
    assert changes(as_lead, plan) == []
    assert marked(as_lead, plan) == []


def test_what_came_after_the_page_is_not_seen_with_it(as_user, plan, lead, other):
    settle()
    was_here(lead, plan)
    as_lead = as_user(lead)
    until = as_lead.get(plan.get_absolute_url()).context["changes"].until
    write(as_user(other), plan, "VI", "Progress is measured twice a year.")

    as_lead.post(address("change_see_all", plan), {"until": until})

    assert changes(as_lead, plan) == [("changed", "VI", "")]


@pytest.mark.parametrize("until", ["", "junk", "2026-13-45", "2999-01-01T00:00:00+00:00"])
def test_no_moment_but_the_present_is_later_than_all(as_user, plan, lead, until):
    was_here(lead, plan)

    response = as_user(lead).post(address("change_see_all", plan), {"until": until})

    visit = Visit.objects.get(person=lead)
    assert response.status_code == 302
    assert timezone.now() - HOUR < visit.read_at <= visit.seen_at <= timezone.now()


def test_partners_and_officers_are_told_as_well(as_user, plan, member, other, secretariat):
    settle()
    for person in (member, secretariat):
        was_here(person, plan)
    write(as_user(other), plan, "VI", "Progress is measured twice a year.")

    told = [changes(as_user(person), plan) for person in (member, secretariat)]
    compared = [
        as_user(person).get(address("change_of_section", plan, "VI")).status_code
        for person in (member, secretariat)
    ]

    assert told == [[("changed", "VI", "")]] * 2
    assert compared == [200, 200]


def test_visits_of_others_change_nothing_for_somebody(as_user, plan, lead, member, other):
    settle()
    was_here(lead, plan)
    was_here(member, plan, seen_at=timezone.now())
    write(as_user(other), plan, "VI", "Progress is measured twice a year.")
    as_user(member).post(address("change_see_all", plan))

    page = as_user(lead).get(plan.get_absolute_url())

    assert page.context["changes"].marked == {"VI"}
    assert member.name not in page.content.decode().split("<article")[0]


@pytest.mark.parametrize("name", ["change_list", "change_of_frame"])
def test_whoever_may_not_read_the_draft_finds_nothing(as_user, client, plan, name):
    stranger = as_user(UserFactory.create())

    answers = [each.get(address(name, plan)).status_code for each in (stranger, client)]

    assert answers == [404, 302]
    assert stranger.post(address("change_see_all", plan)).status_code == 404
    assert not Visit.objects.exists()


def test_visitors_of_a_published_plan_leave_no_trace(client, as_user, plan, lead):
    advance(plan, "published")

    page = client.get(plan.get_absolute_url())
    own = as_user(lead).get(plan.get_absolute_url())

    assert "public" in page.headers["Cache-Control"]
    assert "since you were here" not in page.content.decode() + own.content.decode()
    assert as_user(lead).get(address("change_list", plan)).status_code == 302
    assert not Visit.objects.exists()


def test_a_contact_is_told_to_leads_only(as_user, plan, lead, member, other):
    """A1-6d-iii."""
    effort = plan.efforts.get()
    effort.contact = None
    effort.save()
    settle()
    for person in (lead, member):
        was_here(person, plan)
    values = values_of(KINDS["efforts"].forms(instance=effort, plan=plan))
    url = address("row_change", plan, "efforts", effort.pk)
    send(as_user(other), url, as_typed(values) | {"contact": [lead.pk]})
    page = address("change_of_row", plan, "efforts", effort.pk)

    of_lead, of_member = (changes(as_user(each), plan) for each in (lead, member))

    assert of_lead == [("changed", "IV", str(effort))]
    assert of_member == []
    assert "Contact" in as_user(lead).get(page).content.decode()
    assert lead.name not in as_user(member).get(page).content.decode().split("<main")[1]


def as_typed(values):
    """Values of an entry as its page sends them, without the rows below."""
    return {
        name: value
        for name, value in values.items()
        if not any(isinstance(each, dict) for each in value)
    }


def test_through_the_eyes_of_others_nothing_is_noted_nor_told(as_user, plan, lead, other):
    settle()
    visit = was_here(lead, plan)
    write(as_user(other), plan, "VI", "Progress is measured twice a year.")
    head = as_user(UserFactory.create(officer=True, office__role="head"))
    reason = "The person wrote that the page is empty."
    head.post("/desk/impersonation/", {"email": lead.email, "reason": reason})

    text = head.get(plan.get_absolute_url()).content.decode()

    seen_at = visit.seen_at
    visit.refresh_from_db()
    assert lead.name in text
    assert "since you were here" not in text
    assert visit.seen_at == seen_at


def test_a_visit_is_noted_once_a_minute_and_never_by_head(as_user, plan, lead):
    was_here(lead, plan)
    as_lead, url = as_user(lead), plan.get_absolute_url()

    as_lead.head(url)
    untouched = Visit.objects.get(person=lead)
    written = [writes_of(as_lead, url) for _time in range(2)]

    visit = Visit.objects.get(person=lead)
    assert timezone.now() - untouched.seen_at > HOUR
    assert visit.before_at == untouched.seen_at
    assert [len(each) for each in written] == [1, 0]


def writes_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return [
        query["sql"]
        for query in queries.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]


def test_thirty_changes_ask_no_more_than_one_and_stand_on_pages(as_user, plan, lead, other):
    settle()
    was_here(lead, plan)
    as_lead, as_other = as_user(lead), as_user(other)
    pages = [
        plan.get_absolute_url(),
        address("section_edit", plan, "III"),
        address("change_list", plan),
    ]
    add(as_other, plan)
    few = [numbers_of(as_lead, url) for url in pages]
    for number in range(29):
        add(as_other, plan, f"Action {number}")
    Visit.objects.update(before_at=timezone.now() - HOUR, seen_at=timezone.now())

    many = [numbers_of(as_lead, url) for url in pages]

    assert len(changes(as_lead, plan)) == 30
    assert few[1:] == many[1:]
    assert max(few) <= 15
    # The first page of a visit notes that it begins.
    assert few[0] in (many[0], many[0] + 1)
    assert len(as_lead.get(pages[2]).context["page"]) == 25
    assert "All 30 changes" in as_lead.get(pages[0]).content.decode()


def numbers_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(
        [each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]
    )


def test_the_frame_is_told_as_well(as_user, plan, lead, other):
    settle()
    was_here(lead, plan)
    url = address("plan_change_frame", plan)
    plan = PlanVersion.objects.get(pk=plan.pk)
    data = {
        "title": "Another title",
        "language": plan.language,
        "period_from": str(plan.period_from),
        "period_to": str(plan.period_to),
        "status_note": "",
    }
    send(as_user(other), url, data)

    told = changes(as_user(lead), plan)
    page = as_user(lead).get(address("change_of_frame", plan)).content.decode()

    assert told == [("changed", "", "")]
    assert "Another" in page.split("<main")[1]
