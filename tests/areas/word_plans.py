"""Business plans in Word, written by scripts in the messy ways of people, in two languages."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass
class Word:
    """A Word file in the making, by its raw XML."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    styles: str = ""
    header: str = ""

    def p(self, *runs, style="", listed="", depth=0, outline=None):
        """A paragraph of plain words, or of runs that are made already."""
        laid_out = f'<w:pStyle w:val="{style}"/>' if style else ""
        if listed:
            number = {"bullet": 1, "number": 2, "roman": 3}[listed]
            laid_out += (
                f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        if outline is not None:
            laid_out += f'<w:outlineLvl w:val="{outline}"/>'
        made = "".join(each if each.startswith("<") else run(each) for each in runs)
        self.body.append(f"<w:p><w:pPr>{laid_out}</w:pPr>{made}</w:p>")
        return self

    def table(self, *rows, head_bold=True):
        made = []
        for number, cells in enumerate(rows):
            is_bold = head_bold and number == 0
            row = "".join(cell(each, is_bold=is_bold) for each in cells)
            made.append(f"<w:tr>{row}</w:tr>")
        self.body.append(f"<w:tbl><w:tblPr/>{''.join(made)}</w:tbl>")
        return self

    def note(self, words):
        """The call of a footnote with these words."""
        number = len(self.notes) + 1
        text = f"<w:p>{run(words)}</w:p>"
        self.notes.append(f'<w:footnote w:id="{number}">{text}</w:footnote>')
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    def comment(self, words, by):
        number = len(self.comments)
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="{by}" w:date="2026-03-01T10:00:00Z">'
            f"<w:p>{run(words)}</w:p></w:comment>"
        )
        return f'<w:r><w:commentReference w:id="{number}"/></w:r>'

    def link(self, words, address):
        number = len(self.links) + 1
        self.links.append(
            f'<Relationship Id="rLink{number}" Type="{REL}/hyperlink" Target="{address}" '
            'TargetMode="External"/>'
        )
        return f'<w:hyperlink r:id="rLink{number}">{run(words)}</w:hyperlink>'

    def file(self):
        """The bytes of the file."""
        parts = {
            "word/document.xml": (
                "document.main+xml",
                f"<w:body>{''.join(self.body)}</w:body>",
            ),
            "word/styles.xml": ("styles+xml", STYLES + self.styles),
            "word/numbering.xml": ("numbering+xml", NUMBERING),
            "word/footnotes.xml": ("footnotes+xml", "".join(self.notes)),
            "word/comments.xml": ("comments+xml", "".join(self.comments)),
            "word/header1.xml": ("header+xml", f"<w:p>{run(self.header)}</w:p>"),
        }
        roots = {
            "document": "document",
            "styles": "styles",
            "numbering": "numbering",
            "footnotes": "footnotes",
            "comments": "comments",
            "header1": "hdr",
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            kinds = "".join(
                f'<Override PartName="/{name}" ContentType="{KIND}{kind}"/>'
                for name, (kind, _content) in parts.items()
            )
            rels = "application/vnd.openxmlformats-package.relationships+xml"
            archive.writestr(
                "[Content_Types].xml",
                f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
                f'<Default Extension="rels" ContentType="{rels}"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
            )
            own = "".join(
                f'<Relationship Id="r{name}" Type="{REL}/{name}" Target="{file}.xml"/>'
                for name, file in (
                    ("styles", "styles"),
                    ("numbering", "numbering"),
                    ("footnotes", "footnotes"),
                    ("comments", "comments"),
                    ("header", "header1"),
                )
            )
            archive.writestr(
                "word/_rels/document.xml.rels",
                f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{own}'
                f"{''.join(self.links)}</Relationships>",
            )
            for name, (_kind, content) in parts.items():
                root = roots[name.removeprefix("word/").removesuffix(".xml")]
                archive.writestr(name, f"{HEAD}<w:{root} {W} {R}>{content}</w:{root}>")
        return target.getvalue()


def run(words, *, bold=False, size=0):
    looks = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    lines = [
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n")
    ]
    return f"<w:r><w:rPr>{looks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def bold(*words):
    """Bold words, each in a run of its own, as Word leaves them after editing."""
    return "".join(run(each, bold=True) for each in words)


def inserted(words, by="Anna Example"):
    return f'<w:ins w:id="1" w:author="{by}" w:date="2026-03-01T10:00:00Z">{run(words)}</w:ins>'


def deleted(words, by="Anna Example"):
    text = f'<w:r><w:delText xml:space="preserve">{escape(words)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{by}" w:date="2026-03-01T10:00:00Z">{text}</w:del>'


def cell(said, *, is_bold=False):
    """A cell; ``(words, span)`` goes over columns, ``None`` goes on from above."""
    laid_out, words = "", said
    if said is None:
        laid_out, words = "<w:vMerge/>", ""
    elif isinstance(said, tuple):
        words, span = said
        laid_out = (
            f'<w:gridSpan w:val="{span}"/>' if span > 1 else '<w:vMerge w:val="restart"/>'
        )
    lines = "".join(f"<w:p>{run(line, bold=is_bold)}</w:p>" for line in words.split("\n"))
    return f"<w:tc><w:tcPr>{laid_out}</w:tcPr>{lines}</w:tc>"


def _style(name, title, *, outline=None, based="", is_bold=False, size=0, number=0):
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    listed = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else ""
    looks = ("<w:b/>" if is_bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{on}'
        f"<w:pPr>{listed}{level}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    + _style("Titel", "Title", size=56)
    + _style("Heading1", "heading 1", outline=0, is_bold=True, size=32)
    + _style("Heading2", "heading 2", outline=1, is_bold=True, size=26)
    + _style("berschrift1", "heading 1", based="Standard", is_bold=True, size=32)
    + _style("OwnHead", "Chapter line", based="Heading1", size=28)
    + _style("TOC1", "toc 1")
    + _style("ListBullet", "List Bullet", number=1)
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3)
    )
    + "</w:abstractNum>"
    for number, kind in ((1, "bullet"), (2, "decimal"), (3, "upperRoman"))
) + "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number in (1, 2, 3)
)


ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HAN = "一二三四五六七八九十"
FULL = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}


