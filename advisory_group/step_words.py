"""The steps on seats, chairs and reviews in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from advisory_group import permissions
from advisory_group.models import ChairTerm, Invitation, PlanReview, Recommendation, Seat
from areas.models import PartnershipArea, PlanVersion
from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words

AREA = {
    "nominate": Words(_("Nominate somebody for a seat in the Advisory Group")),
}
PLAN = {
    "review_open": Words(
        _("Open the review by the Advisory Group"), _("it has no review yet")
    ),
    "take_up": Words(_("Say where the plan takes up the recommendations")),
}
INVITATION = {
    "accept": Words(_("Accept the invitation")),
    "decline": Words(_("Decline the invitation")),
    "withdraw": Words(_("Take the invitation back")),
}
SEAT = {
    "seat_end": Words(
        _("End the term of a member"), _("it still runs and is longer than one day")
    ),
    "declare": Words(_("State the own gender"), _("the term has not ended")),
}
CHAIR = {
    "chair_end": Words(
        _("End the term of a chair"), _("it still runs and is longer than one day")
    ),
}
REVIEW = {
    "comment": Words(_("Comment on the plan")),
    "assess": Words(_("Fill in the checklist of the review")),
    "stand_aside": Words(_("Stand aside")),
    "consolidate": Words(_("Consolidate the comments")),
    "draft_decision": Words(_("Draft the decision of the group")),
    "conclude": Words(_("Conclude the review")),
    "add": Words(_("Add a recommendation")),
    "hand_in": Words(_("Hand the answers of the area in"), _("they are not handed in yet")),
}
RECOMMENDATION = {
    "change": Words(
        _("Word a recommendation anew"),
        _("the review is open and the area has not answered it"),
    ),
    "merge": Words(
        _("Merge recommendations"), _("the review is open and the area has not answered it")
    ),
    "drop": Words(
        _("Drop a recommendation"), _("the review is open and the area has not answered it")
    ),
    "answer": Words(
        _("Answer a recommendation"), _("the area has not handed its answers in")
    ),
}
KINDS = {
    "area": Kind(
        model=PartnershipArea,
        steps=permissions.AREA,
        words=AREA,
    ),
    "plan": Kind(
        model=PlanVersion,
        steps=permissions.PLAN,
        words=PLAN,
    ),
    "invitation": Kind(
        model=Invitation,
        steps=permissions.INVITATION,
        words=INVITATION,
        finder=Finder(
            visible=Invitation.objects.visible_to,
            search=("person__name",),
            pages="advisory_group:invitation_",
            lookups={"pk": "pk"},
        ),
    ),
    "seat": Kind(
        model=Seat,
        steps=permissions.SEAT,
        words=SEAT,
        finder=Finder(
            visible=Seat.objects.visible_to,
            search=("person__name",),
            pages="advisory_group:seat_",
            lookups={"pk": "pk"},
        ),
    ),
    "chair_term": Kind(
        model=ChairTerm,
        steps=permissions.CHAIR,
        words=CHAIR,
        finder=Finder(
            visible=lambda _user: ChairTerm.objects.all(),
            search=("person__name",),
            pages="advisory_group:chair_",
            lookups={"pk": "pk"},
        ),
    ),
    "review": Kind(
        model=PlanReview,
        steps=permissions.REVIEW,
        words=REVIEW,
        finder=Finder(
            visible=PlanReview.objects.visible_to,
            search=("plan__area__names__en",),
            pages="advisory_group:review_",
            lookups={"pk": "pk"},
        ),
    ),
    "recommendation": Kind(
        model=Recommendation,
        steps=permissions.RECOMMENDATION,
        words=RECOMMENDATION,
        finder=Finder(
            visible=Recommendation.objects.visible_to,
            search=("text",),
            pages="advisory_group:recommendation_",
            lookups={"pk": "pk"},
        ),
    ),
}
RIGHTS: dict[str, NamedRight] = {
    "can_see_board": NamedRight(
        permissions.can_see_board, _("Prepare the invitations to the group")
    ),
    "can_invite": NamedRight(
        permissions.can_invite, _("Record an invitation to the group")
    ),
    "can_chair_draft_decision": NamedRight(
        permissions.can_chair_draft_decision, _("Draft the decision on an election")
    ),
    "can_elect": NamedRight(
        permissions.can_elect, _("Record whom the group elected as chair")
    ),
}
