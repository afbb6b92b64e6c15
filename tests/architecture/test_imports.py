"""No two modules need each other, not even inside a function or for the sake of types."""

import ast
from collections.abc import Container, Iterator
from graphlib import CycleError, TopologicalSorter

import pytest
from django.conf import settings

PACKAGES = (
    "accounts",
    "documents",
    "jobs",
    "ledger",
    "notifications",
    "reference",
    "rulebook",
    "typesetting",
)


def _modules(package: str) -> dict[str, ast.Module]:
    modules = {}
    for path in (settings.BASE_DIR / "gmp_portal" / package).rglob("*.py"):
        parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        modules[name] = ast.parse(path.read_text())
    return modules


def _imported(tree: ast.Module, modules: Container[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in modules else str(node.module)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_imported_by_what_it_imports(package):
    modules = _modules(package)
    needs = {
        name: set(_imported(tree, modules)) & set(modules) - {name}
        for name, tree in modules.items()
    }

    try:
        order = tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        pytest.fail(f"These need each other: {' -> '.join(error.args[1])}")

    assert set(order) == set(modules)
