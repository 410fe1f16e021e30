import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export interface Manifest { apiVersion: string; kind: string; metadata: { name: string; namespace?: string; labels?: Record<string, string> }; [field: string]: unknown }
type Tree = Record<string, unknown>;
interface Target { kind: string; name?: string }
interface Kustomization {
  apiVersion: string; kind: string; resources?: string[]; namespace?: string; namePrefix?: string;
  labels?: { pairs: Record<string, string>; includeSelectors?: boolean }[]; images?: { name: string; newName?: string; newTag?: string }[]; patches?: { target: Target; patch: string }[];
}

const KNOWN = new Set(['apiVersion', 'kind', 'resources', 'namespace', 'namePrefix', 'labels', 'images', 'patches']);
/** Kinds that have no namespace. */
const CLUSTER_WIDE = new Set(['Namespace']);

/**
 * What `kubectl kustomize` makes of a folder, as far as this repository uses it: resources, JSON patches, namespace, name prefix, labels, images.
 * Throws for anything else that a kustomization says, and for a patch that finds nothing: what is not understood must not look rendered.
 */
export function render(folder: string): Manifest[] {
  const file = join(folder, 'kustomization.yaml');
  const wanted = parse(readFileSync(file, 'utf8')) as Kustomization;
  const unknown = Object.keys(wanted).filter((key) => !KNOWN.has(key));
  if (unknown.length) throw new Error(`${file}: ${unknown.join(', ')} is not understood here`);
  const manifests = (wanted.resources ?? []).flatMap((resource) => resourceAt(join(folder, resource)));
  for (const { target, patch } of wanted.patches ?? []) {
    const found = manifests.filter((m) => m.kind === target.kind && (!target.name || m.metadata.name === target.name));
    if (!found.length) throw new Error(`${file}: a patch finds no ${target.kind} ${target.name ?? ''}`);
    for (const manifest of found) for (const step of parse(patch) as Step[]) apply(manifest, step);
  }
  if (wanted.namespace) for (const m of manifests) setNamespace(m, wanted.namespace);
  if (wanted.namePrefix) prefix(manifests, wanted.namePrefix);
  for (const { pairs, includeSelectors } of wanted.labels ?? []) for (const m of manifests) label(m, pairs, includeSelectors ?? false);
  for (const image of wanted.images ?? []) for (const container of manifests.flatMap(containersOf)) rename(container, image);
  return manifests;
}

function resourceAt(path: string): Manifest[] {
  if (existsSync(path) && statSync(path).isDirectory()) return render(path);
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
    if (document.errors.length) throw new Error(`${path}: ${document.errors[0]!.message}`);
    return document.toJS() as Manifest;
  });
}

interface Step { op: string; path: string; value: unknown }

/** RFC 6902, `add` and `replace`. */
function apply(manifest: Manifest, { op, path, value }: Step): void {
  const keys = path.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop()!;
  const place = keys.reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], manifest) as Tree | unknown[] | undefined;
  const missing = place === undefined || (op === 'replace' && (place as Tree)[last] === undefined);
  if (missing || !['add', 'replace'].includes(op)) throw new Error(`${manifest.kind} ${manifest.metadata.name}: cannot ${op} ${path}`);
  // A copy for each: two manifests of one patch must not share what comes later.
  const own = structuredClone(value);
  if (Array.isArray(place) && op === 'add') place.splice(last === '-' ? place.length : Number(last), 0, own);
  else (place as Tree)[last] = own;
}

function setNamespace(manifest: Manifest, namespace: string): void {
  if (!CLUSTER_WIDE.has(manifest.kind)) manifest.metadata.namespace = namespace;
}

/** Renames, and follows those references to the renamed that a pod or an autoscaler has. */
function prefix(manifests: Manifest[], text: string): void {
  const named = new Set(manifests.map((m) => `${m.kind}/${m.metadata.name}`));
  const follow = (place: Tree | undefined, field: string, kind: string): void => {
    if (place && named.has(`${kind}/${String(place[field])}`)) place[field] = `${text}${String(place[field])}`;
  };
  for (const manifest of manifests) {
    const pod = podOf(manifest);
    follow(pod, 'serviceAccountName', 'ServiceAccount');
    for (const volume of (pod?.['volumes'] ?? []) as Tree[]) {
      follow(volume['persistentVolumeClaim'] as Tree, 'claimName', 'PersistentVolumeClaim');
      follow(volume['configMap'] as Tree, 'name', 'ConfigMap');
    }
    for (const source of containersOf(manifest).flatMap((container) => (container['envFrom'] ?? []) as Tree[])) follow(source['configMapRef'] as Tree, 'name', 'ConfigMap');
    if (manifest.kind === 'HorizontalPodAutoscaler') follow((manifest['spec'] as Tree)['scaleTargetRef'] as Tree, 'name', 'Deployment');
  }
  for (const manifest of manifests) manifest.metadata.name = `${text}${manifest.metadata.name}`;
}

function label(manifest: Manifest, pairs: Record<string, string>, selectors: boolean): void {
  manifest.metadata.labels = { ...manifest.metadata.labels, ...pairs };
  if (!selectors) return;
  const spec = manifest['spec'] as Tree | undefined;
  const add = (place: Tree | undefined, field: string): void => { if (place) place[field] = { ...(place[field] as Tree), ...pairs }; };
  if (manifest.kind === 'Deployment' || manifest.kind === 'PodDisruptionBudget') add(spec!['selector'] as Tree, 'matchLabels');
  if (manifest.kind === 'Service') add(spec, 'selector');
  const template = spec?.['template'] as Tree | undefined;
  add(template?.['metadata'] as Tree, 'labels');
  for (const spread of (podOf(manifest)?.['topologySpreadConstraints'] ?? []) as Tree[]) add(spread['labelSelector'] as Tree, 'matchLabels');
}

function rename(container: Tree, { name, newName, newTag }: { name: string; newName?: string; newTag?: string }): void {
  const [, image, tag] = /^(.*?)(?::([^:/]*))?$/.exec(String(container['image']))!;
  if (image === name) container['image'] = `${newName ?? image}:${newTag ?? tag}`;
}

/** The pod of a Deployment or Job. */
export function podOf(manifest: Manifest): Tree | undefined {
  return ((manifest['spec'] as Tree | undefined)?.['template'] as Tree | undefined)?.['spec'] as Tree | undefined;
}

export function containersOf(manifest: Manifest): Tree[] {
  const pod = podOf(manifest);
  return [...((pod?.['initContainers'] ?? []) as Tree[]), ...((pod?.['containers'] ?? []) as Tree[])];
}
