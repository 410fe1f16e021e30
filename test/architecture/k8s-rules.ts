// What manifests must agree with in the code. Each rule gives its violations as sentences.
import { getMetadataStorage } from 'class-validator';
import { readConfig } from '@luyue/platform/config/config';
import { rolesOf } from '../../infra/local/databases.mjs';
import { containersOf, type Manifest, podOf } from './k8s-render.ts';

export interface Program { name: string; Environment: new () => object; paths: string[] }
export interface Code { programs: Program[]; version: string; topics: string[]; partitions: number }
type Env = { name: string; value?: string; valueFrom?: { secretKeyRef?: { optional?: boolean } } };
interface Selector { matchLabels?: Record<string, string>; matchExpressions?: { key: string; operator: string; values: string[] }[] }

const of = (manifests: Manifest[], ...kinds: string[]): Manifest[] => manifests.filter(({ kind }) => kinds.includes(kind));
const programOf = (manifest: Manifest): string => manifest.metadata.labels?.['app.kubernetes.io/name'] ?? '';
const at = (value: unknown, ...path: (string | number)[]): unknown => path.reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], value);
const title = (manifest: Manifest): string => `${manifest.kind} ${manifest.metadata.name}`;

/** Each service has its two Deployments, its migration and its database with the three roles; the gateway its one; and there is nobody else. */
export function programs(manifests: Manifest[], code: Code): string[] {
  const services = code.programs.map(({ name }) => name).filter((name) => name !== 'gateway');
  const roles = services.flatMap((name) => Object.entries(rolesOf(name.replaceAll('-', '_'))).map(([role, login]) => `${login} by ${name}-${role}`));
  const managed = (of(manifests, 'Cluster').flatMap((m) => at(m, 'spec', 'managed', 'roles')) as { name: string; passwordSecret: { name: string }; superuser: boolean; bypassrls: boolean }[]);
  return [
    ...compare('Deployment', of(manifests, 'Deployment').map((m) => m.metadata.name), ['gateway', ...services.flatMap((name) => [`${name}-http`, `${name}-work`])]),
    ...compare('Job', of(manifests, 'Job').map((m) => m.metadata.name), services.map((name) => `${name}-migrate`)),
    ...compare('Database', of(manifests, 'Database').map((m) => `${String(at(m, 'spec', 'name'))} of ${String(at(m, 'spec', 'owner'))}`), services.map((name) => `${name.replaceAll('-', '_')} of ${rolesOf(name.replaceAll('-', '_')).owner}`)),
    ...compare('role', managed.map((role) => `${role.name} by ${role.passwordSecret.name}`), roles),
    ...managed.filter((role) => role.superuser || role.bypassrls).map(({ name }) => `role ${name}: row policies would not bind it`),
  ];
}

function compare(what: string, found: string[], wanted: string[]): string[] {
  return [...wanted.filter((name) => !found.includes(name)).map((name) => `${what} ${name} is missing`), ...found.filter((name) => !wanted.includes(name)).map((name) => `${what} ${name} is nobody's`)];
}

/** Probes ask paths that the program answers, on a port that the container opens; every Deployment has the three. */
export function probes(manifests: Manifest[], code: Code): string[] {
  return of(manifests, 'Deployment').flatMap((manifest) => containersOf(manifest).flatMap((container) => {
    const ports = ((container['ports'] ?? []) as { name: string }[]).map(({ name }) => name);
    const answered = code.programs.find(({ name }) => name === programOf(manifest))?.paths ?? [];
    return ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((probe) => {
      const { path, port } = (at(container, probe, 'httpGet') ?? {}) as { path?: string; port?: string };
      if (!path || !port) return [`${title(manifest)}: no ${probe}`];
      return [...(answered.includes(path) ? [] : [`${title(manifest)}: ${probe} asks ${path}, which nobody answers`]), ...(ports.includes(port) ? [] : [`${title(manifest)}: ${probe} asks a port ${port}, which is not open`])];
    });
  }));
}

/** A secret's value is not here; this is one of the right form. */
const secretFor = (name: string): string => (name === 'SMTP_URL' ? 'smtps://mail.example' : 's'.repeat(32));

