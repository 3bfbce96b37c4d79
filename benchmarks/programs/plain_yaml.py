"""Plain Python dicts, one YAML file per service, by PyYAML's C writer. Arguments: number of services, folder."""

# mypy: ignore-errors

import sys

import yaml
from objects import objects

count, folder = int(sys.argv[1]), sys.argv[2]
for i in range(count):
    with open(f"{folder}/web-{i}.yaml", "w") as file:
        yaml.dump_all(objects(i), file, Dumper=yaml.CSafeDumper, sort_keys=False)
