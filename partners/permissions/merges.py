"""Who merges entries of the register, and takes them apart: the secretariat keeps the register."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts.rights import Right, Steps, always, is_officer, officers
from partners import not_now
from partners.models import Merge

SENTENCE = gettext_lazy(
    "The secretariat keeps the register of partners: tell it which two entries are the same."
)
CLAUSE = "A1-6c-i"
MERGE: Steps[Merge] = Steps()
_officer = officers(SENTENCE, CLAUSE)

can_merge_make = Right(is_officer, SENTENCE, CLAUSE)
can_merge_tell_apart = Right(is_officer, SENTENCE, CLAUSE)
can_merge_follow = MERGE.step("merge_follow", _officer, always)
can_merge_undo = MERGE.step(
    "merge_undo",
    _officer,
    lambda record: record.can_be_undone,
    not_now.why_merge_stays,
)
