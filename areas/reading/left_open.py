"""What of the area's talk about a draft is still open when it is put before the area (B4-2)."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import ngettext

from areas.models import CommentTask, EffortCall, PlanVersion
from gmp_portal import rounds
from gmp_portal.rounds import Number


class Left(NamedTuple):
    """So many of something, in words, and where they are."""

    said: str
    url: str


def of(plan: PlanVersion) -> list[Left]:
    """What waits in a draft, with where it is; nothing of it keeps anybody from sending."""
    comments = Number(plan.comments.waiting())
    tasks = Number(CommentTask.objects.waiting().filter(comment__plan=plan))
    suggestions = Number(plan.suggestions.waiting())
    asked = Number(EffortCall.objects.waiting().filter(plan=plan))
    rounds.ask(comments, tasks, suggestions, asked)
    url = plan.get_absolute_url()
    left = [
        (
            int(comments),
            ngettext(
                "%(count)d comment is open.", "%(count)d comments are open.", int(comments)
            ),
            f"{url}?talk=open#comments",
        ),
        (
            int(tasks),
            ngettext(
                "%(count)d task is not done.", "%(count)d tasks are not done.", int(tasks)
            ),
            f"{url}?talk=open#comments",
        ),
        (
            int(suggestions),
            ngettext(
                "%(count)d suggested wording waits.",
                "%(count)d suggested wordings wait.",
                int(suggestions),
            ),
            f"{url}#suggestions",
        ),
        (
            int(asked),
            ngettext(
                "%(count)d partner has not answered about its own efforts.",
                "%(count)d partners have not answered about their own efforts.",
                int(asked),
            ),
            reverse("areas:section_edit", args=[plan.area.slug, plan.number, "IV"]),
        ),
    ]
    return [Left(said % {"count": count}, to) for count, said, to in left if count]
