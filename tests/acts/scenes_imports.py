"""How texts of past documents are arranged, and their acts called."""

from reporting.actions import imported_texts
from reporting.models import ImportedText
from reporting.session_documents import parser, pieces
from tests.acts.scene import Call, Scene, lacking, officers, with_argument
from tests.factories.reporting import ImportedTextFactory


def imported_text(name):
    state = "settling" if name == "settled" else name
    record = ImportedTextFactory.create(state=state, settled=name == "settled")
    return Scene(record, officers())


def read_again(scene):
    record = scene.record
    return {"read": parser.parse(record.source, language=record.language).pieces}


def all_confirmed(text):
    rows = text.pieces
    for index, piece in enumerate(rows):
        rows = pieces.retyped(rows, index, piece.kind, piece.level)
    return rows


def first_confirmed(scene):
    return {"change": all_confirmed, "step": "confirm", "version": scene.record.version}


def this_version(scene):
    return {"version": scene.record.version}


def without_steps(scene):
    scene.record.steps.all().delete()


def without_title(scene):
    rows = scene.record.settled_as
    kept = [["plain", *row[1:]] if row[0] == "title" else row for row in rows]
    ImportedText.objects.filter(pk=scene.record.pk).update(settled_as=kept)


def with_lost_line(scene):
    rows = scene.record.settled_as
    kept = [["issued_on", *row[1:]] if row[0] == "session" else row for row in rows]
    ImportedText.objects.filter(pk=scene.record.pk).update(settled_as=kept)


IMPORT_CALLS = {
    "unep_desk.bring_in": Call(
        imported_texts.begin,
        lambda scene: {"name": "Example", "language": "en"},
        first=lambda scene: ("1. Example text.",),
    ),
    "imported_text.keep_reading": Call(
        imported_texts.keep_reading, read_again, names_actor=False
    ),
    "imported_text.settle": Call(imported_texts.settle, first_confirmed),
    "imported_text.undo": Call(imported_texts.undo, this_version),
    "imported_text.fill_first_page": Call(
        imported_texts.fill_first_page, lambda scene: {"typed": {"symbol": "PAG 99.1"}}
    ),
    "imported_text.take_over": Call(imported_texts.take_over, this_version),
    "imported_text.discard": Call(imported_texts.discard, this_version),
}
IMPORT_GUARDS = {
    "imported_text.settle: another version": with_argument(version=99),
    "imported_text.settle: a line lost": with_argument(change=lambda text: text.pieces[1:]),
    "imported_text.settle: a line doubled": with_argument(
        change=lambda text: (*text.pieces, text.pieces[0])
    ),
    "imported_text.undo: another version": with_argument(version=99),
    "imported_text.undo: no step": without_steps,
    "imported_text.take_over: another version": with_argument(version=99),
    "imported_text.take_over: a line lost": with_lost_line,
    "imported_text.discard: another version": with_argument(version=99),
    "imported_text.take_over: no title": without_title,
    "imported_text.take_over: unsure": lacking(unsure=1),
}
