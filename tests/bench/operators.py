"""What is changed: operators of cosmic-ray, and our own for what is left out by mistake."""

from abc import abstractmethod
from collections.abc import Iterator

from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator
from parso.python import tree
from parso.tree import BaseNode, NodeOrLeaf

from tests.bench.targets import CALLS, LOGGERS, UPPER, ancestors, argument_name

BORROWED = (
    *(
        f"core/ReplaceComparisonOperator_{pair}"
        for pair in (
            *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "Lt_LtE", "Lt_GtE", "LtE_Lt"),
            *("LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
        )
    ),
    *(
        f"core/ReplaceBinaryOperator_{pair}"
        for pair in (
            "Add_Sub",
            "Sub_Add",
            "Mul_Div",
            "Div_Mul",
            "BitOr_BitAnd",
            "BitAnd_BitOr",
        )
    ),
    *("core/ReplaceTrueWithFalse", "core/ReplaceFalseWithTrue", "core/ReplaceAndWithOr"),
    *("core/ReplaceOrWithAnd", "core/ReplaceUnaryOperator_Delete_Not", "core/AddNot"),
    "core/NumberReplacer",
)
# A longer collection is a list of data, such as currencies.
MOST_ELEMENTS = 10
Edit = tuple[NodeOrLeaf, NodeOrLeaf, str]


class Edits(Operator):
    """An operator that replaces the code from one node to another by other code."""

    @abstractmethod
    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        """Give the first and the last node to be replaced, and by which code."""

    def mutation_positions(self, node: NodeOrLeaf) -> list[tuple]:
        return [(first.start_pos, last.end_pos) for first, last, _code in self.edits(node)]

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        first, last, code = list(self.edits(node))[index]
        leaf = tree.Name(code, first.start_pos, prefix=first.get_first_leaf().prefix)
        if first is node:
            return leaf
        parent = first.parent
        begin, end = parent.children.index(first), parent.children.index(last)
        parent.children[begin : end + 1] = [leaf]
        return node


class RemoveCall(Edits):
    """A call whose result nobody uses: an entry, a mail, a lock, a check, a right."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        call = node.children[0] if node.type == "simple_stmt" else node
        if call is node or not _is_call(call):
            return
        if _first_name(call) not in LOGGERS | {"super"}:
            yield call, call, "pass"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        before = "def f(a):\n    record(a, by=1)\n    return a\n"
        return (Example(before, "def f(a):\n    pass\n    return a\n"),)


class RemoveStep(Edits):
    """A step in the life of a record, where the status left behind is kept."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        if node.type != "expr_stmt" or not _is_call(call := node.children[-1]):
            return
        *record, method, _arguments = call.children
        if record and method.get_code() == ".become":
            code = "".join(part.get_code(include_prefix=False) for part in record)
            yield call, call, f"{code}.status"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x = a.b.become(1)\n", "x = a.b.status\n"),)


class EmptyRecipients(Edits):
    """A mail that reaches nobody."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        if argument_name(node) == "to" and _callee(node) == "post":
            yield node.children[2], node.children[2], "[]"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("outbox.post('a', to=[b], c=d)", "outbox.post('a', to=[], c=d)"),)


class DropFilter(Edits):
    """A condition on the rows of a query, left out."""

    METHODS = frozenset({"filter", "exclude"})

    def __init__(self, methods: frozenset[str] = METHODS) -> None:
        self.methods = methods

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        if node.type not in CALLS:
            return
        for name, call in zip(node.children[1:], node.children[2:], strict=False):
            is_method = name.type == "trailer" and name.children[0] == "."
            if (
                is_method
                and _is_trailer_call(call)
                and name.children[1].value in self.methods
            ):
                yield name, call, ".all()"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("a.objects.filter(b=1).first()", "a.objects.all().first()"),
            Example("a.filter(b=1).exclude(c=2)", "a.filter(b=1).all()", occurrence=1),
        )


class RemoveGuard(Edits):
    """A refusal: an ``if`` or a ``for`` whose body only raises."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        # Without ``elif`` and ``else`` an if has four parts, a for has six.
        parts = {"if_stmt": 4, "for_stmt": 6}.get(node.type)
        if parts is None or len(node.children) != parts:
            return
        *before, last = _statements(node.children[-1])
        if last.type == "raise_stmt" and all(one.type == "expr_stmt" for one in before):
            yield node, node, "pass\n"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        plain = "if a:\n    b = 1\n    raise C(b)\nd()\n"
        loop = "for a in b:\n    raise C(a)\nd()\n"
        return (Example(plain, "pass\nd()\n"), Example(loop, "pass\nd()\n"))


class RemoveElement(Edits):
    """One state, one role or one group of readers, missing from a collection."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        if node.type != "atom" or len(node.children) != 3 or not _is_selection(node):
            return
        elements = _elements(node)
        if len(elements) > MOST_ELEMENTS:
            return
        for left_out in elements:
            kept = [each for each in elements if each is not left_out]
            yield node, node, _collection(node, kept)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("STEPS = {A: {B, C}, D: {E}}", "STEPS = {A: {C}, D: {E}}"),
            Example("STEPS = {A: {B, C}, D: {E}}", "STEPS = {A: {B, C}, D: set()}", 2),
            Example("f(x__in=[A, B])", "f(x__in=[A])", 1),
            Example("x in (A, B)", "x in (B,)"),
            Example("people = [*a, *b]", "people = [*b]"),
        )


class DropSavedField(Edits):
    """A field that changed and is not saved."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        value = node.children[2] if argument_name(node) == "update_fields" else None
        if value is None or value.type != "atom" or len(value.children) != 3:
            return
        elements = _elements(value)
        for left_out in elements:
            kept = [each for each in elements if each is not left_out]
            yield value, value, _collection(value, kept)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        before = "a.save(update_fields=['b', 'c'])"
        return (
            Example(before, "a.save(update_fields=['c'])"),
            Example(before, "a.save(update_fields=['b'])", 1),
        )


