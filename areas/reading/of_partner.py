"""What a partner brings to the plans in force, and what it leads (A2-IV-1)."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.models import (
    Activity,
    AreaMembership,
    Effort,
    LeadTerm,
    Milestone,
    PlanVersion,
)
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ui import amounts
from partners.models import Partner
from partners.models.partners import followed
from partners.reading.involvement import Deed, Part
from partners.reading.signs import Sign

JOINED = Sign(AreaMembership.objects.all, F("since"))
PLANNED = Sign(
    Effort.objects.filter(plan__status=PlanVersion.Status.PUBLISHED).all,
    F("plan__published_at"),
)


def contributors(first: date, last: date) -> "QuerySet[Any, Any]":
    """Partners with an effort in a plan in force that falls into this time (A1-2b)."""
    begun = Q(starts_on=None) | Q(starts_on__lte=last)
    goes_on = Q(ends_on=None) | Q(ends_on__gte=first)
    efforts = Effort.objects.filter(
        begun, goes_on, plan__status=PlanVersion.Status.PUBLISHED
    )
    made = efforts.exclude(partner=None)
    return made.values_list(Coalesce("partner__merged_into", "partner"))


def leads(partner: Partner) -> Part:
    """The areas that people of the partner lead today (A1-4b-vi)."""
    rows = (
        LeadTerm.objects.current().filter(partner=partner).select_related("area", "person")
    )
    return Part(_("Leads of areas"), rows.order_by("pk"), _lead)


def _lead(term: LeadTerm) -> Deed:
    notes = (term.get_kind_display(), term.person.name)
    return Deed(term.area.name, term.area.get_absolute_url(), notes)


def efforts(partner: Partner, reader: Anybody) -> Part:
    """Efforts of published plans that are in force, the newest plan first."""
    rows = (
        Effort.objects.filter(followed(partner), plan__status=PlanVersion.Status.PUBLISHED)
        .select_related("plan__area")
        .defer("plan__snapshot")
        .order_by("-plan__published_at", "position", "pk")
    )
    return Part(_("Efforts"), rows, _deed)


def milestones(partner: Partner, reader: Anybody) -> Part:
    """Milestones of its efforts in the plans in force that are not reached, by their day (R-68)."""
    rows: Any = Milestone.objects.in_force().standing().for_page()
    named = followed(partner, "effort__partner")
    return Part(
        _("Next milestones"),
        rows.filter(named, reached_on=None).order_by("now_due", "pk"),
        _step,
    )


def activities(partner: Partner, reader: Anybody) -> Part:
    """Each once, its own and those it carries out too; the newest first (B7-5, R-76)."""
    merged = Partner.objects.filter(Q(pk=partner.pk) | Q(merged_into=partner))
    joint = Activity.objects.carried_out_with(merged.values("pk"))
    rows = Activity.objects.visible_to(reader).counted().with_standing()
    rows = rows.filter(followed(partner) | Q(pk__in=joint.values("pk")))
    return Part(
        _("Activities"),
        rows.select_related("area", "partner").order_by("-pk"),
        _activity,
        f"{reverse('areas:activity_list')}?partner={partner.slug}",
    )


def _activity(activity: Activity) -> Deed:
    return Deed(
        activity.title,
        activity.get_absolute_url(),
        (activity.area.name, activity.standing.label),
    )


def _step(milestone: Any) -> Deed:
    plan = milestone.effort.plan
    return Deed(
        milestone.text,
        milestone.get_absolute_url(),
        (plan.area.name,),
        day=milestone.now_due,
        language=plan.language,
    )


def _deed(effort: Effort) -> Deed:
    plan = effort.plan
    notes = [plan.area.name]
    if effort.cost is not None:
        notes.append(f"{effort.currency} {amounts.grouped(effort.cost)}")
    if effort.starts_on and effort.ends_on:
        notes.append(f"{effort.starts_on.year}–{effort.ends_on.year}")
    return Deed(
        effort.description,
        plan.get_absolute_url(),
        tuple(notes),
        language=plan.language,
    )
