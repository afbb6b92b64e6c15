"""What the code deletes, the role that runs the portal may delete (P-1).

Most tests own the tables, and would not notice that it may not.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from gmp_portal.launcher import tree
from gmp_portal.ledger import grants

MODELS = {model.__name__: model for model in apps.get_models()}
# Several apps may have a relation of one name: one of them is meant.
RELATED = defaultdict(set)
for model in apps.get_models():
    for relation in model._meta.related_objects:
        RELATED[relation.get_accessor_name()].add(relation.related_model)


def _deleted() -> Iterator[tuple[str, set[Any]]]:
    """Where rows are deleted by the name of their model, or of the relation to it."""
    for path in tree.python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "delete":
                meant = filter(None, map(_models, ast.walk(node.value)))
                if models := next(meant, None):
                    yield f"{tree.name(path)}:{node.lineno}", models


def _models(part: ast.AST) -> set[Any]:
    if not isinstance(part, ast.Attribute):
        return set()
    if part.attr == "objects" and isinstance(part.value, ast.Name):
        return {MODELS[part.value.id]} if part.value.id in MODELS else set()
    return RELATED.get(part.attr, set())


DELETED = dict(_deleted())


def test_there_are_places_to_look_at() -> None:
    assert len(DELETED) > 20


@pytest.mark.parametrize("place", DELETED)
def test_what_the_code_deletes_may_be_deleted(place: str) -> None:
    labels = {model._meta.label_lower for model in DELETED[place]}

    assert labels & (grants.DRAFTS | grants.WORKING), labels
