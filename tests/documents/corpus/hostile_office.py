"""Word, Excel and OpenDocument files that start, fetch or hide something, and archives."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from functools import cache

import openpyxl
from docx import Document
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.text import P

from tests.documents.corpus.sample import Sample

Parts = dict[str, bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "[Content_Types].xml"


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def saved(document: object) -> Parts:
    out = io.BytesIO()
    document.save(out)
    return parts_of(out.getvalue())


@cache
def word() -> Parts:
    document = Document()
    document.add_paragraph("A letter")
    return saved(document)


@cache
def excel() -> Parts:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    return saved(book)


@cache
def text() -> Parts:
    document = OpenDocumentText()
    document.text.addElement(P(text="A letter"))
    return saved(document)


@cache
def table() -> Parts:
    return saved(OpenDocumentSpreadsheet())


def declared(parts: Parts, name: str, content: bytes, kind: str) -> Parts:
    """A further part that the list of kinds knows."""
    entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    types = parts[TYPES].replace(b"</Types>", entry)
    return parts | {TYPES: types, name: content}


def related(
    parts: Parts, of: str, kind: str, target: str, *, outside: bool = True
) -> Parts:
    mode = ' TargetMode="External"' if outside else ""
    entry = (
        f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
        "</Relationships>"
    ).encode()
    old = parts.get(
        of,
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>",
    )
    return parts | {of: old.replace(b"</Relationships>", entry)}


def replaced(parts: Parts, name: str, old: bytes, new: bytes) -> Parts:
    assert old in parts[name], (name, old)
    return parts | {name: parts[name].replace(old, new, 1)}


def entities(parts: Parts, name: str, doctype: bytes, said: bytes) -> Parts:
    head, _end, rest = parts[name].rpartition(b"?>")
    return parts | {name: head + b"?>" * bool(head) + doctype + rest + said}


WORD_RELATIONS = "word/_rels/document.xml.rels"
EXCEL_RELATIONS = "xl/_rels/workbook.xml.rels"
LAUGHS = (
    b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
    b"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
)
OUTSIDE_ENTITY = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
MACRO = "application/vnd.ms-office.vbaProject"


def fields(*words: str) -> bytes:
    """A field of Word, in as many pieces as given."""
    runs = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in words)
    begin, end = (
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end")
    )
    return f"<w:p>{begin}{runs}{end}</w:p>".encode()


def in_word(said: bytes) -> Parts:
    return replaced(word(), "word/document.xml", b"<w:body>", b"<w:body>" + said)


def word_files() -> Iterator[tuple[str, str, Parts]]:
    main = b"wordprocessingml.document.main+xml"
    enabled = replaced(
        word(),
        TYPES,
        b"application/vnd.openxmlformats-officedocument." + main,
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    yield "macros", "called .docx", declared(enabled, "word/vbaProject.bin", OLE, MACRO)
    yield (
        "macros",
        "kind of a document",
        declared(word(), "word/vbaProject.bin", OLE, MACRO),
    )
    hidden = "application/vnd.openxmlformats-officedocument.oleObject"
    yield "macros", "named otherwise", declared(word(), "word/media/image9.bin", OLE, MACRO)
    yield "embedded program", "OLE", declared(word(), "word/embeddings/a.bin", OLE, hidden)
    yield "embedded program", ".exe", declared(word(), "word/a.exe", b"MZ", "image/png")
    yield "embedded program", "undeclared", word() | {"word/a.dll": b"MZ"}
    yield "embedded script", ".js", declared(word(), "word/a.js", b"1", "text/javascript")
    yield "embedded page", "altChunk", declared(word(), "word/a.html", b"<p>", "text/html")
    chunk = related(word(), WORD_RELATIONS, "aFChunk", "media/a.xml", outside=False)
    yield "embedded page", "relation", chunk
    yield (
        "ActiveX",
        "control",
        declared(
            word(), "word/activeX/a.xml", b"<a/>", "application/vnd.ms-office.activeX+xml"
        ),
    )
    for target in ("http://example.org/a.dotm", "\\\\server\\a.dotm", "file:///a.dotx"):
        other = "word/_rels/settings.xml.rels"
        yield (
            "template elsewhere",
            target,
            related(word(), other, "attachedTemplate", target),
        )
    for kind in ("image", "oleObject", "frame", "subDocument", "package", "video"):
        parts = related(word(), WORD_RELATIONS, kind, "http://example.org/x.png")
        yield "part elsewhere", kind, parts
    for target in (
        "file:///c:/x.exe",
        "javascript:alert(1)",
        "\\\\server\\x",
        "ms-msdt:/x",
    ):
        parts = related(word(), WORD_RELATIONS, "hyperlink", target)
        yield "link that starts something", target, parts
    yield "field that starts something", "DDE", in_word(fields('DDE "cmd" "/c calc"'))
    yield "field that starts something", "in pieces", in_word(fields("D", "DEA", 'UTO "x"'))
    include = 'INCLUDEPICTURE "http://example.org/x"'
    yield "field that starts something", "picture elsewhere", in_word(fields(include))
    simple = b'<w:p><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>'
    yield "field that starts something", "simple", in_word(simple)
    yield "entities", "laughs", entities(word(), "word/document.xml", LAUGHS, b"")
    yield "entities", "of a file", entities(word(), "word/styles.xml", OUTSIDE_ENTITY, b"")
    yield "entities", "in relations", entities(word(), WORD_RELATIONS, OUTSIDE_ENTITY, b"")
    yield "entities", "in the list of kinds", entities(word(), TYPES, LAUGHS, b"")
    many = {f"word/media/{number}.xml": b"<a/>" for number in range(2500)}
    yield "bomb", "2,500 parts", word() | many
    deep = b"<w:p>" * 5000 + b"</w:p>" * 5000
    yield "bomb", "deeply nested", in_word(deep)
    yield "damaged", "no XML", word() | {"word/document.xml": b"<w:document"}
    yield "damaged", "no main part", {TYPES: b"<Types/>"}
    slides = b"presentationml.presentation.main+xml"
    yield "other kind", "slides", replaced(word(), TYPES, main, slides)


def bombs() -> Iterator[tuple[str, str, Parts]]:
    yield "bomb", "a part of zeros", word() | {"word/media/a.xml": b" " * 30_000_000}
    paragraphs = in_word(b"<w:p/>" * 1_500_000)
    yield "bomb", "a million paragraphs", paragraphs


def excel_files() -> Iterator[tuple[str, str, Parts]]:
    yield "macros", "Excel", declared(excel(), "xl/vbaProject.bin", OLE, MACRO)
    sheet = "application/vnd.ms-excel.macrosheet+xml"
    yield (
        "macros",
        "old kind of sheet",
        declared(excel(), "xl/macrosheets/a.xml", b"<a/>", sheet),
    )
    link = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    yield (
        "tables elsewhere",
        "part",
        declared(excel(), "xl/externalLinks/a.xml", b"<a/>", link),
    )
    parts = related(excel(), EXCEL_RELATIONS, "externalLink", "http://example.org/a.xlsx")
    yield "tables elsewhere", "relation", parts
    fetch = "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"
    yield (
        "tables elsewhere",
        "database",
        declared(excel(), "xl/connections.xml", b"<a/>", fetch),
    )
    for formula in ("cmd|' /C calc'!A0", "WEBSERVICE(1)", 'DDE("a";"b";"c")', "CALL(1)"):
        cell = f'<c r="A2"><f>{formula}</f></c></row>'.encode()
        name = "xl/worksheets/sheet1.xml"
        parts = replaced(excel(), name, b"</row>", cell)
        yield "formula that starts something", formula, parts
    yield "entities", "Excel", entities(excel(), "xl/workbook.xml", LAUGHS, b"")


LEADING_OUT = (
    *(
        ("table:table-cell", f'table:formula="of:={reference}"')
        for reference in (
            "'smb://server/x.ods'#$S.A1",
            "['ftp://server/x.ods'#$S.A1]",
            "'//server/x.ods'#$S.A1",
            "'\\\\server\\x.ods'#$S.A1",
            "cmd|'/c calc'!A0",
            "HYPERLINK(&quot;file:///c:/x.exe&quot;)",
            "INDIRECT(&quot;'ht&quot;&amp;&quot;tp://e.org'#$S.A1&quot;)",
        )
    ),
    ("table:named-range", "table:cell-range-address=\"'smb://e/x.ods'#$S.A1\""),
    ("draw:button", 'draw:image-data="http://example.org/x.png"'),
    ("draw:image", 'xlink:href="%2F%2Fserver/x.png"'),
    ("draw:template", 'xlink:href="file:////server/x.ott"'),
    ("text:execute-macro", 'text:name="x"'),
    ("text:database-display", 'text:database-name="x"'),
    ("office:connection-resource", 'text:name="x"'),
)


def open_files() -> Iterator[tuple[str, str, Parts]]:
    for name, make in (("text", text), ("table", table)):
        yield "Basic", name, make() | {"Basic/Standard/Module1.xml": b"<a/>"}
        yield "scripts", name, make() | {"Scripts/python/x.py": b"import os"}
        yield "embedded program", f"OpenDocument {name}", make() | {"Object 1": OLE}
        for element, attributes in (
            ("script:event-listener", 'xlink:href="vnd.sun.star.script:x"'),
            ("draw:object-ole", 'xlink:href="./Object 1"'),
            ("draw:image", 'xlink:href="http://example.org/x.png"'),
            ("draw:floating-frame", 'xlink:href="http://example.org/"'),
            ("draw:plugin", 'xlink:href="x.swf"'),
            ("text:a", 'xlink:href="javascript:alert(1)"'),
            ("text:a", 'xlink:href="file:///etc/passwd"'),
            ("text:a", 'xlink:href="vnd.sun.star.script:Standard.Module1.Main"'),
            ("text:section-source", 'xlink:href="../x.odt"'),
            ("office:dde-source", 'office:dde-application="cmd"'),
            ("text:p", 'table:formula="of:=DDE(1)"'),
            *LEADING_OUT,
        ):
            spaces = " ".join(
                f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
                for each in ("script", "draw", "text", "office", "table")
            )
            spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
            said = f"<{element} {spaces} {attributes}/></office:body>".encode()
            parts = replaced(make(), "content.xml", b"</office:body>", said)
            yield f"OpenDocument: {element}", f"{name}, {attributes[:30]}", parts
        yield (
            "entities",
            f"OpenDocument {name}",
            entities(make(), "content.xml", LAUGHS, b""),
        )
        yield (
            "template elsewhere",
            f"OpenDocument {name}",
            replaced(
                make(),
                "meta.xml",
                b"</office:meta>",
                b'<meta:template xmlns:xlink="http://www.w3.org/1999/xlink" '
                b'xlink:href="http://example.org/x.ott"/></office:meta>',
            ),
        )
        other = make() | {"mimetype": b"application/vnd.oasis.opendocument.presentation"}
        yield "other kind", f"OpenDocument {name}", other
        yield (
            "damaged",
            f"OpenDocument {name} without a list",
            {key: value for key, value in make().items() if "manifest" not in key},
        )
        locked = b'<manifest:encryption-data xmlns:manifest="urn:x"/></manifest:manifest>'
        yield (
            "password",
            f"OpenDocument {name}",
            replaced(make(), "META-INF/manifest.xml", b"</manifest:manifest>", locked),
        )


def marked(change: object) -> bytes:
    """A document of Word with one entry that the list describes in its own way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in word().items():
            archive.writestr(name, content)
        entry = zipfile.ZipInfo("word/media/image1.png")
        change(entry)
        archive.writestr(entry, b"x")
    return out.getvalue()


