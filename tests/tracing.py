"""Coverage rests in helpers of tests that run nothing which must be covered."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from tests.bench.watching import PART

Returned = TypeVar("Returned")


def untraced(helper: Callable[..., Returned]) -> Callable[..., Returned]:
    """Run the helper without the tracer of coverage, which takes as long again."""

    @wraps(helper)
    def run(*given: object, **named: object) -> Returned:
        tracer = sys.gettrace()
        # The bench of mutants wants to know of every test which lines it reaches.
        if tracer is None or PART in os.environ:
            return helper(*given, **named)
        sys.settrace(None)
        try:
            return helper(*given, **named)
        finally:
            sys.settrace(tracer)
            # Only with a call it takes its place again, and notices how this function ends.
            _called()

    return run


def _called() -> None:
    pass
