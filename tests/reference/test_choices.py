"""The framework's lists carry the clauses they come from."""

from gmp_portal import rulebook
from gmp_portal.reference.choices import ConventionArticle, Focus, Objective, Priority


def test_every_priority_objective_and_focus_is_a_clause():
    clauses = [item.clause_id for kind in (Priority, Objective, Focus) for item in kind]

    assert [rulebook.clause(clause_id).id for clause_id in clauses] == clauses


def test_codes_are_those_of_the_framework():
    assert Priority.values == list("abcdefg")
    assert Objective.values == ["O1", "O2", "O3", "O4"]
    assert ConventionArticle.values == list(range(3, 23))
