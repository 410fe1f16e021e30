import { deviceMaker, OC } from '../outstation.ts';

const maker = deviceMaker('2026-03-05T02:00:00.000Z');

test('OC-4.7 the kind of outstation staff is required', async () => {
  const { who, of } = maker.here;
  const body = { userId: maker.here.id('account'), departmentUnitId: of.units['department'], hire: 'posted', engineerUserId: maker.here.id('engineer'), employedOn: '2026-01-01', contact: { phone: '13900001111' } };
  expect(await who.manager.refused(400, 'POST', `${OC}/staff`, body)).toMatchObject({ clause: 'OC-4.7', errors: [{ field: 'kind', code: 'required' }] });
});

test('OC-1.2 who was recruited locally is posted like everybody', async () => {
  const person = await maker.here.employ('account', 'account_manager', { hire: 'local' });
  expect(person).toMatchObject({ hire: 'local', kind: 'account_manager' });
  expect(await maker.here.post(person, [await maker.here.region('本地')], '2026-02-01')).toMatchObject({ status: 'active' });
});

test('OC-3.5.2 a change of own contact data is told in time and confirmed by the person in charge of the channel', async () => {
  const { who } = maker.here;
  const person = await maker.here.employ('account2');
  const told = await who.account2.post(`${OC}/staff/${person.id}/contact-changes`, { phone: '13700003333', changedOn: '2026-03-02' });
  expect(told).toMatchObject({ contact: { phone: '13900001111' }, obligations: [{ clauseId: 'OC-3.5.2', status: 'met', dueAt: '2026-03-05T16:00:00.000Z' }] });
  const decide = `${OC}/contact-changes/${told.changes[0].id}/decide`;
  expect(await who.engineer.refused(422, 'POST', decide, { decision: 'confirmed' })).toMatchObject({ clause: 'OC-3.5.2', code: 'not_in_charge' });
  expect(await who.manager.post(decide, { decision: 'confirmed' })).toMatchObject({ contact: { phone: '13700003333' } });
});
