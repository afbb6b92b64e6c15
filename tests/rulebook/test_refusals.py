"""Every refusal names a clause of the framework or a working rule (N1)."""

import ast
import re

import pytest
from django.conf import settings

from gmp_portal import rulebook
from gmp_portal.accounts.rights_table import (
    KINDS,
    RIGHTS,
    standing_at,
    statuses_of,
    why_not,
)
from gmp_portal.workflow import STEP_BY_STEP, InvalidTransitionError
from tests.rulebook.refusals import Refusals, Source

FOLDERS = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
# What a form says about what was typed, where no rule is behind it: something is missing, or two
# fields contradict each other. Whoever adds a sentence decides: is it a rule?
NO_RULE = {
    "Paste at most %(most)d row at once; here are %(rows)d.",
    "Only titles stand here: paste the rows below them, too.",
    "At most %(most)d rows are taken in at once; %(rows)d are new or changed.",
    "This workbook was taken from another plan or version: take the rows of this version "
    "along, and fill in that file.",
    "Choose the file again.",
    "Choose a file.",
    "Nobody has an account with this address.",
    "Choose a file or paste a text, not both.",
    "Choose a text file, or paste the text.",
    "The file cannot be read in this encoding. Choose another one, or save it as UTF-8.",
    "A milestone of this effort is outside these dates.",
    "A note is not written to its end. Notes look like this: [[note: words]].",
    "An area is inside the Partnership.",
    "Choose a partner or name the organization.",
    "Choose an answer, or “Not stated”.",
    "Choose a donor or name another one, not both.",
    "Choose a donor or name another one.",
    "Choose an area or give a name, not both.",
    "Choose an area or give a name.",
    "Choose the currency of the amount.",
    "Choose the currency.",
    "Choose the indicator to which the value belongs.",
    "Enter a year between %(first)d and %(last)d.",
    "Give the amount of the funds.",
    "Name %(most)d partners at most, one a line.",
    "Name a time zone such as Europe/Zurich.",
    "Name either a partner or another participant.",
    "No partner has this name now. Look it up in the register and write it as it stands there.",
    "Is this partner meant? Write its name in full: %(name)s",
    "Is this person meant? Write the name in full: %(name)s",
    "Nobody of this name speaks for one of these partners. Write the name of the person or of "
    "the partner as it stands in the register.",
    "Who of these is meant? Write the name in full: %(names)s",
    "Which of these partners is meant? Write its name in full: %(names)s",
    "Nobody has an account with this e-mail address yet.",
    "Nobody with this e-mail address has an account. Ask the person to sign up.",
    "Please shorten the text by %(excess)d character: it may have at most %(limit)d.",
    "Say on which day it was sent.",
    "Say from which day on, where there is an end.",
    "Say what was reached: the note belongs to it.",
    "Say where people meet.",
    "The rows did not arrive as they were sent. Look through them and save again.",
    "The end is before the start.",
    "The last day comes before the first day.",
    "The last day comes before the first.",
    "The last day is before the first.",
    "This day is outside the duration of the effort.",
    "This e-mail address is longer than %(longest)d characters: use another one.",
    "This password is easy to guess. Take several words that have nothing to do with each "
    "other, with you or with your organization.",
    "This working rule has exactly these parts: %(parts)s.",
    "Write the amount without a sign: it is not below zero.",
    "Write the number alone, in figures such as 250000.00 or 250,000.00. A currency is chosen "
    "beside it.",
    "Write the statement.",
    "“%(label)s” must be %(kind)s.",
    "“%(typed)s” can be read as %(first)s or as %(second)s. Choose which of them is meant, or "
    "write it with two decimals.",
    "Choose the kind of record, or give its address.",
    "Choose today or an earlier day.",
    "In each language there is a subject and a text, or neither.",
    "The character in place %(place)d (%(code)s) cannot be read everywhere: write it in another "
    "way.",
}


@pytest.fixture(scope="module")
def refusals():
    root = settings.BASE_DIR
    return Refusals(
        tuple(
            Source.read(path, root)
            for folder in FOLDERS
            for path in sorted((root / folder).rglob("*.py"))
            if "migrations" not in path.parts and path.name != "definitions.py"
        )
    )


def is_in_the_rule_book(clause_id):
    try:
        return bool(rulebook.clause(clause_id))
    except KeyError:
        return False


def nameless(refusals):
    return [
        f"{where}: {clause or 'no clause'}"
        for where, clause in refusals.named()
        if clause != "handed on" and not is_in_the_rule_book(clause)
    ]


# In the source ---------------------------------------------------------------------------


def test_every_refusal_in_the_code_names_a_clause(refusals):
    assert len(list(refusals.named())) > 250
    assert nameless(refusals) == []


MADE_UP = """
def refuse(sentence, clause): ...
def wrong(sentence, *, clause, status=409): ...
RULE = "A1-2e"
refuse("Right.", "A1-2e")
refuse("By name.", clause=RULE)
refuse("By what the record knows.", body.planning_clause)
refuse("No clause.")
refuse("No such clause.", "Z-9")
refuse("Of no known name.", something)
wrong("By keyword only.", status=403)
wrong("Empty.", clause="")
refuse("Either.", "A1-2e" if somebody else "Z-9")
"""


def test_a_refusal_without_a_clause_would_be_found():
    made_up = Refusals((Source("made_up.py", ast.parse(MADE_UP)),))

    lines = [int(re.search(r":(\d+)", line)[1]) for line in nameless(made_up)]

    assert lines == [8, 9, 10, 11, 12, 13]


def test_every_error_of_a_form_is_a_rule_with_a_clause_or_known_to_be_none(refusals):
    plain = {sentence for _path, sentence in refusals.plain()}

    assert plain - NO_RULE == set()
    assert NO_RULE - plain == set()


def test_an_error_of_a_form_that_nobody_looked_at_would_be_found():
    source = 'self.add_error("day", _("Too late."))\nraise ValidationError(error)\n'
    rule = 'self.add_error("day", unmet(_("Too late."), "R-09"))\n'
    made_up = Refusals((Source("made_up.py", ast.parse(source + rule)),))

    assert list(made_up.plain()) == [("made_up.py", "Too late.")]


# At run time -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "permission",
    [
        pytest.param(permission, id=f"{name}.{permission.name}")
        for name, kind in KINDS.items()
        for permission in kind.permissions
    ],
)
def test_whoever_lacks_the_role_reads_a_sentence_and_a_clause(permission):
    refusals = [told() for told in permission.refusal_of_role.told]

    assert refusals
    for refusal in refusals:
        assert refusal.status == 403
        assert str(refusal.message).endswith(".")
        assert rulebook.clause(refusal.clause)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_whoever_comes_at_the_wrong_time_reads_a_sentence_and_a_clause(kind, db):
    refusals = [
        why_not(permission, standing_at(kind.model, status))
        for permission in kind.permissions
        for status in statuses_of(kind.model)
    ]

    for refusal in filter(None, refusals):
        assert str(refusal.message).endswith(".")
        assert rulebook.clause(refusal.clause)


@pytest.mark.parametrize("named", RIGHTS.values(), ids=RIGHTS)
def test_a_right_without_record_has_a_sentence_and_a_clause(named):
    assert str(named.right.sentence).endswith(".")
    assert rulebook.clause(named.right.clause)


def test_whoever_comes_second_reads_the_rule_of_the_steps(db):
    assert InvalidTransitionError.clause == STEP_BY_STEP
    assert "Step by step" in str(rulebook.clause(STEP_BY_STEP).text)
