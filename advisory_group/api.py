"""The lists of this app that everybody may take along, as its public page shows them (B2-1)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advisory_group.models import ChairTerm, PlanReview, Recommendation, Seat
from advisory_group.reading import review_display
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui import open_lists
from gmp_portal.ui.filters import of_records
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    number_field,
    page_field,
)

SEAT = (
    number_field(),
    OpenField("member", _("Member"), value=lambda seat: seat.person.name),
    OpenField("organization", _("Organization"), value=lambda seat: seat.organisation),
    OpenField(
        "partner", _("Partner"), value=lambda seat: seat.partner and seat.partner.slug
    ),
    OpenField("constituency", _("Speaks for")),
    OpenField("region", _("Regional group")),
    OpenField("ground", _("Ground"), value=lambda seat: seat.klass),
    OpenField("area", _("Area"), value=lambda seat: seat.area and seat.area.slug),
    OpenField("starts_on", _("First day"), FieldKind.DAY),
    OpenField("ends_on", _("Last day"), FieldKind.DAY),
)
# Who serves and who served is public; the records of the seats are not.
MEMBERS = OpenList(
    key="members",
    title=_("Members of the Advisory Group"),
    description=_("Who serves in the group today, for whom they speak, and their terms."),
    page="advisory_group:home",
    rows=lambda _user: Seat.objects.current().select_related("person", "partner", "area"),
    order=("klass", "organisation", "pk"),
    fields=SEAT,
)

FORMER_MEMBERS = OpenList(
    key="former-members",
    title=_("Former members of the Advisory Group"),
    description=_("Who served in the group before, for whom they spoke, and their terms."),
    page="advisory_group:history",
    rows=lambda _user: Seat.objects.ended(today()).select_related(
        "person", "partner", "area"
    ),
    fields=SEAT,
)


def _for_whom(batch: Sequence[Any]) -> None:
    spoken_for = review_display.organisations_of([term.person_id for term in batch])
    for term in batch:
        term.speaks_for = spoken_for.get(term.person_id, "")


CHAIRS = OpenList(
    key="chairs",
    title=_("Chairs of the Advisory Group"),
    description=_("Who chairs the group, who did before, and by which decision."),
    page="advisory_group:home",
    rows=lambda _user: ChairTerm.objects.begun(today()).select_related(
        "person", "decision"
    ),
    attach=_for_whom,
    fields=(
        number_field(),
        OpenField("chair", _("Chair"), value=lambda term: term.person.name),
        OpenField("organization", _("Organization"), value=lambda term: term.speaks_for),
        OpenField("kind", pgettext_lazy("office", "Title")),
        OpenField("starts_on", _("First day"), FieldKind.DAY),
        OpenField("ends_on", _("Last day"), FieldKind.DAY),
        OpenField("decision", _("Elected by"), value=lambda term: term.decision.symbol),
        page_field(),
    ),
)

REVIEWS = OpenList(
    key="reviews",
    title=_("Reviews of plans"),
    description=_("What the Advisory Group found in the business plans that it reviewed."),
    page="advisory_group:review_list",
    filters=of_records(area=("plan__area__slug", _("Area"))),
    rows=lambda user: (
        PlanReview.objects.visible_to(user)
        .select_related("plan__area", "decision")
        .defer("plan__snapshot")
    ),
    order=("-opened_at", "-pk"),
    fields=(
        number_field(),
        OpenField("area", _("Area"), value=lambda row: row.plan.area.slug),
        OpenField(
            "plan_version", _("Version"), FieldKind.INTEGER, lambda row: row.plan.number
        ),
        OpenField("round", _("Round"), FieldKind.INTEGER),
        OpenField("outcome", _("Outcome")),
        OpenField(
            "decision", _("Decision of the group"), value=lambda row: row.decision.symbol
        ),
        OpenField("plan_sha256", _("Fingerprint of the reviewed text")),
        OpenField("opened_at", _("Opened"), FieldKind.MOMENT),
        OpenField("concluded_at", _("Concluded"), FieldKind.MOMENT),
        page_field(),
    ),
)

RECOMMENDATIONS = OpenList(
    key="recommendations",
    title=_("Recommendations"),
    description=_("The group's recommendations on plans, and what the areas answered."),
    page="advisory_group:review_list",
    filters=of_records(area=("review__plan__area__slug", _("Area"))),
    rows=lambda user: (
        Recommendation.objects.visible_to(user)
        .select_related("review__plan__area")
        .defer("review__plan__snapshot")
    ),
    order=("review_id", "number", "pk"),
    fields=(
        number_field(),
        OpenField("review", _("Review"), FieldKind.INTEGER, lambda row: row.review_id),
        OpenField("area", _("Area"), value=lambda row: row.review.plan.area.slug),
        OpenField(
            "plan_version",
            _("Version"),
            FieldKind.INTEGER,
            lambda row: row.review.plan.number,
        ),
        OpenField("number", _("Number"), FieldKind.INTEGER),
        OpenField("section", _("Section")),
        OpenField("kind", _("Weight")),
        OpenField("text", _("Recommendation")),
        OpenField("answer_kind", _("Answer")),
        OpenField("answer", _("What was changed, or why not")),
        OpenField("answered_at", _("Answered"), FieldKind.MOMENT),
        page_field(),
    ),
)


def register_all() -> None:
    open_lists.register(MEMBERS, FORMER_MEMBERS, CHAIRS, REVIEWS, RECOMMENDATIONS)
