"""Why a step is not possible now, and what to do next: for the page and for the act itself."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import (
    CommentTask,
    LeadTerm,
    Milestone,
    PartnershipArea,
    PlanComment,
    PlanImport,
    PlanSuggestion,
    PlanVersion,
)
from areas.reading.removed import Removed
from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import over_already
from gmp_portal.accounts.rights import Anybody, where_it_stands
from gmp_portal.ui.moments import in_words
from gmp_portal.words import listed, sentences
from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from areas.reading.plan_imports import Coming

Area = PartnershipArea.Status
Status = PlanVersion.Status


# Areas and their leads -----------------------------------------------------------------


def why_not_established(area: PartnershipArea) -> RuleRefusedError:
    if area.status == Area.ESTABLISHED:
        sentence = _("This area is established already: its partners can begin.")
    else:
        sentence = _("This area is closed for good: propose a new one to go on.")
    return RuleRefusedError(sentence, clause="P-6")


def why_not_closed(_area: PartnershipArea) -> RuleRefusedError:
    sentence = _("This area is closed already: propose a new one to go on.")
    return RuleRefusedError(sentence, clause="P-6")


def why_not_at_work(area: PartnershipArea) -> RuleRefusedError:
    """Partners join and leave, and have leads, in established areas only."""
    if area.status == Area.PROPOSED:
        sentence = _(
            "This area is only proposed. Partners join it and designate leads once it is "
            "established."
        )
    else:
        sentence = _(
            "This area is closed: its partners have left it, and it has no new leads. See "
            "which areas are established."
        )
    return RuleRefusedError(sentence, clause="P-6")


def why_not_ended(term: LeadTerm) -> RuleRefusedError:
    if term.has_ended:
        return over_already("A1-4b-vi")
    if not term.is_current:
        sentence = _("This term has not begun yet: it can be ended from its first day on.")
    else:
        sentence = _("This term ends today anyway: there is nothing left to end.")
    return RuleRefusedError(sentence, clause="A1-4b-vi")


def why_row_is_gone(kept: Removed, reader: Anybody) -> RuleRefusedError:
    """What whoever had an entry open is told after a co-lead removed it."""
    said = _(
        "%(name)s removed this entry meanwhile, on %(moment)s. It can be brought back in its "
        "section, and then be changed."
    )
    facts = {
        "name": offices.name_of(kept.revision.saved_by, reader),
        "moment": in_words(kept.revision.saved_at),
    }
    return RuleRefusedError(said % facts, clause="B4-2")


# Plans ---------------------------------------------------------------------------------


def why_not_started(area: PartnershipArea) -> RuleRefusedError:
    if area.status == Area.PROPOSED:
        sentence = _("This area is only proposed. Its plan begins once it is established.")
    elif area.status == Area.CLOSED:
        sentence = _(
            "This area is closed, and has no new plans. See which areas are established."
        )
    else:
        sentence = _("A version of the plan is being written already: go on with that one.")
    return RuleRefusedError(sentence, clause="A1-6b-ii")


def why_not_editable(plan: PlanVersion) -> RuleRefusedError:
    if plan.is_frozen:
        sentence = _(
            "This version is not a draft any more; its text does not change. Begin the next one "
            "for that."
        )
    else:
        sentence = _(
            "This version is not a draft any more; its text does not change. Take it back first "
            "for that."
        )
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_not_translated(plan: PlanVersion) -> RuleRefusedError:
    if plan.status == Status.SUPERSEDED:
        sentence = _(
            "This is an earlier version: write the one in force, or the draft, in other languages."
        )
    else:
        sentence = _(
            "This is the language in which the version is written: choose another one."
        )
    return RuleRefusedError(sentence, clause="B4-1")


def why_not_sent(plan: PlanVersion) -> RuleRefusedError:
    if plan.status == Status.IN_CONSENSUS:
        sentence = _(
            "This version lies before the area already: wait for its decision, or take the "
            "version back."
        )
    elif plan.status == Status.AGREED:
        sentence = _(
            "The area has agreed to this version already: submit it to the Advisory Group."
        )
    else:
        sentence = _("This version has been submitted: begin the next one to change it.")
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_not_agreed(plan: PlanVersion) -> RuleRefusedError:
    if plan.status == Status.DRAFT:
        sentence = _("This version is still a draft: put it before the area first.")
    elif plan.is_decision_open:
        sentence = _("The area has not adopted this version yet: wait for its decision.")
    elif plan.status == Status.IN_CONSENSUS:
        sentence = _("The area has not adopted this version: take it back to change it.")
    elif plan.status == Status.AGREED:
        sentence = _(
            "The agreement of the area is noted already: submit the version to the Advisory "
            "Group."
        )
    else:
        sentence = _(
            "The agreement of the area is noted already: this version has been submitted with "
            "it."
        )
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_not_taken_back(plan: PlanVersion) -> RuleRefusedError:
    if plan.status == Status.DRAFT:
        sentence = _("This version is a draft: its leads can change it as it is.")
    elif plan.is_frozen:
        sentence = _("This version has been submitted: begin the next one to change it.")
    else:
        sentence = _("The decision of the area is still open: end it or withdraw it first.")
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_not_submitted(plan: PlanVersion) -> RuleRefusedError:
    if plan.is_frozen:
        sentence = _("This version has been submitted already: wait for its review.")
        return RuleRefusedError(sentence, clause="A1-3f-ii")
    sentence = _("The area agrees to a version before it is submitted: ask the area first.")
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_not_published(plan: PlanVersion) -> RuleRefusedError:
    if plan.is_public:
        sentence = _("This version is public already: begin the next one to change it.")
        return RuleRefusedError(sentence, clause="A1-6d-ii")
    sentence = _(
        "A plan is published once the Advisory Group found it aligned, or the area answered "
        "the recommendations: wait for that."
    )
    return RuleRefusedError(sentences(where_it_stands(plan), sentence), clause="A1-3f-ii")


# Milestones ----------------------------------------------------------------------------


def why_no_progress(milestone: Milestone) -> RuleRefusedError:
    if milestone.effort.plan.status != Status.PUBLISHED:
        sentence = _(
            "What becomes of a milestone is noted on the plan in force: in a draft, change the "
            "milestone itself."
        )
    else:
        sentence = _(
            "This milestone is reached already: say first that it is not reached after all."
        )
    return RuleRefusedError(sentence, clause="R-68")


def why_not_reopened(milestone: Milestone) -> RuleRefusedError:
    if milestone.effort.plan.status != Status.PUBLISHED:
        return why_no_progress(milestone)
    sentence = _(
        "Nobody has noted that this milestone is reached: there is nothing to change."
    )
    return RuleRefusedError(sentence, clause="R-68")


# Comments ------------------------------------------------------------------------------


def why_no_comment(_plan: PlanVersion) -> RuleRefusedError:
    sentence = _(
        "This version has been submitted, and comments are made on drafts: comment on the next "
        "version."
    )
    return RuleRefusedError(sentence, clause="B4-2")


def why_resolved(comment: PlanComment) -> RuleRefusedError:
    if comment.withdrawn_at is not None:
        return _why_withdrawn()
    if not comment.begins:
        sentence = _("This is an answer: deal with the comment to which it belongs.")
        return RuleRefusedError(sentence, clause="B4-2")
    sentence = _(
        "This comment has been dealt with already: write another one if something is left."
    )
    return RuleRefusedError(sentence, clause="B4-2")


def why_no_file(_plan: PlanVersion) -> RuleRefusedError:
    sentence = _("Every version can be made as a file: ask for it again.")
    return RuleRefusedError(sentence, clause="A1-6d-ii")


# Plans that were written in Word ---------------------------------------------------------


def why_import_waits() -> RuleRefusedError:
    sentence = _(
        "A plan in Word is being looked through for this draft already: put it in or throw it "
        "away first."
    )
    return RuleRefusedError(sentence, clause="R-71")


def why_import_is_over(record: PlanImport) -> RuleRefusedError:
    if record.status == PlanImport.Status.PUT_IN:
        sentence = _("This file was put into the draft already: change the draft itself.")
    elif record.status == PlanImport.Status.DISCARDED:
        sentence = _("This import was thrown away: upload the file again.")
    else:
        return why_not_editable(record.plan)
    return RuleRefusedError(sentence, clause="R-71")


def why_not_put_in(coming: "Coming") -> RuleRefusedError:
    """What has to be settled first, in the order in which the page asks for it."""
    if coming.understanding.unsure:
        sentence = ngettext(
            "%(number)d line is not sure yet: say where it goes first.",
            "%(number)d lines are not sure yet: say where they go first.",
            len(coming.understanding.unsure),
        ) % {"number": len(coming.understanding.unsure)}
    elif coming.undecided:
        sentence = _("Say first what becomes of what stands in the draft: %(places)s.") % {
            "places": listed(coming.undecided)
        }
    elif coming.faulty:
        sentence = ngettext(
            "%(number)d row cannot be put in as it stands: mend it or leave it out first.",
            "%(number)d rows cannot be put in as they stand: mend them or leave them out first.",
            coming.faulty,
        ) % {"number": coming.faulty}
    else:
        sentence = _("Everything of this file is left out: there is nothing to put in.")
    return RuleRefusedError(sentence, clause="R-71", status=422)


def why_no_answer(comment: PlanComment) -> RuleRefusedError:
    if comment.plan.is_frozen:
        return why_no_comment(comment.plan)
    return why_resolved(comment)


def why_comment_not_reopened(comment: PlanComment) -> RuleRefusedError:
    if comment.plan.is_frozen:
        return why_no_comment(comment.plan)
    sentence = _("This comment is not dealt with, so there is nothing to open again.")
    return RuleRefusedError(sentence, clause="B4-2")


def why_comment_stays(comment: PlanComment) -> RuleRefusedError:
    """Its author changes or withdraws it while nobody has answered (B4-2)."""
    if comment.plan.is_frozen:
        return why_no_comment(comment.plan)
    if comment.withdrawn_at is not None:
        return _why_withdrawn()
    sentence = _(
        "This comment was answered or dealt with meanwhile and stays as it is: write another one."
    )
    return RuleRefusedError(sentence, clause="B4-2")


def _why_withdrawn() -> RuleRefusedError:
    sentence = _("This comment was withdrawn by its author: write another one instead.")
    return RuleRefusedError(sentence, clause="B4-2")


def why_no_task(comment: PlanComment) -> RuleRefusedError:
    if comment.plan.is_frozen:
        return why_no_comment(comment.plan)
    if not (comment.is_open and comment.begins):
        return why_resolved(comment)
    sentence = _("This comment is a task already: wait until it is done, or take it back.")
    return RuleRefusedError(sentence, clause="B4-2")


def why_task_over(task: CommentTask) -> RuleRefusedError:
    if task.status == CommentTask.Status.DONE:
        sentence = _("This task is done already: write a comment if something is left.")
    else:
        sentence = _("This task was taken back: write a comment if something is left.")
    return RuleRefusedError(sentence, clause="B4-2")


def why_changed_in_another_window(clause: str) -> RuleRefusedError:
    """Somebody saved the same words since this page was shown."""
    sentence = _(
        "This was changed meanwhile in another window: compare yours with it, and send it again."
    )
    return RuleRefusedError(sentence, clause=clause)


# Suggestions ---------------------------------------------------------------------------


def why_no_suggestion(_plan: PlanVersion) -> RuleRefusedError:
    sentence = _(
        "This version is not a draft any more, so its words do not change: comment on it, or "
        "suggest them for the next version."
    )
    return RuleRefusedError(sentence, clause="B4-2")


def why_not_accepted(suggestion: PlanSuggestion) -> RuleRefusedError:
    if suggestion.status == PlanSuggestion.Status.OPEN:
        return why_not_editable(suggestion.plan)
    return why_suggestion_settled(suggestion)


def why_suggestion_settled(suggestion: PlanSuggestion) -> RuleRefusedError:
    said = _(
        "This suggestion was settled already: %(status)s. Comment if something is left."
    )
    return RuleRefusedError(
        said % {"status": suggestion.get_status_display()}, clause="B4-2"
    )


def why_wording_is_gone() -> RuleRefusedError:
    sentence = _("The entry that this was about was removed: bring it back first.")
    return RuleRefusedError(sentence, clause="B4-2")
