import { make, ObligationOpened, type ObligationState } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import type { Grant } from '@luyue/platform';
import { type NewPlace, type Place as StagePlace, serviceStage } from '@luyue/testing/service-stage';
import * as insight from './app.module.ts';

/** A tenant with the one person it has. */
export type Place = StagePlace & { userId: string };

/** An obligation of UC-7.3a due at the end of November, open and in time; `more` says what is different. */
export function stateOf(place: Place, more: Partial<ObligationState> = {}): ObligationOpened {
  const id = more.obligationId ?? newId();
  return make(ObligationOpened, {
    obligationId: id, version: 1, context: 'utility-care', clauseId: 'UC-7.3a', subjectType: 'case', subjectId: newId(), subjectNumber: 'SL20261110-0001', subjectTitle: '阀门井渗漏', place: '滨江一号',
    ownerUnitId: place.unitId, ownerUserId: place.userId, status: 'open', startedAt: '2026-11-10T02:00:00.000Z', dueAt: '2026-11-10T08:00:00.000Z', provisional: false, pausedAt: null, pauseReason: null,
    riskAt: '2026-11-10T06:48:00.000Z', breachedAt: null, voidedByCalendar: false, settledAt: null, settledBy: null, outcomeNote: null, approver: null, parameterKey: 'uc.fault.network.handleHours',
    policyVersion: 0, origin: 'live', at: '2026-11-10T02:00:00.000Z', byName: '周敏',
    explanation: { clock: 'elapsed', amount: 6, unit: 'hours', ladder: [{ origin: 'default', value: 6, version: 0, rules: true }], history: [{ at: '2026-11-10T02:00:00.000Z', what: 'opened', by: '周敏', text: { zh: '开始计时', en: 'The clock started' } }] },
    evidence: [{ kind: 'fact', at: '2026-11-10T07:00:00.000Z', by: '王磊', text: '处理登记' }], ...more,
  } as never);
}

/** The whole service; without `consume` in `work` nothing listens. */
export async function startInsight(work = 'http,consume') {
  const stage = await serviceStage(insight, { work });

  /** A tenant with one unit and one person in it. */
  async function tenant(name: string, more: NewPlace = {}): Promise<Place> {
    const place = await stage.tenant(name, { modules: ['utility-care'], ...more });
    return { ...place, userId: (await stage.person(place, `${name}王磊`)).id };
  }

  /** Headquarters with two subsidiaries and a sandbox twin below it, and a company that has nothing to do with them. */
  async function group() {
    const hq = await tenant('江州燃气集团', { kind: 'headquarters' });
    const [north, south, twin] = [await tenant('城东', { parent: hq }), await tenant('城西', { parent: hq }), await tenant('城东沙盒', { parent: hq, sandbox: true })];
    return { hq, north, south, twin, other: await tenant('外地燃气') };
  }

  const ask = <T = any>(place: Place, path: string, { permissions = ['insight.read'], units = 'all' as Grant['units'] } = {}) => stage.ask<T>({ id: place.userId, name: '沈岚', place, unitId: place.unitId }, 'GET', path, { permissions, units });

  return { ...stage, ask, tenant, group };
}

export type Running = Awaited<ReturnType<typeof startInsight>>;
