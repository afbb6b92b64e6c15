"""What waits for leads and partners of activities and opportunities."""

from django.utils.translation import gettext as _

from areas.models import Activity, AreaOpportunity
from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.rounds import Reading
from gmp_portal.ui.components import tone_of
from gmp_portal.ui.worklist import Task
from partners.models import Partner


def asked(user: User) -> Reading[list[Task]]:
    """Activities of one's partners about which the leads ask something (R-75)."""
    own = Partner.objects.represented_by(user)
    drafts = Activity.objects.filter(
        status=Activity.Status.DRAFT, partner__in=own.values("pk")
    )
    drafts = drafts.exclude(asked_back="").select_related("area").order_by("pk")
    yield [drafts]
    return [
        Task(
            draft.title,
            draft.get_absolute_url(),
            note=_("The leads of the area %(area)s ask something about it.")
            % {"area": draft.area.name},
            kind="areas",
        )
        for draft in drafts
    ]


def activities(areas: list[int]) -> Reading[list[Task]]:
    """What partners sent to the leads, the oldest first (R-75)."""
    sent = Activity.objects.filter(status=Activity.Status.SENT, area__in=areas)
    sent = sent.select_related("area", "partner").order_by("sent_at", "pk")
    yield [sent]
    return [
        Task(
            activity.title,
            activity.get_absolute_url(),
            note=_(
                "%(partner)s carries it out in the area %(area)s. Acknowledge it, or ask."
            )
            % {"partner": activity.partner.name_on_record, "area": activity.area.name},
            kind="areas",
        )
        for activity in sent
    ]


def questions(areas: list[int]) -> Reading[list[Task]]:
    """What may be counted twice, since another area has one of the same title (N25, R-76)."""
    asked = Activity.objects.asked_about().filter(area__in=areas)
    asked = asked.select_related("area").order_by("pk")
    yield [asked]
    return [
        Task(
            activity.title,
            activity.get_absolute_url(),
            note=_("Another area has an activity of this partner with the same title."),
            kind="areas",
        )
        for activity in asked
    ]


def suggested(areas: list[int]) -> Reading[list[Task]]:
    """Ideas that wait for the leads, until the day by which they answer (R-78)."""
    waiting = AreaOpportunity.objects.waiting().filter(
        area__in=areas, status=AreaOpportunity.Status.SUGGESTED
    )
    waiting = waiting.select_related("area", "partner")
    yield [waiting, *rulebook.questions()]
    days = rulebook.value("R-78")
    return [
        Task(
            _("Opportunity for the area %(area)s: %(title)s")
            % {"area": each.area.name, "title": each.title},
            each.get_absolute_url(),
            due_on=each.answer_due_on(days),
            note=_("Take it into the register, ask back, or decline it."),
            kind="plans",
            state=each.get_status_display(),
            tone=tone_of(each.status),
        )
        for each in waiting
    ]


def asked_back(user: User) -> Reading[list[Task]]:
    """What leads want to know of suggestions of this person's partners (R-78)."""
    own = Partner.objects.with_person(user)
    asked = AreaOpportunity.objects.filter(
        status=AreaOpportunity.Status.ASKED, partner__in=own.values("pk")
    ).select_related("area")
    yield [asked]
    return [
        Task(
            _("Question about your suggestion “%(title)s”") % {"title": each.title},
            each.get_absolute_url(),
            note=_("The leads of the area %(area)s ask.") % {"area": each.area.name},
            kind="plans",
            state=each.get_status_display(),
            tone=tone_of(each.status),
        )
        for each in asked
    ]
