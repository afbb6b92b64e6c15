"""Who adds letters of the past, and withdraws them (R-44)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts.rights import Steps, officers
from partners import not_now
from partners.models import Partner, PastLetter
from partners.permissions.partners import PARTNER
from partners.reading import past_letters

PAST_LETTER: Steps[PastLetter] = Steps()

_KEPT_BY_UNEP = gettext_lazy(
    "The secretariat adds letters of the past: send it yours, or tell it what is wrong."
)

can_past_letter_add = PARTNER.step(
    "past_letter_add",
    officers(_KEPT_BY_UNEP, "R-44"),
    lambda partner: partner.status != Partner.Status.APPLICANT,
    not_now.why_no_past_letter,
    also=lambda partner: not past_letters.has_letter(partner),
)
can_past_letter_attach = PAST_LETTER.step(
    "past_letter_attach",
    officers(_KEPT_BY_UNEP, "R-44"),
    lambda letter: letter.withdrawn_at is None and letter.file_id is None,
    not_now.why_no_file,
)
can_past_letter_withdraw = PAST_LETTER.step(
    "past_letter_withdraw",
    officers(_KEPT_BY_UNEP, "R-44"),
    lambda letter: letter.withdrawn_at is None,
    not_now.why_past_letter_gone,
)
