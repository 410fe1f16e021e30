import { randomUUID } from 'node:crypto';
import { ApprovalDecided, ApprovalPassedOn, ApprovalReminded, ApprovalRequested, type ApprovalState, make } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { type Person, type Place, until } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';

let running: Running;
let east: Place;
let west: Place;
let maker: Person;
let approver: Person;
let delegate: Person;
beforeAll(async () => {
  running = await startNotification();
  [east, west] = [await running.tenant('江州'), await running.tenant('海州')];
  [maker, approver, delegate] = [await running.person(east, '孙莉', { roles: ['specialist'] }), await running.person(east, '何静', { roles: ['supervisor'] }), await running.person(east, '蒋峰', { roles: ['department_manager'] })];
}, 60_000);
afterAll(() => running.stop());

const state = (number: string, more: Partial<ApprovalState> = {}) => ({
  requestId: newId(), version: 1, context: 'property-brokerage', matter: 'payment_slip', matterTitle: { zh: '付款单', en: 'Payment slip' }, subjectType: 'payment_slip', subjectId: newId(), subjectNumber: number, subjectTitle: '江湾城 7-2203',
  unitId: east.unitId, amount: '50000.00', makerId: maker.id, makerName: '孙莉', round: 1, step: 1, steps: 2, status: 'pending' as const, approverIds: [approver.id, delegate.id], at: new Date().toISOString(), ...more,
});
const about = async (who: Person, number: string) => (await running.inboxOf(who)).items.filter((m) => m.title.zh.includes(number));
const told = (who: Person, number: string, count = 1) => until(() => about(who, number), (items) => items.length >= count);

describe('PF-12 approvals in the inbox', () => {
  test('those who may decide a step learn of it once, delegates included, with matter and amount; nobody else does', async () => {
    const asked = make(ApprovalRequested, { ...state('FK-1'), levelsUp: 0, timeoutAt: null });
    const id = randomUUID();
    await running.publish(east, [asked], [id]);
    for (const who of [approver, delegate]) expect(await told(who, 'FK-1')).toMatchObject([{ kind: 'approval_requested', title: { zh: '付款单 FK-1 待您审批' }, text: { zh: '孙莉提交，¥50,000.00。江湾城 7-2203' }, link: '/approvals', clauseId: 'PF-12', urgent: false }]);
    await running.publish(east, [asked], [id]);
    await running.publish(east, [make(ApprovalReminded, { ...state('FK-1'), reminders: 1 })]);
    expect((await told(approver, 'FK-1', 2)).map((m) => m.kind).toSorted()).toEqual(['approval_reminded', 'approval_requested']);
    expect(await about(maker, 'FK-1')).toEqual([]);
  });

  test('a step that went on asks those it went to; one without an amount says so', async () => {
    await running.publish(east, [make(ApprovalPassedOn, { ...state('FK-2', { amount: null, approverIds: [delegate.id] }), because: 'timeout', fromIds: [approver.id], timeoutAt: null })]);
    expect(await told(delegate, 'FK-2')).toMatchObject([{ kind: 'approval_requested', text: { zh: '孙莉提交，不涉及金额。江湾城 7-2203' } }]);
    expect(await about(approver, 'FK-2')).toEqual([]);
  });

  test('the maker learns how it ended, with the reason; a step in between tells nobody', async () => {
    const decision = { byId: approver.id, byName: '何静', onBehalfOf: null };
    await running.publish(east, [make(ApprovalDecided, { ...state('FK-3'), ...decision, decision: 'approved', reason: null })]);
    await running.publish(east, [make(ApprovalDecided, { ...state('FK-4', { status: 'returned' }), ...decision, decision: 'returned', reason: '账号不全' })]);
    expect(await told(maker, 'FK-4')).toMatchObject([{ kind: 'approval_decided', title: { zh: '付款单 FK-4 已退回' }, text: { zh: '¥50,000.00，何静审批。账号不全' }, link: '/approvals?list=mine' }]);
    expect(await about(maker, 'FK-3')).toEqual([]);
  });

  test('a person of another company is told nothing', async () => {
    const stranger = await running.person(west, '陌生', { roles: ['supervisor'] });
    await running.publish(east, [make(ApprovalRequested, { ...state('FK-5', { approverIds: [stranger.id, approver.id] }), levelsUp: 0, timeoutAt: null })]);
    await told(approver, 'FK-5');
    expect(await about(stranger, 'FK-5')).toEqual([]);
  });
});
