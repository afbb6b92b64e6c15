"""What the right person hears who comes at the wrong time."""

from typing import Any


def told(response: Any) -> tuple[int, str, list[str]]:
    """Status, way to the record and sentences: of the page that keeps a text, or of a message.

    Follow the request (``follow=True``): a message stands on the page it leads to.
    """
    context = response.context
    if response.status_code == 409:
        sentences = [str(sentence) for sentence in context["refusals"]]
        return 409, context["record_url"], sentences
    [(address, status)] = response.redirect_chain
    return status, address, [str(message) for message in context["messages"]]
