"""Every form that several people fill in, sent on top of a text that nobody knows (C4)."""

import re
from dataclasses import dataclass, field

import pytest

from gmp_portal.writing.models import Revision
from gmp_portal.writing.written import WRITINGS
from tests.access.addresses import Address, addresses, url_of
from tests.access.filled_forms import TYPED, FilledForm, forms_of
from tests.access.records import EVERYBODY, Record
from tests.access.registry import records_for
from tests.access.world import World

OK, SAVED, CONFLICT, UNPROCESSABLE = 200, 302, 409, 422
FRAMEWORK_APPS = ("admin", "health")
FRAMEWORK_NAMES = ("account_", "mfa_", "usersessions_")
KEY = re.compile(r"_\d+$")
UNKNOWN = "0" * 32


# Reviewed: forms that begin something new and only suggest words for it.
SUGGESTED: dict[str, set[str]] = {
    # Its author alone changes a comment, while nobody has answered it.
    "areas:comment_edit": {"text"},
    # What is to be done begins as the words of the comment from which it follows.
    "areas:comment_give_task": {"what"},
    # Its own token says which wording was seen; a suggestion is taken in once.
    "areas:suggestion_detail": {"text"},
    # The zone of the secretariat.
    "meetings:meeting_plan": {"zone"},
    # A revision of a paper is a paper of its own; the title of the one before is suggested.
    "meetings:paper_revise": {"title"},
    # Only its author has it, and it is sent with the token of the form it was typed into.
    "writing:unsent_detail": {"text"},
    # A correction is a record of its own, and a letter has one at a time.
    "partners:letter_correct": {"public_statement", "public_contribution"},
    # Everybody's own number, which nobody else enters.
    "partners:contact_confirm": {"phone"},
    # What came by mail stays as it came; its one writer sends it once, or not.
    "partners:mailed_answer": {"text", "answer"},
    # The words of the next document of the session.
    "reporting:report_assemble": {
        "agenda_item",
        "agenda_note",
        "agenda_title",
        "body",
        "body_code",
        "job_number",
        "place_and_dates",
        "place_note",
        "session",
        "subtitle",
        "symbol",
        "title",
    },
}


# What everybody may know of, and leads alone write.
LED = {"areas:welcome_edit": ["area.lead"]}


@dataclass
class Walk:
    """What the pages of the portal hold: a form of each kind of text, and bare forms."""

    shared: dict[str, tuple[str, FilledForm]] = field(default_factory=dict)
    bare: dict[str, set[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walk(world: World) -> Walk:
    """Every page with a form, as those who may write there see it."""
    found = Walk()
    for address in addresses():
        if address.app in FRAMEWORK_APPS or address.name.startswith(FRAMEWORK_NAMES):
            continue
        for record in records_for(address, world):
            for role in LED.get(address.name) or _writers(record):
                _look(world, address, record, role, found)
    return found


def _writers(record: Record) -> list[str]:
    """Who might fill in something here; what all may know of is changed by officers."""
    if record.seen_by == EVERYBODY:
        return ["secretariat"]
    return sorted(set(record.seen_by) - {"anonymous"})


def _look(world: World, address: Address, record: Record, role: str, found: Walk) -> None:
    url = url_of(address, record.kwargs)
    text = world.page(role, url)
    for form in forms_of(url, text):
        kind = _kind(text)
        filled = {name for name in form.texts if form.values[name][0]}
        if "version" in form.values and kind:
            found.shared.setdefault(kind, (role, form))
        elif filled:
            found.bare.setdefault(address.name, set()).update(filled)


def _kind(html: str) -> str:
    """The kind of text that the link to its revisions names."""
    _before, link, after = html.partition("/writing/")
    return after.split("/")[0] if link else ""


@pytest.mark.parametrize("kind", sorted(WRITINGS))
def test_nothing_typed_over_an_unknown_text_is_lost(
    world: World, walk: Walk, kind: str
) -> None:
    assert kind in walk.shared, f"No page of the demonstration shows the form of {kind}."
    role, form = walk.shared[kind]
    sent, mine = form.typed(), TYPED
    if not form.texts:
        name, mine = form.rechosen()
        sent[name] = [mine]
    kept: list[Revision] = []

    def keep() -> None:
        kept.extend(Revision.objects.filter(kind=kind).order_by("-pk")[:3])

    answer = world.call(
        role, form.url, "post", sent | {"version": UNKNOWN}, before_undone=keep
    )

    assert answer.status in (SAVED, CONFLICT, UNPROCESSABLE), answer.cause
    if form.texts:
        assert mine in "".join(str(revision.values) for revision in kept)
    else:
        assert answer.status == CONFLICT
        assert [mine] in [revision.values[name] for revision in kept]
    if answer.status != SAVED:
        assert mine in answer.text


def test_every_form_that_shows_stored_words_has_a_token(walk: Walk) -> None:
    """Two people can have it open at once; whoever saves later must not wipe the other."""
    # A field for each of several records ends with the key of its record.
    bare = {
        name: {KEY.sub("", field) for field in fields} - SUGGESTED.get(name, set())
        for name, fields in walk.bare.items()
    }

    assert {name: fields for name, fields in bare.items() if fields} == {}
