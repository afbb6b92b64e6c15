"""The public history of a decision: what happened when, without the names of people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gmp_portal.accounts import offices
from gmp_portal.meetings.models import Decision, Objection
from gmp_portal.ui.components import Step

_UNHEARD = gettext_lazy("Members who were not heard may object until")


def of_decision(decision: Decision) -> list[Step]:
    """Answer the stages of a decision, with its versions and objections, in order."""
    steps = [Step(_("Drafted"), "done", decision.drafted_at)]
    if decision.opened_at:
        steps.append(
            Step(
                pgettext("decision", "Opened"),
                "done",
                decision.opened_at,
                note=_mode(decision),
            )
        )
    steps += _between(decision)
    if decision.ended_at:
        label = decision.get_status_display()
        steps.append(Step(label, "done", decision.ended_at, note=decision.outcome_note))
    elif decision.is_open:
        steps += _current(decision)
    return steps


def _mode(decision: Decision) -> str:
    return str(Decision.Mode(decision.mode).label)


def _current(decision: Decision) -> list[Step]:
    steps: list[Step] = []
    if decision.can_be_recalled:
        steps.append(Step(_("Can be recalled until"), "current", decision.recall_until))
    if decision.closes_at and not decision.silence_broken_at:
        is_for_all = decision.is_silent
        label = _("Objections possible until") if is_for_all else _UNHEARD
        steps.append(Step(label, "current", decision.closes_at))
    return steps or [Step(_("Before the members"), "current")]


def _between(decision: Decision) -> list[Step]:
    texts = [
        Step(
            _("Version %(number)d of the text") % {"number": text.version},
            "done",
            text.written_at,
        )
        for text in decision.texts.all()
        if text.version > 1
    ]
    raised: list[Step] = []
    for objection in decision.objections.all():
        organisation = objection.elector.organisation
        label = _("Late objection") if objection.is_late else _("Objection")
        raised.append(Step(label, "done", objection.raised_at, by=organisation))
        if objection.settled_at and objection.status == Objection.Status.WITHDRAWN:
            raised.append(
                Step(
                    _("Objection withdrawn"), "done", objection.settled_at, by=organisation
                )
            )
    return sorted([*texts, *raised, *_declared(decision)], key=lambda step: step.at)  # type: ignore[arg-type,return-value]


def _declared(decision: Decision) -> list[Step]:
    steps: list[Step] = []
    made = decision.declarations.all()
    staff = offices.staff() if made else ()
    for declaration in made:
        # Whoever chairs declares; where the secretariat recorded it for them, it says so.
        by = _("the secretariat") if declaration.declared_by_id in staff else ""
        steps.append(Step(_("Consensus declared"), "done", declaration.declared_at, by=by))
        if declaration.recalled_at:
            label, note = _("Declaration recalled"), declaration.recall_reason
            steps.append(Step(label, "done", declaration.recalled_at, note=note))
    return steps