def is_chinese(content):
    return content.titles[0] == "问题概要"


def effort_rows(content, *, merged=False):
    """The efforts as cells; actions that repeat may be merged."""
    rows, last = [], ""
    for effort in content.efforts:
        said = effort.action
        if merged:
            said = None if effort.action == last else (effort.action, 1)
            last = effort.action
        rows.append(
            (
                said,
                effort.who,
                effort.description,
                effort.kind,
                effort.cost,
                effort.period,
                effort.target,
                "\n".join(effort.milestones),
            )
        )
    return rows


def with_styles(content):
    """Headings by style, a table for each list, a header, links and footnotes."""
    word, heads = Word(header=content.title), content.heads
    word.p(content.title, style="Titel").p(content.period)

    def head(place):
        word.p(f"{ROMANS[place]}. {content.titles[place]}", style="Heading1")

    head(0)
    word.p(content.summary[0], word.note("UNEP 2024."))
    word.p(content.summary[1], " ", word.link("UNEP", "https://www.unep.org/"))
    for place, name, rows in (
        (1, "objectives", content.objectives),
        (2, "actions", content.actions),
        (3, "efforts", effort_rows(content)),
        (4, "opportunities", content.opportunities),
    ):
        head(place)
        word.table(heads[name], *rows)
    head(5)
    for text in content.evaluation:
        word.p(text)
    word.table(heads["indicators"], *content.indicators)
    head(6)
    for text in content.resources:
        word.p(text)
    word.p(content.words["donors"], style="Heading2")
    word.table(heads["donors"], *content.donors)
    word.p(content.words["requests"], style="Heading2")
    word.table(heads["requests"], *content.requests)
    head(7)
    for text in content.process:
        word.p(text)
    head(8)
    word.table(heads["linkages"], *content.linkages)
    head(9)
    for name in content.partners:
        word.p(name, listed="bullet")
    return word.file()


