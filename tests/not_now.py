"""What the right person hears who comes at the wrong time."""

import re
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


def told_by(response: Any) -> tuple[int, str, list[str], str]:
    """The same, and the clause that the sentences cite."""
    status, address, said = told(response)
    if status == 409:
        return status, address, said, response.context["clause_id"]
    cited = [re.fullmatch(r"(.*?) <a[^>]*#([\w-]+)\".*", line, re.DOTALL) for line in said]
    sentences = [
        found[1] if found else line for found, line in zip(cited, said, strict=True)
    ]
    return status, address, sentences, " ".join(found[2] for found in cited if found)
