"""The hand that writes: paragraphs by style, with their notes, their lists and their marks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gmp_portal.exchange.word import attached, runs
from gmp_portal.exchange.word.attached import Attached
from gmp_portal.exchange.word.elements import RELATIONS, Element, flag, properties, w
from gmp_portal.exchange.word.lists import Lists
from gmp_portal.exchange.word.looks import LOOKS
from gmp_portal.exchange.word.tongues import Tongue
from gmp_portal.typesetting import spacing
from gmp_portal.typesetting.content import Emphasis, Marked, Note, Picture, Run, Text
from gmp_portal.typesetting.languages import Language, language
from gmp_portal.typesetting.numbering import Numbers

# Word shows no bookmark whose name begins so in its list of bookmarks.
ANCHOR = "_gmp_"
# Between the margins of a page that stands upright, in millimetres.
TEXT_WIDTH = 160


@dataclass
class Composer:
    """Writes the paragraphs of one file, and keeps its notes and its lists."""

    tongue: Tongue
    is_tidied: bool = False
    has_bullets: bool = False
    """Whether items without a number are a list of Word, which goes on when one is added."""
    text_width: float = TEXT_WIDTH
    notes: list[Element] = field(default_factory=list)
    attached: Attached = field(default_factory=Attached)
    marks: int = 0
    lists: Lists = field(init=False)
    numbers: Numbers = field(init=False)
    restarted: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lists = Lists(self.tongue)
        self.numbers = Numbers(self.language)

    @property
    def language(self) -> Language:
        return language(self.tongue.code)

    def start_annex(self) -> None:
        """Begin a part with numbers of its own."""
        self.numbers = Numbers(self.language)
        self.restarted = {}
        for look in LOOKS.values():
            if look.list_id and look.list_id not in self.restarted:
                self.restarted[look.list_id] = self.lists.anew(look.list_id)

    def line(self, text: str) -> str:
        """Return one text as it is written: with the blanks of its language where it is tidied."""
        return spacing.tidy(text, self.tongue.code) if self.is_tidied else text

    def paragraph(
        self,
        style: str,
        *parts: Iterable[Element],
        list_id: int | None = None,
        section: Element | None = None,
        keeps_next: bool = False,
    ) -> Element:
        """Return a paragraph of this style; a list other than that of its style is named."""
        look = LOOKS[style]
        number = list_id if list_id is not None else self.restarted.get(look.list_id)
        in_list = w("numPr", w("ilvl", val=look.level), w("numId", val=number))
        made = w("p", None, *parts)
        named = w("pStyle", val=look.style_id)
        turned = () if look.list_id or look.tab else self._turned(made, look.align)
        own = (named, flag("keepNext", keeps_next), in_list if number else None)
        made.insert(0, properties("pPr", *own, *turned, section))
        return made

    def _turned(self, paragraph: Element, align: str) -> tuple[Element, ...]:
        """Let a line without Arabic words be read from the left, where it stands."""
        if not self.tongue.is_rtl or paragraph.find(".//{*}t") is None:
            return ()
        if paragraph.find(".//{*}rtl") is not None:
            return ()
        other = {"start": "end", "end": "start"}.get(align, align)
        return (w("bidi", val=0), w("jc", val=other))

    def anchored(self, paragraph: Element, anchor: str) -> Element:
        """Return the paragraph within a bookmark by which it is known again."""
        return self.marked(paragraph, f"{ANCHOR}{anchor}")

    def marked(self, paragraph: Element, name: str) -> Element:
        """Return the paragraph within a bookmark of this name."""
        self.marks += 1
        start = w("bookmarkStart", id=self.marks, name=name)
        place = 1 if len(paragraph) and paragraph[0].tag.endswith("}pPr") else 0
        paragraph.insert(place, start)
        paragraph.append(w("bookmarkEnd", id=self.marks))
        return paragraph

    def plain(self, text: str, style: str = "") -> list[Element]:
        """Return the runs of plain words."""
        return runs.runs(self.line(text), self.tongue, style)

    def text(self, text: Text) -> list[Element]:
        """Return the runs of a text; its notes are real ones, at the foot of the page."""
        if self.is_tidied:
            text = spacing.tidy_text(text, self.tongue.code)
        return [element for run in text for element in self._run(run)]

    def _run(self, run: Run) -> list[Element]:
        if isinstance(run, Note):
            return [self.note(run.text)]
        if isinstance(run, Emphasis):
            return runs.runs(run.text, self.tongue, "GMP Verb")
        if isinstance(run, Marked):
            return self._marked(run)
        return runs.runs(run, self.tongue)

    def _marked(self, run: Marked) -> list[Element]:
        """Words in bold or italics; with an address, one stretch that leads there."""
        look = (
            ("b", "bCs") * run.strong,
            ("i", "iCs") * (run.emphasis and not self.tongue.is_chinese),
        )
        made = runs.runs(run.text, self.tongue, "Hyperlink" if run.address else "")
        for element in made:
            own = element.find("{*}rPr")
            parts = list(own) if own is not None else []
            if own is not None:
                element.remove(own)
            flags = (w(name) for names in look for name in names)
            if (properties_ := properties("rPr", parts, flags)) is not None:
                element.insert(0, properties_)
        if not run.address:
            return made
        link = w("hyperlink", made)
        link.set(f"{{{RELATIONS}}}id", self.attached.address(run.address))
        return [link]

    def picture(self, block: Picture) -> Element:
        """Return a picture in a run, and keep its file."""
        relation, number = self.attached.picture(block.media_type, block.content)
        told = runs.readable(block.alternative)
        return w("r", attached.drawing(relation, number, told, block.content))

    def note(self, text: str) -> Element:
        """Return the call of a note, and keep the note."""
        number = len(self.notes) + 1
        mark = w("r", self._raised(), w("footnoteRef"))
        written = (mark, *runs.runs(f" {text}", self.tongue))
        self.notes.append(
            w("footnote", self.paragraph("footnote text", written), id=number)
        )
        return w("r", self._raised(), w("footnoteReference", id=number))

    def _raised(self) -> Element | None:
        named = w("rStyle", val=runs.style_id("footnote reference"))
        return properties("rPr", named, flag("rtl", self.tongue.is_rtl))

    def notes_part(self) -> Element:
        """Return the part of the package with the notes and the lines above them."""
        lines = (
            w("footnote", w("p", w("r", w(kind))), type=kind, id=number)
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return w("footnotes", lines, self.notes)
