"""Example leads and plans in every state, written through the forms and actions of the areas."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import QueryDict

from areas import annex2
from areas.actions import comments, leads, memberships, plans, rows, sections
from areas.forms.row_kinds import KINDS
from areas.models import AreaMembership, LeadTerm, PartnershipArea, PlanVersion
from areas.writings import SECTION, SectionOfPlan
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.actions import meetings
from gmp_portal.website.demo import area_figures, sessions
from gmp_portal.website.demo.area_plans import AMALGAM, GOLD, WASTE
from gmp_portal.writing import turns
from partners.models import Partner

Cast = Mapping[str, User]
# When the efforts of a plan begin in its first year, and end in its second.
TIMES = (((1, 15), (6, 30)), ((4, 1), (10, 31)), ((9, 1), (12, 15)))
RECORDED = "Example: the partners agreed in a meeting before the portal began."


def load(cast: Cast) -> None:
    """Let Example people lead three areas and write their plans, once."""
    if PlanVersion.objects.exists() or not PartnershipArea.objects.exists():
        return
    gold = _area("asgm", cast, "area.lead", "focal.point", "other.focal.point")
    waste = _area("waste-management", cast, "other.area.lead", "focal.point")
    products = _area("products", cast, "other.focal.point", "focal.point", "area.lead")
    _date_back_memberships()
    _terms(gold, cast["area.lead"], cast)
    _terms(waste, cast["other.area.lead"], cast)
    _terms(products, cast["other.focal.point"], cast)

    first = _written(gold, GOLD, cast["area.lead"])
    _agreed_in_session(first, cast["area.lead"])
    plans.submit(first, by=cast["area.lead"])
    _next_draft(gold, cast)

    submitted = _written(waste, WASTE, cast["other.area.lead"])
    _agreed_in_session(submitted, cast["other.area.lead"])
    plans.submit(submitted, by=cast["other.area.lead"])

    asked = _written(products, AMALGAM, cast["other.focal.point"])
    plans.send(asked, by=cast["other.focal.point"])


def _area(slug: str, cast: Cast, *keys: str) -> PartnershipArea:
    area = PartnershipArea.objects.get(slug=slug)
    for key in keys:
        memberships.join(area, _partner(cast[key]), by=cast[key])
    return area


def _date_back_memberships() -> None:
    """Let those who are partners for longer than the portal work in their areas as long."""
    for membership in AreaMembership.objects.filter(partner__since__lt=F("since")):
        AreaMembership.objects.filter(pk=membership.pk).update(
            since=membership.partner.since
        )


def _partner(person: User) -> Partner:
    return Partner.objects.confirmed().represented_by(person).order_by("pk")[0]


def _terms(area: PartnershipArea, person: User, cast: Cast) -> None:
    """A term that is over and its renewal (A1-4b-vi)."""
    renewed = today() - timedelta(days=200)
    for starts_on in (
        renewed.replace(year=renewed.year - 2, day=1),
        renewed.replace(day=1),
    ):
        leads.designate(
            area,
            person=person,
            partner=_partner(person),
            kind=LeadTerm.Kind.LEAD,
            starts_on=starts_on,
            reason=RECORDED,
            by=cast["secretariat"],
        )


def _written(area: PartnershipArea, text: dict[str, Any], by: User) -> PlanVersion:
    year = today().year
    plan = plans.start(
        area,
        title=text["title"] % {"from": year, "to": year + 1},
        language=text["language"],
        period_from=date(year, 1, 1),
        period_to=date(year + 1, 12, 31),
        by=by,
    )
    for key, words in text["texts"].items():
        sections.save_text(plan, key, words, by=by)
    if text is GOLD:
        area_figures.add(plan, by)
    sections.set_review_date(plan, date(year + 1, 9, 30), by=by)
    _lists(plan, text, by)
    return PlanVersion.objects.get(pk=plan.pk)


def _lists(plan: PlanVersion, text: dict[str, Any], by: User) -> None:
    year = plan.period_from.year
    for row in text["objectives"]:
        _row(plan, "objectives", by, target_on=f"{year + 1}-12-31", **row)
    objectives = list(plan.objectives.all())
    for place, title in enumerate(text["actions"]):
        linked = objectives[place % len(objectives)]
        _row(plan, "actions", by, title=title, objectives=[linked.pk])
    actions = list(plan.actions.all())
    # Members on public record have nobody here who could be the contact of an effort.
    members = plan.area.current_partners().order_by("pk")
    partners = [member for member in members if member.current_representatives()]
    for place, row in enumerate(text["efforts"]):
        partner = partners[place % len(partners)]
        begins, ends = TIMES[place % len(TIMES)]
        effort = _row(
            plan,
            "efforts",
            by,
            action=actions[place % len(actions)].pk,
            partner=partner.pk,
            contact=partner.current_representatives()[0].pk,
            starts_on=date(year, *begins),
            ends_on=date(year + 1, *ends),
            **row,
        )
        _row(
            plan,
            "milestones",
            by,
            effort=effort.pk,
            due_on=f"{year}-11-30",
            text=text["milestone"],
        )
    for place, row in enumerate(text["indicators"]):
        _row(
            plan, "indicators", by, objective=objectives[place % len(objectives)].pk, **row
        )
    _row(plan, "opportunities", by, objective=objectives[0].pk, **text["opportunity"])
    _row(plan, "donors", by, **text["donor"])
    _row(plan, "requests", by, partner=partners[0].pk, **text["request"])
    _row(plan, "linkages", by, **text["linkage"])


def _row(plan: PlanVersion, kind: str, by: User, /, **facts: Any) -> Any:
    data = QueryDict(mutable=True)
    for name, value in facts.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = KINDS[kind].form(data, plan=plan)
    if not form.is_valid():
        message = f"The sample row of {kind} is not valid: {form.errors.as_json()}"
        raise ValueError(message)
    return rows.save(plan, form, by=by)


def _agreed_in_session(plan: PlanVersion, lead: User) -> None:
    """The area meets and agrees to its plan (A1-4b-iii)."""
    meeting = sessions.met(
        plan.area.body,
        days_ago=5,
        title=f"Example meeting of the area {plan.area.names['en']}",
        by=lead,
    )
    decision = plans.send(plan, meeting=meeting, by=lead)
    sessions.agreed(decision, by=lead)
    meetings.hold(meeting, by=lead)
    plan.refresh_from_db()


def _next_draft(area: PartnershipArea, cast: Cast) -> None:
    """The next version, begun as a copy and changed in two places."""
    lead, year = cast["area.lead"], today().year + 2
    draft = plans.start(
        area,
        title=GOLD["title"] % {"from": year, "to": year + 1},
        language="en",
        period_from=date(year, 1, 1),
        period_to=date(year + 1, 12, 31),
        by=lead,
    )
    changed = GOLD["texts"]["I"].replace("three provinces", "five provinces")
    summary = SectionOfPlan(draft, annex2.BY_KEY["I"])
    typed = QueryDict(urlencode({"text": changed}))
    turns.save(SECTION, summary, turns.Sent(typed, None, lead))
    comments.write(
        draft,
        section="I",
        text="Please name the five provinces, and say where the Example figures come from.",
        by=cast["focal.point"],
    )
