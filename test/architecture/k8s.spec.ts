import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PARTITIONS } from '@luyue/platform';
import { allTopics } from '@luyue/platform/startup/topics';
import { containersOf, type Manifest, podOf, render } from './k8s-render.ts';
import { type Code, judgeVariables, type K8sRule, type Program, rules } from './k8s-rules.ts';
import { shapes } from './k8s-shapes.ts';

const root = join(__dirname, '..', '..');
const overlays = ['staging', 'production'];
const rendered = new Map(overlays.map((name) => [name, render(join(root, 'k8s', 'overlays', name))]));
/** The manifests of an overlay, to do with as one likes. */
const overlay = (name: string): Manifest[] => structuredClone(rendered.get(name)!);
let code: Code;

const pathsIn = (file: string): string[] => [...readFileSync(join(root, file), 'utf8').matchAll(/\bfastify\.get\('([^']+)'/g)].map(([, path]) => path!);

async function programOf(name: string, folder: string, file: string): Promise<Program> {
  const classes = Object.values((await import(join(root, folder, 'src', 'config.ts'))) as Record<string, unknown>);
  const Environment = classes.find((one) => typeof one === 'function' && one.name.endsWith('Environment')) as new () => object;
  return { name, Environment, paths: pathsIn(file) };
}

beforeAll(async () => {
  const { services } = (await import(join(root, 'infra/local/services.mjs'))) as { services: () => { name: string }[] };
  const programs = await Promise.all([
    programOf('gateway', 'gateway', 'gateway/src/app.module.ts'), ...services().map(({ name }) => programOf(name, `services/${name}`, 'libs/platform/src/startup/service.ts')),
  ]);
  code = { programs, version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version, topics: allTopics(), partitions: PARTITIONS };
}, 60_000);

describe.each(overlays)('PF-18: the manifests of %s', (name) => {
  test.each(Object.keys(rules) as K8sRule[])('keep the rule %s', (rule) => {
    const manifests = overlay(name);
    expect(manifests.length).toBeGreaterThan(60);
    expect(rules[rule](manifests, code)).toEqual([]);
  });

  test('have the shape of their kinds', () => {
    expect(shapes(overlay(name))).toEqual([]);
  });
});

const find = (manifests: Manifest[], kind: string, name: string): Manifest => manifests.find((m) => m.kind === kind && m.metadata.name === name)!;
/** Fields of any depth, for planting. */
// oxlint-disable-next-line typescript/no-explicit-any
const spec = (manifests: Manifest[], kind: string, name: string): any => find(manifests, kind, name)['spec'];
// oxlint-disable-next-line typescript/no-explicit-any
const container = (manifests: Manifest[], name: string, kind = 'Deployment'): any => containersOf(find(manifests, kind, name))[0];

describe.each<[string, K8sRule, (manifests: Manifest[]) => unknown, string[]]>([
  ['a service without background work', 'programs', (all) => all.splice(all.indexOf(find(all, 'Deployment', 'insight-work')), 1), ['Deployment insight-work is missing']],
  ['a Deployment of nobody', 'programs', (all) => all.push({ ...find(all, 'Deployment', 'gateway'), metadata: { name: 'billing-http' } }), [`Deployment billing-http is nobody's`]],
  ['a role that row policies do not bind', 'programs', (all) => { spec(all, 'Cluster', 'luyue-db').managed.roles[1].bypassrls = true; }, ['role tenancy_app: row policies would not bind it']],
  ['a role with another password', 'programs', (all) => { spec(all, 'Cluster', 'luyue-db').managed.roles[1].passwordSecret.name = 'insight-app'; }, ['role tenancy_app by tenancy-app is missing', `role tenancy_app by insight-app is nobody's`]],
  ['a probe of a path that is not there', 'probes', (all) => { container(all, 'tenancy-http').readinessProbe.httpGet.path = '/healthz'; }, ['Deployment tenancy-http: readinessProbe asks /healthz, which nobody answers']],
  ['a probe of a closed port', 'probes', (all) => { container(all, 'gateway').livenessProbe.httpGet.port = 'admin'; }, ['Deployment gateway: livenessProbe asks a port admin, which is not open']],
  ['no probe at all', 'probes', (all) => { delete container(all, 'insight-http').startupProbe; }, ['Deployment insight-http: no startupProbe']],
  ['a variable that nobody reads', 'variables', (all) => container(all, 'insight-work').env.push({ name: 'SMTP_URL', value: 'smtp://x' }), ['Deployment insight-work: SMTP_URL is not read by insight']],
  ['a variable that is missing', 'variables', (all) => { delete (find(all, 'ConfigMap', 'gateway')['data'] as Record<string, string>)['INSIGHT_URL']; }, ['Deployment gateway: INSIGHT_URL: INSIGHT_URL must be a URL address']],
  ['a variable of the wrong form', 'variables', (all) => container(all, 'tenancy-work').env.push({ name: 'WORK', value: 'everything' }), [expect.stringMatching(/^Deployment tenancy-work: WORK: WORK must match/) as unknown as string]],
  ['an address without its password', 'variables', (all) => container(all, 'tenancy-http').env.splice(container(all, 'tenancy-http').env.findIndex((one: { name: string }) => one.name === 'APP_PASSWORD'), 1), ['Deployment tenancy-http: DATABASE_URL refers to a variable that is not there']],
  ['settings that are not there', 'variables', (all) => { container(all, 'gateway').envFrom.push({ configMapRef: { name: 'limits' } }); }, ['Deployment gateway: no ConfigMap limits']],
  ['a service that knows the owner', 'variables', (all) => container(all, 'insight-http').env.push({ name: 'DATABASE_MIGRATION_URL', value: 'postgres://a:b@c/d' }), ['Deployment insight-http: only migrations have the address of the owner']],
  ['a migration of nothing', 'variables', (all) => { container(all, 'insight-migrate', 'Job').env = []; }, ['Job insight-migrate: variable DATABASE_MIGRATION_URL is missing']],
  ['an image that floats', 'images', (all) => { container(all, 'gateway').image = `luyue/gateway:${'latest'}`; }, [`Deployment gateway: luyue/gateway:${'latest'} names no version`]],
  ['an image of an engine without a version', 'images', (all) => { spec(all, 'Cluster', 'luyue-db').imageName = 'ghcr.io/cloudnative-pg/postgresql'; }, ['Cluster luyue-db: ghcr.io/cloudnative-pg/postgresql names no version']],
  ['the image of another service', 'images', (all) => { container(all, 'insight-http').image = 'luyue/tenancy:0.1.0'; }, ['Deployment insight-http: luyue/tenancy:0.1.0 is not insight 0.1.0']],
  ['a root user', 'security', (all) => { delete (podOf(find(all, 'Deployment', 'gateway')) as Record<string, Record<string, unknown>>)['securityContext']!['runAsNonRoot']; }, ['Deployment gateway: securityContext.runAsNonRoot is not true']],
  ['a container that writes to its image', 'security', (all) => { container(all, 'tenancy-migrate', 'Job').securityContext.readOnlyRootFilesystem = false; }, ['Job tenancy-migrate: securityContext.readOnlyRootFilesystem is not true']],
  ['a secret', 'security', (all) => all.push({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'operator' } }), ['Secret operator: secrets are referred to, never kept here']],
  ['a topic that is missing', 'topics', (all) => all.splice(all.indexOf(find(all, 'KafkaTopic', 'utility-care.case')), 1), ['KafkaTopic utility-care.case is missing']],
  ['a topic with more partitions than the code knows', 'topics', (all) => { spec(all, 'KafkaTopic', 'tenancy.unit').partitions = 8; }, ['KafkaTopic tenancy.unit: the code sends to 4 partitions']],
  ['a topic on one node', 'topics', (all) => { spec(all, 'KafkaTopic', 'tenancy.unit').replicas = 1; }, ['KafkaTopic tenancy.unit: a lost node would stop it or lose from it']],
  ['a Service that finds no pod', 'selectors', (all) => { spec(all, 'Service', 'insight-http').selector['app.kubernetes.io/component'] = 'web'; }, ['Service insight-http: selects no pod']],
  ['a door in the network to nobody', 'selectors', (all) => { spec(all, 'NetworkPolicy', 'kafka').egress[0].to[0].podSelector.matchLabels['strimzi.io/cluster'] = 'events'; }, ['NetworkPolicy kafka: selects no pod']],
  ['an autoscaler of nothing', 'selectors', (all) => { spec(all, 'HorizontalPodAutoscaler', 'gateway').scaleTargetRef.name = 'door'; }, ['HorizontalPodAutoscaler gateway: scales nothing']],
  ['an open network', 'selectors', (all) => all.splice(all.indexOf(find(all, 'NetworkPolicy', 'nobody')), 1), ['no network policy forbids what none allows']],
  ['more pods than connections', 'connections', (all) => { spec(all, 'HorizontalPodAutoscaler', 'insight-http').maxReplicas = 60; }, ['Cluster luyue-db: 1000 connections for 1488']],
])('a planted violation: %s', (_what, rule, plant, expected) => {
  test('is found, and nothing else', () => {
    const manifests = overlay('production');
    plant(manifests);
    expect(rules[rule](manifests, code)).toEqual(expected);
  });
});

