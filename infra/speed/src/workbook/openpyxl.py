"""Reads workbooks with openpyxl in its read-only mode: every value of the first sheet.

Input: the path of a workbook a line. Output, one line for each: the number of values, the nanoseconds of CPU
time and of the wall's that it took.
"""

import json
import sys
import time

import openpyxl


def read(path):
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    values = sum(value is not None for row in rows for value in row)
    book.close()
    return values


for line in sys.stdin:
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    values = read(line.rstrip("\n"))
    print(json.dumps([values, time.process_time_ns() - cpu, time.perf_counter_ns() - wall]), flush=True)
