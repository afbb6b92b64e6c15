"""A plan written in its tables: few pages, the keyboard alone, narrow, in two windows (A2)."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from areas.models import PlanVersion
from areas.reading import completeness
from tests.browser.whole_plan import Person, Writer
from tests.browser.writing_pages import session_of
from tests.factories.areas import AreaFactory, PlanFactory, lead_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Fixed by the aim of the project; Word needs none, so each of them has to be worth it.
MOST_PAGES = 15


def in_table(page: Page) -> Any:
    return page.locator('[data-in-place="row"]')


@pytest.fixture
def draft(transactional_db: None) -> PlanVersion:
    return PlanFactory.create(complete=True, status="draft")


def section(live_server: Any, plan: PlanVersion, key: str, language: str = "") -> str:
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, key])
    return f"{live_server.url}{language}{url}"


def _written(area: Any) -> PlanVersion:
    plan = PlanVersion.objects.get(area=area)
    assert plan.objectives.count() == 4
    assert plan.actions.count() == 4
    assert plan.efforts.count() == 9
    assert plan.indicators.count() == 6
    assert all(effort.milestones.count() == 1 for effort in plan.efforts.all())
    assert completeness.check(plan) == []
    return plan


def test_a_whole_plan_takes_few_pages(live_server, page, sign_in, capsys):
    """C5: 4 objectives, 4 actions, 9 efforts with milestones, 6 indicators, every field."""
    area = AreaFactory.create()
    person = lead_of(area)
    sign_in(live_server, person)
    writer = Writer(page, live_server.url)
    writer.watch()

    writer.write(area, Person(area.lead_terms.get().partner.pk, person.pk))

    page.wait_for_url(f"**/plans/{_written(area).number}/")
    with capsys.disabled():
        print(f"\nA whole plan: {writer.loads} pages, {writer.fields} fields")  # noqa: T201
    assert writer.loads <= MOST_PAGES


def test_a_whole_plan_can_be_written_without_scripts(live_server, new_profile, capsys):
    """Each row is a page of its own then; these pages are counted apart."""
    area = AreaFactory.create()
    person = lead_of(area)
    context = new_profile(java_script_enabled=False)
    context.add_cookies([session_of(person) | {"url": live_server.url}])
    writer = Writer(context.new_page(), live_server.url, scripts=False)
    writer.watch()

    writer.write(area, Person(area.lead_terms.get().partner.pk, person.pk))

    _written(area)
    with capsys.disabled():
        print(f"\nA whole plan without scripts: {writer.loads} pages")  # noqa: T201


def test_rows_are_reached_opened_saved_and_moved_by_keyboard_alone(
    live_server, page, sign_in, draft
):
    sign_in(live_server, draft.area.lead_terms.get().person)
    page.goto(section(live_server, draft, "III"))
    first, second, *_others = draft.actions.all()
    in_table(page).first.focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".opened form[data-kept]")).to_be_visible()
    expect(page.locator(".opened [name=title]")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Typed by keyboard")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".opened")).to_have_count(0)

    second.refresh_from_db()
    assert second.title == "Typed by keyboard"
    expect(in_table(page).nth(1)).to_be_focused()

    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-grid-state]")).to_contain_text("is now number 1")
    expect(in_table(page).first).to_be_focused()
    assert list(draft.actions.all())[:2] == [second, first]

    page.keyboard.press("Enter")
    expect(page.locator(".opened form[data-kept]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".opened")).to_have_count(0)
    expect(in_table(page).first).to_be_focused()


def test_what_was_typed_into_an_open_row_is_saved_when_another_is_opened(
    live_server, page, sign_in, draft
):
    sign_in(live_server, draft.area.lead_terms.get().person)
    page.goto(section(live_server, draft, "III"))
    first, *_others = draft.actions.all()
    in_table(page).first.click()
    expect(page.locator(".opened form[data-kept]")).to_be_visible()
    page.fill(".opened [name=title]", "Typed and left")

    in_table(page).nth(1).click()

    expect(page.locator(".opened [name=title]")).not_to_have_value("Typed and left")
    first.refresh_from_db()
    assert first.title == "Typed and left"
    expect(page.locator(f"#actions-{first.pk}")).to_contain_text("Typed and left")


def test_a_mistake_is_shown_in_the_open_row_with_what_was_typed(
    live_server, page, sign_in, draft
):
    sign_in(live_server, draft.area.lead_terms.get().person)
    page.goto(section(live_server, draft, "IV"))
    page.click("[data-in-place=new]")
    expect(page.locator(".opened form[data-kept]")).to_be_visible()
    page.fill(".opened [name=description]", "Typed words")
    page.fill(".opened [name=cost]", "-5")

    page.click(".opened .btn-primary")

    expect(page.locator(".opened [data-error-summary]")).to_be_focused()
    expect(page.locator(".opened [name=description]")).to_have_value("Typed words")
    expect(page.locator(".opened [name=cost]")).to_have_value("-5")


def test_a_row_is_removed_and_duplicated_in_its_place(live_server, page, sign_in, draft):
    sign_in(live_server, draft.area.lead_terms.get().person)
    page.goto(section(live_server, draft, "III"))
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    total = draft.actions.count()

    in_table(page).first.click()
    expect(page.locator(".opened form[data-kept]")).to_be_visible()
    page.click(".opened .row-acts button >> nth=0")
    expect(in_table(page)).to_have_count(total + 1)
    expect(page.locator(".opened form[data-kept]")).to_be_visible()
    page.click(".opened [data-in-place=remove]")
    page.check(".asked [name=confirmed]")
    page.click(".asked button[type=submit]")

    expect(in_table(page)).to_have_count(total)
    expect(page.locator("[data-grid-state]")).to_contain_text("Removed.")
    assert loads == []
    assert draft.actions.count() == total


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
def test_an_open_row_fits_and_can_be_read_by_all(
    live_server, page, sign_in, draft, axe, fits, width, language
):
    sign_in(live_server, draft.area.lead_terms.get().person)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(section(live_server, draft, "IV", language))

    in_table(page).first.click()
    expect(page.locator(".opened form[data-kept]")).to_be_visible()

    fits(page)
    axe(page)


def test_two_people_in_one_row_lose_nothing(live_server, new_profile: Any, draft):
    """C4: the second to save gets both texts where both changed the same field."""
    windows = []
    for person in (draft.area.lead_terms.get().person, lead_of(draft.area, interim=True)):
        context = new_profile()
        context.add_cookies([session_of(person) | {"url": live_server.url}])
        window = context.new_page()
        window.goto(section(live_server, draft, "III"))
        in_table(window).first.click()
        expect(window.locator(".opened form[data-kept]")).to_be_visible()
        windows.append(window)
    first, second = windows
    action = draft.actions.first()

    first.fill(".opened [name=title]", "Title of the first")
    first.click(".opened .btn-primary")
    expect(first.locator(".opened")).to_have_count(0)
    second.fill(".opened [name=title]", "Title of the second")
    second.click(".opened .btn-primary")
    expect(second.locator(".opened [data-conflicts]")).to_be_visible()

    action.refresh_from_db()
    assert action.title == "Title of the first"
    expect(second.locator(".opened [name=title]")).to_have_value("Title of the second")
