"""Who may do what to areas and their plans: each step belongs to a role and fits some states.

``can_submit(user, plan)`` weighs both. To the wrong person a role says so, with its clause;
the right person in the wrong state is led back to the record and reads why (``not_now``).
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas import not_amended, not_now
from areas.models import (
    LeadTerm,
    PartnershipArea,
    PlanVersion,
)
from gmp_portal.accounts import rights
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Role,
    Steps,
    always,
    asked_once,
    if_it_becomes,
    is_officer,
    officers,
    refuse,
    role,
)
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from partners.permissions import represents

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Area = PartnershipArea.Status
Status = PlanVersion.Status

AREA: Steps[PartnershipArea] = Steps()
TERM: Steps[LeadTerm] = Steps()
PLAN: Steps[PlanVersion] = Steps()

# Roles ---------------------------------------------------------------------------------


def leads(user: Anybody, area: PartnershipArea) -> bool:
    """Leads the area now: a current term and the right that came with it (A1-4b-vi)."""
    return rights.holds(user, "areas.lead_area", area, LeadTerm, area_id=area.pk)


def speaks_in(user: Anybody, area: PartnershipArea) -> bool:
    """Represents a confirmed partner of the area today (A1-4b-iii)."""
    return bool(partners_of(user, area))


@asked_once
def partners_of(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The partners of the area for which this person speaks today."""
    return _represented(user, area.current_partners())


