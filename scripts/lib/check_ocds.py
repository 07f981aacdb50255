"""Reviews OCDS packages offline: check_ocds.py VECTORS OWN-EXTENSION FILE…

VECTORS holds the standard (std115.zip), its release and package schemas with the published extensions patched in
(patched-release-schema.json, patched-package-schema.json) and the extensions themselves (ext/NAME/extension.json). They
are served on a loopback port to the review tool, in whose copy of each package the extensions' addresses are replaced by
those.
"""

import copy
import http.server
import json
import os
import re
import sys
import tempfile
import threading
import warnings
import zipfile

warnings.filterwarnings("ignore")

import jsonschema
import libcoveocds.api
import ocdsmerge
from libcoveocds.config import LibCoveOCDSConfig


def merge_patch(target, patch):
    """RFC 7396, as extensions are applied to the release schema."""
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict):
            target[key] = merge_patch(target.get(key) if isinstance(target.get(key), dict) else {}, value)
        else:
            target[key] = value
    return target


class Standard:
    """The schemas, with the extension of our own patched in as well."""

    def __init__(self, vectors, own):
        with open(os.path.join(vectors, "patched-release-schema.json")) as file:
            self.release = json.load(file)
        with open(os.path.join(own, "release-schema.json")) as file:
            merge_patch(self.release, json.load(file))
        with open(os.path.join(vectors, "patched-package-schema.json")) as file:
            self.published = jsonschema.Draft4Validator(
                json.load(file), format_checker=jsonschema.FormatChecker())
        with zipfile.ZipFile(os.path.join(vectors, "std115.zip")) as archive:

            def schema(name):
                return json.loads(archive.read(f"standard-1__1__5/schema/{name}.json"))

            package, record = schema("release-package-schema"), schema("record-package-schema")
        self.releases = self.validator(package, package["properties"]["releases"]["items"])
        definition = record["definitions"]["record"]["properties"]
        # Releases by link or embedded: ours are embedded. The versioned form is not ours.
        definition["releases"] = definition["releases"]["oneOf"][1]
        definition.pop("versionedRelease")
        self.records = self.validator(record, definition["releases"]["items"], definition["compiledRelease"])
        self.merger = ocdsmerge.Merger(self.release)

    def validator(self, schema, *places):
        release = copy.deepcopy(self.release)
        schema.setdefault("definitions", {}).update(release.pop("definitions"))
        for name in ("id", "$schema"):
            release.pop(name, None)
        schema["definitions"]["Release"] = release
        for place in places:
            place.clear()
            place["$ref"] = "#/definitions/Release"
        schema.pop("id", None)
        return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def serve(vectors, own):
    """Serves the published extensions at /NAME/ and ours at /own/; returns the address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            name, _, rest = path.lstrip("/").partition("/")
            folder = own if name == "own" else os.path.join(vectors, "ext", name)
            return os.path.join(folder, os.path.normpath("/" + rest).lstrip("/"))

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def local_address(address, base, vectors):
    published = re.fullmatch(r".*/ocds_(\w+)_extension/.*extension\.json", address)
    if published and os.path.isdir(os.path.join(vectors, "ext", published[1])):
        return f"{base}/{published[1]}/extension.json"
    return f"{base}/own/extension.json" if address.endswith("/ocds/extension/extension.json") else None


def as_releases(package):
    """A record package's releases, the compiled ones among them, as a release package; another package as it is."""
    copied = copy.deepcopy(package)
    if "records" in copied:
        records = copied.pop("records")
        copied.pop("packages", None)
        copied["releases"] = [
            release for record in records for release in [*record["releases"], record["compiledRelease"]]]
    return copied


def by_schema(package, standard):
    validator = standard.records if "records" in package else standard.releases
    for error in [*validator.iter_errors(package), *standard.published.iter_errors(as_releases(package))]:
        yield f"schema: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"