/** Every variable is one that the program reads, every one that it needs is there in the right form, and only migrations have the owner's address. */
export function variables(manifests: Manifest[], code: Code): string[] {
  const maps = new Map(of(manifests, 'ConfigMap').map((m) => [m.metadata.name, m['data'] as Record<string, string>]));
  return of(manifests, 'Deployment', 'Job').flatMap((manifest) => containersOf(manifest).flatMap((container) => {
    const sources = (container['envFrom'] ?? []) as { configMapRef: { name: string } }[];
    const lost = sources.filter(({ configMapRef }) => !maps.has(configMapRef.name)).map(({ configMapRef }) => `${title(manifest)}: no ConfigMap ${configMapRef.name}`);
    const environment: Record<string, string> = Object.assign({}, ...sources.map(({ configMapRef }) => maps.get(configMapRef.name)));
    const own: Record<string, string> = {};
    const parts = new Set<string>();
    for (const { name, value, valueFrom } of (container['env'] ?? []) as Env[]) {
      if (valueFrom?.secretKeyRef?.optional) own[name] ??= secretFor(name);
      // As the kubelet does: only variables of `env` that stand before are filled in.
      else own[name] = valueFrom ? secretFor(name) : String(value).replace(/\$\((\w+)\)/g, (whole, part: string) => { parts.add(part); return own[part] ?? whole; });
    }
    const problems = judgeVariables(code, programOf(manifest), { ...environment, ...own }, parts, manifest.kind === 'Job');
    return [...lost, ...problems.map((problem) => `${title(manifest)}: ${problem}`)];
  }));
}

/** What is wrong with the environment of one process; `parts` are those that only make up others. */
export function judgeVariables(code: Code, name: string, environment: Record<string, string>, parts: Set<string>, migration: boolean): string[] {
  const program = code.programs.find((one) => one.name === name);
  if (!program) return [`${name} is no program of ours`];
  const unfilled = Object.entries(environment).filter(([, value]) => /\$\(/.test(value)).map(([key]) => `${key} refers to a variable that is not there`);
  if (migration) return [...unfilled, ...compare('variable', Object.keys(environment).filter((key) => !parts.has(key)), ['DATABASE_MIGRATION_URL'])];
  const read = new Set(getMetadataStorage().getTargetValidationMetadatas(program.Environment, '', true, false).map(({ propertyName }) => propertyName));
  const unknown = Object.keys(environment).filter((key) => !read.has(key) && !parts.has(key)).map((key) => `${key} is not read by ${name}`);
  const owner = environment['DATABASE_MIGRATION_URL'] ? ['only migrations have the address of the owner'] : [];
  try {
    readConfig(program.Environment, environment);
    return [...unfilled, ...unknown, ...owner];
  } catch (error) {
    return [...unfilled, ...unknown, ...owner, ...(error as Error).message.split('\n').slice(1).map((line) => line.trim())];
  }
}

/** Ours are of this version; others name theirs. */
export function images(manifests: Manifest[], code: Code): string[] {
  const all = [...manifests.flatMap((m) => containersOf(m).map((container) => ({ m, image: String(container['image']) }))), ...of(manifests, 'Cluster').map((m) => ({ m, image: String(at(m, 'spec', 'imageName')) }))];
  return all.flatMap(({ m, image }) => {
    const [, path, tag] = /^([^@]*?)(?::([^:/@]+))?(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
    if (!tag || tag === ['la', 'test'].join('')) return [`${title(m)}: ${image} names no version`];
    if (podOf(m) && (path!.split('/').pop() !== programOf(m) || tag !== code.version)) return [`${title(m)}: ${image} is not ${programOf(m)} ${code.version}`];
    return [];
  });
}

/** Nobody is root, writes to the image, or gets a token of the cluster; and no manifest carries a secret. */
export function security(manifests: Manifest[]): string[] {
  return [
    ...of(manifests, 'Secret').map((m) => `${title(m)}: secrets are referred to, never kept here`),
    ...of(manifests, 'Deployment', 'Job').flatMap((manifest) => {
      const pod = podOf(manifest)!;
      const demand = (place: unknown, ...path: string[]) => (wanted: unknown): string[] => (JSON.stringify(at(place, ...path)) === JSON.stringify(wanted) ? [] : [`${title(manifest)}: ${path.join('.')} is not ${JSON.stringify(wanted)}`]);
      return [
        ...demand(pod, 'securityContext', 'runAsNonRoot')(true), ...demand(pod, 'securityContext', 'seccompProfile', 'type')('RuntimeDefault'),
        ...demand(pod, 'automountServiceAccountToken')(false), ...demand(pod, 'enableServiceLinks')(false),
        ...containersOf(manifest).flatMap((container) => [
          ...demand(container, 'securityContext', 'readOnlyRootFilesystem')(true), ...demand(container, 'securityContext', 'allowPrivilegeEscalation')(false),
          ...demand(container, 'securityContext', 'capabilities', 'drop')(['ALL']),
          ...(at(container, 'resources', 'requests', 'cpu') && at(container, 'resources', 'limits', 'memory') ? [] : [`${title(manifest)}: no requests or limits`]),
        ]),
      ];
    }),
  ];
}

/** One topic for each of the contracts, with as many partitions as the relay counts on and copies that survive a node. */
export function topics(manifests: Manifest[], code: Code): string[] {
  return [
    ...compare('KafkaTopic', of(manifests, 'KafkaTopic').map((m) => m.metadata.name), code.topics),
    ...of(manifests, 'KafkaTopic').flatMap((m) => [
      ...(at(m, 'spec', 'partitions') === code.partitions ? [] : [`${title(m)}: the code sends to ${code.partitions} partitions`]),
      ...(Number(at(m, 'spec', 'replicas')) > Number(at(m, 'spec', 'config', 'min.insync.replicas')) && Number(at(m, 'spec', 'config', 'min.insync.replicas')) > 1 ? [] : [`${title(m)}: a lost node would stop it or lose from it`]),
    ]),
  ];
}

/** What selects finds: a Service, a budget and a network policy the pods they are for, an autoscaler its Deployment. */
export function selectors(manifests: Manifest[]): string[] {
  const pods: Record<string, string>[] = of(manifests, 'Deployment', 'Job').map((m) => ({ ...m.metadata.labels, ...(at(m, 'spec', 'template', 'metadata', 'labels') as Record<string, string>) }));
  // Pods that the operators make.
  const engines: Record<string, string>[] = [{ 'cnpg.io/cluster': of(manifests, 'Cluster')[0]?.metadata.name ?? '' }, { 'strimzi.io/cluster': of(manifests, 'Kafka')[0]?.metadata.name ?? '' }];
  const matches = ({ matchLabels = {}, matchExpressions = [] }: Selector): boolean => [...pods, ...engines].some((labels) =>
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? '')));
  const chosen = (m: Manifest): Selector[] => {
    if (m.kind === 'Service') return [{ matchLabels: at(m, 'spec', 'selector') as Record<string, string> }];
    if (m.kind === 'PodDisruptionBudget') return [at(m, 'spec', 'selector') as Selector];
    const peers = [...((at(m, 'spec', 'ingress') ?? []) as { from?: { podSelector?: Selector }[] }[]).flatMap(({ from }) => from ?? []), ...((at(m, 'spec', 'egress') ?? []) as { to?: { podSelector?: Selector }[] }[]).flatMap(({ to }) => to ?? [])];
    return [at(m, 'spec', 'podSelector') as Selector, ...peers.flatMap(({ podSelector }) => podSelector ?? [])];
  };
  const deployments = new Set(of(manifests, 'Deployment').map((m) => m.metadata.name));
  return [
    ...of(manifests, 'Service', 'PodDisruptionBudget', 'NetworkPolicy').flatMap((m) => (chosen(m).every(matches) ? [] : [`${title(m)}: selects no pod`])),
    ...of(manifests, 'HorizontalPodAutoscaler').filter((m) => !deployments.has(String(at(m, 'spec', 'scaleTargetRef', 'name')))).map((m) => `${title(m)}: scales nothing`),
    ...(of(manifests, 'NetworkPolicy').some((m) => JSON.stringify(at(m, 'spec', 'podSelector')) === '{}' && !at(m, 'spec', 'ingress') && !at(m, 'spec', 'egress')) ? [] : ['no network policy forbids what none allows']),
  ];
}

