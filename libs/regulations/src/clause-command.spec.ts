import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { clauseIds } from './clauses.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function run(...args: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/local/clause.mjs', ...args], { cwd: root, encoding: 'utf8' });
  return { status, out: stdout, error: stderr };
}

describe('npm run clause', () => {
  it('prints a clause with its registry entry and where it lives, whatever the case of the letters', () => {
    const { status, out } = run('uc-7.3A');
    expect(status).toBe(0);
    for (const part of ['UC-7.3a  管网故障 6 小时内处理', 'in_principle', 'uc.fault.network.handleHours = 6 hours', '.rules.ts', 'deadline.spec.ts', '/cases/:id']) expect(out).toContain(part);
    expect(out).not.toContain('†');
  });

  it('--json prints every clause, one object a line', () => {
    const { status, out } = run('--json');
    const rows = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([status, rows.map(({ id }) => id)]).toEqual([0, clauseIds]);
    for (const row of rows) expect(Object.keys(row)).toEqual(['id', 'kind', 'strength', 'status', 'room', 'rule', 'tests', 'screen']);
    expect(rows.find(({ id }) => id === 'UC-4.3')).toMatchObject({ kind: 'obligation+attested', status: 'planned' });
  });

  it('an unknown id fails and names what is near', () => {
    expect(run('UC-7.3')).toEqual({ status: 1, out: '', error: 'No clause UC-7.3. Near: UC-7.3a, UC-7.3b, UC-7.3c, UC-7.3d\n' });
    expect(run('XX-1').status).toBe(1);
    expect(run()).toMatchObject({ status: 1, error: expect.stringContaining('Usage') });
  });
});
