"""The records of a list as a table to sort, filter and download, with a picture beside it."""

import json
from html import escape

from assistant.model import Answer, Row
from ui.render.as_csv import answer_csv
from ui.render.as_json import rows_json
from ui.render.cite_html import cite_html
from ui.render.labels import record_cells
from ui.render.table_html import Cell, table_html

_COLUMNS = ("microRNA", "source", "effect", "drug", "cancer", "target", "mechanism", "model")


def list_html(answer: Answer, turn: int) -> str:
    """The table, and what its download buttons save: all its rows, with every field and the citation numbers."""
    count = len(answer.rows)
    caption = f"{count} record{'' if count == 1 else 's'}"
    table = table_html(caption, _COLUMNS, [_cells(row, answer, turn) for row in answer.rows], noun="records")
    rows = json.dumps(rows_json(answer), ensure_ascii=False, indent=2)
    return (
        f'<div class="list">{table}</div>'
        f'<template class="csv">{escape(answer_csv(answer))}</template><template class="json">{escape(rows)}</template>'
        '<p class="acts"><button type="button" data-save="csv" data-name="exocite.csv">Download CSV</button>'
        '<button type="button" data-save="json" data-name="exocite.json">Download JSON</button></p>'
    )


def _cells(row: Row, answer: Answer, turn: int) -> list[Cell | str]:
    first, *others = record_cells(row.record)
    citation = answer.citations[row.citation - 1]
    return [first, Cell(str(row.citation), key=row.citation, html=cite_html(turn, citation)), *others]
