"""Validates documents against a schema: validate.py SCHEMA FOLDER. Prints how many, or what is wrong."""

import pathlib
import sys

from lxml import etree

schema = etree.XMLSchema(etree.parse(sys.argv[1], etree.XMLParser(no_network=True)))
files = sorted(pathlib.Path(sys.argv[2]).iterdir())
faults = []
for file in files:
    if not schema.validate(etree.parse(str(file))):
        faults += [f"{file.name}: {error.message}" for error in schema.error_log]
if faults:
    sys.exit("\n".join(faults))
print(len(files))
