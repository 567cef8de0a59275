#!/usr/bin/env python3
"""Holds every YAML file of the project against the schemas that the program prints, with an independent validator.

usage: validate.py PROGRAM ROOT

Sound files must pass, and every file of tests/schema/bad must be refused, by the schema and by the program alike; so must
each bad file in the Chinese spelling, and each sound file must pass in it.
"""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Dates, and words such as on and off, stay text, as in YAML 1.2."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))

KINDS = {"shixian": "pack", "shixian-log": "mapping", "shixian-test": "test", "shixian-calendar": "calendar",
         "shixian-waivers": "waivers", "shixian-table": "table", "shixian-requirements": "requirements"}
FIRST = {f"{key}: 1": kind for key, kind in KINDS.items()}


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])

    def run(*arguments):
        return subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=False)

    validators = {}
    for kind in KINDS.values():
        schema = json.loads(run("schema", kind).stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft7Validator(schema)

    def problems(text, kind):
        errors = []
        for error in validators[kind].iter_errors(yaml.load(text, Loader)):
            while error.context:
                error = max(error.context, key=lambda one: len(one.absolute_path))
            errors.append(f"{'/'.join(map(str, error.absolute_path))}: {error.message[-200:]}")
        return errors

    failed = []
    sound = [p for folder in ("rules", "samples") for p in sorted((root / folder).rglob("*.yaml"))
             if p.parent.name != "errors"] + sorted((root / "tests/schema/sound").glob("*.yaml"))
    bad = sorted((root / "tests/schema/bad").glob("*.yaml"))
    if len(sound) < 10 or len(bad) < 10:
        failed.append(f"only {len(sound)} sound and {len(bad)} bad files found under {root}")
    for path in sound + bad:
        text = path.read_text(encoding="utf-8")
        kind = next(k for line, k in FIRST.items() if line in text.splitlines())
        translated = run("translate", "--to", "zh", str(path))
        spellings = [("", text)] + ([(" (Chinese spelling)", translated.stdout)] if translated.returncode == 0 else [])
        for spelling, content in spellings:
            found = problems(content, kind)
            if path in bad and not found:
                failed.append(f"{path}{spelling}: the schema accepts it")
            if path not in bad:
                failed += [f"{path}{spelling}: {one}" for one in found[:5]]
        if path in bad and kind in ("pack", "test") and run("test", str(path)).returncode != 2:
            failed.append(f"{path}: the program accepts it")
    print("\n".join(failed) or f"{len(sound)} sound and {len(bad)} bad files, both spellings")
    return 1 if failed else 0


sys.exit(main())
