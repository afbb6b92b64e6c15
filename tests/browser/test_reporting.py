"""Every page of reporting in a browser: it fits, nothing is in anybody's way, scripts work."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from gmp_portal.accounts.models import User
from reporting.actions import reports
from reporting.models import ProgressReport, Report
from tests.browser.reporting_pages import Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOTS = os.environ.get("SCREENSHOTS", "")
PUBLIC = ("list", "cycles", "cycle", "accepted", "area_report", "published")
SECRETARIAT = ("new", "open", "draft", "block", "masthead", "frozen", "typeset", "thaw")
PAST = (
    "imports",
    "import_new",
    "import_waits",
    "import_unsure",
    "import_all",
    "import_first_page",
)
PARTNER = ("own", "edit", "check")
LEAD = ("judge", "return", "area_edit", "area_check")


@pytest.fixture
def scene(transactional_db: None) -> Stage:
    return stage()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("", PUBLIC),
        ("secretariat", SECRETARIAT),
        ("secretariat", PAST),
        ("focal_point", PARTNER),
        ("lead", LEAD),
    ],
)
def test_pages_fit_and_are_accessible(
    live_server: Any,
    page: Page,
    sign_in: Callable[[Any, User], None],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    scene: Stage,
    who: str,
    pages: tuple[str, ...],
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    if who:
        sign_in(live_server, scene.people[who])

    for name in pages:
        page.goto(live_server.url + scene.pages[name])
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        axe(page)
        fits(page)


def test_rows_are_added_and_saved_by_themselves(
    live_server: Any, page: Page, sign_in: Callable[[Any, User], None], scene: Stage
) -> None:
    sign_in(live_server, scene.people["focal_point"])
    page.goto(live_server.url + scene.pages["edit"])

    page.get_by_role("button", name="Add an activity").click()
    row = page.get_by_role("group", name="Activity 2", exact=True)
    row.get_by_label("What was done").fill("Example workshop")
    row.get_by_label("Result in this period").fill("Twenty people came.")
    with page.expect_response(lambda answer: _saved(answer, "Twenty people came.")):
        row.get_by_label("Better knowledge of mercury").check()

    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    report = ProgressReport.objects.get(pk=scene.draft.pk)
    assert [row.activity.title for row in report.reported_activities.all()][
        -1
    ] == "Example workshop"


def _saved(answer: Response, words: str) -> bool:
    """Tell whether this answer confirms the whole row, priority included."""
    sent = answer.request.post_data or ""
    return answer.ok and words in sent and "activities-1-priorities" in sent


def test_the_progress_bar_follows_the_job_to_the_finished_page(
    live_server: Any,
    page: Page,
    sign_in: Callable[[Any, User], None],
    scene: Stage,
    run_jobs: Callable[[], int],
) -> None:
    sign_in(live_server, scene.people["secretariat"])
    report = Report.objects.get(slug=scene.slugs["frozen"])
    page.goto(live_server.url + report.get_absolute_url())
    expect(page.get_by_role("progressbar", name="Progress")).to_be_visible()

    run_jobs()

    expect(page.get_by_role("link", name="Look at the PDF")).to_be_visible()


def test_two_clicks_freeze_once(
    live_server: Any, page: Page, sign_in: Callable[[Any, User], None], scene: Stage
) -> None:
    sign_in(live_server, scene.people["secretariat"])
    page.goto(live_server.url + scene.pages["draft"])

    page.get_by_role("button", name="Freeze and typeset").dblclick()

    expect(page.get_by_text("Snapshot frozen, being typeset").first).to_be_visible()
    draft = Report.objects.get(slug=scene.slugs["draft"])
    assert draft.snapshot_sha256 == reports.digest(draft.content)
