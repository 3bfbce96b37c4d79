// cdk8s in JavaScript, an ApiObject per object, a chart per service. Arguments: number of services, folder, output type.
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
const { objects } = require('./objects.js');

const app = new App({ outdir: process.argv[3], yamlOutputType: YamlOutputType[process.argv[4]] });
for (let i = 0; i < Number(process.argv[2]); i++) {
  const chart = new Chart(app, `web-${i}`, { disableResourceNameHashes: true });
  for (const entry of objects(i)) new ApiObject(chart, entry.kind, entry);
}
app.synth();
