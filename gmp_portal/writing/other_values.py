"""Saving a text that was written elsewhere: through its form, on top of what stands there."""

from typing import Any

from django.http import QueryDict

from gmp_portal.accounts.models import User
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.versions import Values, as_sent, token_of, values_of
from gmp_portal.workflow import unmet
from gmp_portal.writing import turns
from gmp_portal.writing.written import Writing


def put(
    writing: Writing[Any],
    record: Any,
    values: Values,
    *,
    by: User,
    clause: str,
    words_of: User | None = None,
) -> None:
    """Save these fields with all that the form refuses; what stood there stays a revision.

    ``words_of`` is whose words they are, where that is not whoever saves them.
    """
    forms = writing.forms(record)
    now = values_of(forms)
    data = as_sent(forms, now | values, QueryDict(mutable=True))
    data[VERSION] = token_of(now)
    turn = turns.save(writing, record, turns.Sent(data, None, by, words_of=words_of))
    if not turn.is_saved:
        raise unmet(" ".join(turns.sentences(turn.forms)), clause)
