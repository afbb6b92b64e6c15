"""The files of a version on its page: which are there, which are older, which are being made."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from areas import jobs
from areas.models import PlanFile, PlanVersion
from areas.reading import plan_files
from areas.reading.snapshot import Content
from gmp_portal.jobs.models import Job


@dataclass(frozen=True)
class FileLine:
    """One kind of file in the language that is read."""

    kind: str
    label: str
    file: PlanFile | None
    is_current: bool
    job: Job | None
    can_be_made: bool

    @property
    def is_shown(self) -> bool:
        return bool(self.file or self.job or self.can_be_made)


def lines(
    plan: PlanVersion,
    content: Content,
    files: Iterable[PlanFile],
    under_way: Iterable[Job],
    possible: Collection[str],
) -> list[FileLine]:
    """A line for each kind; the PDF of a published original stands elsewhere on the page."""
    stamp = plan_files.stamp(plan, content)
    by_kind, working = {file.kind: file for file in files}, list(under_way)
    made = []
    for kind in PlanFile.Kind:
        if (
            plan.is_public
            and kind == PlanFile.Kind.PDF
            and content["language"] == plan.language
        ):
            continue
        file = by_kind.get(kind)
        is_current = file is not None and file.stamp == stamp
        job = next((each for each in working if jobs.is_about(each, kind)), None)
        can_be_made = "file_make" in possible and not is_current and job is None
        line = FileLine(kind, str(kind.label), file, is_current, job, can_be_made)
        made += [line] if line.is_shown else []
    return made
