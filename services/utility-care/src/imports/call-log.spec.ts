import { Readable } from 'node:stream';
import { isUtf8 } from '@luyue/reports/csv/read-csv';
import { COLUMNS, type LogRow, readCallLog } from './call-log.ts';

const heading = COLUMNS.map((c) => c.zh).join(',');
const line = '2026-11-23 08:12,13912345207,李桂兰,,报修,用户设备,打不着火,灶具点不着,0108';
/** In pieces of three bytes, so that characters are cut in two on the way. */
const streamOf = (bytes: Buffer) => Readable.from(Array.from({ length: Math.ceil(bytes.length / 3) }, (_, i) => bytes.subarray(i * 3, i * 3 + 3)));

async function read(bytes: Buffer): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for await (const row of readCallLog(streamOf(bytes), await isUtf8(streamOf(bytes)))) rows.push(row);
  return rows;
}
const refusal = (text: string) => read(Buffer.from(text)).then(() => null, (e: { options: { errors: { code: string; message: { zh: string } }[] } }) => e.options.errors[0]);

describe('UC-5.1a a call log as a file', () => {
  test('rows carry the number they have in the sheet; blank ones are passed over', async () => {
    const rows = await read(Buffer.from(`${heading}\r\n${line}\r\n,,,,,,,,\r\n${line}\r\n`));
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
    expect(rows[0]!.cells).toEqual({ answeredAt: '2026-11-23 08:12', phone: '13912345207', name: '李桂兰', address: '', kind: '报修', faultScope: '用户设备', symptom: '打不着火', text: '灶具点不着', agent: '0108' });
  });

  test('columns may come in any order, in English, with others between them', async () => {
    const columns = COLUMNS.toReversed();
    const rows = await read(Buffer.from(`${['x', ...columns.map((c) => c.en)].join(',')}\n${['?', ...columns.map((c) => c.key)].join(',')}\n`));
    expect(rows[0]!.cells).toEqual(Object.fromEntries(COLUMNS.map(({ key }) => [key, key])));
  });

  test('a byte order mark, quotes, line breaks in a cell and an apostrophe before a formula are understood', async () => {
    const [row] = await read(Buffer.from(`\ufeff${heading}\n2026-11-23 08:12,'+8613912345207,李桂兰,"锦绣路66号,3栋",报修,设备,,"第一行\n第二行",0108\n`));
    expect(row!.cells).toMatchObject({ phone: '+8613912345207', address: '锦绣路66号,3栋', text: '第一行\n第二行' });
  });

  test('a file of an older Excel (GBK) is read like one in UTF-8', async () => {
    // 通话时间 and so on as GBK bytes.
    const gbk: Record<string, string> = { 通话时间: 'cda8bbb0cab1bce4', 来电号码: 'c0b4b5e7bac5c2eb', 姓名: 'd0d5c3fb', 地址: 'b5d8d6b7', 类别: 'c0e0b1f0', 故障范围: 'b9cad5cfb7b6cea7', 现象: 'cfd6cff3', 说明: 'cbb5c3f7', 坐席工号: 'd7f8cfafb9a4bac5' };
    const bytes = Buffer.concat([...COLUMNS.flatMap(({ zh }, i) => [Buffer.from(i ? ',' : ''), Buffer.from(gbk[zh]!, 'hex')]), Buffer.from('\n1,2,3,4,5,6,7,8,9\n')]);
    expect(await read(bytes)).toMatchObject([{ row: 2, cells: { answeredAt: '1', agent: '9' } }]);
  });

  test('missing columns and what is no CSV are refused with what to do', async () => {
    expect(await refusal('')).toMatchObject({ code: 'columns' });
    expect(await refusal(`通话时间,来电号码\n`)).toMatchObject({ code: 'columns', message: { zh: '第一行缺这些列：姓名、地址、类别、故障范围、现象、说明、坐席工号' } });
    expect(await refusal(`${heading}\n${line}\n"${'没有合上的引号'.repeat(2_000)}`)).toMatchObject({ code: 'csv', message: { zh: '第 3 行读不懂，多半是引号没有成对' } });
  });
});
