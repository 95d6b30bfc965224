"""The models of manuscripts against their JSON Schema: check_model.py SCHEMA BINARY FILE…"""

import json
import subprocess
import sys

import jsonschema


def faults(validator, model):
    """What the schema forbids, with its place."""
    for error in validator.iter_errors(model):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def main():
    schema_file, binary, *files = sys.argv[1:]
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found = 0
    for name in files:
        command = [binary, "model", "--format", "json", name]
        printed = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
        for fault in faults(validator, json.loads(printed)):
            print(f"{name}: {fault}")
            found += 1
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