test('planted shapes are found: an unknown field, a missing one, a wrong type, a wrong value, an unknown kind', () => {
  const manifests = overlay('production');
  container(manifests, 'gateway').livenesProbe = {};
  delete spec(manifests, 'Deployment', 'tenancy-http').selector;
  spec(manifests, 'HorizontalPodAutoscaler', 'gateway').maxReplicas = '8';
  spec(manifests, 'ScheduledBackup', 'luyue-nightly').method = 'tape';
  spec(manifests, 'KafkaTopic', 'tenancy.unit').topic = 'x';
  manifests.push({ apiVersion: 'apps/v1', kind: 'Deploiment', metadata: { name: 'a' } }, { apiVersion: 'apps/v2', kind: 'Deployment', metadata: { name: 'b' } });
  const found = shapes(manifests).map((line) => line.split(':')[0]);
  expect(found.toSorted()).toEqual(['Deploiment a', 'Deployment b', 'Deployment gateway', 'Deployment tenancy-http', 'HorizontalPodAutoscaler gateway', 'KafkaTopic tenancy.unit', 'ScheduledBackup luyue-nightly']);
});

describe('what the renderer does not understand is no rendering', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-overlay-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const kustomization = (text: string) => () => {
    writeFileSync(join(folder, 'a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {b: c}\n');
    writeFileSync(join(folder, 'kustomization.yaml'), text);
    return render(folder);
  };
  test.each<[string, string, RegExp]>([
    ['a field of kustomize', 'resources: [a.yaml]\nreplicas: [{name: a, count: 2}]', /replicas is not understood here/],
    ['a patch for nobody', 'resources: [a.yaml]\npatches: [{target: {kind: ConfigMap, name: b}, patch: "[]"}]', /finds no ConfigMap b/],
    ['a place that is not there', 'resources: [a.yaml]\npatches: [{target: {kind: ConfigMap}, patch: "[{op: replace, path: /data/x, value: y}]"}]', /cannot replace \/data\/x/],
    ['an operation', 'resources: [a.yaml]\npatches: [{target: {kind: ConfigMap}, patch: "[{op: remove, path: /data/b}]"}]', /cannot remove \/data\/b/],
  ])('%s', (_what, text, message) => {
    expect(kustomization(text)).toThrow(message);
  });
});