def by_reviewer(package, base, vectors):
    # For a record package the tool would fetch the schema of versioned releases from the standard's site. What is in our
    # records are releases, and so it reviews them as such.
    copied = as_releases(package)
    addresses = []
    for address in package.get("extensions", []):
        local = local_address(address, base, vectors)
        if local:
            addresses.append(local)
        else:
            yield f"extension: {address} is not at hand"
    copied["extensions"] = addresses
    config = LibCoveOCDSConfig()
    config.config.update(
        standard_zip="file://" + os.path.join(vectors, "std115.zip"), additional_checks="all", skip_aggregates=True,
        context="api")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "package.json")
        with open(path, "w") as file:
            json.dump(copied, file, ensure_ascii=False)
        report = libcoveocds.api.ocds_json_output(folder, path, None, convert=False, lib_cove_ocds_config=config)
    if report.get("json_deref_error"):
        yield f"reviewer: json_deref_error: {report['json_deref_error']}"
    for name, extension in (report.get("extensions") or {}).get("invalid_extension", {}).items():
        yield f"reviewer: extension {name}: {extension}"
    for name in (
        "validation_errors", "additional_fields", "additional_closed_codelist_values",
        "additional_open_codelist_values", "additional_checks", "conformance_errors", "structure_warnings",
        "deprecated_fields",
    ):
        found = report.get(name)
        for finding in (found.items() if isinstance(found, dict) else found or []):
            yield f"reviewer: {name}: {json.dumps(finding, ensure_ascii=False, default=str)[:300]}"


def by_merging(package, standard):
    for record in package.get("records", []):
        releases = record["releases"]
        dates = [release["date"] for release in releases]
        if sorted(set(dates)) != dates:
            yield "merging: the releases' dates do not rise"
        if standard.merger.create_compiled_release(releases) != record["compiledRelease"]:
            yield "merging: the releases do not come to the compiled release"


def walk(value):
    """Every (name, value) pair in it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def ids(items):
    return [item.get("id") for item in items or []]


def by_references(release):
    tender = release.get("tender", {})
    known = {
        "parties": ids(release.get("parties")), "lots": ids(tender.get("lots")), "awards": ids(release.get("awards")),
        "contracts": ids(release.get("contracts")), "bids": ids(release.get("bids", {}).get("details")),
    }
    for name, found in known.items():
        if len(set(found)) != len(found):
            yield f"references: an id stands twice in {name}"
    documents = [document["id"] for name, inner in walk(release) if name == "documents" for document in inner]
    if len(set(documents)) != len(documents):
        yield "references: a document's id stands twice"
    single, many = {"buyer", "procuringEntity", "author"}, {"suppliers", "tenderers", "signatories"}
    for name, inner in walk(release):
        for reference in [inner] if name in single else inner if name in many else []:
            if reference["id"] not in known["parties"]:
                yield f"references: {name} {reference['id']} is no party"
        for lot in [inner] if name == "relatedLot" else inner if name == "relatedLots" else []:
            if lot not in known["lots"]:
                yield f"references: {lot} is no lot"
        if name == "relatedBid" and inner not in known["bids"]:
            yield f"references: {inner} is no bid"
    for award in release.get("awards", []):
        if not award.get("suppliers") or not award.get("relatedLots"):
            yield f"references: the award {award['id']} names no supplier or no lot"
    for contract in release.get("contracts", []):
        if contract.get("awardID") not in known["awards"]:
            yield f"references: the contract {contract['id']} names no award"


def review(path, standard, base, vectors):
    with open(path, encoding="utf-8") as file:
        package = json.load(file)
    yield from by_schema(package, standard)
    yield from by_reviewer(package, base, vectors)
    yield from by_merging(package, standard)
    for record in package.get("records", []):
        for release in [record["compiledRelease"], *record["releases"]]:
            yield from by_references(release)
    for release in package.get("releases", []):
        yield from by_references(release)


def main(vectors, own, *paths):
    standard = Standard(vectors, own)
    base = serve(vectors, own)
    findings = 0
    for path in paths:
        try:
            found = list(review(path, standard, base, vectors))
        except (OSError, ValueError) as error:
            found = [f"cannot be read as JSON: {error}"]
        for finding in found:
            print(f"{path}: {finding}")
        if not found:
            print(f"{path}: ok")
        findings += len(found)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
