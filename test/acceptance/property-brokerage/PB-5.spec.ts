import { pagesOf } from '@luyue/reports/forms/pdf-text.harness';
import { testPlatform } from '@luyue/testing/platform';
import { ACCOUNT, BEGIN, partyOf, PB, propertyCompany } from '../property.ts';
import { handOver, settleFees } from '../property-handovers.ts';
import { CONTRACT, download, expectMoney, expectSteps, f1Book, XLSX } from '../property-forms.ts';

const property = propertyCompany(BEGIN);

test('PB-5 F1 and F2 print under their Chinese titles and full numbers, a lease as lessor and lessee, the numbers of people masked', async () => {
  const { who } = property.here;
  const { url } = await testPlatform();
  const deal = await property.here.taken({});
  await expectSteps(who.specialist, deal, '2026-10-20');
  for (const due of CONTRACT) await expectMoney(who.specialist, deal, due);
  for (const [form, words] of [['f1', ['租售业务手续办理跟进表', 'vkwy7.5.1-j03-02-f1', '1网签2026-10-20']], ['f2', ['租售业务成交报告', 'vkwy7.5.1-j03-02-f2', '买方定金100,000.00']]] as const) {
    const { status, type, content } = await download(url, who.specialist, `${PB}/deals/${deal.id}/forms/${form}/file`);
    expect([status, type]).toEqual([200, 'application/pdf']);
    const pages = pagesOf(content);
    expect(pages).toHaveLength(1);
    for (const word of [...words, deal.number, '钱永年']) expect(pages[0]).toContain(word);
    expect(pages[0]).not.toMatch(/11010519491231002X|13600004410/);
  }
  const lease = await property.here.taken({ business: 'lease', payment: null, price: '4500.00' });
  const [page] = pagesOf((await download(url, who.specialist, `${PB}/deals/${lease.id}/forms/f1/file`)).content);
  expect(page).toContain('出租方');
  expect(page).not.toMatch(/卖方|买方/);
  const sheet = await download(url, who.agent, `${PB}/deals/${deal.id}/forms/f2/file?format=xlsx`);
  expect([sheet.type, sheet.content.subarray(0, 2).toString()]).toEqual([XLSX, 'PK']);
});

test('PB-5 F4 prints once there is a handover, F3 only with its slip', async () => {
  const { who } = property.here;
  const { url } = await testPlatform();
  const deal = await property.here.taken({});
  const path = `${PB}/deals/${deal.id}/forms`;
  expect(await who.specialist.refused(409, 'GET', `${path}/f4`)).toMatchObject({ code: 'no_handover', clause: 'PB-4.9a' });
  await handOver(who.agent, deal, BEGIN);
  await settleFees(who.agent, deal, BEGIN);
  const [page, more] = pagesOf((await download(url, who.specialist, `${path}/f4/file`)).content);
  for (const words of ['房屋交接费用结算清单', 'vkwy7.5.1-j03-02-f4', '燃气表1203.5', '卖方滨江物业1,250.50', '入户门钥匙3']) expect(page).toContain(words);
  expect(more).toBeUndefined();
  expect(await who.specialist.refused(400, 'GET', `${path}/f3`)).toMatchObject({ clause: 'PB-5', errors: [{ field: 'slipId', code: 'required' }] });
  await who.agent.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: partyOf(deal, 'buyer').id, amount: '50000.00', receivedAt: BEGIN, method: 'transfer' });
  const slip = await who.specialist.post(`${PB}/deals/${deal.id}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount: '30000.50', payeePartyId: partyOf(deal, 'buyer').id, fields: ACCOUNT });
  const [printed] = pagesOf((await download(url, who.specialist, `${path}/f3/file?slipId=${slip.id}`)).content);
  for (const words of ['付款单', 'vkwy7.5.1-j03-02-f3', slip.number, '叁万元伍角整', '账号6222021234567890123']) expect(printed).toContain(words);
});

test('PB-5 a shop uploads F1 as a workbook: each wrong cell is named, a right one opens the deal', async () => {
  const { who, of } = property.here;
  const path = (verb: string): string => `${PB}/f1-workbooks${verb}?shopUnitId=${of.units['shop']}`;
  const upload = (verb: string, more: Record<string, string> = {}) => who.agent.upload(path(verb), 'F1.xlsx', f1Book(more), XLSX);
  expect((await upload('/preview', { '成交价（元）': '1268000.005', 房屋: '=1+1' })).faults).toMatchObject([{ cell: 'B8', field: 'title', code: 'formula', clause: 'PB-4.1a' }, { cell: 'B13', field: 'price', code: 'money', clause: 'PB-4.1a' }]);
  await expect(upload('', { 编号: 'vkwy7.5.1-j03-02-f9' })).rejects.toThrow('422');
  expect(await upload('')).toMatchObject({ status: 'signed', payment: 'full_payment', price: '1268000.00', commissionBuyer: '12680.00', title: '翠湖天地 3-801', utilities: ['gas', 'water'] });
});

test('PB-5 a tenant prints under its own full number once it has set one; what is no full number is refused', async () => {
  const { who } = property.here;
  const { url } = await testPlatform();
  const deal = await property.here.taken({});
  for (const number of ['', 'f1', 'AJ 2026']) expect(await who.supervisor.refused(422, 'POST', `${PB}/form-numbers`, { form: 'f2', number, reason: '体系换版' })).toMatchObject({ clause: 'PB-5', code: 'form_number' });
  expect(await who.specialist.refused(403, 'POST', `${PB}/form-numbers`, { form: 'f2', number: 'AJ-KF-2026-02', reason: '体系换版' })).toMatchObject({ permission: 'dealTemplate.write' });
  await who.supervisor.post(`${PB}/form-numbers`, { form: 'f2', number: 'AJ-KF-2026-02', reason: '体系换版' });
  const [page] = pagesOf((await download(url, who.specialist, `${PB}/deals/${deal.id}/forms/f2/file`)).content);
  expect(page).toContain('AJ-KF-2026-02');
  expect(page).not.toContain('vkwy7.5.1-j03-02-f2');
});
