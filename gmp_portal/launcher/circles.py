"""Finds files that import each other, directly or round a corner.

Every import counts: within a function and for annotations only too. The file of a package
(``__init__.py``) is a file like the others, and whoever imports a module from outside its
package imports that file as well, without naming it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from gmp_portal.launcher import tree

# Each name stands for a file; for each file, the files it imports and the line.
Graph = dict[str, dict[str, int]]


def check() -> tuple[bool, str]:
    """Look for circles among all modules of the product."""
    modules = {module_name(tree.name(path)): path for path in tree.python_files()}
    graph = read(modules)
    said = [describe(circle, graph, modules) for circle in find(graph)]
    return not said, "\n".join(said)


def module_name(path: str) -> str:
    """Name the module that a file holds."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def read(modules: Mapping[str, Path]) -> Graph:
    """Read which module imports which."""
    graph: Graph = {}
    for module, path in modules.items():
        imports = graph.setdefault(module, {})
        for imported, line in _imports(ast.parse(path.read_bytes()), modules):
            for name in (*_packages(imported, importer=module), imported):
                if name != module and name in modules:
                    imports.setdefault(name, line)
    return graph


def _packages(imported: str, *, importer: str) -> Iterator[str]:
    """The packages that Python runs first; those of the importer are running already."""
    parts = imported.split(".")
    for end in range(1, len(parts)):
        package = ".".join(parts[:end])
        if not f"{importer}.".startswith(f"{package}."):
            yield package


def _imports(parsed: ast.AST, modules: Mapping[str, Path]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            # A name may be a module of the package, or something that its file holds.
            names = [
                inner
                if (inner := f"{node.module}.{alias.name}") in modules
                else node.module
                for alias in node.names
                if node.module
            ]
        else:
            continue
        yield from ((name, node.lineno) for name in names if name in modules)


def find(graph: Graph) -> list[tuple[str, ...]]:
    """Give the groups of modules that reach each other."""
    reached = {module: _reached(module, graph) for module in graph}
    groups = {
        tuple(sorted(other for other in reached[module] if module in reached[other]))
        for module in graph
    }
    return sorted(group for group in groups if group)


def _reached(module: str, graph: Graph) -> set[str]:
    reached: set[str] = set()
    waiting = [module]
    while waiting:
        new = set(graph[waiting.pop()]) - reached
        reached |= new
        waiting += new
    return reached


def describe(circle: tuple[str, ...], graph: Graph, modules: Mapping[str, Path]) -> str:
    """Tell which files of the circle import which, with the lines."""
    lines = [f"{len(circle)} modules import each other:"]
    for module in circle:
        file = tree.name(modules[module])
        lines += [
            f"  {file}:{line} imports {imported}"
            for imported, line in sorted(graph[module].items())
            if imported in circle
        ]
    return "\n".join(lines)
