"""Data files that reports carry inside: plain data is taken out of the copy that is kept."""

import csv
import io
import json
from xml.parsers import expat

import pikepdf

from gmp_portal.documents.inspection.verdict import RefusedError

MAX_FILES = 50


def take_out(pdf: pikepdf.Pdf) -> bool:
    """Take plain data files out of the document; any other file inside is a refusal."""
    names = pdf.Root.get("/Names")
    if not isinstance(names, pikepdf.Dictionary) or "/EmbeddedFiles" not in names:
        return False
    tree = pikepdf.NameTree(names.EmbeddedFiles)
    for number, (_name, file) in enumerate(tree.items()):
        if number >= MAX_FILES or not _is_data(file):
            raise RefusedError("active")
    del names["/EmbeddedFiles"]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and "/AF" in item:
            del item["/AF"]
    return True


def _is_data(file: pikepdf.Object) -> bool:
    name = str(file.get("/UF", file.get("/F", ""))).lower()
    check = {"json": _is_json, "xml": _is_xml, "csv": _is_csv}.get(name.rpartition(".")[2])
    if check is None:
        return False
    content = file.EF.F.read_bytes()
    try:
        return check(content)
    except (ValueError, RecursionError, csv.Error, expat.ExpatError):
        return False


def _is_json(content: bytes) -> bool:
    json.loads(content)
    return True


def _is_csv(content: bytes) -> bool:
    text = content.decode("utf-8-sig")
    if not all(letter.isprintable() or letter in "\t\r\n" for letter in text):
        return False
    return sum(len(row) for row in csv.reader(io.StringIO(text))) > 1


def _is_xml(content: bytes) -> bool:
    def refuse(*_declaration: object) -> None:
        raise ValueError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)
    return True
