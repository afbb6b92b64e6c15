"""Answers of a form filled in with Word, taken over into a draft once they were seen (A1-2c)."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.http import QueryDict

from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values, as_sent, values_of
from gmp_portal.writing import turns
from gmp_portal.writing.turns import Sent, Turn
from partners import letter_parts
from partners.forms import pledges
from partners.models import LetterOfIntent
from partners.writings import PART, PartOfLetter

Answers = Mapping[str, Sequence[str]]


@transaction.atomic
def take_over(
    letter: LetterOfIntent, answers: Mapping[str, Answers], *, by: User
) -> list[Turn]:
    """Save the answers part by part, as if they had been typed there; answer what was refused.

    ``answers`` has, by the key of a part, the values of its fields. What stood there before is
    kept as a revision.
    """
    turned = [
        _take_part(letter, part, answers[part.key], by=by)
        for part in letter_parts.REQUIRED
        if answers.get(part.key)
    ]
    return [turn for turn in turned if not turn.is_saved]


def _take_part(
    letter: LetterOfIntent, part: letter_parts.Part, answers: Answers, *, by: User
) -> Turn:
    record = PartOfLetter(letter, part)
    # The kind decides which questions the page has.
    letter.kind = (answers.get("kind") or [letter.kind])[0]
    forms = PART.forms(record)
    values: Values = values_of(forms)
    for name, given in answers.items():
        if name == "contribution_kinds":
            values[pledges.PREFIX] = pledges.with_kinds(values[pledges.PREFIX], given)
        elif name in values:
            values[name] = [*given]
    data = as_sent(forms, values, QueryDict(mutable=True))
    return turns.save(PART, record, Sent(data, None, by, replaces=True))