class ReturnConstant(Edits):
    """A question that always gets the same answer."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        if node.type != "return_stmt" or not _answers_question(node):
            return
        value = node.children[1]
        if value.get_code().strip() not in {"True", "False"}:
            yield value, value, "True"
            yield value, value, "False"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        before = "def f(a) -> bool:\n    return a.b == 1\n"
        return (
            Example(before, "def f(a) -> bool:\n    return True\n"),
            Example(before, "def f(a) -> bool:\n    return False\n", 1),
        )


class InvertMembership(Edits):
    """``in`` for ``not in``, and the other way round."""

    def edits(self, node: NodeOrLeaf) -> Iterator[Edit]:
        if node.type == "comparison":
            for word in node.children[1::2]:
                said = " ".join(word.get_code().split())
                if said in {"in", "not in"}:
                    yield word, word, "not in" if said == "in" else "in"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("a in b", "a not in b"), Example("a not in b", "a in b"))


REMOVALS = (
    *(RemoveCall, RemoveStep, EmptyRecipients, DropFilter, RemoveGuard),
    *(RemoveElement, DropSavedField),
)
REPLACEMENTS = (ReturnConstant, InvertMembership)


def provide(methods: frozenset[str] = DropFilter.METHODS) -> dict[str, Operator]:
    """Give every operator by its name; ``methods`` narrow a query."""
    own = {kind.__name__: kind() for kind in (*REMOVALS, *REPLACEMENTS)}
    own["DropFilter"] = DropFilter(methods)
    return own | {name.split("/")[1]: get_operator(name)() for name in BORROWED}


def kind(name: str) -> str:
    """Tell whether an operator removes or replaces."""
    return "removals" if name in {each.__name__ for each in REMOVALS} else "replacements"


def _is_call(node: NodeOrLeaf) -> bool:
    return node.type in CALLS and _is_trailer_call(node.children[-1])


def _is_trailer_call(node: NodeOrLeaf) -> bool:
    return node.type == "trailer" and node.children[0] == "("


def _first_name(call: BaseNode) -> str:
    return getattr(call.children[0], "value", "")


def _callee(argument: BaseNode) -> str:
    call = next((node for node in ancestors(argument) if node.type in CALLS), None)
    return call.children[-2].get_code().strip().rpartition(".")[2] if call else ""


def _statements(suite: NodeOrLeaf) -> list[NodeOrLeaf]:
    lines = suite.children if suite.type == "suite" else [suite]
    return [
        line.children[0] if line.type == "simple_stmt" else line
        for line in lines
        if line.type != "newline"
    ]


def _answers_question(node: NodeOrLeaf) -> bool:
    function = next((each for each in ancestors(node) if each.type == "funcdef"), None)
    return (
        function is not None
        and function.annotation is not None
        and function.annotation.get_code().strip() == "bool"
    )


def _elements(atom: BaseNode) -> list[NodeOrLeaf]:
    inside = atom.children[1]
    if inside.type in {"testlist_comp", "dictorsetmaker"}:
        return [child for child in inside.children if child != ","]
    return [inside]


def _collection(atom: BaseNode, elements: list[NodeOrLeaf]) -> str:
    """Write the collection with these elements only."""
    code = ", ".join(each.get_code().strip() for each in elements)
    if atom.children[0] == "{":
        return f"{{{code}}}" if elements else "set()"
    if atom.children[0] == "[":
        return f"[{code}]"
    return f"({code},)" if len(elements) == 1 else f"({code})"


def _is_selection(atom: BaseNode) -> bool:
    """A literal set, or a list or tuple that names states, roles or people."""
    inside, bracket = atom.children[1], atom.children[0]
    parts = getattr(inside, "children", [])
    if any(part in (":", "**") or "comp_for" in part.type for part in parts):
        return False
    if bracket == "{":
        return True
    if bracket == "(" and (inside.type != "testlist_comp" or "," not in parts):
        return False
    elements = _elements(atom)
    return all(_is_plain(each) for each in elements) and _selects(atom, len(elements))


def _is_plain(node: NodeOrLeaf) -> bool:
    if node.type in CALLS:
        return all(
            part.type == "name" or getattr(part, "children", [""])[0] == "."
            for part in node.children
        )
    return node.type in {"name", "string", "number", "star_expr"}


def _selects(atom: BaseNode, size: int) -> bool:
    parent = atom.parent
    if argument_name(parent):
        return argument_name(parent).endswith("__in")
    if parent.type == "comparison":
        return atom is not parent.children[0]
    statement = next((each for each in ancestors(atom) if each.type == "expr_stmt"), None)
    if statement is None:
        return False
    if UPPER.match(getattr(statement.children[0], "value", "")):
        return True
    return parent is statement and atom.children[0] == "[" and size > 1
