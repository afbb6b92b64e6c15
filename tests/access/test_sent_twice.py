"""No form of the portal begins the same twice when it is sent twice (R-20)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from gmp_portal.accounts.models.terms import today
from tests.access.filled_forms import FilledForm, forms_of
from tests.access.kept_forms import PostForm, forms
from tests.access.world import World, noting_writes

SAVED = 302
# What every act leaves besides its record: mails, jobs, revisions, history, who is there.
BESIDE = (
    '"ledger_',
    '"jobs_',
    '"notifications_',
    '"writing_',
    "_historical",
    '"guardian_',
    '"ui_sentform"',
)


@pytest.fixture(scope="module")
def post_forms(world: World) -> list[PostForm]:
    return forms(world, has_text=False)


def test_no_form_begins_the_same_twice(world: World, post_forms: list[PostForm]) -> None:
    faults, keyed = [], 0
    for form in post_forms:
        filled = _as_on_its_page(world, form)
        if filled is None or "version" in filled.values:
            continue
        values = _filled(filled)
        bare = {name: value for name, value in values.items() if name != "once"}
        if not _begins_twice(world, form, bare):
            continue
        keyed += 1
        if "once" not in values or _begins_twice(world, form, values):
            faults.append(str(form))

    assert not faults, "\n".join(faults)
    assert keyed > 8


def _as_on_its_page(world: World, form: PostForm) -> FilledForm | None:
    """The same form with its lists and its key."""
    page = world.page(form.role, form.page)
    same = [
        each
        for each in forms_of(form.page, page)
        if each.url.partition("?")[0] == form.action and set(each.texts) <= set(form.fields)
    ]
    return same[0] if same else None


def _filled(form: FilledForm) -> dict[str, list[str]]:
    """Everything that can be typed or chosen, as far as a reader of the page can guess it."""
    values = form.typed("Words")
    for name, words in form.choices.items():
        chosen = [word for word in words if word]
        if not any(values.get(name, [])) and chosen:
            values[name] = chosen[:1]
    for name, sent in values.items():
        if sent == [""] and name.endswith(("_on", "_at", "starts", "ends")):
            values[name] = [str(today() + timedelta(days=40))]
    return values


def _begins_twice(world: World, form: PostForm, values: Any) -> bool:
    """Whether the second of two equal forms was saved, and made a row of its own."""
    client = world.clients[form.role]
    with transaction.atomic():
        first = client.post(form.action, values)
        with noting_writes() as writes:
            second = client.post(form.action, values)
        transaction.set_rollback(True)
    rows = [
        sql
        for sql in writes
        if sql.startswith("INSERT") and not any(name in sql for name in BESIDE)
    ]
    return (first.status_code, second.status_code) == (SAVED, SAVED) and bool(rows)
