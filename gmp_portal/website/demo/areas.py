"""Example leads and plans in every state, written through the forms and actions of the areas."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F
from django.http import QueryDict

from areas import annex2
from areas.actions import (
    companions,
    imports,
    leads,
    memberships,
    milestones,
    plans,
    row_tables,
    rows,
    sections,
    translations,
)
from areas.actions.translations import Translated
from areas.forms.row_kinds import KINDS
from areas.forms.row_tables import PasteForm
from areas.models import AreaMembership, LeadTerm, Milestone, PartnershipArea, PlanVersion
from areas.reading import passages, snapshot
from areas.writings import SECTION, SectionOfPlan
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents.checks import Checked
from gmp_portal.documents.kinds import PDF
from gmp_portal.exchange.word import line_reading
from gmp_portal.meetings.actions import meetings
from gmp_portal.website.demo import area_figures, example_files, sessions, talks
from gmp_portal.website.demo.area_plans import AMALGAM, GOLD, WASTE
from gmp_portal.website.demo.long_plans import CEMENT, CEMENT_IN_CHINESE, STORAGE
from gmp_portal.writing import turns
from partners.models import Partner

Cast = Mapping[str, User]
DONORS = (
    "Donor or institution\tType\tRemarks\n"
    "Example Development Bank\tBank\tA loan for the Example refinery\n"
    "示例基金会\t捐助方\tCourses in Chinese\n"
)
# When the efforts of a plan begin in its first year, and end in its second.
TIMES = (((1, 15), (6, 30)), ((4, 1), (10, 31)), ((9, 1), (12, 15)))
COMPANIONS = ("Example background note", "Example budget for the area only")
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
    _long_ones(cast)


def _long_ones(cast: Cast) -> None:
    """Drafts as long as real ones, with what goes with them and in a second language."""
    for slug, text in (("cement", CEMENT), ("supply-storage", STORAGE)):
        area = _area(slug, cast, "area.lead", "focal.point")
        _terms(area, cast["area.lead"], cast)
        draft = _written(area, text, cast["area.lead"])
        _beside(draft, text, cast["area.lead"])


def _beside(draft: PlanVersion, text: dict[str, Any], by: User) -> None:
    """What the draft says that it changes, its companions, and the beginning of a translation."""
    plans.change_frame(draft, status_note=text["note"], by=by)
    for title, is_public in ((COMPANIONS[0], True), (COMPANIONS[1], False)):
        companions.add(
            draft,
            Checked(example_files.sheet(title), "example-note.pdf", PDF),
            title=title,
            language="en",
            is_public=is_public,
            by=by,
        )
    if draft.language != "en":
        return
    told = {each.path: each for each in passages.of(draft, snapshot.of(draft))}
    words = {
        path: Translated(said, told[path].sha256)
        for path, said in CEMENT_IN_CHINESE.items()
    }
    translations.write(draft, "zh", words, by=by)


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
    donor = _row(plan, "donors", by, **text["donor"])
    request = _row(plan, "requests", by, partner=partners[0].pk, **text["request"])
    if "application" in text:
        asked = {"donor": donor.pk, "request": request.pk, "sent_on": f"{year}-03-15"}
        _row(plan, "applications", by, **asked, **text["application"])
    if "risk" in text:
        endangers = {"partner": partners[0].pk, "objective": objectives[0].pk}
        _row(plan, "risks", by, **endangers, **text["risk"])
    _row(plan, "linkages", by, **text["linkage"])


def note_progress(plan: PlanVersion) -> None:
    """One milestone of the plan in force is reached, one is moved, the others wait (R-68)."""
    by, year = plan.started_by, plan.period_from.year
    first, *later = Milestone.objects.filter(effort__plan=plan).for_page()[:2]
    milestones.reach(first, on=today(), words="Example: 412 miners were trained.", by=by)
    reason = "Example: the nurses come after the rains."
    for second in later:
        milestones.move(second, to=date(year + 1, 3, 31), words=reason, by=by)


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
        days_ago=0,
        title=f"Example meeting of the area {plan.area.names['en']}",
        by=lead,
    )
    # The sample plan was begun only now: its meeting is moved back once it lies before it.
    decision = plans.send(plan, meeting=meeting, by=lead)
    sessions.move_back(meeting, 5)
    decision.refresh_from_db()
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
    turns.save(SECTION, summary, turns.Sent(typed, None, lead, replaces=True))
    _pasted(draft, "donors", DONORS, lead)
    talks.load(draft, lead, cast["focal.point"], cast["other.focal.point"])
    example = settings.BASE_DIR / "static" / "examples" / "plan-en.docx"
    read = line_reading.read_lines(example.read_bytes())
    imports.begin(draft, read, name="Example plan as it was in Word.docx", by=lead)


def _pasted(plan: PlanVersion, kind: str, text: str, lead: User) -> None:
    """Rows that a lead copied from a table of her own."""
    form = PasteForm({"text": text}, kind=KINDS[kind])
    form.full_clean()
    sent = QueryDict(urlencode({"seen": form.lines(plan, QueryDict()).digest}))
    source = row_tables.Source.PASTE
    row_tables.take_in(plan, lambda: form.lines(plan, sent), source=source, by=lead)
