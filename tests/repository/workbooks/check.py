"""Tells what openpyxl finds in a workbook: one JSON object."""

import json
import sys

import openpyxl


def columns(sheet):
    """The number format of each column for the cells that are not there."""
    formats = {}
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min, dimension.max + 1):
            formats[column] = dimension.number_format
    return [formats.get(column, "General") for column in range(1, sheet.max_column + 1)]


book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
cells = [cell for row in sheet.iter_rows() for cell in row]
found = {
    "sheets": book.sheetnames,
    "frozen": [sheet.freeze_panes for sheet in book.worksheets],
    "rows": [[cell.value for cell in row] for row in sheet.iter_rows()],
    "formats": [[cell.number_format for cell in row] for row in sheet.iter_rows()],
    "columns": columns(sheet),
    "bold": all(cell.font.bold for cell in sheet[1]),
    "choices": {str(choice.sqref): choice.formula1 for choice in sheet.data_validations.dataValidation},
    "formulas": sum(cell.data_type == "f" for cell in cells),
    "links": sum(cell.hyperlink is not None for cell in cells),
}
print(json.dumps(found))
