import { BEGIN, owedBy, PB, propertyCompany } from '../property.ts';
import { CONTRACT, expectMoney, expectSteps } from '../property-forms.ts';
import { eventually } from '../stage.ts';

const property = propertyCompany(BEGIN);
/** 24:00 of the day in Shanghai on which the documents were accepted. */
const MIDNIGHT = '2026-09-18T16:00:00.000Z';

test('PB-4.3b on the day of the accepted transfer the specialist completes F1 and F2 with every step and receivable; what lacks is named', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({});
  expect(owedBy(deal, 'PB-4.3b')).toMatchObject([{ status: 'open', parameterKey: 'pb.forms.sameDay', dueAt: MIDNIGHT, owner: { userId: property.here.id('specialist') } }]);
  const path = `${PB}/deals/${deal.id}/forms/complete`;
  await expectSteps(who.specialist, deal, '2026-10-20');
  for (const due of CONTRACT.slice(0, 2)) await expectMoney(who.specialist, deal, due);
  const refused = await who.specialist.refused(422, 'POST', path);
  expect(refused).toMatchObject({ clause: 'PB-4.3b', code: 'forms_incomplete', errors: [{ field: 'receivables.commission.buyer', code: 'commission' }] });
  await expectMoney(who.specialist, deal, CONTRACT[2]!);
  expect(await who.agent.refused(403, 'POST', path)).toMatchObject({ permission: 'deal.work' });
  expect(await who.specialist2.refused(422, 'POST', path)).toMatchObject({ clause: 'PB-3.2' });
  const done = await who.specialist.post(path);
  expect(owedBy(done, 'PB-4.3b')).toMatchObject([{ status: 'met', dueAt: MIDNIGHT }]);
  expect(await who.specialist.refused(409, 'POST', path)).toMatchObject({ code: 'already_complete' });
  const { steps } = await who.specialist.get(`${PB}/deals/${deal.id}/steps`);
  const changed = await who.specialist.send('PUT', `${PB}/deals/${deal.id}/steps/expected-dates`, { body: { steps: [{ stepId: steps[0].id, expectedOn: '2026-11-02' }] } });
  expect(changed.status).toBe(200);
  expect((await who.agent.get(`${PB}/deals/${deal.id}/timeline?clauses=PB-4.3b&limit=2`)).items).toMatchObject([{ title: expect.stringMatching(/^F1 预计/), text: '2026-10-20 → 2026-11-02', by: '孙莉' }, { title: 'F1、F2 录全' }]);
});

test('PB-4.3b after 24:00 it is late, with the breach at midnight of the tenant\'s zone', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({});
  await expectSteps(who.specialist, deal, '2026-10-20');
  for (const due of CONTRACT) await expectMoney(who.specialist, deal, due);
  await property.here.moveTo('2026-09-18T16:00:30.000Z', deal);
  await eventually('the breach', async () => owedBy(await who.specialist.get(`${PB}/deals/${deal.id}`), 'PB-4.3b')[0]!.breachedAt);
  expect(owedBy(await who.specialist.post(`${PB}/deals/${deal.id}/forms/complete`), 'PB-4.3b')).toMatchObject([{ status: 'met_late', dueAt: MIDNIGHT, breachedAt: MIDNIGHT }]);
});
