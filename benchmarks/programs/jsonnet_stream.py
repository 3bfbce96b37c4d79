"""Jsonnet by one of its Python bindings, one YAML stream. Arguments: number of services, folder, module (_gojsonnet or rjsonnet)."""

# mypy: ignore-errors

import importlib
import json
import sys

count, folder, module = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with open("objects.libsonnet") as file:
    objects = file.read()
program = f"local objects = {objects}; std.manifestYamlStream(std.flatMap(objects, std.range(0, {count - 1})))"
# The value of a Jsonnet program comes as JSON; here it is a text in JSON.
stream = json.loads(importlib.import_module(module).evaluate_snippet("main.jsonnet", program))
with open(f"{folder}/all.yaml", "w") as file:
    file.write(stream)