def typed_in_bold(content):  # noqa: C901 one file from its first to its last line
    """No styles: bold split runs, typed numbers and bullets, capitals, merged cells."""
    word, heads = Word(), content.heads
    word.p(bold(content.title)).p(bold(content.period))

    def head(place):
        title = content.titles[place]
        if is_chinese(content):
            sign = f"（{HAN[place]}）" if place % 2 else f"{HAN[place]}、"
            word.p(bold(sign, title[:2], title[2:]))
        else:
            word.p(bold(f"{place + 1}) ", title.upper()[:4], title.upper()[4:]))

    head(0)
    for text in content.summary:
        word.p(text)
    head(1)
    labels = heads["objectives"]
    colon = content.words["colon"]
    for number, (statement, measure, target, day) in enumerate(content.objectives, start=1):
        word.p(f"{number}. {statement}")
        word.p(f"- {labels[1]}{colon}{measure}")
        word.p(f"- {labels[2]}{colon}{target}")
        word.p(f"- {labels[3]}{colon}{day}")
    head(2)
    for title, description, served in content.actions:
        word.p(f"•\t{title}{colon}{description}")
        word.p(f"{heads['actions'][2]}{colon}{served}")
    head(3)
    word.table(heads["efforts"], *effort_rows(content, merged=True))
    head(4)
    for title, description, served in content.opportunities:
        word.p(bold(title))
        word.p(description)
        word.p(f"{heads['opportunities'][2]}{colon}{served}")
    head(5)
    for text in content.evaluation:
        word.p(text)
    word.p(bold(content.words["indicators"]))
    word.table(heads["indicators"], *content.indicators, head_bold=False)
    head(6)
    for text in content.resources:
        word.p(text)
    word.p(bold(content.words["donors"]))
    for name, kind, note in content.donors:
        word.p(f"• {name}{colon}{note}")
        word.p(f"{heads['donors'][1]}{colon}{kind}")
    word.p(bold(content.words["requests"]))
    for title, purpose, amount in content.requests:
        word.p(f"• {title} – {purpose}")
        word.p(f"{heads['requests'][2]}{colon}{amount}")
    head(7)
    for text in content.process:
        word.p(text)
    head(8)
    for name, side, note in content.linkages:
        word.p(f"- {name}{colon}{note}")
        word.p(f"{heads['linkages'][1]}{colon}{side}")
    head(9)
    for name in content.partners:
        word.p(name)
    return word.file()


def plain(content):  # noqa: C901 one file from its first to its last line
    """Neither styles nor bold: “Section V:”, full-width digits, labels in one paragraph."""
    word, heads = Word(), content.heads
    colon, stop = content.words["colon"], content.words["stop"]
    word.p(content.title).p(content.period)

    def head(place):
        if is_chinese(content):
            word.p(f"第{HAN[place]}部分　{content.titles[place]}")
        else:
            word.p(f"Section {ROMANS[place]}: {content.titles[place]}")

    head(0)
    for text in content.summary:
        word.p(text)
    head(1)
    labels = heads["objectives"]
    for number, (statement, measure, target, day) in enumerate(content.objectives, start=1):
        count = str(number).translate(FULL)
        word.p(
            f"{content.words['objective']} {count}{colon}{statement}{stop}"
            f"{labels[1]}{colon}{measure}; {labels[2]}{colon}{target}; {labels[3]}{colon}{day}"
        )
    head(2)
    for number, (title, description, served) in enumerate(content.actions, start=1):
        word.p(f"{content.words['action']} {number}{colon}{title}")
        word.p(description)
        word.p(f"{heads['actions'][2]}{colon}{served}")
    head(3)
    names = heads["efforts"]
    for effort in content.efforts:
        word.p(f"{effort.who}{colon}{effort.description}", listed="bullet")
        for name, said in (
            (names[0], effort.action),
            (names[3], effort.kind),
            (names[4], effort.cost),
            (names[5], effort.period),
            (names[6], effort.target),
        ):
            word.p(f"{name}{colon}{said}", listed="bullet", depth=1)
        if effort.milestones:
            word.p(f"{names[7]}{colon}", listed="bullet", depth=1)
            for step in effort.milestones:
                word.p(step, listed="bullet", depth=2)
    head(4)
    word.table(heads["opportunities"], *content.opportunities, head_bold=False)
    head(5)
    for text in content.evaluation:
        word.p(text)
    word.table(heads["indicators"], *content.indicators, head_bold=False)
    head(6)
    for text in content.resources:
        word.p(text)
    word.table(heads["donors"], *content.donors, head_bold=False)
    word.table(heads["requests"], *content.requests, head_bold=False)
    head(7)
    for text in content.process:
        word.p(text)
    head(8)
    word.table(heads["linkages"], *content.linkages, head_bold=False)
    head(9)
    word.p("; ".join(content.partners))
    return word.file()


