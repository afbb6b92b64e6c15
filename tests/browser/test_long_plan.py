"""The page of a plan with wide tables can be read, on a phone too."""

import pytest
from django.urls import reverse

from tests.factories.areas import PlanFactory, lead_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Of a column of words, in pixels: four signs.
LEAST = 64
TABLE = "%%%\n| 年份 | 工厂 | 数量 | 负责方 | 说明 |\n" + "\n".join(
    f"| {year} | 示例工厂 | 1234 | 示例合作伙伴 | {'每半年填报一次数据。' * 4} |"
    for year in range(2027, 2033)
)


def test_no_column_of_a_table_is_one_sign_wide_on_a_phone(live_server, page, sign_in, fits):
    plan = PlanFactory.create(complete=True, status="draft", language="zh")
    plan.texts.filter(section="VI").update(text=TABLE)
    sign_in(live_server, lead_of(plan.area, interim=True))
    page.set_viewport_size({"width": 320, "height": 740})

    page.goto(
        live_server.url + reverse("areas:plan_detail", args=[plan.area.slug, plan.number])
    )

    widths = page.locator(".prose .table-wrap tbody td").evaluate_all(
        "(cells) => cells.map((cell) => cell.getBoundingClientRect().width)"
    )
    assert min(widths) >= LEAST
    fits(page)


def test_a_row_of_a_plan_is_read_from_its_first_line(live_server, page, sign_in):
    plan = PlanFactory.create(complete=True, status="draft")
    plan.efforts.update(description="Example words of a long effort. " * 40)
    sign_in(live_server, lead_of(plan.area, interim=True))

    page.goto(
        live_server.url + reverse("areas:plan_detail", args=[plan.area.slug, plan.number])
    )

    stands = page.locator(".prose .stack tbody td").evaluate_all(
        "(cells) => [...new Set(cells.map((cell) => getComputedStyle(cell).verticalAlign))]"
    )
    assert stands == ["top"]
