"""Nothing is ever cut: a draft holds long texts, and only sending asks for shorter ones (C4)."""

import pytest
from django.urls import reverse

from areas.actions import plans
from areas.annex2 import TEXT_LIMIT
from areas.models import PlanVersion
from areas.reading import completeness
from gmp_portal.ui.drafts import CEILING
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.forms import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area), complete=True)


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.started_by)


@pytest.fixture
def section(plan):
    return reverse("areas:section_edit", args=[plan.area.slug, plan.number, "VI"])


@pytest.fixture
def action(plan):
    row = plan.actions.first()
    return reverse(
        "areas:row_change", args=[plan.area.slug, plan.number, "actions", row.pk]
    )


def problems(plan):
    fresh = PlanVersion.objects.get(pk=plan.pk)
    return [
        (one.section, str(one.text), one.clause) for one in completeness.blocking(fresh)
    ]


def test_a_long_narrative_is_saved_in_the_draft_and_names_its_excess(plan, lead, section):
    response = send(lead, section, {"text": "a" * (TEXT_LIMIT + 12)})

    page = lead.get(section).content.decode()
    assert response.status_code == 302
    assert "by 12 characters: it has 60,012" in page
    [(where, text, clause)] = problems(plan)
    assert (where, clause) == ("VI", "A2-VI-0")
    assert text == (
        "How performance is measured and reported: Please shorten this text by 12 characters: "
        "it has 60,012, and at most 60,000 are possible."
    )


def test_a_long_text_of_an_entry_is_saved_in_the_draft_and_names_its_excess(
    plan, lead, action
):
    objective = plan.objectives.get()
    typed = {"title": "A title", "description": "a" * 3001, "objectives": [objective.pk]}

    response = send(lead, action, typed)

    page = lead.get(action).content.decode()
    assert response.status_code == 302
    assert "by 1 character: it has 3,001" in page
    assert problems(plan) == [
        (
            "III",
            "Action 1, description: Please shorten this text by 1 character: it has 3,001, and "
            "at most 3,000 are possible.",
            "A2-III-1",
        )
    ]


def test_a_plan_with_a_text_that_is_too_long_is_not_sent(plan, lead, section):
    send(lead, section, {"text": "a" * (TEXT_LIMIT + 1)})
    plan = PlanVersion.objects.get(pk=plan.pk)

    with pytest.raises(RuleRefusedError) as refused:
        plans.send(plan, by=plan.started_by)

    assert refused.value.clause == "A2-VI-0"
    assert PlanVersion.objects.get(pk=plan.pk).is_editable


@pytest.mark.parametrize(
    ("page", "field"), [("section", "text"), ("action", "description")]
)
def test_beyond_the_ceiling_a_text_is_refused_and_kept(request, lead, page, field):
    url = request.getfixturevalue(page)
    typed = "a" * (CEILING + 3)

    response = send(lead, url, {"title": "A title", field: typed})

    said = response.context["form"].errors[field][0]
    assert response.status_code == 422
    assert said == (
        "Please shorten this text by 3 characters: it has 200,003, and at most 200,000 are "
        "possible."
    )
    assert response.context["form"][field].value() == typed


def test_a_title_that_is_too_long_is_refused_with_limit_and_excess(lead, action):
    response = send(lead, action, {"title": "a" * 310})

    said = response.context["form"].errors["title"][0]
    assert response.status_code == 422
    assert said == "Please shorten the text by 10 characters: it may have at most 300."
    assert " maxlength" not in response.content.decode()