def run_in(content):
    """Heading and text in one paragraph, recorded changes, comments, boxes of tables, links."""
    word, heads = Word(header=content.period), content.heads
    colon = content.words["colon"]
    word.p(run(content.title, bold=True, size=40)).p(run(content.period, size=28))

    def head(place, *text):
        title = content.titles[place]
        if is_chinese(content):
            word.p(bold(f"{HAN[place]}\uff0e{title}"), f"{colon}", *text)
        else:
            word.p(bold(f"{ROMANS[place]}. {title[:5]}", title[5:]), ". ", *text)

    head(0, content.summary[0], word.comment("Is this still right?", "Bo Example"))
    word.p(inserted(content.summary[1]), deleted("An older sentence."))
    word.p(bold(f"{ROMANS[1]}. {content.titles[1]}"))
    word.table(heads["objectives"], *content.objectives)
    word.p(bold(f"{ROMANS[2]} – {content.titles[2]}"))
    word.table(heads["actions"], *content.actions)
    word.p(bold(f"{ROMANS[3]}. {content.titles[3]}"))
    word.table(("", *heads["efforts"]), *(("", *row) for row in effort_rows(content)))
    word.p(bold(f"{ROMANS[4]}. {content.titles[4]}"))
    for title, description, served in content.opportunities:
        word.p(
            bold(f"{title}{colon}"),
            f"{description} ({heads['opportunities'][2]}{colon}{served})",
        )
    head(5, content.evaluation[0])
    for place, (served, name, unit, base, target) in enumerate(content.indicators, start=1):
        labels = heads["indicators"]
        word.p(
            f"{content.words['indicators'].rstrip('s')} {place}{colon}{name}",
        )
        word.p(f"{labels[0]}{colon}{served}; {labels[2]}{colon}{unit}; ")
        word.p(f"{labels[3]}{colon}{base}; {labels[4]}{colon}{target}")
    head(6, content.resources[0])
    word.p(run(content.words["donors"], bold=True))
    word.table(heads["donors"], *content.donors)
    word.p(run(content.words["requests"], bold=True))
    word.table(heads["requests"], *content.requests)
    head(7, content.process[0])
    word.p(content.process[1])
    word.p(bold(f"{ROMANS[8]}. {content.titles[8]}"))
    word.table(heads["linkages"], *content.linkages)
    word.p(bold(f"{ROMANS[9]}. {content.titles[9]}"))
    word.table(*[(name, "") for name in content.partners])
    return word.file()


def as_libreoffice(content):
    """Own styles on others, automatic numbers, contents, another order, a doubled heading."""
    word, heads = Word(header=content.title), content.heads
    word.p(content.title, style="Titel").p(content.period)
    word.p(content.words["contents"], style="Heading1")
    for place, title in enumerate(content.titles):
        word.p(f"{ROMANS[place]}. {title}\t{place + 2}")

    def head(place, style="OwnHead"):
        word.p(content.titles[place], style=style, listed="roman")

    head(0)
    for text in content.summary:
        word.p(text)
    head(1)
    word.p(content.words["intro"])
    word.table(heads["objectives"], *content.objectives)
    head(2, "berschrift1")
    for title, description, served in content.actions:
        word.p(title, listed="number")
        word.p(description)
        word.p(f"{heads['actions'][2]}{content.words['colon']}{served}")
    head(4)
    word.table(heads["opportunities"], *content.opportunities)
    head(3)
    half = effort_rows(content)
    word.table(heads["efforts"], *half[:5]).p("")
    word.table(heads["efforts"], *half[5:])
    head(5)
    word.p(content.evaluation[0])
    word.table((("", 5),), heads["indicators"], *content.indicators)
    word.p(content.words["unknown"], style="OwnHead")
    word.p(content.process[1])
    head(6)
    word.p(content.resources[0])
    word.p(content.words["donors"], style="Heading2")
    word.table(heads["donors"], *content.donors)
    word.p(content.words["requests"], style="Heading2")
    word.table(heads["requests"], *content.requests)
    head(7)
    word.p(content.process[0])
    head(8)
    word.table(heads["linkages"], *content.linkages)
    head(9)
    for name in content.partners:
        word.p(name, listed="bullet")
    head(0)
    word.p(content.summary[1])
    return word.file()


MESSES = {
    each.__name__: each
    for each in (with_styles, typed_in_bold, plain, run_in, as_libreoffice)
}
