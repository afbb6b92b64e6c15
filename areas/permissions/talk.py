"""Who says what about a plan: comments, tasks that follow, suggested wordings (B4-2)."""

from django.utils.translation import gettext_lazy

from areas import not_now
from areas.models import CommentTask, PlanComment, PlanSuggestion
from areas.permissions.plans import PLAN, lead_of_plan, leads, speaks_in, voices_of
from gmp_portal.accounts.rights import Anybody, Steps, role

COMMENT: Steps[PlanComment] = Steps()
TASK: Steps[CommentTask] = Steps()
SUGGESTION: Steps[PlanSuggestion] = Steps()

# Roles ---------------------------------------------------------------------------------

# Partners of the area and its leads say what they think of a draft (B4-2).
_commentator = role(
    lambda user, plan: leads(user, plan.area) or speaks_in(user, plan.area),
    gettext_lazy("Partners of the area comment on its drafts."),
    "B4-2",
    who=gettext_lazy("whoever speaks for a partner of the area, its leads"),
)


def _wrote(user: Anybody, comment: PlanComment | PlanSuggestion) -> bool:
    return comment.author_id == user.pk


_author = role(
    _wrote,
    gettext_lazy("Whoever wrote this changes or withdraws it."),
    "B4-2",
    who=gettext_lazy("whoever wrote it"),
)
_author_or_lead = role(
    lambda user, comment: _wrote(user, comment) or leads(user, comment.plan.area),
    gettext_lazy("Whoever wrote a comment, or leads the area, opens it again."),
    "B4-2",
    who=gettext_lazy("whoever wrote it, the leads of the area"),
)
_tasked = role(
    lambda user, task: task.person_id == user.pk or leads(user, task.comment.plan.area),
    gettext_lazy("Whoever has a task, or leads the area, says that it is done."),
    "B4-2",
    who=gettext_lazy("whoever has the task, the leads of the area"),
)

# Comments and tasks ---------------------------------------------------------------------


can_comment_write = PLAN.step(
    "comment_write", _commentator, lambda plan: not plan.is_frozen, not_now.why_no_comment
)
_lead_of_comment = lead_of_plan.of(lambda comment: comment.plan)


def _is_spoken_about(comment: PlanComment) -> bool:
    """It begins a thread that is open, in a version that can still change."""
    return comment.is_open and comment.begins and not comment.plan.is_frozen


def _is_own_affair(comment: PlanComment) -> bool:
    return comment.is_open and not comment.plan.is_frozen


def _is_unanswered(comment: PlanComment) -> bool:
    answers = comment.replies.filter(withdrawn_at=None)
    return not answers.exists() and not comment.tasks.exists()


can_resolve = COMMENT.step(
    "resolve",
    _lead_of_comment,
    lambda comment: comment.is_open and comment.begins,
    not_now.why_resolved,
)
can_comment_reply = COMMENT.step(
    "comment_reply",
    _commentator.of(lambda comment: comment.plan),
    _is_spoken_about,
    not_now.why_no_answer,
)
can_comment_edit = COMMENT.step(
    "comment_edit",
    _author,
    _is_own_affair,
    not_now.why_comment_stays,
    also=_is_unanswered,
)
can_comment_withdraw = COMMENT.step(
    "comment_withdraw",
    _author,
    _is_own_affair,
    not_now.why_comment_stays,
    also=_is_unanswered,
)
can_comment_reopen = COMMENT.step(
    "comment_reopen",
    _author_or_lead,
    lambda comment: comment.resolved_at is not None and not comment.plan.is_frozen,
    not_now.why_comment_not_reopened,
)
can_comment_give_task = COMMENT.step(
    "comment_give_task",
    _lead_of_comment,
    _is_spoken_about,
    not_now.why_no_task,
    also=lambda comment: not comment.tasks.filter(status=CommentTask.Status.OPEN).exists(),
)


def _is_task_open(task: CommentTask) -> bool:
    return task.status == CommentTask.Status.OPEN


can_task_finish = TASK.step("task_finish", _tasked, _is_task_open, not_now.why_task_over)
can_task_take_back = TASK.step(
    "task_take_back",
    lead_of_plan.of(lambda task: task.comment.plan),
    _is_task_open,
    not_now.why_task_over,
)


# Suggested wordings ---------------------------------------------------------------------

_suggester = role(
    lambda user, plan: bool(voices_of(user, plan.area)),
    gettext_lazy(
        "Whoever speaks for a partner of the area suggests other words; its leads write them."
    ),
    "B4-2",
    who=gettext_lazy("whoever speaks for a partner of the area"),
)
_lead_of_suggestion = lead_of_plan.of(lambda suggestion: suggestion.plan)


def _waits(suggestion: PlanSuggestion) -> bool:
    return suggestion.status == PlanSuggestion.Status.OPEN


can_suggestion_make = PLAN.step(
    "suggestion_make",
    _suggester,
    lambda plan: plan.is_editable,
    not_now.why_no_suggestion,
)
can_suggestion_accept = SUGGESTION.step(
    "suggestion_accept",
    _lead_of_suggestion,
    lambda suggestion: _waits(suggestion) and suggestion.plan.is_editable,
    not_now.why_not_accepted,
)
can_suggestion_refuse = SUGGESTION.step(
    "suggestion_refuse", _lead_of_suggestion, _waits, not_now.why_suggestion_settled
)
can_suggestion_withdraw = SUGGESTION.step(
    "suggestion_withdraw", _author, _waits, not_now.why_suggestion_settled
)
