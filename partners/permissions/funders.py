"""Who keeps the register of funders that are no partners: the secretariat."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts.rights import Right, Steps, always, is_officer, officers
from partners.models import Funder

SENTENCE = gettext_lazy(
    "The secretariat keeps the register of funders: tell it whom you know."
)
CLAUSE = "A1-6d-iii"
FUNDER: Steps[Funder] = Steps()

can_funder_list = Right(is_officer, SENTENCE, CLAUSE)
can_funder_enter = Right(is_officer, SENTENCE, CLAUSE)
can_funder_edit = FUNDER.step("funder_edit", officers(SENTENCE, CLAUSE), always)