/** What a process holds beside its pool: the relay's, the migration's or the listening one. */
const BESIDE_THE_POOL = 2;

/** All pods at their most, one more of each during a roll-out, fit into PostgreSQL's connections. */
export function connections(manifests: Manifest[]): string[] {
  const pool = Number(at(of(manifests, 'ConfigMap').find((m) => m.metadata.name === 'platform'), 'data', 'POOL_SIZE'));
  const most = new Map(of(manifests, 'HorizontalPodAutoscaler').map((m) => [at(m, 'spec', 'scaleTargetRef', 'name'), Number(at(m, 'spec', 'maxReplicas'))]));
  const needed = of(manifests, 'Deployment').filter((m) => programOf(m) !== 'gateway').reduce((sum, m) => sum + ((most.get(m.metadata.name) ?? Number(at(m, 'spec', 'replicas'))) + 1) * (pool + BESIDE_THE_POOL), 0);
  return of(manifests, 'Cluster').map((m) => ({ m, there: Number(at(m, 'spec', 'postgresql', 'parameters', 'max_connections')) })).filter(({ there }) => !(there >= needed))
    .map(({ m, there }) => `${title(m)}: ${there} connections for ${needed}`);
}

export const rules = { programs, probes, variables, images, security, topics, selectors, connections };
export type K8sRule = keyof typeof rules;
