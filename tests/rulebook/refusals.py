"""Every place in the code that refuses, and the clause it names, read from the source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FIXED = {
    "planning_clause",
    "agenda_clause",
    "consensus_clause",
    "clause_id",
    "CLAUSE",
    "STEP_BY_STEP",
}
PLAIN = {"ValidationError", "add_error"}


@dataclass(frozen=True)
class Source:
    """A file of the code with its functions and fixed names."""

    path: str
    tree: ast.Module

    @classmethod
    def read(cls, path: Path, root: Path) -> "Source":
        return cls(str(path.relative_to(root)), ast.parse(path.read_text("utf-8")))

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """Local names with the module and the name there that they stand for."""
        return {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def functions(self) -> Iterator[tuple[str, ast.arguments, bool]]:
        """Functions and constructors by the name they are called by; whether bound."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef):
                for part in node.body:
                    if isinstance(part, ast.FunctionDef):
                        is_making = part.name == "__init__"
                        yield node.name if is_making else part.name, part.args, True
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef):
                yield node.name, node.args, False

    def calls(self) -> Iterator[tuple[tuple[str, str], ast.Call]]:
        """Each call with the module and the name of what is called; of a record's own
        method the module is unknown.
        """
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Call):
                continue
            callee = node.func
            if isinstance(callee, ast.Name):
                yield self.imports.get(callee.id, (self.module, callee.id)), node
            elif isinstance(callee, ast.Attribute):
                yield (self._module_of(callee.value), callee.attr), node

    def _module_of(self, value: ast.expr) -> str:
        name = value.id if isinstance(value, ast.Name) else ""
        return ".".join(self.imports[name]) if name in self.imports else ""


@dataclass(frozen=True)
class Refusals:
    """What the sources say when they refuse."""

    sources: tuple[Source, ...]

    @cached_property
    def takers(self) -> dict[tuple[str, str], tuple[int, str]]:
        """Functions that take a clause: where it stands among the arguments, and its name.

        Methods stand under their own name too, for records of which nobody knows the module.
        """
        takers = {}
        for source in self.sources:
            for name, arguments, is_bound in source.functions():
                names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
                names = names[1:] if is_bound else names
                keywords = [a.arg for a in arguments.kwonlyargs]
                for word in ("clause", "clause_id"):
                    if word in names + keywords:
                        place = names.index(word) if word in names else -1
                        takers[source.module, name] = (place, word)
                        if is_bound:
                            takers["", name] = (place, word)
        return takers

    @cached_property
    def constants(self) -> dict[str, str]:
        """Fixed names that stand for a text, over all sources."""
        return {
            target.id: node.value.value
            for source in self.sources
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }

    def named(self) -> Iterator[tuple[str, str]]:
        """Each place that hands a clause on, and the clause; empty where there is none."""
        for source in self.sources:
            for called, call in source.calls():
                if called in self.takers:
                    place, word = self.takers[called]
                    where = f"{source.path}:{call.lineno} {called[1]}"
                    for clause in self._clauses(call, place, word):
                        yield where, clause

    def _clauses(self, call: ast.Call, place: int, word: str) -> list[str]:
        given = next((k.value for k in call.keywords if k.arg == word), None)
        if given is None and 0 <= place < len(call.args):
            given = call.args[place]
        if isinstance(given, ast.IfExp):
            return [self._spoken(given.body), self._spoken(given.orelse)]
        return [self._spoken(given)]

    def _spoken(self, given: ast.expr | None) -> str:
        if isinstance(given, ast.Constant):
            return str(given.value)
        if isinstance(given, ast.Name | ast.Attribute):
            name = given.id if isinstance(given, ast.Name) else given.attr
            return self.constants.get(name, "handed on" if self._is_handed_on(name) else "")
        return ""

    def _is_handed_on(self, name: str) -> bool:
        """The clause of whoever called, or one that a record knows."""
        return name in FIXED | {"clause", "rule_id"}

    def plain(self) -> Iterator[tuple[str, str]]:
        """Errors of forms that break no rule: where they stand, and what they say."""
        for source in self.sources:
            for (_module, name), call in source.calls():
                if name in PLAIN and (sentence := _sentence(call, name)):
                    yield source.path, sentence


def _sentence(call: ast.Call, name: str) -> str:
    """The sentence that an error begins with; nothing where another error is passed on."""
    spoken = call.args[1 if name == "add_error" else 0 : 2 if name == "add_error" else 1]
    for part in spoken:
        if isinstance(part, ast.Call) and getattr(part.func, "id", "") in (
            "unmet",
            "refuse",
        ):
            return ""
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                return node.value
    return ""