describe('PF-18: one server with compose', () => {
  interface Service { image: string; build?: { dockerfile: string; args: { PROJECT: string } }; environment?: Record<string, string | null>; command?: string[]; read_only?: boolean; depends_on?: Record<string, { condition: string }> }
  const { services: parts } = parse(readFileSync(join(root, 'infra/compose/compose.yaml'), 'utf8'), { merge: true }) as { services: Record<string, Service> };
  const example = readFileSync(join(root, 'infra/compose/.env.example'), 'utf8');

  test('has every program once, a migration for each service, and each in its right environment', () => {
    const services = code.programs.map(({ name }) => name).filter((name) => name !== 'gateway');
    expect(Object.keys(parts).toSorted()).toEqual(['postgres', 'kafka', 'databases', 'gateway', ...services, ...services.map((name) => `${name}-migration`)].toSorted());
    expect(parts['databases']!.command!.slice(2).toSorted()).toEqual(services.toSorted());
    const judged = Object.entries(parts).filter(([name]) => !['postgres', 'kafka', 'databases'].includes(name)).flatMap(([name, { environment }]) => {
      // What the example names is taken; a secret is made up.
      const given = (name: string): string => new RegExp(`^${name}=(.+)$`, 'm').exec(example)?.[1] ?? 's'.repeat(24);
      const values = Object.fromEntries(Object.entries(environment!).filter(([, value]) => value !== null).map(([key, value]) => [key, value!.replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1').replace(/\$\{([A-Z_]+):\?\}/g, (_all, name: string) => given(name))]));
      return judgeVariables(code, name.replace(/-migration$/, ''), values, new Set(), name.endsWith('-migration')).map((problem) => `${name}: ${problem}`);
    });
    expect(judged).toEqual([]);
  });

  test('starts a service after its migration and after Kafka, and builds what it names', () => {
    for (const { name } of code.programs.filter((one) => one.name !== 'gateway')) {
      expect(parts[name]!.depends_on).toEqual({ [`${name}-migration`]: { condition: 'service_completed_successfully' }, kafka: { condition: 'service_healthy' } });
    }
    for (const { image, build, read_only } of Object.values(parts).filter((part) => part.build)) {
      expect(existsSync(join(root, build!.dockerfile))).toBe(true);
      expect(existsSync(join(root, build!.args.PROJECT, 'package.json'))).toBe(true);
      expect([image, read_only]).toEqual([`luyue/${build!.args.PROJECT.split('/').pop()}:${code.version}`, true]);
    }
    expect(Object.values(parts).map(({ image }) => image).filter((image) => !/:\d+\.\d+/.test(image))).toEqual([]);
  });

  test('asks for nothing that .env.example does not name', () => {
    const asked = [...readFileSync(join(root, 'infra/compose/compose.yaml'), 'utf8').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!);
    expect([...new Set(asked)].filter((name) => !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
  });
});
