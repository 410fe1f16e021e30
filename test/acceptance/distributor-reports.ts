import { randomUUID } from 'node:crypto';
import { DV, type Manufacturer } from './distributor.ts';
import type { Json, SignedIn } from './stage.ts';

/** A visit of the eastern visitor to a customer, now; checked out with its card unless said otherwise. */
export async function visitNow(at: Manufacturer, customer: Json, { checkedOut = true } = {}): Promise<void> {
  const [visitId, occurredAt] = [randomUUID(), new Date((await at.now()).getTime() - 1_000).toISOString()];
  const record = (kind: string, body: object): object => ({ id: randomUUID(), visitId, kind, occurredAt, body });
  const records = [record('check_in', { customerId: customer.id, reason: '顺路' }), ...(checkedOut ? [record('check_out', { effect: '订货 20 台', card: { situation: '库存 30 台' } })] : [])];
  const { results } = await at.who.visitor.post(`${DV}/visits/sync`, { deviceId: 'phone', records });
  if (results.some((r: Json) => r.outcome !== 'applied')) throw new Error(JSON.stringify(results));
}

/** "None" for each part of a report that says nothing yet. */
export const emptyAsNone = (report: Json): { part: string; none?: boolean; words?: string }[] =>
  report.sections.flatMap((section: Json) => section.parts.filter((part: Json) => part.state === 'empty').map((part: Json) => ({ part: `${section.key}.${part.key}`, none: true })));

/** Writes parts of a report on its newest version. */
export async function writeReport(who: SignedIn, path: string, parts: { part: string; none?: boolean; words?: string }[]): Promise<Json> {
  const { version } = await who.get(path);
  const answer = await who.send('PUT', `${path}/parts`, { body: { parts }, headers: { 'if-match': `"${version}"` } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
