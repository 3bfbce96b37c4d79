// Plain JavaScript objects, one YAML file per service, by js-yaml. Arguments: number of services, folder.
const fs = require('fs');
const yaml = require('js-yaml');
const { objects } = require('./objects.js');

const [count, folder] = [Number(process.argv[2]), process.argv[3]];
for (let i = 0; i < count; i++) {
  fs.writeFileSync(`${folder}/web-${i}.yaml`, objects(i).map((entry) => yaml.dump(entry)).join('---\n'));
}
