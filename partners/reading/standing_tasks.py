"""What waits about whether partners stay: for their people, and for the desk (R-46, A1-2b)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal import dates
from gmp_portal.ledger import subject_of
from gmp_portal.ui import one_query
from gmp_portal.ui.worklist import Task, day_of
from partners.models import PartnerStatement, SilenceQuestion
from partners.reading import told

DECIDE = gettext_lazy("Decide")


def question(asked: SilenceQuestion) -> Task:
    """For its people: whether it stays."""
    title = _("Say whether %(partner)s stays a partner")
    return Task(
        title % {"partner": asked.partner.full_name},
        reverse("partners:silence_answer", args=[asked.partner.slug, asked.pk]),
        asked.answer_by,
        action=_("Answer"),
        kind="partners",
        since=day_of(asked.asked_at),
        target_on=asked.answer_by,
    )


def facts() -> dict[str, "QuerySet[Any, Any]"]:
    """What the desk asks together with everything else."""
    over = SilenceQuestion.objects.waiting().filter(answer_by__lt=dates.today())
    return {
        "unanswered": one_query.facts(
            over,
            *("pk", "answer_by", "partner_id"),
            partner=told.facts_of("partner__"),
        ),
        "returning": one_query.facts(
            PartnerStatement.objects.returning(),
            *("pk", "said_at", "partner_id"),
            partner=told.facts_of("partner__"),
        ),
    }


def queues(gathered: dict[str, list[Any]]) -> dict[str, list[Task]]:
    """The queues of the desk, from what was asked."""
    return {
        _("Partners that did not answer whether they stay"): [
            _unanswered(each) for each in gathered["unanswered"]
        ],
        _("Partners that are back"): [_returning(each) for each in gathered["returning"]],
    }


def _unanswered(each: Any) -> Task:
    partner = told.partner({"pk": each.partner_id, **each.partner})
    ended = one_query.day(each.answer_by)
    return Task(
        partner.full_name,
        reverse("partners:partner_deactivate", args=[partner.slug]),
        note=_("It was asked whether it stays, and did not answer in time."),
        action=DECIDE,
        kind="partners",
        state=_("No answer"),
        tone="warn",
        since=ended,
        about=subject_of(partner),
    )


def _returning(each: Any) -> Task:
    partner = told.partner({"pk": each.partner_id, **each.partner})
    return Task(
        partner.full_name,
        reverse("partners:partner_reactivate", args=[partner.slug]),
        note=_("It is inactive, and says that it takes part again."),
        action=DECIDE,
        kind="partners",
        state=_("Is back"),
        tone="info",
        since=day_of(one_query.moment(each.said_at)),
        about=subject_of(partner),
    )
