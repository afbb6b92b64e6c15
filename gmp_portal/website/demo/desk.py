"""The desk of the demonstration: two officers share the work, and one keeps a filter."""

from datetime import timedelta

from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.worklist import in_order
from gmp_portal.website.actions import (
    announcements,
    bulks,
    erasures,
    holdings,
    mail_texts,
    newsletters,
    notices,
    reminders,
    saved_filters,
)
from gmp_portal.website.demo.people import Cast
from gmp_portal.website.models import SavedFilter
from gmp_portal.website.reading import audiences, worklists
from partners.models import LetterOfIntent, Partner

# Who has the most urgent work, in its order; nobody where the name is empty.
SHARES = ("secretariat", "second.officer", "", "secretariat", "", "second.officer", "")

ANNOUNCEMENT = {
    "title": "Example: survey among focal points",
    "audience": "focal_points",
    "area": None,
    "kind": "",
    "country": None,
    "needs_action": True,
    "texts": {
        "en": {
            "subject": "Example: five questions about your work",
            "text": "Please answer five questions about your work of this year.",
        },
        "zh-hans": {
            "subject": "示例：关于贵方工作的五个问题",
            "text": "请回答关于贵方今年工作的五个问题。",
        },
    },
}

NOTICE = {
    "kind": "information",
    "audience": "officers",
    "texts": {
        "en": "Example: the portal is closed on Friday evening for an hour.",
        "zh-hans": "示例：本门户网站周五晚上关闭一小时。",
    },
}

REMINDER = "reporting/emails/reminder.txt"
# A paragraph below each reminder, in two languages.
MAIL_TEXTS = {
    "en": "Example: the form is open until Friday. Questions go to the secretariat, {site}.",
    "zh-hans": "示例：表格开放至周五。如有疑问，请联系秘书处：{site}。",
}
TERM_ENDS = "areas/emails/term_ends.txt"
# A mail written as a whole, with the places of the built-in one.
WHOLE = {
    "subject": "Example: {{ area }} needs a lead from {{ until }}",
    "body": (
        "Example of a whole mail.\n\nThe term of {{ person }} ({{ partner }}) ends on {{ until }}. "
        "Partners of the area choose who follows:\n\n{{ link }}"
    ),
    "words": "",
}
NEWSLETTER = {
    "title": "Example: first newsletter",
    "audience": "newsletter",
    "area": None,
    "kind": "",
    "country": None,
    "needs_action": False,
    "texts": {
        "en": {
            "subject": "Example: news of the Partnership",
            "text": "Example of an issue of the newsletter. Two business plans are in force since "
            "last month, and the next meeting is in the calendar.",
        },
        "zh-hans": {
            "subject": "示例：伙伴关系动态",
            "text": "通讯示例。上月起有两份业务计划生效，下次会议已列入日历。",
        },
    },
}


def load(cast: Cast) -> None:
    """Take some of the open work, as officers would in the morning."""
    for task, key in zip(in_order(worklists.desk_tasks()), SHARES, strict=False):
        if key:
            holdings.take(task.key, by=cast[key])
    saved_filters.keep(
        "Example: my letters",
        page=SavedFilter.Page.DESK,
        asked="kind=letters&held=me",
        by=cast["secretariat"],
    )
    erasures.record(
        User.objects.create(email="wrote.a.letter@example.org", name="Petra Sample"),
        came_by="paper",
        asked_on=today() - timedelta(days=3),
        reason="Example: letter to the secretariat, file 7; no longer works on mercury.",
        by=cast["secretariat"],
    )
    announcements.start(ANNOUNCEMENT, by=cast["secretariat"])
    _send_newsletter(cast)
    for language, words in MAIL_TEXTS.items():
        values = {"subject": "", "body": "", "words": words}
        mail_texts.edit(REMINDER, language, values, by=cast["secretariat"])
    mail_texts.edit(TERM_ENDS, "en", WHOLE, by=cast["secretariat"])
    reminders.edit(
        "lead_term",
        [-180, -90, -30, -7],
        is_active=True,
        reason="Example: leads asked for one more reminder in the last week.",
        by=cast["secretariat"],
    )
    now = timezone.now()
    notices.start(
        NOTICE | {"starts_at": now, "ends_at": now + timedelta(days=7)},
        by=cast["secretariat"],
    )
    # A colleague has the work on some of them: the list says so.
    letters = LetterOfIntent.objects.on_the_desk().order_by("submitted_at", "pk")
    bulks.freeze("take", list(letters[:5]), by=cast["secretariat"])
    # Of one of them nobody was asked lately, and another one has nobody: the list says so.
    examples = Partner.objects.confirmed().filter(name__startswith="Example")
    partners = examples.select_related("country").order_by("pk")
    bulks.freeze("contacts", list(partners[:5]), by=cast["secretariat"])


def _send_newsletter(cast: Cast) -> None:
    """One issue that went out to a reader, and stands in the archive."""
    newsletters.choose([], of_all=True, by=cast["secretariat"])
    issue = announcements.start(NEWSLETTER, by=cast["secretariat"])
    readers = audiences.token_for(audiences.of(issue))
    announcements.release(issue, seen=readers, by=cast["secretariat"])
    announcements.send(issue)