def called(name: str) -> bytes:
    return marked(lambda entry: setattr(entry, "filename", name))


def linked(entry: zipfile.ZipInfo) -> None:
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def locked(data: bytes) -> bytes:
    """Every entry says that a password is needed."""
    place = data.rfind(b"PK\x01\x02")
    return data[: place + 8] + struct.pack("<H", 1) + data[place + 10 :]


def archives() -> Iterator[tuple[str, str, bytes]]:
    plain = zipped(word())
    for name in ("../../etc/passwd", "/etc/passwd", "C:/x.xml", "word\\a.xml", "word/../x"):
        yield "path that leads out", name, called(name)
    yield "symbolic link", "Word", marked(linked)
    yield "password", "entry", locked(plain)
    packed = marked(lambda entry: setattr(entry, "compress_type", zipfile.ZIP_BZIP2))
    yield "packed unusually", "bzip2", packed
    yield "two of one name", "by case", zipped(word() | {"WORD/document.xml": b"<a/>"})
    yield "something in front", "zip", b"PK\x03\x04" + b"x" * 60 + plain
    yield "something behind", "program", plain + b"MZ\x90\x00" * 20
    place = plain.rfind(b"PK\x05\x06")
    comment = plain[: place + 20] + struct.pack("<H", 8) + b"<script>"
    yield "something behind", "comment", comment
    directory = plain.index(b"PK\x01\x02")
    (start,) = struct.unpack_from("<I", plain, place + 16)
    between = plain[:directory] + b"%PDF-1.7" * 9 + plain[directory:place]
    end = bytearray(plain[place:])
    struct.pack_into("<I", end, 16, start + 72)
    yield "something between", "72 bytes", between + bytes(end)
    yield "archive", "zip", zipped({"letter.pdf": b"%PDF"})
    yield "archive", "jar", zipped({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe"})
    yield "archive", "nested", zipped({"a.zip": zipped({"b.zip": plain})})
    yield "archive", "cut off", plain[:-40]
    yield "archive", "7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 99
    yield "archive", "rar", b"Rar!\x1a\x07\x00" + b"x" * 99
    yield "archive", "gzip", b"\x1f\x8b\x08" + b"x" * 99
    yield "old document", ".doc", OLE + b"W\0o\0r\0d\0" * 200
    yield "old document", ".xls", OLE + b"B\0o\0o\0k\0" * 200
    yield "old document", ".msi", OLE + b"x" * 600
    yield "password", ".docx", OLE + "EncryptedPackage".encode("utf-16-le") + b"x" * 500
    yield "old document", "RTF", rb"{\rtf1{\object\objocx}}"


def samples(*, light: bool = False) -> Iterator[Sample]:
    files_of = (word_files, excel_files, open_files)
    for files in files_of if light else (*files_of, bombs):
        for kind, variant, parts in files():
            yield Sample(f"Office: {kind}", variant, zipped(parts))
    for kind, variant, data in archives():
        yield Sample(f"Office: {kind}", variant, data)
