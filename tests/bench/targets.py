"""Which files are mutated, which places in them, and how a place is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path

from parso.tree import BaseNode, NodeOrLeaf

ROOT = Path(__file__).resolve().parents[2]
APPS = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
# By pattern, for files move, and a package may become a single file.
PATTERNS = (
    "*/actions/*.py",
    "*/actions.py",
    "*/permissions.py",
    "*/permissions/*.py",
    "*/rights.py",
    "*/not_now.py",
    "*/not_now/*.py",
    "*/file_access.py",
    "*/emails.py",
    "*/handlers.py",
    "*/jobs.py",
    "*/scheduled.py",
    "*/models.py",
    "*/models/*.py",
    "gmp_portal/workflow.py",
    "gmp_portal/ledger/*.py",
    "gmp_portal/jobs/*.py",
    "gmp_portal/documents/*.py",
    "gmp_portal/notifications/*.py",
)
LEFT_OUT = (
    "*/migrations/*",
    "*/views/*",
    "*/apps.py",
    "*/urls.py",
    "*/views.py",
    "*_settings.py",
)
TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
LOGGERS = {"log", "logger", "logging"}
LABELS = {"verbose_name", "verbose_name_plural", "help_text", "label", "ordering"}
CALLS = {"atom_expr", "power"}
FOR_PEOPLE = {"__str__", "__repr__"}
UPPER = re.compile(r"[A-Z][A-Z0-9_]*\Z")


@dataclass(frozen=True)
class Place:
    """The function around a node, as ``__code__`` knows it, or nothing."""

    qualname: str = ""
    first_line: int = 0


def files(root: Path = ROOT) -> list[Path]:
    """Give the files to be mutated, sorted by their paths."""
    return sorted(
        path
        for app in APPS
        for path in (root / app).rglob("*.py")
        if _is_target(path, root)
    )


def app_of(file: str) -> str:
    """Name the app a file belongs to: partners, meetings, ledger, workflow."""
    parts = Path(file).with_suffix("").parts
    return parts[1] if parts[0] == "gmp_portal" else parts[0]


def is_mutable(node: NodeOrLeaf, file: str) -> bool:
    """Tell whether a change of this node could change what the portal does."""
    chain = [node, *ancestors(node)]
    if any(_is_aside(child, parent) for child, parent in pairwise(chain)):
        return False
    functions = [parent for parent in chain if parent.type == "funcdef"]
    if not functions:
        return any(_is_table(parent) for parent in chain)
    if any(function.name.value in FOR_PEOPLE for function in functions):
        return False
    return not _is_model(file) or _decides(functions[-1])


def place(node: NodeOrLeaf) -> Place:
    """Name the outermost function whose body contains the node."""
    chain = [node, *ancestors(node)]
    found = Place()
    for child, parent in pairwise(chain):
        if parent.type == "funcdef":
            found = Place()
            if child is parent.children[-1]:
                found = Place(_qualname(parent), _first_line(parent))
    return found


def ancestors(node: NodeOrLeaf) -> Iterator[BaseNode]:
    """Give the nodes around a node, from the inside to the outside."""
    while (node := node.parent) is not None:
        yield node


def argument_name(node: NodeOrLeaf) -> str:
    """Give the keyword of ``keyword=value``, or nothing."""
    is_keyword = node.type == "argument" and node.children[1] == "="
    return node.children[0].value if is_keyword else ""


def _is_target(path: Path, root: Path) -> bool:
    name = path.relative_to(root).as_posix()
    wanted = any(fnmatch(name, pattern) for pattern in PATTERNS)
    return wanted and not any(fnmatch(name, pattern) for pattern in LEFT_OUT)


def _is_model(file: str) -> bool:
    return file.endswith("/models.py") or "/models/" in file


def _is_aside(child: NodeOrLeaf, parent: BaseNode) -> bool:
    """Annotations, texts for people, logging, and what only describes a model."""
    if parent.type in {"decorator", "import_name", "import_from", "assert_stmt"}:
        return True
    if parent.type == "parameters":
        return child.type == "operator"
    if parent.type in {"annassign", "tfpdef"}:
        return child is parent.children[1] or parent.type == "tfpdef"
    if parent.type == "funcdef":
        return child is parent.annotation
    if parent.type == "classdef":
        return parent.name.value == "Meta" or "Choices" in _bases(parent)
    if parent.type == "if_stmt":
        return "TYPE_CHECKING" in parent.children[1].get_code()
    if parent.type in CALLS:
        return getattr(parent.children[0], "value", "") in TRANSLATED | LOGGERS
    return argument_name(parent) in LABELS


def _is_table(node: NodeOrLeaf) -> bool:
    """An assignment to a name in capitals: transitions, sets of states, limits.

    Constraints reach the database by migrations, so that a change here would do nothing.
    """
    if node.type != "expr_stmt" or "Constraint" in node.get_code():
        return False
    name = getattr(node.children[0], "value", "")
    return bool(UPPER.match(name))


def _decides(function: BaseNode) -> bool:
    """In models only what selects rows or answers a question about a record."""
    if function.annotation is not None and function.annotation.get_code().strip() == "bool":
        return True
    classes = [node for node in ancestors(function) if node.type == "classdef"]
    return any(node.name.value.endswith(("QuerySet", "Manager")) for node in classes)


def _bases(node: BaseNode) -> str:
    arglist = node.get_super_arglist()
    return arglist.get_code() if arglist is not None else ""


def _qualname(function: BaseNode) -> str:
    around = [node for node in ancestors(function) if node.type == "classdef"]
    return ".".join(node.name.value for node in (*reversed(around), function))


def _first_line(function: BaseNode) -> int:
    decorated = function.parent
    is_decorated = decorated is not None and decorated.type == "decorated"
    return (decorated if is_decorated else function).start_pos[0]
