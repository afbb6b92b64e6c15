"""The steps on areas and their plans in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from areas import permissions
from areas.models import LeadTerm, PartnershipArea, PlanComment, PlanVersion
from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words, part_of

AREA = {
    "establish": Words(_("Note that the area is established")),
    "draft_decision": Words(_("Draft the decision that establishes the area")),
    "lead_draft_decision": Words(_("Draft the decision on a lead")),
    "close": Words(_("Close the area")),
    "join": Words(_("Let a partner join the area")),
    "leave": Words(_("Let a partner leave the area")),
    "designate": Words(_("Designate a lead")),
    "start": Words(_("Begin a version of the plan"), _("no version is being written")),
}
TERM = {
    "lead_end": Words(
        _("End the term of a lead"), _("it runs and does not end today anyway")
    ),
}
PLAN = {
    "edit": Words(_("Write the plan")),
    "comment_write": Words(_("Comment on the plan"), _("it has not been submitted")),
    "send": Words(_("Put the plan before the area")),
    "record_consensus": Words(
        _("Note the agreement of the area"), _("the area has adopted this version")
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
    "row_change": Words(_("Change a row")),
    "row_remove": Words(_("Remove a row")),
    "row_bring_back": Words(_("Bring a removed row back")),
    "row_move": Words(_("Move a row")),
}
COMMENT = {
    "resolve": Words(_("Note that a comment is dealt with"), _("it is not dealt with yet")),
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
    "comment": Kind(
        model=PlanComment,
        steps=permissions.COMMENT,
        words=COMMENT,
        finder=Finder(
            visible=part_of(PlanComment, "plan", PlanVersion),
            search=("text", "plan__area__names__en"),
        ),
    ),
}
RIGHTS: dict[str, NamedRight] = {
    "can_propose": NamedRight(permissions.can_propose, _("Propose an area")),
}
