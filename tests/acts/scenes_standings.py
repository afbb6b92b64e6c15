"""How it is arranged whether partners stay: silent, asked, leaving, coming back."""

from datetime import timedelta

from django.utils import timezone

from gmp_portal.accounts.models.terms import today
from partners import permissions
from partners.actions import partners, quality, silences, statements
from tests.acts.scene import PAST, REASON, Call, Scene, officers, with_argument
from tests.factories.areas import LeadTermFactory, MembershipFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
    SilenceQuestionFactory,
)
from tests.factories.reporting import two_periods_over

NAME = "Example Alliance"


def _partner(**traits):
    """A partner in an area that somebody leads, and the people around it."""
    record = PartnerFactory.create(name=NAME, **traits)
    area = MembershipFactory.create(partner=record).area
    people = officers() | {
        "representative": RepresentativeFactory.create(partner=record).person,
        "former_representative": RepresentativeFactory.create(
            partner=record, period=PAST
        ).person,
        "other_representative": RepresentativeFactory.create().person,
        "lead": LeadTermFactory.create(area=area).person,
    }
    return record, people


def silent_partner(name):
    record, people = _partner(inactive=name == "inactive")
    if name != "heard_of":
        two_periods_over(by=people["officer"])
    return Scene(record, people)


def asked_partner(_name):
    record, people = _partner()
    question = SilenceQuestionFactory.create(partner=record, asked_by=people["officer"])
    return Scene(record, people, {"silence": question})


def returning_partner(_name):
    record, people = _partner(inactive=True)
    said = PartnerStatementFactory.create(
        partner=record, said_by=people["representative"], returns=True
    )
    return Scene(record, people, {"statement": said})


def silence(name):
    record, people = _partner(inactive=name == "inactive")
    two_periods_over(by=people["officer"])
    traits = {
        "soon": {
            "asked_at": timezone.now() - timedelta(days=46),
            "answer_by": today() + timedelta(days=14),
        },
        "over": {"over": True},
    }.get(name, {})
    actors = {"stays": "representative", "leaves": "representative"}
    if name not in {"asked", "soon", "over"}:
        by = people[actors.get(name, "officer")]
        traits = {"status": name, "words": REASON}
        traits |= {"settled_at": timezone.now(), "settled_by": by}
    question = SilenceQuestionFactory.create(
        partner=record, asked_by=people["officer"], **traits
    )
    return Scene(question, people, {"partner": record})


def statement(name):
    record, people = _partner()
    traits = {"due": name == "due", "words": REASON}
    if name in {"taken_back", "done"}:
        traits |= {"status": name, "settled_at": timezone.now()}
    if name == "taken_back":
        traits["settled_by"] = people["representative"]
    said = PartnerStatementFactory.create(
        partner=record, said_by=people["representative"], **traits
    )
    return Scene(said, people, {"partner": record})


def _until(days):
    return today() + timedelta(days=days)


ALONE = {"reason": REASON}
LEAVING = {"words": REASON, "name": NAME}
CALLS = {
    "silent_partner.ask": Call(silences.ask),
    "silent_partner.leave_alone": Call(
        silences.leave_alone, lambda _scene: ALONE | {"until": _until(365)}
    ),
    "silent_partner.accept": Call(
        quality.accept,
        lambda _scene: ALONE | {"until": _until(365)},
        first=lambda scene: ("without-website", scene.record),
    ),
    "asked_partner.leave_alone": Call(
        silences.leave_alone, lambda _scene: ALONE | {"until": _until(0)}
    ),
    "asked_partner.leave": Call(statements.leave, lambda _scene: dict(LEAVING)),
    "silence.stay": Call(silences.stay, lambda _scene: {"words": REASON}),
    "silence.confirm": Call(silences.confirm, lambda _scene: {"reason": REASON}),
    "silence.remind": Call(
        silences.remind, lambda _scene: {"today": today()}, names_actor=False
    ),
    "silence.remind_in_vain": Call(
        silences.remind, lambda _scene: {"today": today()}, names_actor=False
    ),
    "statement.take_back": Call(statements.take_back),
    "statement.finish": Call(
        statements.finish, lambda _scene: {"today": today()}, names_actor=False
    ),
    "statement.finish_in_vain": Call(
        statements.finish, lambda _scene: {"today": today()}, names_actor=False
    ),
    "partner.return_": Call(statements.return_, lambda _scene: {"words": REASON}),
    "returning_partner.reactivate": Call(
        partners.reactivate, lambda _scene: {"reason": REASON}
    ),
}
GUARDS = {
    "silent_partner.ask: asked already": lambda scene: SilenceQuestionFactory.create(
        partner=scene.record, asked_by=scene.officer
    ),
    "silent_partner.leave_alone: a day too far": lambda scene: scene.changes.update(
        until=_until(366)
    ),
    "silent_partner.accept: a day too far": lambda scene: scene.changes.update(
        until=_until(366)
    ),
    "silence.confirm: heard of meanwhile": lambda scene: LetterFactory.create(
        confirmed=True, partner=scene.record.partner
    ),
    "asked_partner.leave: another name": with_argument(name="Example Union"),
    "asked_partner.leave: too early a day": lambda scene: scene.changes.update(
        leaves_on=_until(13)
    ),
    "asked_partner.leave: said already": lambda scene: PartnerStatementFactory.create(
        partner=scene.record
    ),
}
NOUNS = {
    "silent_partner": silent_partner,
    "asked_partner": asked_partner,
    "returning_partner": returning_partner,
    "silence": silence,
    "statement": statement,
}


def may_deactivate(person, scene):
    """Whether somebody may note the partner of this scene as inactive."""
    partner = getattr(scene.record, "partner", scene.record)
    return permissions.can_deactivate(person, partner)
