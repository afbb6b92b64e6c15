"""An Example Advisory Group: members, an elected chair, one open and one concluded review.

``review_to_the_end(plan, cast)`` takes a submitted plan through its review, so that the
demonstration of the areas may publish a plan that the group has seen.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from advisory_group.actions import (
    chairs,
    invitations,
    recommendations,
    reviews,
    seats,
    taken_up,
)
from advisory_group.models import (
    Assessment,
    Invitation,
    PlanReview,
    Recommendation,
    Seat,
    SeatClass,
)
from areas.actions import plans
from areas.models import LeadTerm, PartnershipArea, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.actions import decisions, meetings
from gmp_portal.meetings.models import Body, Meeting
from gmp_portal.reference.models import Country
from gmp_portal.website.demo import areas, sessions
from gmp_portal.website.demo.group_members import MEMBERS
from gmp_portal.website.demo.people import Cast

REVIEWED, OPEN = "asgm", "waste-management"

GAP = "Example: keeps regions and constituencies in balance."


def load(cast: Cast) -> None:
    """Fill the group and let it work; every step is a real act of somebody."""
    seat_members(cast)
    _open_review(cast)
    for plan in _submitted(REVIEWED):
        review_to_the_end(plan, cast)
        plans.publish(plan, by=cast["secretariat"])
        areas.note_progress(plan)
        _taken_up(plan)


def _submitted(slug: str) -> list[PlanVersion]:
    waiting = PlanVersion.objects.filter(
        area__slug=slug, status="under_review", reviews=None
    )
    return list(waiting.select_related("area").order_by("number"))


# Members and chair ---------------------------------------------------------------------


def seat_members(cast: Cast) -> None:
    """Invite and seat about twenty members and elect the chair, once."""
    if Seat.objects.exists():
        return
    officer, began = cast["secretariat"], today() - timedelta(days=300)
    _seat_leads(cast, began)
    for place, (name, organisation, constituency, country, gender) in enumerate(MEMBERS):
        person = _person(name)
        last_day = today() + timedelta(days=55) if place == 8 else None
        _seat(
            Invitation(
                person=person,
                klass=SeatClass.BALANCE,
                organisation=organisation,
                constituency=constituency,
                country=Country.objects.filter(pk=country).first(),
                gap=GAP,
                starts_on=began,
                ends_on=last_day,
                letter_on=began - timedelta(days=20),
                letter_reference=f"EXAMPLE/{place + 1}",
            ),
            gender,
            officer,
        )
    _seat_sample_logins(cast, began)
    _seat_transitional(officer)
    _invite_one_more(cast)
    _end_one(officer)
    _elect(cast)


def _person(name: str) -> User:
    key = name.lower().replace(" ", ".").replace("í", "i")
    person, _created = User.objects.get_or_create(
        email=f"{key}@example.org", defaults={"name": name}
    )
    return person


def _seat(invitation: Invitation, gender: str, officer: User) -> Seat:
    seats.invite(invitation, by=officer)
    return invitations.accept(invitation, gender=gender, by=invitation.person)


def _seat_leads(cast: Cast, began: date) -> None:
    """Leads of areas among the sample logins take the seats of their class (A1-3c-i)."""
    people = [cast["area.lead"], cast["other.area.lead"]]
    for term in LeadTerm.objects.current().filter(person__in=people):
        if Seat.objects.of(term.person).exists():
            continue
        _seat(
            Invitation(
                person=term.person,
                klass=SeatClass.LEAD,
                partner=term.partner if term.partner.is_confirmed else None,
                organisation=term.partner.name,
                constituency="ngo" if term.partner.kind == "ngo" else "other",
                country=term.partner.country,
                area=term.area,
                starts_on=began,
                letter_on=began - timedelta(days=20),
            ),
            "woman",
            cast["secretariat"],
        )


def _seat_sample_logins(cast: Cast, began: date) -> None:
    rows = (
        (
            "pag.chair",
            "Example Ministry of Sustainable Development",
            "government",
            "CO",
            "woman",
        ),
        ("pag.member", "Example Union of Environmental Lawyers", "ngo", "CL", "man"),
    )
    for key, organisation, constituency, country, gender in rows:
        _seat(
            Invitation(
                person=cast[key],
                klass=SeatClass.BALANCE,
                organisation=organisation,
                constituency=constituency,
                country=Country.objects.filter(pk=country).first(),
                gap=GAP,
                starts_on=began,
                letter_on=began - timedelta(days=20),
            ),
            gender,
            cast["secretariat"],
        )


def _seat_transitional(officer: User) -> None:
    """A new topic brings a member for a time, beside the 25 (A1-3c-T, R-02)."""
    area = PartnershipArea.objects.order_by("-established_year", "-pk").first()
    _seat(
        Invitation(
            person=_person("Yara Example"),
            klass=SeatClass.TRANSITIONAL,
            organisation="Example Group on Cement Technology",
            constituency="industry",
            country=Country.objects.filter(pk="EG").first(),
            area=area,
            starts_on=today() - timedelta(days=40),
            ends_on=today() + timedelta(days=320),
            letter_on=today() - timedelta(days=60),
        ),
        "woman",
        officer,
    )


def _invite_one_more(cast: Cast) -> None:
    """One invitation waits for its answer."""
    invitation = Invitation(
        person=cast["other.focal.point"],
        klass=SeatClass.BALANCE,
        organisation="Example Alliance for Mercury-free Medicine",
        constituency="other",
        region="western",
        gap="Example: no member speaks for health workers.",
        starts_on=today() + timedelta(days=30),
        letter_on=today(),
    )
    seats.invite(invitation, by=cast["secretariat"])


def _end_one(officer: User) -> None:
    """One member has left, so that the history has somebody to show."""
    seat = _seat(
        Invitation(
            person=_person("Bruno Sample"),
            klass=SeatClass.BALANCE,
            organisation="Example Bureau of Standards",
            constituency="government",
            country=Country.objects.filter(pk="IT").first(),
            gap=GAP,
            starts_on=today() - timedelta(days=700),
            letter_on=today() - timedelta(days=720),
        ),
        "",
        officer,
    )
    seats.end(
        seat,
        last_day=today() - timedelta(days=120),
        reason="Example: changed to another office.",
        by=officer,
    )


def _elect(cast: Cast) -> None:
    """The group meets and elects its chair by consensus (A1-3d-1)."""
    meeting = _meeting(cast, days_ago=30)
    decision = chairs.draft_decision(cast["pag.chair"], by=cast["secretariat"])
    decision.meeting = meeting
    decision.save(update_fields=["meeting"])
    decisions.open_in_session(decision, by=cast["secretariat"])
    sessions.agreed(decision, by=cast["secretariat"])
    chairs.elect(
        cast["pag.chair"],
        kind="chair",
        starts_on=meeting.starts_on or today(),
        decision=decision,
        by=cast["secretariat"],
    )


def _group() -> Body:
    return Body.objects.get(kind=Body.Kind.ADVISORY_GROUP)


def _meeting(cast: Cast, *, days_ago: int) -> Meeting:
    meeting = sessions.met(
        _group(),
        days_ago=days_ago,
        title="Example meeting of the Partnership Advisory Group",
        by=cast["secretariat"],
    )
    meetings.hold(meeting, by=cast["secretariat"])
    return meeting


# Reviews -------------------------------------------------------------------------------


def review_to_the_end(plan: PlanVersion, cast: Cast) -> PlanReview:
    """Open a review of a submitted plan, recommend, decide, answer; the plan is answered."""
    seat_members(cast)
    officer, chair = cast["secretariat"], cast["pag.chair"]
    review = reviews.open_(plan, due_at=_due(14), by=officer)
    points = (
        ("II", "must", "Give the second objective a figure that can be measured."),
        ("IV", "should", "Name a contact for each effort of a participant outside."),
        ("IX", "editorial", "Use the present name of the supply and storage area."),
    )
    for (section, kind, text), person in zip(points, _reviewers(review), strict=False):
        reviews.comment(review, section=section, kind=kind, text=text, by=person)
    _assess(review, _reviewers(review)[0], goal="yes", objectives="partly", grade="must")
    _assess(review, _reviewers(review)[1], goal="yes", guidelines="yes", grade="should")
    reviews.consolidate(review, by=chair)
    lead = LeadTerm.objects.current().filter(area=plan.area).first()
    first, second, *_rest = review.recommendations.all()
    if lead:
        answer = "Example: the next version names 40 districts by 2027."
        recommendations.answer(first, kind="changed", text=answer, by=lead.person)
    decision = reviews.draft_decision(review, outcome="recommendations_made", by=chair)
    decision.meeting = _meeting(cast, days_ago=7)
    decision.save(update_fields=["meeting"])
    decisions.open_in_session(decision, by=officer)
    sessions.agreed(decision, by=officer)
    reviews.conclude(
        review, decision=decision, outcome="recommendations_made", reason="", by=officer
    )
    if lead:
        answer = (
            "Example: participants outside asked not to be named; partners answer for them."
        )
        recommendations.answer(second, kind="explained", text=answer, by=lead.person)
        reviews.hand_in(review, by=lead.person)
    plan.refresh_from_db()
    return review


def _taken_up(plan: PlanVersion) -> None:
    """The next draft says where it takes the first point up, and leaves the others open."""
    point = Recommendation.objects.filter(review__plan=plan).first()
    words = "Example: the summary names five provinces instead of three."
    for draft in PlanVersion.objects.filter(area=plan.area, status="draft"):
        if point:
            taken_up.take_up(draft, point, section="I", text=words, by=draft.started_by)


def _open_review(cast: Cast) -> None:
    """The waste plan lies before the group, with comments and a first recommendation."""
    for plan in _submitted(OPEN)[:1]:
        review = reviews.open_(
            plan,
            due_at=_due(21),
            note="Example: please look at costs and at overlaps with the storage area.",
            by=cast["secretariat"],
        )
        people = _reviewers(review)
        points = (
            ("I", "editorial", "The second sentence can be shorter."),
            (
                "II",
                "must",
                "Say by when and in how many countries inventories are finished.",
            ),
            (
                "IV",
                "must",
                "Two efforts have no cost. Give at least an order of magnitude.",
            ),
            ("VII", "should", "Name the fund that paid for the first pilot."),
            ("IX", "should", "Explain the tie to supply and storage: who does what?"),
        )
        for place, (section, kind, text) in enumerate(points):
            if place == len(points) - 2:
                # The chair has drawn the first comments together; two came since.
                reviews.consolidate(review, by=cast["pag.chair"])
            reviews.comment(review, section=section, kind=kind, text=text, by=people[place])
        _assess(review, people[0], goal="yes", guidelines="yes", costs="no", grade="must")
        _assess(
            review, people[1], goal="yes", objectives="partly", overlaps="no", grade="must"
        )
        reviews.stand_aside(
            review,
            statement="Example: my employer leads an effort of this plan.",
            by=people[6],
        )


def _reviewers(review: PlanReview) -> list[User]:
    """Members who may comment; the sample logins are left for the visitor to try."""
    aside = review.stood_aside.values("person")
    taken = Seat.objects.current().exclude(person__in=aside).select_related("person")
    return [seat.person for seat in taken if _invented(seat)]


def _invented(seat: Seat) -> bool:
    return seat.person.name in {row[0] for row in MEMBERS}


def _assess(review: PlanReview, person: User, **answers: str) -> None:
    reviews.assess(review, Assessment(**answers), by=person)


def _due(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(16)))
