"""cdk8s in Python, an ApiObject per object, a chart per service. Arguments: number of services, folder, output type."""

# mypy: ignore-errors

import sys

from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, JsonPatch, YamlOutputType
from objects import objects

app = App(outdir=sys.argv[2], yaml_output_type=YamlOutputType[sys.argv[3]])
for i in range(int(sys.argv[1])):
    chart = Chart(app, f"web-{i}", disable_resource_name_hashes=True)
    for entry in objects(i):
        meta = entry.pop("metadata")
        metadata = ApiObjectMetadata(name=meta["name"], namespace=meta["namespace"], labels=meta["labels"])
        made = ApiObject(chart, entry["kind"], api_version=entry.pop("apiVersion"), kind=entry.pop("kind"), metadata=metadata)
        made.add_json_patch(*(JsonPatch.add(f"/{key}", value) for key, value in entry.items()))
app.synth()
