"""The lists of this app that everybody may take along (A1-6d-ii)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.activity_data import ACTIVITIES
from areas.forms.lead_filters import LeadFilter
from areas.forms.plan_filters import PlanFilter
from areas.models import (
    AreaMembership,
    Effort,
    Indicator,
    LeadTerm,
    Milestone,
    PartnershipArea,
    PlanObjective,
    PlanVersion,
)
from areas.open_opportunities import OPPORTUNITIES
from areas.open_topics import TOPICS
from areas.reading.open_sections import OpenSections
from gmp_portal.ui import open_lists
from gmp_portal.ui.filters import of_records
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    address_of,
    number_field,
    page_field,
    slug_field,
)
from gmp_portal.words import in_brackets
from partners.models import Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _areas(user: Any) -> Any:
    leads = LeadTerm.objects.current().select_related("person", "partner")
    in_force = PlanVersion.objects.current().filter(area=OuterRef("pk"))
    return (
        PartnershipArea.objects.visible_to(user)
        .annotate(has_plan=Exists(in_force))
        .select_related("established_decision")
        .prefetch_related(
            Prefetch("lead_terms", leads.order_by("places"), to_attr="current_leads")
        )
    )


def _count_partners(batch: Sequence[Any]) -> None:
    counts = AreaMembership.objects.partners_by_area()
    for area in batch:
        area.partner_count = counts.get(area.pk, 0)


def _decision(area: Any) -> str:
    return area.established_decision.symbol if area.established_decision else ""


def _name_in(code: str, label: "StrOrPromise") -> OpenField:
    return OpenField(f"name_{code}", label, value=lambda area: area.names.get(code))


AREAS = OpenList(
    key="areas",
    title=_("Partnership areas"),
    description=_(
        "The fields in which the Partnership works, who leads them and their aims."
    ),
    page="areas:area_list",
    rows=_areas,
    order=("slug",),
    identity="slug",
    lookup="slug",
    attach=_count_partners,
    fields=(
        slug_field(),
        OpenField("name", _("Name"), value=lambda area: area.names["en"]),
        _name_in("ar", _("Name in Arabic")),
        _name_in("zh", _("Name in Chinese")),
        _name_in("fr", _("Name in French")),
        _name_in("ru", _("Name in Russian")),
        _name_in("es", _("Name in Spanish")),
        OpenField("status", _("Status")),
        OpenField("objective", _("Objective")),
        OpenField("priorities", _("Priorities"), FieldKind.LIST),
        OpenField(
            "convention_articles",
            _("Articles of the Minamata Convention"),
            FieldKind.LIST,
        ),
        OpenField("established_year", _("Established in"), FieldKind.INTEGER),
        OpenField(
            "established_decision", _("Decision that established it"), value=_decision
        ),
        OpenField(
            "leads",
            _("Led by"),
            FieldKind.LIST,
            lambda area: [
                in_brackets(term.person, term.partner.name) for term in area.current_leads
            ],
        ),
        OpenField(
            "partners", _("Partners"), FieldKind.INTEGER, lambda area: area.partner_count
        ),
        OpenField("has_plan", _("Plan in force"), FieldKind.BOOLEAN),
        page_field(),
    ),
)


def _plan_file(plan: Any) -> str:
    return address_of(plan.pdf.get_absolute_url()) if plan.pdf else ""


PLANS = OpenList(
    key="plans",
    title=_("Business plans"),
    description=_(
        "Every published version of the areas' plans: the current and earlier ones."
    ),
    page="areas:plan_list",
    filters=PlanFilter,
    rows=lambda user: (
        PlanVersion.objects.visible_to(user)
        .select_related("area", "pdf", "consensus_decision")
        .defer("snapshot")
    ),
    order=("area__slug", "number", "pk"),
    fields=(
        number_field(),
        OpenField("area", _("Area"), value=lambda plan: plan.area.slug),
        OpenField("number", _("Version"), FieldKind.INTEGER),
        OpenField("title", _("Title")),
        OpenField("language", _("Language")),
        OpenField("period_from", _("First day"), FieldKind.DAY),
        OpenField("period_to", _("Last day"), FieldKind.DAY),
        OpenField("status", _("Status")),
        OpenField("next_review_on", _("Next review"), FieldKind.DAY),
        OpenField("published_at", pgettext_lazy("day", "Published"), FieldKind.MOMENT),
        OpenField(
            "decision",
            _("Decision of the area"),
            value=lambda plan: plan.consensus_decision and plan.consensus_decision.symbol,
        ),
        OpenField("sha256", "SHA-256"),
        OpenField("file", _("File"), FieldKind.URL, _plan_file),
        page_field(),
    ),
)

SECTIONS = OpenList(
    key="plan-sections",
    title=_("Sections of plans"),
    description=_(
        "What the published plans say, section by section, in the language of each plan."
    ),
    page="areas:area_list",
    filters=of_records(area=("area__slug", _("Area"))),
    rows=lambda user: OpenSections(PlanVersion.objects.visible_to(user)),
    lookup="key",
    fields=(
        OpenField("id", _("Number of the record"), value=lambda row: row.key),
        OpenField("area", _("Area"), value=lambda row: row.plan.area.slug),
        OpenField("plan", _("Plan"), FieldKind.INTEGER, lambda row: row.plan.pk),
        OpenField(
            "plan_version", _("Version"), FieldKind.INTEGER, lambda row: row.plan.number
        ),
        OpenField("status", _("Status"), value=lambda row: row.plan.status),
        OpenField("language", _("Language"), value=lambda row: row.plan.language),
        OpenField("section", _("Section"), value=lambda row: row.section.key),
        OpenField("title", _("Title"), value=lambda row: row.read.title),
        OpenField("text", _("Text"), value=lambda row: row.read.plain),
        OpenField("rows", _("Objectives, actions and other rows")),
        page_field(),
    ),
)


def _in_force(user: Any) -> Any:
    return PlanVersion.objects.visible_to(user).current()


def _of_published(rows: Any, user: Any) -> Any:
    """Rows of every published version: what reports say of them refers to earlier ones, too."""
    visible = rows.filter(plan__in=PlanVersion.objects.visible_to(user))
    return visible.select_related("plan__area", "key").defer("plan__snapshot")


OF_AREA = of_records(area=("plan__area__slug", _("Area")))
OF_PLAN = (
    number_field(),
    OpenField("area", _("Area"), value=lambda row: row.plan.area.slug),
    OpenField("plan", _("Plan"), FieldKind.INTEGER, lambda row: row.plan_id),
    OpenField("plan_version", _("Version"), FieldKind.INTEGER, lambda row: row.plan.number),
    OpenField("language", _("Language"), value=lambda row: row.plan.language),
    # The same in every version: what is said of one thing over the years goes together by it.
    OpenField("key", _("Key in all versions"), value=lambda row: row.key.code),
)

EFFORTS = OpenList(
    key="efforts",
    title=_("Efforts of partners"),
    description=_(
        "What partners bring to the actions of the plans in force, with their costs."
    ),
    page="areas:area_list",
    filters=of_records(
        area=("plan__area__slug", _("Area")), partner=("partner__slug", _("Partner"))
    ),
    rows=lambda user: (
        Effort.objects.filter(plan__in=_in_force(user))
        .select_related("plan__area", "key", "action", "partner")
        .defer("plan__snapshot")
    ),
    order=("plan__area__slug", "position", "pk"),
    fields=(
        *OF_PLAN,
        OpenField(
            "action",
            _("Priority action"),
            value=lambda row: row.action and row.action.title,
        ),
        OpenField(
            "partner", _("Partner"), value=lambda row: row.partner and row.partner.slug
        ),
        OpenField("participant", _("Other participant")),
        OpenField("kind", _("Kind")),
        OpenField("description", _("Description")),
        OpenField("cost", _("Cost"), FieldKind.NUMBER),
        OpenField("currency", _("Currency")),
        OpenField("starts_on", pgettext_lazy("day", "Start"), FieldKind.DAY),
        OpenField("ends_on", _("End"), FieldKind.DAY),
        OpenField("target", _("Target")),
    ),
)


OBJECTIVES = OpenList(
    key="plan-objectives",
    title=_("Objectives of the plans"),
    description=_("What the areas want to reach, as the published plans say."),
    page="areas:area_list",
    filters=OF_AREA,
    rows=lambda user: _of_published(PlanObjective.objects, user),
    order=("plan__area__slug", "plan__number", "position", "pk"),
    fields=(
        *OF_PLAN,
        OpenField("status", _("Status"), value=lambda row: row.plan.status),
        OpenField("statement", _("Objective")),
        OpenField("measure", _("How it is measured")),
        OpenField("target", _("Target")),
        OpenField("target_on", _("To be reached by"), FieldKind.DAY),
        OpenField("realism", _("Why it is realistic")),
        OpenField(
            "goal_links", _("Objectives of the Partnership it serves"), FieldKind.LIST
        ),
    ),
)

INDICATORS = OpenList(
    key="plan-indicators",
    title=_("Indicators of the plans"),
    description=_(
        "What shows whether the objectives come closer, with baseline and target."
    ),
    page="areas:area_list",
    filters=OF_AREA,
    rows=lambda user: _of_published(Indicator.objects, user),
    order=("plan__area__slug", "plan__number", "position", "pk"),
    fields=(
        *OF_PLAN,
        OpenField("status", _("Status"), value=lambda row: row.plan.status),
        OpenField(
            "objective", _("Objective"), FieldKind.INTEGER, lambda row: row.objective_id
        ),
        OpenField("name", _("Name")),
        OpenField("unit", _("Unit")),
        OpenField("baseline", _("Baseline")),
        OpenField("target", _("Target")),
        OpenField("source", _("Source of the figures")),
    ),
)

MILESTONES = OpenList(
    key="plan-milestones",
    title=_("Milestones of the plans"),
    description=_("How far the efforts in the plans in force come by which day."),
    page="areas:area_list",
    filters=of_records(area=("effort__plan__area__slug", _("Area"))),
    rows=lambda user: (
        Milestone.objects.filter(effort__plan__in=_in_force(user))
        .standing()
        .select_related("effort__plan__area", "effort__key", "key")
        .defer("effort__plan__snapshot")
    ),
    order=("effort__plan__area__slug", "due_on", "pk"),
    fields=(
        number_field(),
        OpenField("area", _("Area"), value=lambda row: row.effort.plan.area.slug),
        OpenField("plan", _("Plan"), FieldKind.INTEGER, lambda row: row.effort.plan_id),
        OpenField(
            "plan_version",
            _("Version"),
            FieldKind.INTEGER,
            lambda row: row.effort.plan.number,
        ),
        OpenField("language", _("Language"), value=lambda row: row.effort.plan.language),
        OpenField("effort", _("Effort"), FieldKind.INTEGER, lambda row: row.effort_id),
        OpenField("key", _("Key in all versions"), value=lambda row: row.key.code),
        OpenField(
            "effort_key", _("Key of the effort"), value=lambda row: row.effort.key.code
        ),
        OpenField("due_on", _("Day"), FieldKind.DAY),
        OpenField("now_due", _("Day to which it was moved"), FieldKind.DAY),
        OpenField("reached_on", _("Reached on"), FieldKind.DAY),
        OpenField("text", _("Milestone")),
    ),
)

MEMBERSHIPS = OpenList(
    key="area-partners",
    title=_("Partners of the areas"),
    description=_("Which partner works in which area, or did, and since when."),
    page="areas:area_list",
    filters=of_records(
        area=("area__slug", _("Area")), partner=("partner__slug", _("Partner"))
    ),
    rows=lambda user: AreaMembership.objects.filter(
        area__in=PartnershipArea.objects.visible_to(user),
        partner__in=Partner.objects.visible_to(user),
    ).select_related("area", "partner"),
    order=("area__slug", "pk"),
    fields=(
        number_field(),
        OpenField("area", _("Area"), value=lambda row: row.area.slug),
        OpenField("partner", _("Partner"), value=lambda row: row.partner.slug),
        OpenField("since", _("First day"), FieldKind.DAY),
        OpenField("until", _("Left on"), FieldKind.DAY),
    ),
)

LEADS = OpenList(
    key="area-leads",
    title=_("Leads of the areas"),
    description=_(
        "Who leads each area, or led it, from when to when and by which decision."
    ),
    page="areas:lead_list",
    filters=LeadFilter,
    rows=lambda user: LeadTerm.objects.visible_to(user).for_page(),
    order=("area__slug", "pk"),
    fields=(
        number_field(),
        OpenField("area", _("Area"), value=lambda row: row.area.slug),
        OpenField("person", _("Name"), value=lambda row: row.person.name),
        OpenField("partner", _("Partner"), value=lambda row: row.partner.slug),
        OpenField("kind", _("Kind")),
        OpenField("starts_on", _("First day"), FieldKind.DAY),
        OpenField("ends_on", _("Last day"), FieldKind.DAY),
        OpenField(
            "decision",
            _("Decision of the area"),
            value=lambda row: row.decision and row.decision.symbol,
        ),
        OpenField("recorded_reason", _("Why it is recorded without a decision")),
        page_field(),
    ),
)


def register_all() -> None:
    open_lists.register(AREAS, TOPICS, MEMBERSHIPS, LEADS, PLANS, SECTIONS)
    open_lists.register(OBJECTIVES, INDICATORS, EFFORTS, MILESTONES)
    open_lists.register(ACTIVITIES, OPPORTUNITIES)
