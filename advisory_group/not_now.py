"""Why a step is not possible now, and what to do next: for the page and for the act itself."""

from django.utils.translation import gettext as _

from advisory_group.actions import refusals
from advisory_group.acts import Act
from advisory_group.models import ChairTerm, PlanReview, Recommendation, Seat, StandAside
from areas.models import PlanVersion
from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import over_already
from gmp_portal.accounts.rights import Anybody, refuse
from gmp_portal.ledger.models import Entry
from gmp_portal.ui.moments import in_words
from gmp_portal.workflow import RuleRefusedError


def _of_reviews(sentence: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause="A1-3f-ii")


# Seats and chairs ------------------------------------------------------------------------


def why_seat_stays(seat: Seat) -> RuleRefusedError:
    return _why_term_stays(seat, "A1-3a")


def why_chair_stays(term: ChairTerm) -> RuleRefusedError:
    return _why_term_stays(term, "A1-3d-2")


def _why_term_stays(term: Seat | ChairTerm, clause: str) -> RuleRefusedError:
    if term.has_ended:
        return over_already(clause)
    sentence = _(
        "This term is one day long: there is no earlier day on which it could end."
    )
    return RuleRefusedError(sentence, clause=clause)


def why_not_declared(_seat: Seat) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "This term has ended already, so what you said about yourself stays as it is. In a "
            "new term you can say it anew."
        ),
        clause="A1-3b-4",
    )


# Reviews -----------------------------------------------------------------------------------


def why_no_review(plan: PlanVersion) -> RuleRefusedError:
    if plan.published_at is not None:
        return _of_reviews(
            _(
                "This version is published already, and a version is reviewed before that. The "
                "next one is, once its area has submitted it."
            )
        )
    if plan.is_frozen:
        return refusals.of("review_once_per_version")
    return _of_reviews(
        _(
            "Only a version that the area has submitted is reviewed: its text is frozen, "
            "and the area has agreed on it."
        )
    )


def why_not_taken_up(_plan: PlanVersion) -> RuleRefusedError:
    return _of_reviews(
        _(
            "Where a version takes the recommendations up is said while it is a draft. This one is "
            "a draft no more."
        )
    )


def why_not_of_the_round_before() -> RuleRefusedError:
    return _of_reviews(
        _(
            "This recommendation is not of the review before this version, which alone it takes "
            "up."
        )
    )


def why_aside(aside: StandAside) -> RuleRefusedError:
    """Whoever stands aside is the wrong person for this review, and hears why."""
    sentence = _("You stand aside in this review: %(cause)s.")
    return refuse(sentence % {"cause": aside.get_cause_display()}, "A1-3f-ii")


def why_nothing_added(_review: PlanReview) -> RuleRefusedError:
    return _of_reviews(_("This review is concluded; nothing is added to it any more."))


def why_no_answers(review: PlanReview) -> RuleRefusedError:
    if review.is_open:
        return _of_reviews(
            _("The area hands its answers in after the group has concluded.")
        )
    return _of_reviews(_("The area has no answers to give any more."))


def why_point_is_gone(entry: Entry, reader: Anybody) -> RuleRefusedError:
    """What whoever had a point open is told after it was merged or dropped."""
    if entry.kind == Act.REVIEW_MERGED:
        said = _(
            "%(name)s merged recommendation %(number)s into recommendation %(into)s meanwhile, on "
            "%(moment)s."
        )
    else:
        said = _("%(name)s dropped recommendation %(number)s meanwhile, on %(moment)s.")
    facts = {
        "name": offices.name_of(entry.actor, reader),
        "number": entry.body["number"],
        "into": entry.body.get("into_number"),
        "moment": in_words(entry.at),
    }
    return _of_reviews(said % facts)


def why_wording_stays(point: Recommendation) -> RuleRefusedError:
    if point.answer_kind:
        return _of_reviews(
            _("The area has answered this recommendation; its wording stays as it is.")
        )
    return why_nothing_added(point.review)
