import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { InternalTokenSigner } from '@luyue/platform';
import { withClient } from '../../../infra/local/databases.mjs';
import type { Stage } from './stage.mjs';

const UC = '/v1/utility-care';
/** Cases that are begun in a second. */
const RATE = 10;
/** How far the sandbox's clock is moved at a time, and how often: a due time of an hour passes within three seconds. */
const STRIDE_MS = 5 * 60_000;
const STRIDE_EVERY_MS = 250;

interface Desk { tenantId: string; sandbox: boolean; headers: Record<string, string>; unitId: string }

/**
 * People at work at a steady rate, in a company and in a sandbox whose clock runs fast. What a broken connection leaves open they ask again under
 * the same Idempotency-Key, until the service has answered.
 */
export class Work {
  /** Descriptions of the cases that the service has said it opened; each must be there once. */
  readonly acknowledged = new Set<string>();
  readonly refusals: string[] = [];
  retries = 0;
  private running = true;
  private abandoned = false;
  private offset = 0;
  private readonly flows = new Set<Promise<void>>();
  private readonly desks: Desk[] = [];
  private readonly loops: Promise<void>[] = [];

  constructor(private readonly stage: Stage) {}

  async begin(): Promise<void> {
    const signer = new InternalTokenSigner(this.stage.privateKey);
    for (const sandbox of [false, true]) this.desks.push(await this.furnish(signer, sandbox));
    this.loops.push(this.take(), this.moveClock());
  }

  /** Ends the work; what was begun is finished. Then the sandbox lives three days on, so that everything owed there falls due. */
  async end(): Promise<void> {
    this.running = false;
    await Promise.all(this.loops);
    await Promise.all(this.flows);
    this.offset += 3 * 24 * 3_600_000;
    await this.setClock();
  }

  /** After a failure nothing is worth finishing: nobody asks again for what was left open. */
  async abandon(): Promise<void> {
    this.running = false;
    this.abandoned = true;
    await Promise.all([...this.loops, ...this.flows]);
  }

  private async take(): Promise<void> {
    for (let n = 0; this.running; n += 1) {
      const flow: Promise<void> = this.handle(this.desks[n % 2]!, n).finally(() => this.flows.delete(flow));
      this.flows.add(flow);
      await sleep(1_000 / RATE);
    }
  }

  private async handle(desk: Desk, n: number): Promise<void> {
    const intake = await this.post(desk, '/intakes', { channel: 'web' });
    // Done, but its answer died with the service: nobody knows its id, and nothing hangs on it.
    if (!intake) return;
    const description = `case ${n}`;
    const complaint = n % 4 < 2;
    const opened = await this.post(desk, '/cases', {
      intakeId: intake.id, unitId: desk.unitId, caller: { name: '李桂兰', phone: '13900005207' }, address: '锦绣花园 3 栋', description, ...(complaint ? { kind: 'complaint' } : { kind: 'repair', faultScope: n % 8 < 4 ? 'network' : 'equipment' }),
    });
    if (opened !== undefined) this.acknowledged.add(description);
    if (!complaint || !opened) return;
    await sleep(Math.random() * 3_000);
    if ((await this.post(desk, `/cases/${opened.id}/investigate`, { entry: '查派工记录' })) === undefined) return;
    await sleep(Math.random() * 3_000);
    await this.post(desk, `/cases/${opened.id}/reply`, { content: '已向用户致歉，说明排班调整', how: 'phone' });
  }

  /** The answer; null when the request was carried out and its answer is lost; undefined when it was refused. */
  private async post(desk: Desk, path: string, body: object): Promise<{ id: string } | null | undefined> {
    const key = randomUUID();
    for (let pause = 100; !this.abandoned; pause = Math.min(1_000, pause * 2)) {
      const answer = await fetch(`${this.stage.writerUrl}${UC}${path}`, {
        method: 'POST', headers: { ...desk.headers, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body), signal: AbortSignal.timeout(15_000),
      }).then(async (response) => ({ status: response.status, body: (await response.json()) as { id: string; code?: string } }), () => null);
      if (answer && answer.status < 300) return answer.body;
      if (answer?.body.code === 'idempotency_running') return null;
      if (answer && answer.status < 500) {
        this.refusals.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return undefined;
      }
      this.retries += 1;
      await sleep(pause);
    }
    return undefined;
  }

  private async moveClock(): Promise<void> {
    while (this.running) {
      await sleep(STRIDE_EVERY_MS);
      this.offset += STRIDE_MS;
      // While the database is down the clock stands; the next stride makes up for it.
      await this.setClock().catch(() => undefined);
    }
  }

  private async setClock(): Promise<void> {
    const client = new Client({ connectionString: this.stage.superuser('utility_care') });
    // The database may be killed at any moment, also between two statements.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('UPDATE directory_tenant SET clock_offset_ms = $1 WHERE sandbox', [this.offset]);
    await client.end();
  }

  /** What tenancy's events would have brought: a tenant, its desk, its rulebook. */
  private async furnish(signer: InternalTokenSigner, sandbox: boolean): Promise<Desk> {
    const [tenantId, unitId, userId] = [randomUUID(), randomUUID(), randomUUID()];
    await withClient(this.stage.superuser('utility_care'), async (client) => {
      await client.query(`
        INSERT INTO directory_tenant (tenant_id, id, name, kind, path, sandbox, clock_offset_ms, zone, modules, status, version)
        VALUES ($1, $1, '城东', 'company', ARRAY[$1]::uuid[], $2, 0, 'Asia/Shanghai', ARRAY['utility-care'], 'active', 1)`, [tenantId, sandbox]);
      await client.query(`INSERT INTO directory_unit (tenant_id, id, name, kind, path, designations, active, version) VALUES ($1, $2, '客户服务中心', 'service_centre', ARRAY[$2]::uuid[], ARRAY['customer_service_body'], true, 1)`, [tenantId, unitId]);
      await client.query(`INSERT INTO directory_user (tenant_id, id, name, title, staff_number, unit_id, roles, active, version) VALUES ($1, $2, '周敏', '坐席', '0108', $3, '[]', true, 1)`, [tenantId, userId, unitId]);
      await client.query(`INSERT INTO directory_adoption (tenant_id, id, regulation, regulation_version, published_at, effective_from, version) VALUES ($1, $2, 'utility-care', '2020', '2020-01-01', '2020-01-01', 1)`, [tenantId, randomUUID()]);
    });
    const caller = { tenantId, userId, userName: '周敏', unitId, grants: [{ units: 'all' as const, permissions: ['case.open', 'case.read', 'complaint.work', 'obligation.read'] }], sandbox, modules: ['utility-care'] };
    return { tenantId, sandbox, unitId, headers: { 'x-luyue-context': signer.seal(caller, 7_200) } };
  }
}
