"""Take in the text of a past session document as a draft report (B7-4)."""

import re
from argparse import ArgumentParser
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.typesetting.content import plain
from gmp_portal.typesetting.session import SessionDocument
from reporting.actions import reports
from reporting.models import Report
from reporting.session_documents import parser
from reporting.session_documents.understanding import Understanding

LANGUAGES = {"zh": "zh-hans", **{code: code for code, _name in settings.LANGUAGES}}


class Command(BaseCommand):
    help = (
        "Read the text of a past session document, say line by line what was not understood, "
        "and keep it as a draft report; nothing of the text is lost."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a text file in UTF-8")
        parser.add_argument("--language", required=True, choices=sorted(LANGUAGES))
        parser.add_argument("--symbol", default="", help="if the text does not name it")
        parser.add_argument("--by", default="", help="e-mail address of an officer")
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
        if options["typeset"] and officer is None:
            raise CommandError("Say with --by which officer freezes the document.")
        text = _text(options["file"])
        language = LANGUAGES[options["language"]]
        understanding = parser.parse(text, language=language)
        document = understanding.document
        if options["symbol"]:
            document = replace(document, symbol=options["symbol"])
        if not document.title:
            document = replace(document, title=options["file"].stem)
        self._tell(understanding, document)
        if options["dry_run"]:
            return
        report = _kept(document, officer)
        self.stdout.write(f"Kept as a draft: {report.get_absolute_url()}")
        if options["typeset"] and officer is not None:
            reports.freeze(report, by=officer)
            self.stdout.write(
                "Frozen; the typesetting is queued. A second person approves it."
            )

    # What was understood -------------------------------------------------------------------

    def _tell(self, understanding: Understanding, document: SessionDocument) -> None:
        for title, text in _meeting(document):
            self.stdout.write(f"{title + ':':18}{text or '-'}")
        self.stdout.write("")
        for title, number in vars(understanding.stats).items():
            self.stdout.write(f"{title.replace('_', ' ') + ':':18}{number}")
        roles = Counter(reading.role for reading in understanding.understood)
        self.stdout.write("\nLines by what they were taken for:")
        for role, number in roles.most_common():
            self.stdout.write(f"  {number:5}  {role}")
        if not understanding.not_understood:
            self.stdout.write("\nEvery line was understood.")
            return
        self.stdout.write("\nNot understood, kept in the last part of the document:")
        for reading in understanding.not_understood:
            self.stdout.write(
                f"  line {reading.line}: {reading.text[:100]} ({reading.role})"
            )


def _meeting(document: SessionDocument) -> list[tuple[str, str]]:
    meeting = document.meeting
    return [
        ("title", document.title),
        ("line below", document.subtitle),
        ("symbol", document.symbol),
        ("body", plain(meeting.body)),
        ("session", plain(meeting.session)),
        ("place and dates", plain(meeting.place_and_dates)),
        ("agenda item", plain(meeting.agenda_item)),
        ("agenda title", plain(meeting.agenda_title)),
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The file {path} cannot be read: {error}.") from error


def _officer(address: str) -> User:
    officer = User.objects.filter(email__iexact=address).first()
    if officer is None or not officer.is_secretariat:
        raise CommandError(f"{address} is not an officer of the secretariat.")
    return officer


def _kept(document: SessionDocument, officer: User | None) -> Report:
    parts = [
        [{"kind": "import"} for _block in part]
        for part in (document.blocks, *(annex.blocks for annex in document.annexes))
    ]
    try:
        return reports.keep(
            document,
            kind=Report.Kind.PAST,
            as_of=_as_of(document),
            by=officer,
            origin=reports.Origin(sources={"parts": parts}),
        )
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _as_of(document: SessionDocument) -> date:
    """Take the day of issue; else the year the meeting block names; else today."""
    if document.issued_on:
        return document.issued_on
    match = re.search(
        r"\b(?:19|20)\d\d\b|(?:19|20)\d\d(?=\s*年)", plain(document.meeting.place_and_dates)
    )
    return date(int(match[0]), 1, 1) if match else dates.today()
