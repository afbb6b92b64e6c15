"""The table of rights asks the permissions themselves: nothing is missing, nothing invented."""

import re
from contextlib import contextmanager
from html import unescape
from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse

from gmp_portal.accounts import rights_table
from gmp_portal.accounts.rights import Permission, Right, Role, Steps, every, refuse, role
from gmp_portal.accounts.rights_table import (
    KINDS,
    RIGHTS,
    finder_of,
    fits,
    kinds_of,
    models_with_steps,
    standing_at,
    statuses_of,
    why_not,
)
from gmp_portal.website.reading import rights
from partners import permissions as of_partners
from partners.models import LetterOfIntent
from tests.acts import table
from tests.acts.performance import NOUNS, SCENES

MODULES = (
    "partners.permissions",
    "areas.permissions",
    "advisory_group.permissions",
    "reporting.permissions",
    "gmp_portal.meetings.permissions",
    "gmp_portal.website.permissions",
)
STEPS = [
    pytest.param(kind, permission, id=f"{name}.{permission.name}")
    for name, kind in KINDS.items()
    for permission in kind.permissions
]


def text_of(response):
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(page))


@contextmanager
def statements():
    """What the database was really asked; what was stopped on the way does not count."""
    read = []

    def note(run, sql, *rest):
        answer = run(sql, *rest)
        read.append(sql)
        return answer

    with connection.execute_wrapper(note):
        yield read


# What is registered --------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_every_permission_of_an_app_is_in_the_table(module):
    shown = {id(step) for kind in KINDS.values() for step in kind.permissions}
    shown |= {id(named.right) for named in RIGHTS.values()}
    offered = vars(import_module(module))

    missing = [
        name
        for name, value in offered.items()
        if isinstance(value, Permission | Right) and id(value) not in shown
    ]

    assert missing == []


@pytest.mark.parametrize("module", MODULES)
def test_every_kind_of_steps_is_in_the_table(module):
    shown = [kind.steps for kind in KINDS.values()]

    steps = [v for v in vars(import_module(module)).values() if isinstance(v, Steps)]

    assert all(each in shown for each in steps)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_step_has_words_and_every_word_a_step(kind):
    assert kind.words.keys() == {permission.name for permission in kind.permissions}


@pytest.mark.parametrize("model", models_with_steps().values())
def test_records_of_every_kind_can_be_found_by_whoever_may_know_of_them(model, secretariat):
    finder = finder_of(model)
    first = {f"{field}__icontains": "x" for field in finder.search}

    records = finder.visible(secretariat).filter(**first)

    assert not records.exists()
    assert set(finder.lookups) == set() or finder.pages.endswith("_")


# What the state alone tells ----------------------------------------------------------------


@pytest.mark.parametrize(("kind", "permission"), STEPS)
def test_what_more_a_step_needs_is_said_where_its_state_does_not_decide(
    kind, permission, db
):
    answers = [
        fits(permission, standing_at(kind.model, status))
        for status in statuses_of(kind.model)
    ]

    assert (None in answers) == bool(kind.words[permission.name].provided)


def test_what_the_state_tells_is_what_the_permission_answers(db):
    draft = standing_at(LetterOfIntent, "draft")
    confirmed = standing_at(LetterOfIntent, "confirmed")

    with statements() as read:
        answers = [
            fits(of_partners.can_edit, draft),
            fits(of_partners.can_edit, confirmed),
            fits(of_partners.can_clear, confirmed),
            fits(of_partners.can_confirm, draft),
        ]
        refusal = why_not(of_partners.can_edit, confirmed)

    assert (answers, read) == ([True, False, None, False], [])
    assert refusal.clause == "A1-2c-1"
    assert why_not(of_partners.can_withdraw, confirmed) is None


def test_what_other_records_know_can_close_a_step(db):
    draft = standing_at(LetterOfIntent, "draft")
    steps = Steps()

    shut = steps.step("a", None, lambda _r: True, also=lambda _r: False)
    further = steps.step("b", None, lambda _r: True, also=lambda _r: True)
    asks = steps.step("c", None, lambda _r: True, also=lambda r: r.sender_id)
    unknown = steps.step("d", None, lambda r: r.sender_id, also=lambda _r: True)

    answers = [fits(step, draft) for step in (shut, further, asks, unknown)]
    assert answers == [False, True, None, None]


# Rows of the written table: what the code answers by the state alone contradicts none of them.


def pairs():
    for row in table.PERMISSIONS:
        noun = NOUNS[row.noun]
        permission = getattr(SCENES[noun.app].permissions, row.name, None)
        if isinstance(permission, Permission) and any(noun.scenes.values()):
            yield pytest.param(row, noun, permission, id=f"{row.noun}.{row.name}")


