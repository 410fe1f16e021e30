import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from './k8s-render.ts';

const root = join(__dirname, '..', '..');

/** Where the type of a kind is: the API's own, and the operators'. */
const MODULES: Record<string, string> = {
  v1: 'kubernetes-types/core/v1', 'apps/v1': 'kubernetes-types/apps/v1', 'batch/v1': 'kubernetes-types/batch/v1', 'policy/v1': 'kubernetes-types/policy/v1',
  'autoscaling/v2': 'kubernetes-types/autoscaling/v2', 'networking.k8s.io/v1': 'kubernetes-types/networking/v1',
  'postgresql.cnpg.io/v1': 'operators', 'barmancloud.cnpg.io/v1': 'operators', 'kafka.strimzi.io/v1': 'operators',
};

/**
 * What TypeScript says about manifests written as literals of their types: unknown fields, missing ones, wrong types and values, as
 * `Kind name: message`. The types are generated from Kubernetes' own OpenAPI document, which allows unknown fields; a literal does not.
 */
export function shapes(manifests: Manifest[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-shapes-'));
  try {
    const unknown = manifests.filter(({ apiVersion }) => !MODULES[apiVersion]).map((m) => `${m.kind} ${m.metadata.name}: no types for ${m.apiVersion}`);
    const known = manifests.filter(({ apiVersion }) => MODULES[apiVersion]);
    for (const [n, m] of known.entries()) {
      writeFileSync(join(folder, `m${n}.ts`), `import type { ${m.kind} } from '${MODULES[m.apiVersion]}';\nexport const manifest: ${m.kind} = ${JSON.stringify(m)};\n`);
    }
    const paths = { operators: [join(root, 'test/architecture/k8s-operators.ts')], 'kubernetes-types/*': [join(root, 'node_modules/kubernetes-types/*')] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022', lib: ['es2023'], types: [], skipLibCheck: true, paths }, include: ['*.ts'],
    }));
    const { stdout, status, error } = spawnSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', folder, '--pretty', 'false'], { encoding: 'utf8', cwd: folder });
    if (error) throw error;
    const found = [...stdout.matchAll(/^m(\d+)\.ts\(\d+,\d+\): error TS\d+: (.*)$/gm)].map(([, n, message]) => `${known[Number(n)]!.kind} ${known[Number(n)]!.metadata.name}: ${message}`);
    if (status !== 0 && !found.length) throw new Error(`the types could not be checked\n${stdout}`);
    return [...unknown, ...found];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
