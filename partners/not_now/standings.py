"""Why nobody asks, answers or says now whether a partner stays, and what to do next."""

from django.utils.translation import gettext as _

from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner, PartnerStatement, SilenceQuestion


def _rule(sentence: str, clause: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause=clause)


def why_nobody_asked(partner: Partner) -> RuleRefusedError:
    if partner.is_confirmed:
        return why_asked_already(partner)
    return _rule(
        _(
            "Only partners that take part are asked whether they stay: this one does not now."
        ),
        "R-11",
    )


def why_asked_already(_partner: Partner) -> RuleRefusedError:
    return _rule(
        _(
            "This partner has been asked already: wait for the answer, or leave it as it is."
        ),
        "R-46",
    )


def why_not_silent(_partner: Partner) -> RuleRefusedError:
    return _rule(
        _(
            "Something was heard of this partner in the last reporting periods: it is asked only "
            "after a longer silence."
        ),
        "R-11",
    )


def why_heard_meanwhile(_question: SilenceQuestion) -> RuleRefusedError:
    return _rule(
        _(
            "Something was heard of this partner after it was asked: it stays active. Leave it as "
            "it is."
        ),
        "R-11",
    )


def why_no_contact_asked(partner: Partner) -> RuleRefusedError:
    if not partner.is_confirmed:
        said = _("Only people of partners that take part are asked: this one does not now.")
    else:
        said = _(
            "Nobody of this partner is to be asked: everybody has confirmed the details or was "
            "asked lately, or nobody is there."
        )
    return _rule(said, "R-65")


def why_time_to_answer_runs(_question: SilenceQuestion) -> RuleRefusedError:
    return _rule(
        _("The partner can still answer: look again once its time is over."), "R-46"
    )


def why_silence_settled(_question: SilenceQuestion) -> RuleRefusedError:
    return _rule(
        _("This question has been settled already: the page of the partner shows how."),
        "R-46",
    )


def why_not_back(partner: Partner) -> RuleRefusedError:
    if partner.status == Partner.Status.INACTIVE:
        return _rule(_("The secretariat knows already that you are back."), "R-11")
    if partner.status == Partner.Status.WITHDRAWN:
        return _rule(
            _("This partner has left: it comes back by a new letter of intent."), "A1-2c-1"
        )
    return _rule(_("This partner is active: there is nothing to say."), "R-11")


def why_leaving_already(_partner: Partner) -> RuleRefusedError:
    return _rule(
        _("It has been said already that this partner leaves: take that back first."),
        "R-47",
    )


def why_statement_stands(_statement: PartnerStatement) -> RuleRefusedError:
    return _rule(
        _(
            "This statement has taken effect already: the secretariat can make the partner active "
            "again."
        ),
        "R-47",
    )