@pytest.mark.parametrize(("row", "noun", "permission"), list(pairs()))
def test_the_written_table_and_the_code_agree_in_every_state(row, noun, permission, db):
    model = next(k.model for k in KINDS.values() if permission in k.permissions)
    open_scenes = {name for names in row.open_to.values() for name in names.split()}
    if not any(kind.model is model for kind in kinds_of(model)) or "" in statuses_of(model):
        return
    for scene, status in noun.scenes.items():
        if status not in statuses_of(model) or noun.partial:
            continue
        answer = fits(permission, standing_at(model, status))
        # A step that the state alone opens is open to somebody in each scene of that state.
        assert answer is None or (scene in open_scenes) == answer, (scene, answer)


def steps_in(able):
    return [verb for people in able for verb, _provided in people.steps]


# The pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", models_with_steps())
def test_the_page_shows_what_the_code_answers_and_reads_no_record(client, db, name):
    rows = rights.rows_of(models_with_steps()[name])

    with statements() as read:
        response = client.get(reverse("website:rights_detail", args=[name]))

    # Nothing but how all that is public stands now, by which the page is named.
    assert [sql for sql in read if "django_migrations" not in sql] == []
    assert len(read) == 1
    shown = response.context["rows"]
    assert [row.verb for row in shown] == [row.verb for row in rows]
    assert [row.cells for row in shown] == [row.cells for row in rows]
    text = text_of(response)
    for row in rows:
        assert str(row.verb) in text
        assert all(said.sentence in text for said in row.told)
        refusals = [cell.why_not for cell in row.cells if cell.why_not]
        assert all(said.sentence in text for said in refusals)


@pytest.mark.parametrize("name", models_with_steps())
def test_each_step_stands_once_in_each_state_in_which_somebody_may_take_it(name, db):
    rows = rights.rows_of(models_with_steps()[name])

    groups = rights.groups(rows)
    steps_of_all = steps_in(rights.always(rows))

    for place, group in enumerate(groups):
        shown = steps_in(group.able) + steps_of_all
        able = [row.verb for row in rows if row.cells[place].is_open is not False]
        assert sorted(shown) == sorted(able)
    assert not set(steps_of_all) & {verb for g in groups for verb in steps_in(g.able)}


@pytest.mark.parametrize("name", models_with_steps())
def test_each_sentence_stands_once_with_all_its_clauses_and_steps(name, db):
    rows = rights.rows_of(models_with_steps()[name])

    others, not_now = rights.told_to_others(rows), rights.told_not_now(rows)

    for told in (others, not_now):
        sentences = [entry.sentence for entry in told]
        assert len(sentences) == len(set(sentences))
    for row in rows:
        for said in row.told:
            entry = next(entry for entry in others if entry.sentence == said.sentence)
            assert said.clause in entry.clauses
            assert str(row.verb) in entry.cases[0][1]


def test_the_list_shows_every_kind_and_every_right_without_a_record(client, db):
    response = client.get(reverse("website:rights_list"))

    text = text_of(response)
    assert len(response.context["kinds"]) == len(models_with_steps())
    assert all(str(named.verb) in text for named in RIGHTS.values())
    assert all(str(named.right.sentence) in text for named in RIGHTS.values())
    assert reverse("website:rights_simulator") not in response.content.decode()


def test_a_kind_that_does_not_exist_has_no_page(client, db):
    response = client.get(reverse("website:rights_detail", args=["nonsense"]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["website:framework", "website:desk"])
def test_the_table_is_linked(as_user, secretariat, name):
    page = as_user(secretariat).get(reverse(name)).content.decode()

    assert f'href="{reverse("website:rights_list")}"' in page


# Roles ---------------------------------------------------------------------------------


def test_whoever_lacks_a_role_hears_of_the_first_one_missing(person):
    first = role(lambda _u, _r: True, "First.", "A1-2e", who="a")
    second = role(lambda _u, record: record, "Second.", "R-06", who="b")
    both = every("both", first, second)

    assert both(person, True) is None
    assert both(person, False).clause == "R-06"
    assert [told().clause for told in both.told] == ["A1-2e", "R-06"]


def test_a_role_on_a_part_keeps_its_name_and_its_refusals(person):
    whole = Role(
        "them", lambda _u, r: r or refuse("No.", "A1-2e"), lambda: refuse("No.", "R-06")
    )

    part = whole.of(lambda record: record.whole)

    assert (part.who, part.told) == (whole.who, whole.told)
    assert rights_table.from_state(len, "four") == 4
