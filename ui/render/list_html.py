"""The records of a list as a table to sort, filter and download, with a picture beside it."""

import json
from html import escape

from assistant.model import Answer, Row
from ui.render.as_csv import answer_csv
from ui.render.as_json import rows_json
from ui.render.cite_html import cite_html
from ui.render.labels import record_cells
from ui.render.pictures.effects import MOST, effects
from ui.render.table_html import Cell, table_html

_COLUMNS = ("microRNA", "source", "effect", "drug", "cancer", "target", "mechanism", "model")


def list_html(answer: Answer, turn: int) -> str:
    """The table, and what its download buttons save: all its rows, with every field and the citation numbers."""
    count = len(answer.rows)
    caption = f"{count} record{'' if count == 1 else 's'}"
    table = table_html(caption, _COLUMNS, [_cells(row, answer, turn) for row in answer.rows], noun="records")
    rows = json.dumps(rows_json(answer), ensure_ascii=False, indent=2)
    return (
        f'<div class="list">{table}{_picture(answer, turn)}</div>'
        f'<template class="csv">{escape(answer_csv(answer))}</template><template class="json">{escape(rows)}</template>'
        '<p class="acts"><button type="button" data-save="csv" data-name="exocite.csv">Download CSV</button>'
        '<button type="button" data-save="json" data-name="exocite.json">Download JSON</button></p>'
    )


def _picture(answer: Answer, turn: int) -> str:
    """The microRNAs and drugs of the rows; nothing in it that the table does not say."""
    mirnas = len({row.record.mirna for row in answer.rows})
    count = f"the first {MOST} of {mirnas} microRNAs" if mirnas > MOST else f"{mirnas} microRNA{'s'[: mirnas > 1]}"
    title = f"Effect on resistance of {count}, as in the table"
    return (
        f'<figure class="picture"><figcaption>{title}</figcaption><div class="scroll" role="region" tabindex="0" '
        f'aria-label="{title}"><div role="img" aria-label="{title}">{effects(answer.rows, f"effects{turn}")}</div>'
        "</div></figure>"
    )


def _cells(row: Row, answer: Answer, turn: int) -> list[Cell | str]:
    first, *others = record_cells(row.record)
    citation = answer.citations[row.citation - 1]
    return [first, Cell(str(row.citation), key=row.citation, html=cite_html(turn, citation)), *others]
