"""Every mutant there is, and the few of them that are tried."""

import ast
import difflib
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from tests.bench import operators, targets


@dataclass(frozen=True, order=True)
class Mutant:
    """One change of one file, found again by its operator and a number."""

    file: str
    line: int
    column: int
    operator: str
    occurrence: int
    qualname: str = ""
    first_line: int = 0

    @property
    def app(self) -> str:
        return targets.app_of(self.file)

    @property
    def kind(self) -> str:
        return operators.kind(self.operator)


@dataclass(frozen=True)
class Change:
    """A mutant with the code it makes."""

    mutant: Mutant
    code: str
    was: str
    becomes: str

    @property
    def key(self) -> str:
        """Name the change by what it does, for results that are kept."""
        mutant = self.mutant
        return f"{mutant.file}:{mutant.line}: {self.was} -> {self.becomes}"

    def as_dict(self) -> dict[str, Any]:
        """Give what the results keep."""
        return {**asdict(self.mutant), "was": self.was, "becomes": self.becomes}


class Source:
    """The files to be mutated and the operators that fit them."""

    def __init__(self, root: Path = targets.ROOT) -> None:
        self.root = root
        self.files = [path.relative_to(root).as_posix() for path in targets.files(root)]
        self.texts = {file: (root / file).read_text() for file in self.files}
        methods = _query_methods(self.texts.values()) | operators.DropFilter.METHODS
        self.operators = operators.provide(methods)

    def mutants(self) -> list[Mutant]:
        """Give every mutant in a fixed order."""
        return sorted(
            mutant
            for file, text in self.texts.items()
            for mutant in enumerate_mutants(file, text, self.operators)
        )

    def change(self, mutant: Mutant) -> Change | None:
        """Make the mutant; None where the code stays the same or is no Python."""
        text = self.texts[mutant.file]
        code = mutate_code(text, self.operators[mutant.operator], mutant.occurrence)
        if code is None or not _differs(text, code):
            return None
        return Change(mutant, code, *_difference(text, code))


def enumerate_mutants(
    file: str, text: str, known: dict[str, operators.Operator]
) -> list[Mutant]:
    """Give the mutants of one file, counted as cosmic-ray counts them."""
    counts = dict.fromkeys(known, 0)
    found = []
    for node in ast_nodes(get_ast(text)):
        is_mutable: bool | None = None
        for name, operator in known.items():
            for start, _end in operator.mutation_positions(node):
                occurrence = counts[name]
                counts[name] += 1
                if is_mutable is None:
                    is_mutable = targets.is_mutable(node, file)
                if is_mutable:
                    place = targets.place(node)
                    where = (place.qualname, place.first_line)
                    found.append(Mutant(file, *start, name, occurrence, *where))
    return found


def sample(source: Source, wanted: list[Mutant], size: int, seed: int) -> list[Change]:
    """Choose mutants by chance, the same for the same seed and the same code.

    Removals are fewer than replacements and matter more: each kind gives one half.
    """
    halves = [
        _changes(source, [one for one in wanted if one.kind == kind], seed)
        for kind in ("removals", "replacements")
    ]
    chosen: list[Change] = []
    while len(chosen) < size and halves:
        change = next(halves[0], None)
        halves = halves[1:] + ([halves[0]] if change else [])
        chosen += [change] if change else []
    return sorted(chosen, key=lambda change: change.mutant)


def _changes(source: Source, mutants: list[Mutant], seed: int) -> Iterator[Change]:
    random.Random(seed).shuffle(mutants)
    seen = set()
    for mutant in mutants:
        change = source.change(mutant)
        if change and (mutant.file, change.code) not in seen:
            seen.add((mutant.file, change.code))
            yield change


def _differs(text: str, code: str) -> bool:
    try:
        return ast.dump(ast.parse(text)) != ast.dump(ast.parse(code))
    except SyntaxError:
        return False


def _difference(text: str, code: str) -> tuple[str, str]:
    """Give the lines that go and the lines that come, each as one line."""
    lines = list(difflib.ndiff(text.splitlines(), code.splitlines()))
    went = [line[2:].strip() for line in lines if line.startswith("- ")]
    came = [line[2:].strip() for line in lines if line.startswith("+ ")]
    return " ".join(went), " ".join(came)


def _query_methods(texts: Any) -> frozenset[str]:
    """Give the names of our own methods that narrow a query."""
    classes = [
        node
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and node.name.endswith("QuerySet")
    ]
    return frozenset(
        method.name
        for node in classes
        for method in node.body
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
    )
