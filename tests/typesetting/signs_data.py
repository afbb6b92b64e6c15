"""Blocks of a text with signs as plain values, as the script in the browser has them."""

from typing import Any

from gmp_portal.typesetting.signs.blocks import (
    Block,
    Blocks,
    Figure,
    Heading,
    List,
    Note,
    Runs,
    Table,
)


def of_blocks(blocks: Blocks) -> list[dict[str, Any]]:
    return [_of_block(block) for block in blocks]


def _of_block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, List):
        entries = [
            {
                "level": entry.level,
                "numbered": entry.is_numbered,
                "runs": of_runs(entry.runs),
            }
            for entry in block.entries
        ]
        return {"kind": "list", "entries": entries}
    if isinstance(block, Table):
        return {
            "kind": "table",
            "rows": [[of_runs(cell) for cell in row] for row in block.rows],
        }
    if isinstance(block, Figure):
        return {
            "kind": "figure",
            "key": block.key,
            "alternative": block.alternative,
            "caption": of_runs(block.caption),
            "source": of_runs(block.source),
        }
    return {"kind": "paragraph", "runs": of_runs(block.runs)}


def of_runs(runs: Runs) -> list[dict[str, Any]]:
    return [
        {"note": of_runs(run.runs)}
        if isinstance(run, Note)
        else {
            "text": run.text,
            "strong": run.strong,
            "emphasis": run.emphasis,
            "address": run.address,
        }
        for run in runs
    ]
