"""The built-in text of a mail with named places, for a text of the secretariat in its place (R-63).

The places are read from the built-in template: a link, a fact of a sentence, or a part that comes
and goes. What officers write is never a template: each place is filled by a plain replacement.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.template import Context
from django.template.base import FilterExpression, Node, TextNode, VariableNode
from django.template.base import render_value_in_context as in_words
from django.template.defaulttags import CommentNode, LoadNode, URLNode, WithNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
LINK, DAY, FACT, PART = "link", "day", "fact", "part"
# What a name says that stands for a day or an hour.
_DAYS = re.compile(r"\|\s*(?:date|time)\b|_(?:on|at)\b|\b(?:due|day|until|deadline)\b")
_SILENT = (LoadNode, CommentNode)
_WORD = re.compile(r"[^a-z0-9]+")


class _Named(dict[str, str]):
    """Each fact of a sentence by its name."""

    def __missing__(self, name: str) -> str:
        return f"({name})"


@dataclass(frozen=True)
class Place:
    """One place of a built-in text: what fills it, and whether a text may do without it."""

    name: str
    kind: str
    is_required: bool
    # What the built-in text says there, where that is a part of its own.
    said: str
    # One fact of a sentence, or the nodes that stand there.
    fact: str = ""
    nodes: tuple[Any, ...] = ()
    # What is given names round about it, and what of that this place says.
    withs: tuple[WithNode, ...] = ()
    given: tuple[str, ...] = ()

    def filled(self, context: Context) -> str:
        """What stands there in a mail with these facts."""
        with context.push():
            for node in self.withs:
                context.update(
                    {k: v.resolve(context) for k, v in node.extra_context.items()}
                )
            if not self.fact:
                return "".join(str(node.render_annotated(context)) for node in self.nodes)
            [sentence] = self.nodes
            given = sentence.extra_context.get(self.fact)
            value = given.resolve(context) if given is not None else context[self.fact]
            return str(in_words(value, context))


Fill = Callable[[Place], str]


@dataclass
class Whole:
    """A built-in text in one language, with its places by name."""

    text: str = ""
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def required(self) -> list[str]:
        return [name for name, place in self.places.items() if place.is_required]

    def add(self, name: str, known: str, **values: Any) -> str:
        """Name a place; the same fact of another sentence has the same name."""
        name, number = _WORD.sub("_", name.lower()).strip("_") or FACT, 1
        place = Place(name=name, said=known, given=_given(known, values["withs"]), **values)
        free = name
        while free in self.places and not _is_same(self.places[free], place):
            number += 1
            free = f"{name}_{number}"
        self.places.setdefault(free, replace(place, name=free))
        return f"{{{{ {free} }}}}"


def _is_same(place: Place, other: Place) -> bool:
    """Whether two places say the same fact; parts of one wording may tell of two records."""
    is_part = PART in (place.kind, other.kind)
    return not is_part and (place.said, place.given) == (other.said, other.given)


def _given(known: str, withs: tuple[WithNode, ...]) -> tuple[str, ...]:
    """What stands behind the names that a place takes from round about it."""
    given = [each for node in withs for each in node.extra_context.items()]
    return tuple(
        f"{name}={value.token}" for name, value in given if re.search(rf"\b{name}\b", known)
    )


@cache
def of(template: str, language: str) -> Whole:
    """The built-in text of a kind of mail in a language, with its places."""
    whole = Whole()
    with translation.override(language):
        whole.text = "".join(_pieces(_nodes(template), whole, ())).strip()
    return whole


def parts_in(template: str, language: str) -> tuple[str, str]:
    """Subject and text of the built-in mail, with the names of its places."""
    first, _separator, rest = of(template, language).text.partition("\n")
    return " ".join(first.removeprefix("Subject:").split()), rest.strip()


@cache
def fingerprint(template: str, language: str) -> str:
    """The hash of the built-in text in this language, with all of its parts."""
    whole = of(template, language)
    parts = [f"{name}={place.said}" for name, place in whole.places.items()]
    return hashlib.sha256("\n".join([whole.text, *parts]).encode()).hexdigest()


def filler(template: str, facts: Mapping[str, Any]) -> Fill:
    """What fills each place of a mail of this kind, by what is known there."""
    context = Context({**facts, "site_url": settings.SITE_URL}, autoescape=False)
    context.template = built_in = _template(template)

    def fill(place: Place) -> str:
        with context.render_context.push_state(built_in):
            return place.filled(context)

    return fill


def filled(text: str, whole: Whole, fill: Fill) -> str:
    """The text with its places filled; ``KeyError`` where it names one that there is not."""
    return PLACE.sub(lambda named: fill(whole.places[named.group(1)]), text)


def unknown_in(text: str, whole: Whole) -> list[str]:
    """What stands in two braces and is no place of this mail."""
    named = PLACE.finditer(text)
    return [place.group() for place in named if place.group(1) not in whole.places]


def missing_in(text: str, whole: Whole) -> list[str]:
    """The places without which a mail would not say what it is for."""
    named = {place.group(1) for place in PLACE.finditer(text)}
    return [f"{{{{ {name} }}}}" for name in whole.required if name not in named]


def _template(name: str) -> Any:
    return cast("Any", get_template(name)).template


def _nodes(name: str) -> list[Node]:
    return list(_template(name).nodelist)


def _pieces(nodes: list[Node], whole: Whole, withs: tuple[WithNode, ...]) -> Iterator[str]:
    """The words of a text as they are, and its places by their names."""
    waiting = [node for node in nodes if not isinstance(node, _SILENT)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, TextNode):
            yield node.s
        elif isinstance(node, TranslateNode):
            yield node.render(Context(autoescape=False))
        elif isinstance(node, BlockTranslateNode) and not node.plural:
            yield _sentence(node, whole, withs)
        elif isinstance(node, WithNode):
            yield from _pieces(list(node.nodelist), whole, (*withs, node))
        elif isinstance(node, VariableNode | URLNode):
            group: list[Node] = [node]
            while waiting and _goes_on(waiting[0]):
                group.append(waiting.pop(0))
            yield _address_or_fact(group, whole, withs)
        else:
            yield whole.add(
                PART,
                "".join(_told(node)).strip(),
                kind=PART,
                is_required=_needs_to_stay(node),
                nodes=(node,),
                withs=withs,
            )


def _goes_on(node: Node) -> bool:
    """Whether this belongs to the address that has begun."""
    is_joint = isinstance(node, TextNode) and not re.search(r"\s", node.s)
    return is_joint or isinstance(node, VariableNode | URLNode)


def _sentence(node: BlockTranslateNode, whole: Whole, withs: tuple[WithNode, ...]) -> str:
    message, names = node.render_token_list(node.singular)
    said = translation.gettext(message)
    if node.message_context:
        said = translation.pgettext(node.message_context.resolve(Context()), message)
    places = {}
    for name in names:
        given = node.extra_context.get(name)
        known = _token(given) if given is not None else name
        is_day = bool(_DAYS.search(f"{name} {known}"))
        places[name] = whole.add(
            name,
            known,
            kind=DAY if is_day else FACT,
            is_required=is_day,
            fact=name,
            nodes=(node,),
            withs=withs,
        )
    return str(said % places)


def _address_or_fact(group: list[Node], whole: Whole, withs: tuple[WithNode, ...]) -> str:
    known = "".join(map(_source, group))
    first = group[0]
    is_link = "site_url" in known
    is_day = not is_link and bool(_DAYS.search(known))
    name = (
        LINK
        if is_link
        else str(getattr(first, "filter_expression", FACT)).partition("|")[0]
    )
    return whole.add(
        name,
        known,
        kind=LINK if is_link else DAY if is_day else FACT,
        is_required=is_link or is_day,
        nodes=tuple(group),
        withs=withs,
    )


def _token(given: FilterExpression) -> str:
    return str(given.token)


def _source(node: Any) -> str:
    if isinstance(node, VariableNode):
        return f"{{{{ {node.filter_expression.token} }}}}"
    return node.s if isinstance(node, TextNode) else f"{{% {node.token.contents} %}}"


def _told(node: Any) -> Iterator[str]:
    """What a part says, in all of its forms, so that a change of it is noticed."""
    match node:
        case BlockTranslateNode():
            for tokens in filter(None, (node.singular, node.plural)):
                message, _names = node.render_token_list(tokens)
                yield str(translation.gettext(message) % _Named())
        case TranslateNode():
            yield node.render(Context(autoescape=False))
        case VariableNode():
            yield f"({node.filter_expression.token})"
        case TextNode():
            yield node.s
        case _:
            for child in _children(node):
                yield from _told(child)


def _children(node: Any) -> list[Node]:
    """What stands within a part, in all of its branches."""
    if isinstance(node, IncludeNode):
        return _nodes(str(node.template.resolve(Context())))
    branches = getattr(node, "conditions_nodelists", [])
    named = [getattr(node, name, None) or [] for name in node.child_nodelists]
    return [child for _if, nodes in branches for child in nodes] + [
        child for nodes in named for child in nodes
    ]


def _needs_to_stay(node: Any) -> bool:
    """Whether a part holds a link or a day, be it in a text that it includes."""
    return any("site_url" in each or _DAYS.search(each) for each in _asked_for(node))


def _asked_for(node: Any) -> Iterator[str]:
    """What a part asks for, in all of its branches and in what it includes."""
    if isinstance(node, VariableNode):
        yield _token(node.filter_expression)
        return
    if isinstance(node, BlockTranslateNode | WithNode):
        yield from map(_token, node.extra_context.values())
    for child in _children(node):
        yield from _asked_for(child)
