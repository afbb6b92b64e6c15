"""Take in the text of a past session document, as the page for it does (B7-4)."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from gmp_portal.accounts.models import User
from reporting.actions import imported_texts, reports
from reporting.models import ImportedText, Report, SettledStep
from reporting.reading import piece_words
from reporting.session_documents import bounds, first_page, parser
from reporting.session_documents.pieces import Pieces, retyped
from reporting.session_documents.understanding import Understanding

LANGUAGES = {"zh": "zh-hans", **{code: code for code, _name in settings.OFFICIAL_LANGUAGES}}


class Command(BaseCommand):
    help = (
        "Read the text of a past session document and say line by line what is not sure. What "
        "is sure throughout becomes a draft report; the rest is settled in the browser. Nothing "
        "of the text is lost."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a text file in UTF-8")
        parser.add_argument("--language", required=True, choices=sorted(LANGUAGES))
        parser.add_argument("--symbol", default="", help="if the text does not name it")
        parser.add_argument("--by", default="", help="e-mail address of an officer")
        parser.add_argument(
            "--as-read",
            action="store_true",
            help="confirm in the name of --by, as it was read, what is not sure",
        )
        parser.add_argument(
            "--typeset",
            action="store_true",
            help="freeze the draft in the name of --by and have it typeset; else an officer "
            "reviews the draft and freezes it",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what was understood"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        officer = _officer(options["by"]) if options["by"] else None
        if (options["typeset"] or options["as_read"]) and officer is None:
            raise CommandError("Say with --by which officer answers for the document.")
        source = _text(options["file"])
        language = LANGUAGES[options["language"]]
        read = parser.parse(source, language=language)
        self._tell(read)
        if options["dry_run"]:
            return
        try:
            text = self._kept(source, read, officer, options)
            report = self._taken_over(text, officer, options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if report is not None and options["typeset"] and officer is not None:
            reports.freeze(report, by=officer)
            self.stdout.write(
                "Frozen; the typesetting is queued. A second person approves it."
            )

    def _kept(
        self,
        source: str,
        read: Understanding,
        officer: User | None,
        options: dict[str, Any],
    ) -> ImportedText:
        path = options["file"]
        language = LANGUAGES[options["language"]]
        text = imported_texts.begin(
            source, name=path.name[:200], language=language, by=officer
        )
        imported_texts.keep_reading(text, read.pieces)
        said = first_page.read(read.pieces, read.lines)
        typed = {} if said["title"] else {"title": path.stem[:300]}
        if symbol := options["symbol"]:
            typed |= {"symbol": symbol, "body_code": first_page.letters_of(symbol)}
        imported_texts.fill_first_page(text, typed, by=officer)
        if options["as_read"] and text.unsure:
            imported_texts.settle(
                text,
                _as_read,
                step=SettledStep.Step.CONFIRM_ALL,
                version=text.version,
                by=officer,
            )
        return text

    def _taken_over(
        self, text: ImportedText, officer: User | None, options: dict[str, Any]
    ) -> Report | None:
        if text.unsure:
            self.stdout.write(f"To be settled: {text.get_absolute_url()}")
            if options["typeset"]:
                raise CommandError("It is typeset when nothing in it is unsure any more.")
            return None
        report = imported_texts.take_over(text, version=text.version, by=officer)
        self.stdout.write(f"Kept as a draft: {report.get_absolute_url()}")
        return report

    # What was understood -------------------------------------------------------------------

    def _tell(self, read: Understanding) -> None:
        for name, words in first_page.read(read.pieces, read.lines).items():
            self.stdout.write(f"{name.replace('_', ' ') + ':':18}{words or '-'}")
        self.stdout.write("")
        for name, number in vars(read.stats).items():
            self.stdout.write(f"{name.replace('_', ' ') + ':':18}{number}")
        roles = Counter(reading.role for reading in read.understood)
        self.stdout.write("\nLines by what they were taken for:")
        for role, number in roles.most_common():
            self.stdout.write(f"  {number:5}  {role}")
        if not read.not_understood:
            self.stdout.write("\nEvery line was understood.")
            return
        self.stdout.write("\nNot sure, to be settled:")
        for reading in read.not_understood:
            why = piece_words.DOUBTS[reading.role]
            self.stdout.write(f"  line {reading.line}: {reading.text[:100]} ({why})")


def _as_read(text: ImportedText) -> Pieces:
    rows = text.pieces
    for index, piece in enumerate(rows):
        rows = retyped(rows, index, piece.kind, piece.level)
    return rows


def _text(path: Path) -> str:
    try:
        return bounds.taken(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The file {path} cannot be read: {error}.") from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _officer(address: str) -> User:
    officer = User.objects.filter(email__iexact=address).first()
    if officer is None or not officer.is_secretariat:
        raise CommandError(f"{address} is not an officer of the secretariat.")
    return officer
