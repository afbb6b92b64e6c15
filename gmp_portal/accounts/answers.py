"""Who somebody is to a record is asked once for a page, however many buttons depend on it."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

Question = TypeVar("Question", bound=Callable[..., Any])
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Remember answers in here; only for what changes nothing, such as a page that is read."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(key: Hashable, ask: Callable[[], Any]) -> Any:
    """Answer from memory where answers are remembered and this one is known, else ask."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return answers[key]


def asked_once(question: Question) -> Question:
    """Make a question about a person and records one that a page asks once."""

    @wraps(question)
    def asked(user: Any, *records: Any) -> Any:
        key = (question, user.pk, *((type(record), record.pk) for record in records))
        return once(key, lambda: question(user, *records))

    return cast("Question", asked)
