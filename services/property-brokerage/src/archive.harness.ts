import { Obligations } from '@luyue/obligations';
import type { ArchiveView } from './archives/archive-views.ts';
import type { Brokerage, Running } from './brokerage.harness.ts';
import { DealRecord } from './deals/deal-record.ts';
import { Checklist } from './document-transfers/checklist.ts';
import { StepRecord } from './steps/step-record.ts';
import type { DealStepsView } from './steps/step-views.ts';
import type { DealView } from './views.ts';

export const SHELF = { room: '一号库', cabinet: '3 柜', box: '12 盒', mark: 'B-07' };

/** The end of a deal in tests: its formalities done, its documents handed over, the archivist's receipt. */
export function endings(stage: Running) {
  const body = <T>({ status, body: answer }: { status: number; body: T }): T => {
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const archivist = (at: Brokerage) => stage.as(at.archivist, 'archivist');

  /** A step for which nobody comes ends now, both parties told by phone. */
  async function finish(at: Brokerage, deal: DealView, key: string): Promise<void> {
    const { specialist } = stage.staff(at);
    const now = await stage.now(at);
    const step = body(await specialist.get<DealStepsView>(`deals/${deal.id}/steps`)).steps.find((s) => s.key === key)!;
    const told = deal.parties.map((p) => ({ partyId: p.id, channel: 'phone', at: now.toISOString() }));
    body(await specialist.send('POST', `deals/${deal.id}/steps/${step.id}/finish`, { finishedAt: now.toISOString(), told }));
  }

  /** A lease whose documents were accepted, whose copy was checked, and whose required steps ended now. Papers and steps have specs of their own: here they are simply there. */
  async function done(at: Brokerage, more: object = {}): Promise<DealView> {
    const deal = await stage.assigned(at, { business: 'lease', payment: null, ...more });
    const { specialist, supervisor, agent } = stage.staff(at);
    await stage.write(at, async (tx) => {
      for (const item of await stage.get(Checklist).of(tx, deal.id)) await stage.get(Checklist).received(tx, item);
    });
    body(await specialist.send('POST', `deals/${deal.id}/transfer/accept`));
    body(await specialist.send('POST', `deals/${deal.id}/contract-copy/hand-over`));
    body(await supervisor.send('POST', `deals/${deal.id}/contract-copy/check`, { result: 'checked' }));
    await stage.write(at, async (tx) => {
      const [record, steps] = [stage.get(DealRecord), stage.get(StepRecord)];
      const taken = await record.lock(tx, deal.id);
      for (const step of await steps.of(tx, deal.id)) if (step.required) await steps.move(tx, step, 'done', { finishedAt: tx.now, recordedAt: tx.now, toldAt: tx.now });
      await steps.settle(tx, taken, '');
    });
    return body(await agent.get<DealView>(`deals/${deal.id}`));
  }

  /** What rooms beside the archive still owe for the deal, the forms and the introductions, is done now. */
  async function allElseDone(at: Brokerage, deal: { id: string }): Promise<void> {
    await stage.write(at, async (tx) => {
      for (const { subjectId, clauses } of await stage.get(DealRecord).owing(tx, deal.id)) await stage.get(Obligations).meet(tx, { subjectId, clauses: clauses.filter((c) => c !== 'PB-4.10') }, { at: tx.now });
    });
  }

  const view = async (at: Brokerage, deal: { id: string }): Promise<ArchiveView> => body(await archivist(at).get<ArchiveView>(`deals/${deal.id}/archive`));
  const handOver = (at: Brokerage, deal: { id: string }) => stage.staff(at).specialist.send<DealView & { code: string }>('POST', `deals/${deal.id}/archive/hand-over`, { note: '原件一袋' });
  const receive = (at: Brokerage, deal: { id: string }, location = SHELF) => archivist(at).send<DealView & { code: string }>('POST', `deals/${deal.id}/archive/receive`, { location });

  /** A deal that the archivist has received now. */
  async function archived(at: Brokerage, more: object = {}): Promise<DealView> {
    const deal = await done(at, more);
    await allElseDone(at, deal);
    body(await handOver(at, deal));
    return body(await receive(at, deal));
  }

  return { archivist, finish, done, allElseDone, view, handOver, receive, archived };
}
