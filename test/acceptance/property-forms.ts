import { bookParts, zipOf } from '@luyue/reports/workbooks/zip.harness';
import { ACCOUNT, partyOf, PB } from './property.ts';
import type { Json, SignedIn } from './stage.ts';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** When each required step is expected. */
export async function expectSteps(specialist: SignedIn, deal: Json, expectedOn: string): Promise<void> {
  const path = `${PB}/deals/${deal.id}/steps`;
  const { steps } = await specialist.get(path);
  const answer = await specialist.send('PUT', `${path}/expected-dates`, { body: { steps: steps.filter((s: Json) => s.required).map((s: Json) => ({ stepId: s.id, expectedOn })) } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
}

export const expectMoney = (specialist: SignedIn, deal: Json, due: object): Promise<Json> => specialist.post(`${PB}/deals/${deal.id}/receivables`, { side: 'buyer', expectedOn: '2026-10-20', basis: '第四条', ...due });

/** What the contract of the usual deal says of money: its price, of which most goes from bank to seller, and the buyer's commission. */
export const CONTRACT = [{ kind: 'deposit', amount: '100000.00' }, { kind: 'balance', amount: '3180000.00', directReason: '银行放款直接付卖方' }, { kind: 'commission', amount: '32800.00' }];

/** Bytes as they are, which a client of JSON would read as text. */
export async function download(gatewayUrl: string, who: SignedIn, path: string): Promise<{ status: number; type: string | null; content: Buffer }> {
  const response = await fetch(`${gatewayUrl}${path}`, { headers: { authorization: `Bearer ${who.session.accessToken}` } });
  return { status: response.status, type: response.headers.get('content-type'), content: Buffer.from(await response.arrayBuffer()) };
}

/** F1 as a shop fills it in, with whatever spreadsheet it has: labels and what stands beside them. */
export function f1Book(more: Record<string, string> = {}): Buffer {
  const values: Record<string, string> = {
    编号: 'vkwy7.5.1-j03-02-f1', 业务类型: '买卖', 付款方式: '全款', 合同编号: 'JJ-2026-0918-09', 签订时间: '2026-09-18 09:30', 城市: '江州', 房屋: '翠湖天地 3-801', 地址: '湖滨路 88 号 3-801', 产权证号: '江州不动产权第 0054321 号', '面积（㎡）': '90.5', 用途: '住宅',
    '成交价（元）': '1268000.00', 卖方佣金: '0', 买方佣金: '12680', 过户项目: '燃气、水', 模板版本: 'F1-1', ...more,
  };
  const pairs = Object.entries(values).filter(([label]) => label !== '编号' && label !== '模板版本');
  const rows = [
    ['江州置业', values['编号']!], ['租售业务手续办理跟进表'], ...pairs, ['身份', '姓名', '证件类型', '证件号码', '电话', '邮箱', '代办人', '代办人电话', '代办人身份证号'], ['卖方', '钱永年', '护照', 'E7654321', '13600004410'], ['买方', '林珊', '护照', 'E1234567', '13900007702', 'lin@example.com'],
    ['填写说明'], ['模板版本', values['模板版本']!],
  ];
  const cell = (text: string, at: string): string => (text.startsWith('=') ? `<c r="${at}" t="str"><f>${text.slice(1)}</f><v>1</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`);
  return zipOf(bookParts([{ name: 'F1', xml: rows.map((row, i) => `<row r="${i + 1}">${row.map((text, j) => cell(text, `${'ABCDEFGHI'[j]}${i + 1}`)).join('')}</row>`).join('') }]));
}

/** Asks every operation of receivables, forms and F1 workbooks once, on a deal that its specialist has taken (PB-4.3b, PB-5). */
export async function everyFormOperation({ agent, specialist, supervisor }: Record<'agent' | 'specialist' | 'supervisor', SignedIn>, deal: Json, signedAt: string, ask: Ask): Promise<void> {
  const path = `${PB}/deals/${deal.id}`;
  await expectSteps(specialist, deal, '2027-06-01');
  for (const due of CONTRACT) await expectMoney(specialist, deal, due);
  const tax = (await expectMoney(specialist, deal, { kind: 'tax', amount: '1.00' })).items.find((i: Json) => i.kind === 'tax');
  await ask(specialist, 'PUT', `${PB}/receivables/${tax.id}`, { side: 'buyer', kind: 'tax', amount: '2.00', expectedOn: '2027-06-01', basis: '第六条' }, tax.version);
  await specialist.post(`${PB}/receivables/${tax.id}/drop`, { reason: '买方自缴' });
  await agent.get(`${path}/receivables`);
  await specialist.get(`${path}/forms`);
  await specialist.post(`${path}/forms/complete`);
  await agent.post(`${path}/receipts`, { kind: 'deposit', payerPartyId: partyOf(deal, 'buyer').id, amount: '50000.00', receivedAt: signedAt, method: 'transfer' });
  const slip = await specialist.post(`${path}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount: '10.00', payeePartyId: partyOf(deal, 'buyer').id, fields: ACCOUNT });
  for (const form of ['f1', 'f2', `f3?slipId=${slip.id}`, 'f2/file', 'f2/file?format=xlsx']) await specialist.get(`${path}/forms/${form}`);
  await specialist.post(`${path}/forms/f1/file`, { format: 'xlsx', reason: '交登记中心' });
  await specialist.get(`${PB}/form-numbers`);
  await agent.get(`${PB}/f1-workbooks`);
  const query = `shopUnitId=${deal.shopUnitId}`;
  await agent.upload(`${PB}/f1-workbooks/preview?${query}`, 'F1.xlsx', f1Book({ 签订时间: '2026-01-05 09:30' }), XLSX);
  await agent.upload(`${PB}/f1-workbooks?${query}`, 'F1.xlsx', f1Book({ 签订时间: '2026-01-05 09:30' }), XLSX);
  await supervisor.post(`${PB}/form-numbers`, { form: 'f1', number: 'AJ-KF-2026-01', reason: '体系换版' });
}
