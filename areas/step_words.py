"""The steps on areas and their plans in plain words, for the table of rights."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas import permissions
from areas.models import (
    Activity,
    AreaOpportunity,
    CommentTask,
    CrossCuttingTopic,
    EffortCall,
    LeadTerm,
    Milestone,
    OpportunityInterest,
    PartnershipArea,
    PlanAmendment,
    PlanComment,
    PlanImport,
    PlanKey,
    PlanSuggestion,
    PlanVersion,
    TopicArea,
)
from areas.step_words_of_activities import ACTIVITY, INTEREST, OPPORTUNITY
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words, part_of

AREA = {
    "establish": Words(_("Note that the area is established")),
    "draft_decision": Words(_("Draft the decision that establishes the area")),
    "lead_draft_decision": Words(_("Draft the decision on a lead")),
    "close": Words(_("Close the area")),
    "join": Words(_("Let a partner join the area")),
    "leave": Words(_("Let a partner leave the area")),
    "designate": Words(_("Designate a lead")),
    "announce": Words(_("Write to the partners of the area")),
    "succession": Words(_("Read who comes after the leads of the area")),
    "roster_people": Words(_("Take the people of the area's partners along")),
    "activity_begin": Words(_("Begin an activity of a partner")),
    "opportunity_suggest": Words(_("Suggest an opportunity to the area")),
    "amendment_start": Words(
        _("Begin an amendment of the plan in force"), _("a plan is in force")
    ),
    "start": Words(_("Begin a version of the plan"), _("no version is being written")),
    "welcome_edit": Words(_("Write what new partners need")),
    "first_step_take": Words(_("Note the first steps of a partner")),
    "first_step_open": Words(_("Take back that a first step is done")),
}
TOPIC = {
    "topic_change": Words(_("Change the words and the areas of a topic")),
    "topic_close": Words(_("Close a topic")),
    "topic_convener_name": Words(_("Name who convenes a topic")),
    "topic_convener_end": Words(
        _("End the term of a convener"), _("somebody convenes the topic beyond today")
    ),
}
TIE = {
    "topic_mark": Words(
        _("Say what of the plan belongs to a topic"),
        _("the area works on the topic, which is open, and has a plan"),
    ),
}
TERM = {
    "lead_end": Words(
        _("End the term of a lead"), _("it runs and does not end today anyway")
    ),
}
PLAN = {
    "edit": Words(_("Write the plan")),
    "suggestion_make": Words(_("Suggest other words")),
    "own_efforts_ask": Words(_("Ask partners to keep their own efforts")),
    "comment_write": Words(_("Comment on the plan"), _("it has not been submitted")),
    "send": Words(_("Put the plan before the area")),
    "record_consensus": Words(
        _("Note the agreement of the area"), _("the area has adopted this version")
    ),
    "rest_on_amendments": Words(
        _("Note that the area decided on the amendments of the version"),
        _("it holds nothing but amendments that the area agreed to by decision"),
    ),
    "take_back": Words(
        _("Take the version back to write on"),
        _("the decision of the area is not open any more"),
    ),
    "submit": Words(_("Submit the plan to the Advisory Group")),
    "publish": Words(_("Publish the plan")),
    "change_frame": Words(_("Change period and title")),
    "section_edit": Words(_("Write a section")),
    "section_autosave": Words(_("Save a section while it is written")),
    "figure_add": Words(_("Add a figure")),
    "row_add": Words(_("Add a row")),
    "row_paste": Words(_("Paste rows of a table")),
    "row_bring_in": Words(_("Bring rows back from Excel")),
    "row_change": Words(_("Change a row")),
    "row_autosave": Words(_("Save a row while it is written")),
    "row_duplicate": Words(_("Duplicate a row")),
    "row_remove": Words(_("Remove a row")),
    "row_bring_back": Words(_("Bring a removed row back")),
    "row_move": Words(_("Move a row")),
    "companion_add": Words(_("Put a document beside the plan")),
    "companion_remove": Words(_("Take a document away from the plan")),
    "translation_write": Words(_("Write the plan in another language")),
    "file_make": Words(_("Have the plan made as a file")),
    "import_start": Words(_("Bring a plan written in Word")),
}
IMPORT = {
    "import_follow": Words(_("Follow a plan in Word on its way into the draft")),
    "import_settle": Words(_("Settle the lines of a plan in Word"), _("it is a draft")),
    "import_put_in": Words(_("Put a plan in Word into the draft"), _("it is a draft")),
    "import_discard": Words(_("Throw a plan in Word away")),
}
AMENDED_NOW = _("it is being written, and a plan is in force")
DECIDED_NOW = _("it is proposed, and the area is not being asked")
AMENDMENT = {
    "amendment_edit": Words(_("Write an amendment"), AMENDED_NOW),
    "amendment_choose": Words(_("Choose a place that shall read otherwise"), AMENDED_NOW),
    "amendment_text": Words(_("Write a text of an amendment"), AMENDED_NOW),
    "amendment_row": Words(_("Change an entry by an amendment"), AMENDED_NOW),
    "amendment_row_add": Words(_("Add an entry by an amendment"), AMENDED_NOW),
    "amendment_row_remove": Words(_("Take an entry out by an amendment"), AMENDED_NOW),
    "amendment_drop": Words(_("Leave a place as it is in the plan"), AMENDED_NOW),
    "amendment_propose": Words(_("Propose an amendment"), AMENDED_NOW),
    "amendment_withdraw": Words(
        _("Withdraw an amendment"), _("it is not agreed, and the area is not being asked")
    ),
    "amendment_send": Words(_("Ask the area about an amendment"), DECIDED_NOW),
    "amendment_agree": Words(_("Note an amendment as agreed, with a reason"), DECIDED_NOW),
    "amendment_decline": Words(_("Decline an amendment, with a reason"), DECIDED_NOW),
    "amendment_take_in": Words(
        _("Take an amendment into the next version"), _("it is agreed")
    ),
}
COMMENT = {
    "resolve": Words(_("Note that a comment is dealt with"), _("it is not dealt with yet")),
    "comment_reply": Words(_("Answer a comment"), _("it is open")),
    "comment_edit": Words(_("Change a comment"), _("nobody has answered it")),
    "comment_withdraw": Words(_("Withdraw a comment"), _("nobody has answered it")),
    "comment_reopen": Words(_("Open a comment again"), _("it is dealt with")),
    "comment_give_task": Words(
        _("Make a task of a comment"), _("it is open and no task yet")
    ),
}
TASK = {
    "task_finish": Words(_("Say that a task is done")),
    "task_take_back": Words(_("Take a task back")),
}
SUGGESTION = {
    "suggestion_accept": Words(_("Take a suggested wording in"), _("the plan is a draft")),
    "suggestion_refuse": Words(_("Leave the text as it is, with a reason")),
    "suggestion_withdraw": Words(_("Withdraw a suggestion")),
}
KEPT_NOW = _("the plan is a draft, and the partner has not answered")
CALL = {
    "own_efforts_keep": Words(_("Keep the own efforts of a partner"), KEPT_NOW),
    "own_effort_add": Words(_("Add an own effort"), KEPT_NOW),
    "own_effort_change": Words(_("Change an own effort"), KEPT_NOW),
    "own_effort_autosave": Words(_("Save an own effort while it is written"), KEPT_NOW),
    "own_effort_remove": Words(_("Remove an own effort"), KEPT_NOW),
    "own_efforts_answer": Words(
        _("Say that the own efforts are complete, or that there are none"), KEPT_NOW
    ),
    "own_efforts_resume": Words(
        _("Take the answer about own efforts back"),
        _("the plan is a draft, and the partner has answered"),
    ),
    "own_efforts_move": Words(_("Move the day for own efforts"), _("the plan is a draft")),
    "own_efforts_take_back": Words(
        _("Take a request for own efforts back"), _("the plan is a draft")
    ),
}
MILESTONE = {
    "milestone_reach": Words(
        _("Note that a milestone is reached"),
        _("its plan is in force, and it is not reached"),
    ),
    "milestone_move": Words(
        _("Move a milestone to another day"),
        _("its plan is in force, and it is not reached"),
    ),
    "milestone_reopen": Words(
        _("Note that a milestone is not reached after all"),
        _("its plan is in force, and it is reached"),
    ),
}


def _donors(user: Anybody) -> "QuerySet[PlanKey]":
    """Only the secretariat looks up who they are."""
    donors = PlanKey.objects.filter(kind=PlanKey.Kind.DONOR)
    return donors if is_officer(user) else donors.none()


DONOR = {
    "donor_match": Words(
        _("Say who a donor of a plan is"), _("a plan names it among its donors")
    )
}
KINDS = {
    "area": Kind(
        model=PartnershipArea,
        steps=permissions.AREA,
        words=AREA,
        finder=Finder(
            visible=PartnershipArea.objects.visible_to,
            search=("names__en", "slug"),
            pages="areas:area_",
            lookups={"slug": "slug"},
        ),
    ),
    "topic": Kind(
        model=CrossCuttingTopic,
        steps=permissions.TOPIC,
        words=TOPIC,
        finder=Finder(
            visible=CrossCuttingTopic.objects.visible_to,
            search=("names__en", "slug"),
            pages="areas:topic_",
            lookups={"slug": "slug"},
        ),
    ),
    "area_of_topic": Kind(
        model=TopicArea,
        steps=permissions.TIE,
        words=TIE,
        finder=Finder(
            visible=part_of(TopicArea, "topic", CrossCuttingTopic),
            search=("area__names__en", "topic__names__en"),
        ),
    ),
    "activity": Kind(
        model=Activity,
        steps=permissions.ACTIVITY,
        words=ACTIVITY,
        finder=Finder(
            visible=Activity.objects.visible_to,
            search=("title", "partner__name"),
            pages="areas:activity_",
            lookups={"pk": "pk"},
        ),
    ),
    "lead_term": Kind(
        model=LeadTerm,
        steps=permissions.TERM,
        words=TERM,
        finder=Finder(
            visible=part_of(LeadTerm, "area", PartnershipArea),
            search=("person__name", "area__names__en"),
        ),
    ),
    "plan": Kind(
        model=PlanVersion,
        steps=permissions.PLAN,
        words=PLAN,
        finder=Finder(
            visible=PlanVersion.objects.visible_to,
            search=("area__names__en",),
            pages="areas:plan_",
            lookups={"slug": "area__slug", "number": "number"},
        ),
    ),
    "milestone": Kind(
        model=Milestone,
        steps=permissions.MILESTONE,
        words=MILESTONE,
        finder=Finder(
            visible=part_of(Milestone, "effort__plan", PlanVersion),
            search=("text", "effort__plan__area__names__en"),
        ),
    ),
    "plan_import": Kind(
        model=PlanImport,
        steps=permissions.IMPORT,
        words=IMPORT,
        finder=Finder(
            visible=part_of(PlanImport, "plan", PlanVersion),
            search=("name", "plan__area__names__en"),
        ),
    ),
    "comment": Kind(
        model=PlanComment,
        steps=permissions.COMMENT,
        words=COMMENT,
        finder=Finder(
            visible=part_of(PlanComment, "plan", PlanVersion),
            search=("text", "plan__area__names__en"),
        ),
    ),
    "effort_call": Kind(
        model=EffortCall,
        steps=permissions.CALL,
        words=CALL,
        finder=Finder(
            visible=EffortCall.objects.visible_to,
            search=("partner__name", "plan__area__names__en"),
        ),
    ),
    "opportunity": Kind(
        model=AreaOpportunity,
        steps=permissions.OPPORTUNITY,
        words=OPPORTUNITY,
        finder=Finder(
            visible=AreaOpportunity.objects.visible_to,
            search=("title", "area__names__en"),
        ),
    ),
    "interest": Kind(
        model=OpportunityInterest,
        steps=permissions.INTEREST,
        words=INTEREST,
        finder=Finder(
            visible=OpportunityInterest.objects.visible_to,
            search=("partner__name", "opportunity__title"),
        ),
    ),
    "donor": Kind(
        model=PlanKey,
        steps=permissions.DONOR,
        words=DONOR,
        finder=Finder(
            visible=_donors,
            search=("code", "area__names__en"),
        ),
    ),
    "suggestion": Kind(
        model=PlanSuggestion,
        steps=permissions.SUGGESTION,
        words=SUGGESTION,
        finder=Finder(
            visible=part_of(PlanSuggestion, "plan", PlanVersion),
            search=("proposed", "plan__area__names__en"),
        ),
    ),
    "amendment": Kind(
        model=PlanAmendment,
        steps=permissions.AMENDMENT,
        words=AMENDMENT,
        finder=Finder(
            visible=PlanAmendment.objects.visible_to,
            search=("title", "area__names__en"),
            pages="areas:amendment_",
            lookups={"slug": "area__slug", "number": "number"},
        ),
    ),
    "comment_task": Kind(
        model=CommentTask,
        steps=permissions.TASK,
        words=TASK,
        finder=Finder(
            visible=part_of(CommentTask, "comment__plan", PlanVersion),
            search=("what", "comment__plan__area__names__en"),
        ),
    ),
}
RIGHTS: dict[str, NamedRight] = {
    "can_propose": NamedRight(permissions.can_propose, _("Propose an area")),
    "can_topic_start": NamedRight(
        permissions.can_topic_start, _("Start a topic that crosses the areas")
    ),
    "can_donor_list": NamedRight(
        permissions.can_donor_list, _("See who the donors of the plans are")
    ),
}
