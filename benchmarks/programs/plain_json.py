"""Plain Python dicts, one JSON file per service: the floor for anything in Python. Arguments: number of services, folder."""

# mypy: ignore-errors

import json
import sys

from objects import objects

count, folder = int(sys.argv[1]), sys.argv[2]
for i in range(count):
    with open(f"{folder}/web-{i}.json", "w") as file:
        for entry in objects(i):
            file.write(json.dumps(entry))
            file.write("\n")
