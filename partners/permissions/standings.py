"""Who asks silent partners, who answers for them, and who says that they leave (R-11, R-46)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts.rights import (
    Right,
    Steps,
    if_it_becomes,
    is_officer,
    officers,
    role,
)
from partners import not_now
from partners.models import Partner, PartnerStatement, SilenceQuestion
from partners.permissions.partners import PARTNER, THE_PEOPLE, represents
from partners.reading.waiting import waiting_of

SILENCE: Steps[SilenceQuestion] = Steps()
STATEMENT: Steps[PartnerStatement] = Steps()

_officer = officers(
    gettext_lazy("The secretariat asks partners of whom it has heard nothing."), "R-11"
)
_voice = role(
    represents,
    gettext_lazy("Only those who speak for a partner say whether it takes part: ask them."),
    "R-11",
    who=THE_PEOPLE,
)
_voice_or_officer = role(
    lambda user, statement: is_officer(user) or represents(user, statement.partner),
    gettext_lazy(
        "Those who speak for the partner take its statement back, or the secretariat for them."
    ),
    "R-47",
    who=gettext_lazy("whoever speaks for the partner, the secretariat"),
)


def _is_confirmed(partner: Partner) -> bool:
    return partner.is_confirmed


can_quality_accept = Right(
    is_officer,
    gettext_lazy("The secretariat keeps the data: tell it what is missing or wrong."),
    "A1-6c-i",
)
can_silence_ask = PARTNER.step(
    "silence_ask",
    _officer,
    _is_confirmed,
    not_now.why_nobody_asked,
    also=lambda partner: waiting_of(partner).question is None,
)
can_silence_leave_alone = PARTNER.step(
    "silence_leave_alone", _officer, _is_confirmed, not_now.why_nobody_asked
)
can_silence_answer = SILENCE.step(
    "silence_answer",
    _voice.of(lambda question: question.partner),
    lambda question: question.status == SilenceQuestion.Status.ASKED,
    not_now.why_silence_settled,
)
# What came on paper is entered by the secretariat, which never makes it up.
can_statement_record = PARTNER.step(
    "statement_record",
    officers(
        gettext_lazy("The secretariat records statements that came on paper."), "R-11"
    ),
    if_it_becomes(Partner.Status.WITHDRAWN),
    not_now.why_not_gone,
    also=lambda partner: waiting_of(partner).leaving is None,
)
can_statement_return = PARTNER.step(
    "statement_return",
    _voice,
    lambda partner: partner.status == Partner.Status.INACTIVE,
    not_now.why_not_back,
    also=lambda partner: waiting_of(partner).returning is None,
)
can_statement_take_back = STATEMENT.step(
    "statement_take_back",
    _voice_or_officer,
    lambda statement: statement.status == PartnerStatement.Status.SAID,
    not_now.why_statement_stands,
)
