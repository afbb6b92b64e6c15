"""What can happen to areas, their leads, plans and activities, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    AREA_PROPOSED = "area.proposed", _("Area proposed")
    AREA_ESTABLISHED = "area.established", _("Area established")
    AREA_CLOSED = "area.closed", _("Area closed")
    AREA_PARTNER_JOINED = "area.partner_joined", _("A partner joined the area")
    AREA_PARTNER_ON_RECORD = (
        "area.partner_on_record",
        _("A partner entered from the public record"),
    )
    AREA_PARTNER_IMPORTED = "area.partner_imported", _("Membership entered from a table")
    AREA_IMPORT_CHANGED = "area.import_changed", _("Membership changed by a table")
    AREA_IMPORT_CHANGED_BACK = (
        "area.import_undone",
        _("Change of a membership by a table taken back"),
    )
    AREA_PARTNER_TAKEN_OUT = (
        "area.partner_taken_out",
        _("Membership from a table taken back"),
    )
    AREA_PARTNER_LEFT = "area.partner_left", _("A partner left the area")
    AREA_LEAD_DESIGNATED = "area.lead_designated", _("Lead designated")
    AREA_LEAD_ENDED = "area.lead_ended", _("Term of a lead ended early")
    AREA_LEAD_EXPIRED = "area.lead_expired", _("Term of a lead ran out")
    AREA_LEAD_TERM_ENDS = "area.lead_term_ends", _("Area told that a term will end")
    AREA_WELCOME_SAVED = "area.welcome_saved", _("Text for new partners saved")
    AREA_FIRST_STEP_TAKEN = "area.first_step_taken", _("First step of a partner taken")
    AREA_FIRST_STEP_OPENED = (
        "area.first_step_opened",
        _("First step of a partner open again"),
    )
    TOPIC_ON_RECORD = "topic.on_record", _("Topic entered from the public record")
    TOPIC_STARTED = "topic.started", _("Topic started")
    TOPIC_CHANGED = "topic.changed", _("Words or areas of the topic changed")
    TOPIC_CLOSED = "topic.closed", _("Topic closed")
    TOPIC_CONVENER_NAMED = "topic.convener_named", _("Convener named")
    TOPIC_CONVENER_ENDED = "topic.convener_ended", _("Term of a convener ended")
    TOPIC_ENTRIES_MARKED = (
        "topic.entries_marked",
        _("Entries of a plan marked for the topic"),
    )
    ACTIVITY_BEGUN = "activity.begun", _("Activity begun")
    ACTIVITY_SENT = "activity.sent", _("Activity sent to the leads")
    ACTIVITY_TAKEN_BACK = "activity.taken_back", _("Activity taken back to write on")
    ACTIVITY_REMOVED = "activity.removed", _("Draft of an activity removed")
    ACTIVITY_ACKNOWLEDGED = "activity.acknowledged", _("Activity acknowledged")
    ACTIVITY_ASKED_BACK = "activity.asked_back", _("Activity sent back with a question")
    ACTIVITY_DECLINED = (
        "activity.declined",
        _("A partner said that it does not carry the activity out"),
    )
    ACTIVITY_ENDED = "activity.ended", _("Activity ended")
    ACTIVITY_COUNTED_ONCE = (
        "activity.counted_once",
        _("Activity counted together with one of another area"),
    )
    ACTIVITY_COUNTED_APART = (
        "activity.counted_apart",
        _("Activity counted apart from one of another area"),
    )
    ACTIVITY_JOINED = "activity.joined", _("Activity joined to an earlier one")
    ACTIVITY_KEPT_APART = (
        "activity.kept_apart",
        _("Activity kept apart from others of its title"),
    )
    PLAN_STARTED = "plan.started", _("Version of the plan started")
    PLAN_FRAME_CHANGED = "plan.frame_changed", _("Title, language or period changed")
    PLAN_SECTION_SAVED = "plan.section_saved", _("Text of a section saved")
    PLAN_FIGURE_ADDED = "plan.figure_added", _("Figure added")
    PLAN_ROW_ADDED = "plan.row_added", _("Row added")
    PLAN_ROWS_TAKEN_IN = "plan.rows_taken_in", _("Rows taken in from a table")
    PLAN_ROW_CHANGED = "plan.row_changed", _("Row changed")
    PLAN_ROW_REMOVED = "plan.row_removed", _("Row removed")
    PLAN_ROW_BROUGHT_BACK = "plan.row_brought_back", _("Removed row brought back")
    PLAN_ROW_MOVED = "plan.row_moved", _("Row moved")
    MILESTONE_REACHED = "plan.milestone_reached", _("Milestone reached")
    MILESTONE_MOVED = "plan.milestone_moved", _("Milestone moved to another day")
    MILESTONE_REOPENED = "plan.milestone_reopened", _("Milestone not reached after all")
    PLAN_COMPANION_ADDED = (
        "plan.companion_added",
        _("Companion document added to the plan"),
    )
    PLAN_COMPANION_REMOVED = (
        "plan.companion_removed",
        _("Companion document removed from the plan"),
    )
    PLAN_TRANSLATED = "plan.translated", _("Plan written in another language")
    PLAN_FILE_WANTED = "plan.file_wanted", _("File of the plan asked for")
    PLAN_FILE_MADE = "plan.file_made", _("File of the plan made")
    PLAN_IMPORT_BEGUN = "plan.import_begun", _("Plan in Word brought in")
    PLAN_IMPORT_PUT_IN = "plan.import_put_in", _("Plan in Word put into the draft")
    PLAN_IMPORT_DISCARDED = "plan.import_discarded", _("Plan in Word thrown away")
    PLAN_COMMENTED = "plan.commented", _("Comment written")
    PLAN_COMMENT_ANSWERED = "plan.comment_answered", _("Comment answered")
    PLAN_COMMENT_EDITED = "plan.comment_edited", _("Comment changed")
    PLAN_COMMENT_WITHDRAWN = "plan.comment_withdrawn", _("Comment withdrawn")
    PLAN_COMMENT_RESOLVED = "plan.comment_resolved", _("Comment resolved")
    PLAN_COMMENT_REOPENED = "plan.comment_reopened", _("Comment opened again")
    PLAN_TASK_GIVEN = "plan.task_given", _("Task given")
    PLAN_TASK_DONE = "plan.task_done", _("Task done")
    PLAN_TASK_TAKEN_BACK = "plan.task_taken_back", _("Task taken back")
    PLAN_SUGGESTION_MADE = "plan.suggestion_made", _("Other wording suggested")
    PLAN_SUGGESTION_ACCEPTED = "plan.suggestion_accepted", _("Suggested wording accepted")
    PLAN_SUGGESTION_ADAPTED = (
        "plan.suggestion_adapted",
        _("Suggested wording accepted with changes"),
    )
    PLAN_SUGGESTION_REFUSED = "plan.suggestion_refused", _("Suggested wording not accepted")
    PLAN_SUGGESTION_WITHDRAWN = (
        "plan.suggestion_withdrawn",
        _("Suggested wording withdrawn"),
    )
    AMENDMENT_BEGUN = "amendment.begun", _("Amendment begun")
    AMENDMENT_CHANGED = "amendment.changed", _("Amendment changed")
    AMENDMENT_PROPOSED = "amendment.proposed", _("Amendment proposed")
    AMENDMENT_SENT_TO_AREA = "amendment.sent_to_area", _("Amendment put before the area")
    AMENDMENT_AGREED = "amendment.agreed", _("Amendment agreed")
    AMENDMENT_DECLINED = "amendment.declined", _("Amendment declined")
    AMENDMENT_WITHDRAWN = "amendment.withdrawn", _("Amendment withdrawn")
    AMENDMENT_TAKEN_IN = "amendment.taken_in", _("Amendment taken into a version")
    PLAN_AMENDED = "plan.amended", _("Amendments taken into the version")
    PLAN_EFFORTS_ASKED = "plan.efforts_asked", _("Partner asked for its own efforts")
    PLAN_EFFORTS_ANSWERED = "plan.efforts_answered", _("Partner answered about its efforts")
    PLAN_EFFORTS_RESUMED = (
        "plan.efforts_resumed",
        _("Answer about own efforts taken back"),
    )
    PLAN_EFFORTS_MOVED = "plan.efforts_moved", _("Day for own efforts moved")
    PLAN_EFFORTS_TAKEN_BACK = (
        "plan.efforts_taken_back",
        _("Request for own efforts taken back"),
    )
    PLAN_EFFORTS_CLOSED = "plan.efforts_closed", _("Request for own efforts closed")
    OPPORTUNITY_SUGGESTED = "opportunity.suggested", _("Opportunity suggested")
    OPPORTUNITY_ASKED = "opportunity.asked", _("Leads asked about the suggestion")
    OPPORTUNITY_ANSWERED = "opportunity.answered", _("Question of the leads answered")
    OPPORTUNITY_TAKEN_IN = "opportunity.taken_in", _("Opportunity taken into the register")
    OPPORTUNITY_DECLINED = "opportunity.declined", _("Suggested opportunity not taken in")
    OPPORTUNITY_WITHDRAWN = (
        "opportunity.withdrawn",
        _("Suggestion of an opportunity taken back"),
    )
    OPPORTUNITY_CAME_BY_PLAN = (
        "opportunity.came_by_plan",
        _("Opportunity came into the register with a plan"),
    )
    OPPORTUNITY_EDITED = "opportunity.edited", _("Words of the opportunity changed")
    OPPORTUNITY_MOVED = "opportunity.moved", _("State of the opportunity changed")
    OPPORTUNITY_PUT_IN = "opportunity.put_in", _("Opportunity put into the draft of a plan")
    OPPORTUNITY_TAKEN_OUT = (
        "opportunity.taken_out",
        _("Opportunity taken out of the draft of a plan"),
    )
    INTEREST_SAID = "opportunity.interest_said", _("Interest in an opportunity said")
    INTEREST_TAKEN_BACK = (
        "opportunity.interest_taken_back",
        _("Interest in an opportunity taken back"),
    )
    INTEREST_OF_PARTNER = (
        "opportunity.interest_of_partner",
        _("Interest of an applicant became that of its partner"),
    )
    DONOR_MATCHED = "plan.donor_matched", _("Donor of a plan looked up")
    PLAN_SENT_TO_AREA = "plan.sent_to_area", _("Plan put before the area")
    PLAN_AGREED = "plan.agreed", _("Plan agreed by the area")
    PLAN_RESTED_ON_AMENDMENTS = (
        "plan.rested_on_amendments",
        _("Agreement of the area noted from its decisions on the amendments"),
    )
    PLAN_TAKEN_BACK = "plan.taken_back", _("Plan taken back for changes")
    PLAN_SUBMITTED = "plan.submitted", _("Plan submitted to the Advisory Group")
    PLAN_REVIEWED = "plan.reviewed", _("Review concluded")
    PLAN_ANSWERED = "plan.answered", _("Recommendations answered by the area")
    PLAN_PUBLISHED = "plan.published", _("Plan published")
    PLAN_SUPERSEDED = "plan.superseded", _("Plan replaced by a newer version")
    PLAN_TYPESET = "plan.typeset", _("Plan typeset as PDF")
