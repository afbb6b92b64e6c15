"""The styles, settings and fonts of a file, as its language asks for them."""

from gmp_portal.exchange.word import elements, looks
from gmp_portal.exchange.word.elements import Element, flag, properties, w
from gmp_portal.exchange.word.looks import LOOKS, Look
from gmp_portal.exchange.word.tongues import Tongue

POINT = 20
BOX = ("top", "left", "bottom", "right")
# The version of Word whose behaviour is asked for; without it, a file opens as an old one.
BEHAVIOUR = "15"
BEHAVIOUR_OF = "http://schemas.microsoft.com/office/word"


def styles(tongue: Tongue, size: float) -> Element:
    """Return all styles; ``size`` is that of a plain paragraph, in points."""
    table = w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins(0)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    return w(
        "styles",
        _defaults(tongue, size),
        *(_paragraph_style(look, tongue) for look in LOOKS.values()),
        _character_style("Default Paragraph Font", is_default=True),
        # Neither Chinese nor Arabic has italics.
        _character_style(
            "GMP Verb", flag("i", not tongue.is_chinese), flag("iCs", not tongue.is_rtl)
        ),
        *(_character_style(name) for name in ("GMP Mark", "GMP Added")),
        _character_style("Hyperlink", w("color", val=looks.BLUE), w("u", val="single")),
        _character_style("GMP Label", flag("b", 1), flag("bCs", 1)),
        _character_style("GMP Cell mark", w("vertAlign", val="superscript")),
        _character_style("footnote reference", w("vertAlign", val="superscript")),
        table,
        _table_style(),
    )


def _defaults(tongue: Tongue, size: float) -> Element:
    fonts = tongue.fonts
    face = w(
        "rFonts",
        ascii=fonts.latin,
        hAnsi=fonts.latin,
        eastAsia=fonts.eastern,
        cs=fonts.arabic,
    )
    east = tongue.tag if tongue.is_chinese else "zh-CN"
    latin = "en-GB" if tongue.is_rtl or tongue.is_chinese else tongue.tag
    run = properties(
        "rPr",
        face,
        *_sizes(size, tongue),
        w("lang", val=latin, eastAsia=east, bidi="ar-SA"),
    )
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _sizes(size: float, tongue: Tongue) -> tuple[Element, Element]:
    return (
        w("sz", val=round(size * 2)),
        w("szCs", val=round(size * 2 * tongue.arabic_factor)),
    )


def _paragraph_style(look: Look, tongue: Tongue) -> Element:
    is_normal = look.name == "Normal"
    return w(
        "style",
        w("name", val=look.name),
        None if is_normal else w("basedOn", val=LOOKS[look.base].style_id),
        w("uiPriority", val=1),
        w("qFormat"),
        _paragraph_properties(look, tongue),
        None if is_normal else _run_properties(look, tongue),
        type="paragraph",
        styleId=look.style_id,
        default=1 if is_normal else None,
        customStyle=1 if look.name.startswith("GMP") else None,
    )


def _paragraph_properties(look: Look, tongue: Tongue) -> Element | None:
    is_normal = look.name == "Normal"
    line = round(tongue.line * 2.4)
    number = w("numPr", w("ilvl", val=look.level), w("numId", val=look.list_id))
    return properties(
        "pPr",
        flag("keepNext", look.keeps_next),
        flag("keepLines", look.keeps_lines),
        flag("widowControl", is_normal),
        number if look.list_id else None,
        _border(look),
        _tabs(look, tongue),
        flag("bidi", tongue.is_rtl and is_normal),
        w(
            "spacing",
            before=round(look.before * POINT),
            after=round(look.after * POINT),
            line=line,
            lineRule="auto",
        ),
        _indents(look, tongue),
        w("jc", val=look.align),
        w("outlineLvl", val=look.outline) if look.outline >= 0 else None,
    )


def _indents(look: Look, tongue: Tongue) -> Element | None:
    if look.border == "box":
        # The lines of a box stand outside of its text.
        edge = elements.twips(2.4)
        return w("ind", left=edge, right=edge)
    return look.indents(tongue.is_rtl).element()


def _tabs(look: Look, tongue: Tongue) -> Element | None:
    if look.name == "GMP Particulars":
        # The day stands at the end of the line, and the text is 160 mm wide.
        return w("tabs", w("tab", val="end", pos=elements.twips(160)))
    if look.name == "toc 1":
        stop = w("tab", val="end", leader="dot", pos=elements.twips(look.tab))
        return w("tabs", stop)
    return (
        w("tabs", w("tab", val="start", pos=elements.twips(look.tab))) if look.tab else None
    )


def _border(look: Look) -> Element | None:
    if not look.border:
        return None
    sides = BOX if look.border == "box" else (look.border,)
    size, color = {"top": (10, looks.BLUE), "box": (4, looks.BLUE)}.get(
        look.border, (4, "000000")
    )
    space = 1 if look.border == "bottom" else 6
    lines = (w(side, val="single", sz=size, space=space, color=color) for side in sides)
    return w("pBdr", lines)


def _run_properties(look: Look, tongue: Tongue) -> Element | None:
    return properties(
        "rPr",
        flag("b", look.bold),
        flag("bCs", look.bold),
        flag("i", look.italic and not tongue.is_chinese),
        flag("iCs", look.italic and not tongue.is_rtl),
        w("color", val=look.color) if look.color else None,
        *_sizes(look.size, tongue),
    )


def _character_style(
    name: str, *parts: Element | None, is_default: bool = False
) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("uiPriority", val=1),
        w("semiHidden") if is_default else None,
        properties("rPr", *parts),
        type="character",
        styleId="".join(word[:1].upper() + word[1:] for word in name.split()),
        default=1 if is_default else None,
        customStyle=1 if name.startswith("GMP") else None,
    )


def _table_style() -> Element:
    lines = (
        w(side, val="single", sz=size, space=0, color=color)
        for side, size, color in (
            ("top", 8, "000000"),
            ("bottom", 8, "000000"),
            ("insideH", 2, "999999"),
        )
    )
    return w(
        "style",
        w("name", val="GMP Table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=59),
        w("tblPr", w("tblBorders", lines), margins(1.5)),
        type="table",
        styleId="GMPTable",
        customStyle=1,
    )


def margins(sideways: float) -> Element:
    """Return what stays free inside of cells, in millimetres."""
    width = elements.twips(sideways)
    return w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=width, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=width, type="dxa"),
    )


def settings(tongue: Tongue, *, has_notes: bool) -> Element:
    """Return the settings: the language, and that Word is not to play an older one of itself."""
    separators = (w("footnote", id=number) for number in (-1, 0))
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=567),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", separators) if has_notes else None,
        w(
            "compat",
            w("compatSetting", name="compatibilityMode", uri=BEHAVIOUR_OF, val=BEHAVIOUR),
        ),
        w(
            "themeFontLang",
            val="en-GB" if tongue.is_rtl or tongue.is_chinese else tongue.tag,
            eastAsia="zh-CN",
            bidi="ar-SA",
        ),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def font_table(tongue: Tongue) -> Element:
    """Return the list of the fonts that the file asks for."""
    fonts = tongue.fonts
    names = sorted({fonts.latin, fonts.eastern, fonts.arabic, "Segoe UI Symbol"})
    return w("fonts", (w("font", w("family", val="auto"), name=name) for name in names))
