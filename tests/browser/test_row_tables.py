"""Pasting rows of a plan, and bringing a workbook back, in a real browser: wide and narrow."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from areas.models import Milestone
from areas.reading.row_tables import workbook
from tests.factories.areas import (
    ActionFactory,
    AreaFactory,
    EffortFactory,
    MembershipFactory,
    PlanFactory,
    lead_of,
)
from tests.factories.partners import PartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")
MESSY = (
    "Action\tResponsible partner\tType\tDescription\tBudget\tTimeline\tMilestones\tShoe size\n"
    "A1\tExample Institute\tBilateral\tTrain miners\tUS$ 350k\t2026-03 – 2027-06\t"
    "2026-12-01 First course\t44\n"
    "A9\tSample Bank\tNonsense\tPrint a very long guide\tin kind\tsoon\tNo day here\t45\n"
    "行动1\t示例研究院\t双边\t培训矿工\t120万元\t2026年3月至2027年6月\t2026年12月：完成\t46\n"
)


@pytest.fixture
def plan():
    area = AreaFactory.create()
    plan = PlanFactory.create(area=area, started_by=lead_of(area))
    action = ActionFactory.create(plan=plan, title="Train people in the field")
    for name in ("Example Institute", "示例研究院"):
        MembershipFactory.create(area=area, partner=PartnerFactory.create(name=name))
    effort = EffortFactory.create(
        plan=plan, action=action, partner=None, participant="Fund", contact=None
    )
    Milestone.objects.create(effort=effort, due_on=effort.ends_on, text="Half of them")
    return plan


def look_at(page, fits, axe, name):
    """The page as it stands, wide and narrow."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        fits(page)
        axe(page)


def test_messy_rows_are_pasted_mended_and_taken_in(
    plan, live_server, page, sign_in, fits, axe
):
    sign_in(live_server, plan.started_by)
    place = [plan.area.slug, plan.number, "efforts"]
    page.goto(live_server.url + reverse("areas:row_paste", args=place))
    look_at(page, fits, axe, "paste-empty")

    page.get_by_label("Rows copied from").fill(MESSY)
    page.get_by_role("button", name="Look at the rows").click()
    page.get_by_text("Print a very long guide").first.wait_for()
    look_at(page, fits, axe, "paste-looked-at")
    page.locator("select[name=efforts2-kind]").select_option("bilateral")
    page.locator("select[name=efforts2-action]").select_option(index=1)
    page.locator("input[name=efforts2-starts_on]").fill("2026-05-01")
    page.locator("input[name=efforts2-m0-due_on]").fill("2026-06-01")
    page.get_by_role("button", name="Look at the rows again").click()
    page.get_by_role("button", name="Take in 3 rows").click()
    page.get_by_text("3 rows were taken in").wait_for()

    assert plan.efforts.count() == 4
    assert plan.efforts.get(participant="Sample Bank").description.endswith("in kind")


def test_a_workbook_is_brought_back(plan, live_server, page, sign_in, fits, axe, tmp_path):
    import openpyxl

    file = tmp_path / "rows.xlsx"
    file.write_bytes(workbook.make(plan, writes=True))
    book = openpyxl.load_workbook(file)
    sheet = next(each for each in book if str(each["A1"].value) == "efforts.key")
    keys = {str(cell.value).split(".")[1]: cell.column for cell in sheet[1]}
    sheet.cell(3, keys["target"]).value = "Fifty of them"
    sheet.cell(4, keys["description"]).value = "A new effort"
    book.save(file)
    plan.efforts.update(target="Sixty of them")
    sign_in(live_server, plan.started_by)

    page.goto(
        live_server.url + reverse("areas:row_bring_in", args=[plan.area.slug, plan.number])
    )
    page.get_by_label("Excel workbook").set_input_files(file)
    page.get_by_role("button", name="Look at the rows").click()
    page.get_by_text("Fifty of them").first.wait_for()
    look_at(page, fits, axe, "workbook-looked-at")
    page.get_by_label("What stands in the file goes").check()
    page.locator("input[name=efforts4-out]").check()
    page.get_by_role("button", name="Take in the rows").click()
    page.get_by_text("1 row was taken in").wait_for()

    assert plan.efforts.get().target == "Fifty of them"
