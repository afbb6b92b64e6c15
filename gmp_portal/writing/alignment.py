"""What two sequences have in common, in order, within a bound of time and memory.

Comparing all with all takes a step for each pair of items. Where those are too many, rare runs that
both have exactly once hold the two together (as in a patience diff), and only what stands between
two of them is compared item by item.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

# So many items in a row make a run that is looked for as a whole.
RUN = 8
# Comparing item by item takes about 30 ms and 12 MB for so many pairs.
MOST_PAIRS = 200_000_000


class Match(NamedTuple):
    """A stretch that both have: where it begins in each, and its length."""

    old: int
    new: int
    size: int


class Alignment(NamedTuple):
    """The stretches that both have, and how many pairs of items were compared to tell."""

    matches: list[Match]
    pairs: int
    # Whether all of both was looked through.
    is_complete: bool


class Gap(NamedTuple):
    """What stands between two stretches that both have."""

    old: slice
    new: slice

    @property
    def pairs(self) -> int:
        olds: int = self.old.stop - self.old.start
        news: int = self.new.stop - self.new.start
        return olds * news


def align(
    old: Sequence[Hashable], new: Sequence[Hashable], most_pairs: int = MOST_PAIRS
) -> Alignment:
    """The stretches that both have; never more pairs are compared than ``most_pairs``."""
    start, end = _same_at_both_ends(old, new)
    middle = Gap(slice(start, len(old) - end), slice(start, len(new) - end))
    common = [Match(0, 0, start), Match(len(old) - end, len(new) - end, end)]
    gaps = [middle]
    if middle.pairs > most_pairs:
        held = _held_together(old, new, middle)
        common += held
        gaps = list(_between(held, middle))
    in_reach = _in_reach(gaps, most_pairs)
    for gap in in_reach:
        common += _compared(old, new, gap)
    pairs = sum(gap.pairs for gap in in_reach)
    return Alignment(_joined(common), pairs, len(in_reach) == len(gaps))


def _in_reach(gaps: list[Gap], most_pairs: int) -> list[Gap]:
    """Those that can be compared within the bound, the small ones first."""
    in_reach = []
    left = most_pairs
    for gap in sorted(gaps, key=lambda gap: gap.pairs):
        if gap.pairs <= left:
            left -= gap.pairs
            in_reach.append(gap)
    return in_reach


def _same_at_both_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _compared(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap
) -> Iterator[Match]:
    if not gap.pairs:
        return
    # Loaded by whoever compares, not at every start.
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    for step in Indel.opcodes(old[gap.old], new[gap.new]):
        if step.tag == "equal":
            size = step.src_end - step.src_start
            yield Match(
                gap.old.start + step.src_start, gap.new.start + step.dest_start, size
            )


def _held_together(
    old: Sequence[Hashable], new: Sequence[Hashable], middle: Gap
) -> list[Match]:
    """The runs that each has once, in the longest order that both keep."""
    runs_of_old, runs_of_new = (
        _single_runs(old, middle.old),
        _single_runs(new, middle.new),
    )
    # From the first to the last in the old one.
    both = [
        (place, runs_of_new[run])
        for run, place in runs_of_old.items()
        if run in runs_of_new
    ]
    held: list[Match] = []
    old_done = new_done = 0
    for in_old, in_new in _longest_rising(both):
        # Runs that are few items apart overlap.
        overlap = max(old_done - in_old, new_done - in_new, 0)
        if overlap >= RUN:
            continue
        old_from, new_from = in_old + overlap, in_new + overlap
        if held and (old_from, new_from) == (old_done, new_done):
            held[-1] = held[-1]._replace(size=in_old + RUN - held[-1].old)
        else:
            held.append(Match(old_from, new_from, RUN - overlap))
        old_done, new_done = in_old + RUN, in_new + RUN
    return held


def _single_runs(items: Sequence[Hashable], part: slice) -> dict[tuple[Hashable, ...], int]:
    """Where each run begins that occurs once."""
    looked_at = items[part]
    places: dict[tuple[Hashable, ...], int] = {}
    several = set()
    shifted = (looked_at[begin:] for begin in range(RUN))
    for place, run in enumerate(zip(*shifted, strict=False), part.start):
        if places.setdefault(run, place) != place:
            several.add(run)
    for run in several:
        del places[run]
    return places


def _longest_rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs that rise in the first number, the most that rise in the second as well."""
    ends: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for index, (_in_old, in_new) in enumerate(places):
        length = bisect_left(ends, in_new)
        before.append(last_of[length - 1] if length else -1)
        ends[length : length + 1] = [in_new]
        last_of[length : length + 1] = [index]
    rising = []
    index = last_of[-1] if last_of else -1
    while index >= 0:
        rising.append(places[index])
        index = before[index]
    return rising[::-1]


def _between(held: list[Match], middle: Gap) -> Iterator[Gap]:
    old, new = middle.old.start, middle.new.start
    for match in [*held, Match(middle.old.stop, middle.new.stop, 0)]:
        gap = Gap(slice(old, match.old), slice(new, match.new))
        if gap.pairs:
            yield gap
        old, new = match.old + match.size, match.new + match.size


def _joined(matches: list[Match]) -> list[Match]:
    """In order, and those in one that follow directly upon each other."""
    joined: list[Match] = []
    for match in sorted(matches):
        if not match.size:
            continue
        last = joined[-1] if joined else None
        if last and (last.old + last.size, last.new + last.size) == match[:2]:
            joined[-1] = last._replace(size=last.size + match.size)
        else:
            joined.append(match)
    return joined
