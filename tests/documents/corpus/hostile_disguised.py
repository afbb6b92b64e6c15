"""Word and Excel files whose fields, formulas and relations look otherwise than they read."""

from collections.abc import Iterator

from tests.documents.corpus.hostile_office import (
    WORD_RELATIONS,
    Parts,
    declared,
    excel,
    fields,
    in_word,
    related,
    replaced,
    word,
    zipped,
)
from tests.documents.corpus.sample import Sample


def nested_fields(inner: str, outer: str) -> bytes:
    """What the field within gives is the first word of the one around it."""
    return f"<w:p>{sign('begin')}".encode() + fields(inner)[5:-6] + fields(outer)[5:]


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def disguised_word_files() -> Iterator[tuple[str, str, Parts]]:
    """What a reader sees otherwise than somebody who looks for a word."""
    program = " c:\\windows\\cmd.exe"
    simple = (
        "\u200bDDEAUTO c:\\x",
        "RD &quot;\\\\server\\x.docx&quot;",
        "EMBED Package",
        "HTMLACTIVEX",
        "PRINT 27",
        "HYPERLINK &quot;\\\\server\\x.exe&quot;",
        "HYPERLINK &quot;file:///c:/x.exe&quot; \\o &quot;https://unep.org&quot;",
    )
    for said in simple:
        field = f'<w:p><w:fldSimple w:instr="{said}"/></w:p>'.encode()
        yield "field of another kind", said[:20], in_word(field)
    made = nested_fields(" QUOTE 68 68 69 65 85 84 79 ", program)
    yield "field of another kind", "named by a field", in_word(made)
    child = fields("DDEAUTO x").replace(b"DDE", b"<x/>DDE")
    yield "field of another kind", "behind an element", in_word(child)
    space = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    for shape in (
        'imagedata {} src="http://e.org/x.png"',
        'shape {} href="file:///c:/x.exe"',
    ):
        said = f"<v:{shape.format(space)}/>".encode()
        yield "drawing that leads out", shape[:9], in_word(said)
    for said in (
        'onload="x()"',
        '><image href="https://e.org/x.png"/',
        "><script>1</script><a/",
        '><style>@import "https://e.org";</style><a/',
    ):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {said}></svg>'.replace(
            "/></s", "/></s"
        )
        parts = declared(word(), "word/media/a.svg", svg.encode(), "image/svg+xml")
        yield "drawing that leads out", f"SVG {said[:12]}", parts
    for kind in ("oleObject ", "OLEOBJECT", "unheardOf", "transform"):
        yield (
            "unknown relation",
            kind,
            related(word(), WORD_RELATIONS, kind, "media/a.xml", outside=False),
        )
    for target in ("%5C%5Cserver%5Cx.exe", "%2F%2Fserver/x"):
        parts = related(word(), WORD_RELATIONS, "hyperlink", target)
        yield "link that starts something", target, parts
    main = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    )
    twice = declared(word(), "word/document.xml", word()["word/document.xml"], main)
    yield "damaged", "a part of two kinds", twice
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml&#10;"
    yield "damaged", "kind with a line", declared(word(), "word/a.png", b"x", kind)


def disguised_excel_files() -> Iterator[tuple[str, str, Parts]]:
    name = "xl/worksheets/sheet1.xml"
    formulas = (
        "_xlfn.WEBSERVICE(1)",
        "WEBSER<!-- x -->VICE(1)",
        "<x/>WEBSERVICE(1)",
        " " * 65_000 + "WEBSERVICE(1)",
        "'a\"b'!A1&amp;WEBSERVICE(1)&amp;'c\"d'!A1",
        '_xlfn.IMAGE("https://e.org/x.png")',
        'HYPERLINK("file:///c:/x.exe","x")',
        'HYPERLINK("\\\\server\\x","x")',
        "HYPERLINK(A1)",
        "cmd|calc!A0",
        "'\\\\server\\[b.xlsx]S'!A1",
        "[1]Sheet1!A1",
        'CUBEVALUE("c","x")',
        'SQL.REQUEST("DSN=x")',
    )
    for formula in formulas:
        cell = f'<c r="A2"><f>{formula}</f></c></row>'.encode()
        parts = replaced(excel(), name, b"</row>", cell)
        yield "formula in disguise", formula.strip()[:30], parts
    for element in ("formula", "calculatedColumnFormula", "definedName"):
        said = f"</sheetData><{element}>WEBSERVICE(1)</{element}>".encode()
        yield "formula in disguise", element, replaced(excel(), name, b"</sheetData>", said)
    for place in range(65_536 - 60, 65_536, 7):
        head = excel()[name].index(b"</row>")
        pad = b" " * (place - head - 20)
        cell = pad + b'<c r="A2"><f>WEBSERVICE("http://e.org")</f></c></row>'
        yield "formula in disguise", f"at {place}", replaced(excel(), name, b"</row>", cell)
    cache = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    said = b'<a><cacheSource type="external" connectionId="1"/></a>'
    yield "tables elsewhere", "pivot", declared(excel(), "xl/pivotCache/a.xml", said, cache)


def bombs() -> Iterator[tuple[str, str, Parts]]:
    many = b"<w:p><w:r/></w:p>" * 60_000
    heavy = {
        f"word/x{number}.xml": b"<w xmlns:w='a'>" + many + b"</w>" for number in range(20)
    }
    yield "bomb", "two million elements", word() | heavy


def samples(*, light: bool = False) -> Iterator[Sample]:
    files_of = (disguised_word_files, disguised_excel_files)
    for files in files_of if light else (*files_of, bombs):
        for kind, variant, parts in files():
            yield Sample(f"Office: {kind}", variant, zipped(parts))
