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
    notices,
    saved_filters,
)
from gmp_portal.website.demo.people import Cast
from gmp_portal.website.models import SavedFilter
from gmp_portal.website.reading import worklists
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
    for language, words in MAIL_TEXTS.items():
        values = {"subject": "", "words": words}
        mail_texts.edit(REMINDER, language, values, by=cast["secretariat"])
    now = timezone.now()
    notices.start(
        NOTICE | {"starts_at": now, "ends_at": now + timedelta(days=7)},
        by=cast["secretariat"],
    )
    # A colleague has the work on some of them: the list says so.
    letters = LetterOfIntent.objects.on_the_desk().order_by("submitted_at", "pk")
    bulks.freeze("take", list(letters[:5]), by=cast["secretariat"])
    partners = Partner.objects.confirmed().select_related("country").order_by("pk")
    bulks.freeze("contacts", list(partners[:5]), by=cast["secretariat"])