def voices_of(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The partners for which somebody says something in the area; a lead speaks as such."""
    return [] if leads(user, area) else partners_of(user, area)


@asked_once
def hears(user: Anybody, area: PartnershipArea) -> bool:
    """Reads what is said in the area: who works for one of its partners, its leads, UNEP (B4-2)."""
    if isinstance(user, AnonymousUser):
        return False
    if is_officer(user) or leads(user, area):
        return True
    return area.current_partners().filter(pk__in=Partner.objects.with_person(user)).exists()


@asked_once
def joinable_partners(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The confirmed partners of this person that are not in the area yet."""
    members = area.current_partners().values("pk")
    return _represented(user, Partner.objects.confirmed().exclude(pk__in=members))


def _represented(user: Anybody, partners: "QuerySet[Partner]") -> list[Partner]:
    if isinstance(user, AnonymousUser):
        return []
    mine = partners.filter(pk__in=Partner.objects.represented_by(user).values("pk"))
    return [partner for partner in mine if represents(user, partner)]


def refusal_to_join() -> RuleRefusedError:
    sentence = _("Somebody who represents a confirmed partner can let it join an area.")
    return refuse(sentence, "A1-2e")


def refusal_to_leave() -> RuleRefusedError:
    sentence = _("Somebody who represents a partner of the area can let it leave.")
    return refuse(sentence, "A1-6a-i")


THE_LEADS = gettext_lazy("the leads of the area")
LEADS_AND_SECRETARIAT = gettext_lazy("the leads of the area, the secretariat")

_establisher = officers(
    gettext_lazy("The secretariat records that an area is established."), "P-6"
)
_closer = officers(gettext_lazy("The secretariat closes an area, with a reason."), "R-23")
_publisher = officers(gettext_lazy("The secretariat publishes plans."), "A1-6d-ii")
_joiner = Role(
    gettext_lazy("whoever speaks for a confirmed partner outside the area"),
    lambda user, area: None if joinable_partners(user, area) else refusal_to_join(),
    refusal_to_join,
)
_leaver = Role(
    gettext_lazy("whoever speaks for a partner of the area"),
    lambda user, area: None if speaks_in(user, area) else refusal_to_leave(),
    refusal_to_leave,
)
# Partners of the area agree on their lead; the secretariat records it (A1-6a-v).
_designator = role(
    lambda user, area: is_officer(user) or speaks_in(user, area),
    gettext_lazy(
        "Only partners of the area designate its leads, and the secretariat records it."
    ),
    "A1-6a-v",
    who=gettext_lazy("whoever speaks for a partner of the area, the secretariat"),
)
# Leads draft what their area decides, and so does the secretariat (A1-4b-iii).
_proposer = role(
    lambda user, area: is_officer(user) or leads(user, area),
    gettext_lazy(
        "The leads of the area or the secretariat draft its decision on a lead. Send them what "
        "you propose."
    ),
    "A1-4b-iii",
    who=LEADS_AND_SECRETARIAT,
)
# A lead steps down, or the secretariat records the end (A1-4b-vi).
_lead_or_officer = role(
    lambda user, term: is_officer(user) or term.person_id == user.pk,
    gettext_lazy("A lead steps down, or the secretariat records the end of the term."),
    "A1-4b-vi",
    who=gettext_lazy("the lead in question, the secretariat"),
)
# Those who agree on the next lead prepare it (A1-4b-vi, R-74).
_hearer = role(
    hears,
    gettext_lazy(
        "Who comes after the leads of an area, its partners, its leads and the secretariat "
        "prepare."
    ),
    "A1-6a-v",
    who=gettext_lazy("whoever works for a partner of the area, its leads, the secretariat"),
)
# Names that are not public stay with those who may read them anyway (A1-6d-iii).
_lister = role(
    hears,
    gettext_lazy(
        "The list of the people of an area is for its partners, its leads and the secretariat."
    ),
    "A1-6d-iii",
    who=gettext_lazy("whoever works for a partner of the area, its leads, the secretariat"),
)
_starter = role(
    leads,
    gettext_lazy("A lead of the area begins a version when none is being written."),
    "A1-6b-ii",
    who=THE_LEADS,
)


def leads_of_plan(sentence: "StrOrPromise") -> Role:
    """What leads do with the plan of their own area (A1-6b-ii)."""
    return role(leads, sentence, "A1-6b-ii", who=THE_LEADS).of(lambda plan: plan.area)


writer = leads_of_plan(gettext_lazy("Only the leads of the area write its plan."))
lead_of_plan = leads_of_plan(gettext_lazy("Only the leads of the area take this step."))
_recorder = role(
    lambda user, plan: is_officer(user) or leads(user, plan.area),
    gettext_lazy(
        "The leads or the secretariat note the area's agreement once it is adopted."
    ),
    "A1-4b-iii",
    who=LEADS_AND_SECRETARIAT,
)


@asked_once
def reads(user: Anybody, plan: PlanVersion) -> bool:
    """Is signed in and may read the version, so that it is made as a file for them (A1-6d-ii)."""
    if isinstance(user, AnonymousUser):
        return False
    if plan.is_frozen or is_officer(user) or leads(user, plan.area):
        return True
    return PlanVersion.objects.visible_to(user).filter(pk=plan.pk).exists()


_reader = role(
    reads,
    gettext_lazy("Whoever is signed in and may read a version has it made as a file."),
    "A1-6d-ii",
    who=gettext_lazy("whoever is signed in and may read the version"),
)

# Areas ---------------------------------------------------------------------------------


def _is_established(area: PartnershipArea) -> bool:
    return area.status == Area.ESTABLISHED


def _can_end(term: LeadTerm) -> bool:
    """It runs today, and some day before its last one can become the last one."""
    return term.is_current and term.is_shortened_by(term.starts_on)


can_propose = Right(is_officer, gettext_lazy("The secretariat prepares new areas."), "P-6")
can_establish = AREA.step(
    "establish", _establisher, if_it_becomes(Area.ESTABLISHED), not_now.why_not_established
)
can_draft_decision = AREA.step(
    "draft_decision",
    _establisher,
    if_it_becomes(Area.ESTABLISHED),
    not_now.why_not_established,
)
can_close = AREA.step("close", _closer, if_it_becomes(Area.CLOSED), not_now.why_not_closed)
can_join = AREA.step("join", _joiner, _is_established, not_now.why_not_at_work)
can_leave = AREA.step("leave", _leaver, _is_established, not_now.why_not_at_work)
can_designate = AREA.step(
    "designate", _designator, _is_established, not_now.why_not_at_work
)
can_lead_draft_decision = AREA.step(
    "lead_draft_decision", _proposer, _is_established, not_now.why_not_at_work
)
can_announce = AREA.step(
    "announce",
    role(
        leads,
        gettext_lazy("Only the leads of the area write to its partners in its name."),
        "A1-6b-iii",
        who=THE_LEADS,
    ),
    _is_established,
    not_now.why_not_at_work,
)
can_succession = AREA.step("succession", _hearer, _is_established, not_now.why_not_at_work)
can_roster_people = AREA.step(
    "roster_people", _lister, _is_established, not_now.why_not_at_work
)
can_lead_end = TERM.step("lead_end", _lead_or_officer, _can_end, not_now.why_not_ended)


# Plans ---------------------------------------------------------------------------------


# The next version begins when none is being written (A1-6b-ii).
can_start = AREA.step(
    "start",
    _starter,
    _is_established,
    not_now.why_not_started,
    also=lambda area: not area.plans.being_written().exists(),
)


def _is_editable(plan: PlanVersion) -> bool:
    return plan.is_editable


can_edit = PLAN.step("edit", writer, _is_editable, not_now.why_not_editable)


# Whoever may edit the plan may do so; pages ask for ``edit`` and show all of these.
can_change_frame = PLAN.part("change_frame", can_edit)
can_section_edit = PLAN.part("section_edit", can_edit)
can_section_autosave = PLAN.part("section_autosave", can_edit)
can_figure_add = PLAN.part("figure_add", can_edit)
can_row_add = PLAN.part("row_add", can_edit)
can_row_paste = PLAN.part("row_paste", can_edit)
can_row_bring_in = PLAN.part("row_bring_in", can_edit)
can_row_change = PLAN.part("row_change", can_edit)
can_row_autosave = PLAN.part("row_autosave", can_edit)
can_row_duplicate = PLAN.part("row_duplicate", can_edit)
can_row_remove = PLAN.part("row_remove", can_edit)
can_row_bring_back = PLAN.part("row_bring_back", can_edit)
can_row_move = PLAN.part("row_move", can_edit)
can_companion_add = PLAN.part("companion_add", can_edit)
can_companion_remove = PLAN.part("companion_remove", can_edit)
# In other languages a version may also be written while it is reviewed, and in force (B4-1).
can_translation_write = PLAN.step(
    "translation_write",
    writer,
    lambda plan: plan.can_be_translated,
    not_now.why_not_translated,
)
can_file_make = PLAN.step("file_make", _reader, always, not_now.why_no_file)

# Whether the plan is complete, the action says (A1-4b-iii).
can_send = PLAN.step(
    "send", lead_of_plan, if_it_becomes(Status.IN_CONSENSUS), not_now.why_not_sent
)
# The decision of the area has been adopted and is to be noted on the plan.
can_record_consensus = PLAN.step(
    "record_consensus",
    _recorder,
    lambda plan: plan.can_become(Status.AGREED) and plan.is_adopted_by_area,
    not_now.why_not_agreed,
)
# It holds nothing but amendments on which the area decided; the action looks at its words.
can_rest_on_amendments = PLAN.step(
    "rest_on_amendments",
    lead_of_plan,
    lambda plan: plan.is_editable and bool(plan.amended_sha256),
    not_amended.why_not_resting,
)
# Back to writing, once the area's decision is not open any more.
can_take_back = PLAN.step(
    "take_back",
    lead_of_plan,
    lambda plan: plan.can_become(Status.DRAFT) and not plan.is_decision_open,
    not_now.why_not_taken_back,
)
can_submit = PLAN.step(
    "submit", lead_of_plan, if_it_becomes(Status.UNDER_REVIEW), not_now.why_not_submitted
)
can_publish = PLAN.step(
    "publish", _publisher, if_it_becomes(Status.PUBLISHED), not_now.why_not_published
)


def possible(user: Anybody, record: PartnershipArea | PlanVersion) -> set[str]:
    """What this reader can do with the record now: ``{"send", "edit"}``."""
    if not user.is_authenticated:
        return set()
    if isinstance(record, PlanVersion):
        steps = PLAN.possible(user, record)
        return steps | {"start"} if _may_go_on(user, record) else steps
    return AREA.possible(user, record)


def _may_go_on(user: Anybody, plan: PlanVersion) -> bool:
    """A version that was submitted is followed by the next one."""
    return plan.is_frozen and can_start(user, plan.area)
