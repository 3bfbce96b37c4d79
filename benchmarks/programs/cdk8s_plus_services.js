// cdk8s-plus in JavaScript: its own high-level constructs, a chart per service. Arguments: number of services, folder, output type.
const { App, Chart, Duration, Size, YamlOutputType } = require('cdk8s');
const plus = require('cdk8s-plus-32');

const variables = (i) => ({
  APP_NAME: `web-${i}`,
  CACHE_URL: `redis://cache-${i}:6379/0`,
  DB_HOST: `orders-${i}.db.internal`,
  DB_PORT: '5432',
  DEBUG: 'false',
  FEATURES: 'search,basket,vouchers',
  LOG_LEVEL: 'info',
  PORT: '8080',
  REGION: 'eu-west-1',
  WORKERS: '4',
});

const app = new App({ outdir: process.argv[3], yamlOutputType: YamlOutputType[process.argv[4]] });
for (let i = 0; i < Number(process.argv[2]); i++) {
  const name = `web-${i}`;
  const metadata = { name };
  const chart = new Chart(app, name, { namespace: 'shop', disableResourceNameHashes: true });
  const serviceAccount = new plus.ServiceAccount(chart, 'account', { metadata, automountToken: false });
  const deployment = new plus.Deployment(chart, 'deployment', { metadata, serviceAccount });
  deployment.addContainer({
    name,
    image: `registry.example.com/shop/web:${i}.4.2`,
    ports: [{ number: 8080, name: 'http' }],
    envVariables: Object.fromEntries(Object.entries(variables(i)).map(([key, value]) => [key, plus.EnvValue.fromValue(value)])),
    startup: plus.Probe.fromHttpGet('/healthz', { periodSeconds: Duration.seconds(5), failureThreshold: 30 }),
    liveness: plus.Probe.fromHttpGet('/healthz', { initialDelaySeconds: Duration.seconds(10) }),
    readiness: plus.Probe.fromHttpGet('/ready', { periodSeconds: Duration.seconds(5) }),
    resources: {
      cpu: { request: plus.Cpu.millis(100), limit: plus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
    },
    securityContext: { user: 10001, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
  });
  const service = new plus.Service(chart, 'service', { metadata, selector: deployment, ports: [{ port: 8080, name: 'http' }] });
  new plus.HorizontalPodAutoscaler(chart, 'autoscaler', {
    metadata,
    target: deployment,
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [plus.Metric.resourceCpu(plus.MetricTarget.averageUtilization(70))],
  });
  // cdk8s-plus has no budget: its layer of generated classes has.
  new plus.k8s.KubePodDisruptionBudget(chart, 'budget', {
    metadata,
    spec: { maxUnavailable: plus.k8s.IntOrString.fromNumber(1), selector: { matchLabels: { 'app.kubernetes.io/name': name } } },
  });
  const ingress = new plus.Ingress(chart, 'ingress', { metadata, className: 'nginx' });
  ingress.addHostRule(`web-${i}.example.com`, '/', plus.IngressBackend.fromService(service));
}
app.synth();
