import { newId } from '@luyue/kernel';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { endings } from '../archive.harness.ts';
import { type Brokerage, BUYER, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { money } from '../money.harness.ts';
import type { DealView } from '../views.ts';

const NOW = '2026-11-23T02:00:00.000Z';
/** The smallest picture; `text` behind its end makes it another one. */
const picture = (text: string): Buffer => Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), Buffer.from(text)]);
let stage: Running;
let east: Brokerage;
let west: Brokerage;
let deal: DealView;
let folder: string;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业', NOW), await stage.company('海州置业', NOW)];
  folder = mkdtempSync(join(tmpdir(), 'luyue-evidence-'));
  const ends = endings(stage);
  deal = await ends.done(east);
  const { agent } = stage.staff(east);
  const receipt = await money(stage).received(east, deal, '100.00');
  await agent.send('POST', `receipts/${receipt.id}/reverse`, { reason: '录错' });
  for (const name of ['签约.png', '签约.png']) await agent.send('POST', `deals/${deal.id}/notes`, { text: '照片', attachmentIds: [await upload(name, `${name}${Math.random()}`)] });
  await ends.allElseDone(east, deal);
  await ends.handOver(east, deal);
  await ends.receive(east, deal);
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stage.stop();
});

async function upload(name: string, text: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([picture(text)], { type: 'image/png' }), name);
  const { 'content-type': _json, ...headers } = stage.headersOf(east.agent, ['deal.read']);
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/attachments`, { method: 'POST', headers, body: form });
  return ((await response.json()) as { id: string }).id;
}
const supervisor = (at: Brokerage) => stage.staff(at).supervisor;
const make = (body: object = {}, who = supervisor(east)) => who.send('POST', `deals/${deal.id}/evidence-packs`, { reason: '客户投诉', ...body });
async function fetched(id: string): Promise<Buffer> {
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/evidence-packs/${id}/content`, { headers: stage.headersOf(east.supervisor, ['deal.read', 'dealEvidence.make', 'deal.reveal']) });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return Buffer.from(await response.arrayBuffer());
}
/** What the script prints, as somebody runs it who has only Node and the file. */
async function verify(zip: Buffer, head?: string): Promise<{ code: number; said: string }> {
  const file = join(folder, `${newId()}.zip`);
  writeFileSync(file, zip);
  const run = promisify(execFile)(process.execPath, ['infra/local/verify-evidence.mjs', file, ...(head ? [head] : [])]);
  return run.then(({ stdout }) => ({ code: 0, said: stdout }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: `${error.stdout}${error.stderr}` }));
}

interface Entry { path: string; method: number; local: Buffer; content: Buffer; central: Buffer }
/** The parts of a zip, so that a test can do to it what a forger would. */
function opened(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const entries: Entry[] = [];
  for (let [p, left] = [zip.readUInt32LE(end + 16), zip.readUInt16LE(end + 10)]; left > 0; left -= 1) {
    const [name, extra, comment, size, at] = [zip.readUInt16LE(p + 28), zip.readUInt16LE(p + 30), zip.readUInt16LE(p + 32), zip.readUInt32LE(p + 20), zip.readUInt32LE(p + 42)];
    const header = 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
    const central = Buffer.from(zip.subarray(p, p + 46 + name + extra + comment));
    entries.push({ path: central.toString('utf8', 46, 46 + name), method: zip.readUInt16LE(p + 10), local: Buffer.from(zip.subarray(at, at + header)), content: Buffer.from(zip.subarray(at + header, at + header + size)), central });
    p += central.length;
  }
  return entries;
}
function packed(entries: Entry[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  const directory = entries.map(({ local, content, central }) => {
    const moved = Buffer.from(central);
    moved.writeUInt32LE(at, 42);
    moved.writeUInt32LE(content.length, 20);
    parts.push(local, content);
    at += local.length + content.length;
    return moved;
  });
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.reduce((sum, d) => sum + d.length, 0), 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
const textOf = (zip: Buffer, path: string): any => {
  const { method, content } = opened(zip).find((e) => e.path === path)!;
  return JSON.parse((method === 8 ? inflateRawSync(content) : content).toString('utf8'));
};

describe('an evidence pack', () => {
  test('has all that is known of the deal, in a fixed order, and the same bytes each time that it is fetched', async () => {
    const { status, body } = await make();
    expect([status, body]).toMatchObject([201, { dealId: deal.id, madeBy: '何静', reason: '客户投诉', fullNumbers: false }]);
    const zip = await fetched(body.id);
    const texts = ['deal', 'timeline', 'obligations', 'document-transfer', 'steps', 'appointments', 'progress', 'handover', 'receivables', 'receipts', 'payout-conditions', 'payment-slips', 'postings', 'messages', 'archive', 'callbacks', 'attachments'];
    expect(opened(zip).map((e) => e.path)).toEqual(['manifest.json', ...texts.map((t) => `${t}.json`), 'attachments/001-签约.png', 'attachments/002-签约.png']);
    expect((await fetched(body.id)).equals(zip)).toBe(true);
    expect(body.entries).toBe(19);
    const manifest = textOf(zip, 'manifest.json');
    expect(manifest).toMatchObject({ about: { dealNumber: deal.number, tenant: '江州置业', dealStatus: 'archived', madeBy: '何静', fullNumbers: false }, head: body.head });
    expect(opened(zip).at(-1)!.content.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  });

  test('obligations say why they were due and what met them; receipts, postings and messages are there', async () => {
    const zip = await fetched((await make()).body.id);
    const archive = textOf(zip, 'obligations.json').find((o: { clauseId: string }) => o.clauseId === 'PB-4.10');
    expect(archive).toMatchObject({ status: 'met', clause: { text: { zh: expect.stringContaining('5 个工作日') } }, ladder: [{ origin: 'default', value: 5, rules: true }], evidence: [{ text: expect.stringMatching(/^资料管理员签收/) }] });
    expect(archive.explanation.days.length).toBeGreaterThanOrEqual(5);
    expect(archive.history.map((h: { what: string }) => h.what)).toEqual(['opened', 'met']);
    expect(textOf(zip, 'receipts.json')).toMatchObject([{ amount: '100.00', reversedBy: expect.any(String) }, { reversalOf: expect.any(String), reason: '录错' }]);
    expect(textOf(zip, 'postings.json')).toMatchObject([{ number: 2 }, { number: 1, lines: expect.arrayContaining([expect.objectContaining({ account: 'bank', debit: '100.00' })]) }]);
    expect(textOf(zip, 'messages.json').map((m: { kind: string }) => m.kind)).toContain('archive_handed_over');
    expect(textOf(zip, 'timeline.json').map((l: { title: string }) => l.title)).toEqual(expect.arrayContaining(['归档', '手续办结']));
    expect(textOf(zip, 'archive.json').file.location.room).toBe('一号库');
    expect(textOf(zip, 'callbacks.json')).toHaveLength(2);
  });

  test('personal numbers are masked; with the right and the word they are whole, and the timeline says so', async () => {
    const masked = await fetched((await make()).body.id);
    for (const { method, content } of opened(masked)) for (const number of [SELLER.phone, SELLER.idNumber, BUYER.idNumber]) expect((method === 8 ? inflateRawSync(content) : content).includes(number)).toBe(false);
    expect(textOf(masked, 'deal.json').parties[0]).toMatchObject({ phoneMasked: '136****4410' });
    const { body } = await make({ fullNumbers: true });
    expect(textOf(await fetched(body.id), 'deal.json').parties).toMatchObject([{ idNumber: SELLER.idNumber, phone: SELLER.phone }, { idNumber: BUYER.idNumber }]);
    const archivist = endings(stage).archivist(east);
    expect((await make({ fullNumbers: true }, archivist)).body).toMatchObject({ status: 403, permission: 'deal.reveal' });
    expect((await archivist.get(`evidence-packs/${body.id}/content`)).body).toMatchObject({ status: 403, permission: 'deal.reveal' });
    expect((await make({}, archivist)).status).toBe(201);
    const lines = (await stage.staff(east).agent.get(`deals/${deal.id}/timeline?kind=access`)).body.items;
    expect(lines).toContainEqual(expect.objectContaining({ title: '制作证据包（含完整号码），19 项', text: `客户投诉；校验值 ${body.head}`, by: '何静' }));
    expect(lines).toContainEqual(expect.objectContaining({ title: '下载证据包', text: `校验值 ${body.head}` }));
  });

  test('who may not, and another company, have none (PF-4, PF-6)', async () => {
    const { body } = await make();
    for (const who of [stage.staff(east).agent, stage.staff(east).specialist, stage.staff(east).finance]) expect((await make({}, who)).body).toMatchObject({ status: 403, permission: 'dealEvidence.make' });
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/evidence-packs`)).status).toBe(403);
    expect((await supervisor(east).get(`deals/${deal.id}/evidence-packs`)).body.items[0]).toEqual(body);
    expect((await make({}, supervisor(west))).status).toBe(404);
    expect((await supervisor(west).get(`evidence-packs/${body.id}/content`)).status).toBe(404);
    expect((await supervisor(west).get(`deals/${deal.id}/evidence-packs`)).status).toBe(404);
    expect((await stage.as(east.supervisor, 'supervisor', [newId()]).get(`evidence-packs/${body.id}/content`)).status).toBe(403);
    expect((await make({ reason: '' })).body).toMatchObject({ status: 400, errors: [{ field: 'reason' }] });
  });

  test('with an attachment whose bytes are damaged no pack is made, and it is named', async () => {
    const at = await stage.company('损坏置业', NOW);
    const broken = await stage.signed(at);
    const form = new FormData();
    form.append('file', new Blob([picture('x')], { type: 'image/png' }), '身份证.png');
    const { 'content-type': _json, ...headers } = stage.headersOf(at.agent, ['deal.read']);
    const file = (await (await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/attachments`, { method: 'POST', headers, body: form })).json()) as { id: string; sha256: string };
    await stage.staff(at).agent.send('POST', `deals/${broken.id}/notes`, { text: '证件', attachmentIds: [file.id] });
    writeFileSync(join(stage.folder, 'files', 'property-brokerage', at.id, file.sha256.slice(0, 2), file.sha256), 'not what it was');
    expect((await supervisor(at).send('POST', `deals/${broken.id}/evidence-packs`, { reason: '客户投诉' })).body).toMatchObject({ status: 409, code: 'attachment_damaged', title: 'The attachment "身份证.png" is damaged; recover the original first' });
  });
});

describe('npm run evidence:verify, with Node and the file alone', () => {
  let zip: Buffer;
  let head: string;
  beforeAll(async () => {
    const { body } = await make();
    [zip, head] = [await fetched(body.id), body.head];
  });

  test('a whole pack passes, against its head too', async () => {
    expect(await verify(zip)).toMatchObject({ code: 0, said: expect.stringContaining(head) });
    expect(await verify(zip, head)).toMatchObject({ code: 0, said: expect.stringContaining('与校验值一致') });
  });

  test('what the tests below do to it is not what they find: packed anew, it passes', async () => {
    expect((await verify(packed(opened(zip)))).code).toBe(0);
  });

  test.each(['timeline.json', 'attachments/002-签约.png'])('one changed byte of %s is found', async (path) => {
    const entries = opened(zip);
    const { content } = entries.find((e) => e.path === path)!;
    content[content.length >> 1]! ^= 1;
    expect(await verify(packed(entries))).toMatchObject({ code: 1, said: expect.stringContaining(`changed: ${path}`) });
  });

  test('a removed entry is found', async () => {
    expect(await verify(packed(opened(zip).filter((e) => e.path !== 'obligations.json')))).toMatchObject({ code: 1, said: expect.stringContaining('missing: obligations.json') });
  });

  test('an entry that was removed from the manifest, too, breaks the chain there', async () => {
    const entries = opened(zip).filter((e) => e.path !== 'obligations.json');
    const manifest = textOf(zip, 'manifest.json');
    manifest.entries = manifest.entries.filter((e: { path: string }) => e.path !== 'obligations.json');
    expect(await verify(packed([storedAs(entries[0]!, manifest), ...entries.slice(1)]))).toMatchObject({ code: 1, said: expect.stringContaining('broken at entry 3: document-transfer.json') });
  });

  test('a reordered entry is found', async () => {
    const entries = opened(zip);
    [entries[2], entries[3]] = [entries[3]!, entries[2]!];
    expect(await verify(packed(entries))).toMatchObject({ code: 1, said: expect.stringContaining('out of order from: timeline.json') });
  });

  test('an entry that was moved in the manifest, too, breaks the chain there', async () => {
    const [entries, manifest] = [opened(zip), textOf(zip, 'manifest.json')];
    [manifest.entries[1], manifest.entries[2]] = [manifest.entries[2], manifest.entries[1]];
    expect(await verify(packed([storedAs(entries[0]!, manifest), ...entries.slice(1)]))).toMatchObject({ code: 1, said: expect.stringContaining('broken at entry 2') });
  });

  test('an added entry is found', async () => {
    const entries = opened(zip);
    expect((await verify(packed([...entries, entries.at(-1)!]))).said).toContain('an entry is there twice');
  });

  test('another head of the manifest is found', async () => {
    const [entries, manifest] = [opened(zip), textOf(zip, 'manifest.json')];
    expect((await verify(packed([storedAs(entries[0]!, { ...manifest, about: { ...manifest.about, madeBy: '别人' } }), ...entries.slice(1)]))).said).toContain('the head of the manifest was changed');
  });

  test('a pack that is not the one that was made is found by the head on the timeline', async () => {
    expect(await verify(zip, 'f'.repeat(64))).toMatchObject({ code: 1, said: expect.stringContaining('the chain ends in') });
  });

  test('half a file is no pack; and the script needs nothing but Node', async () => {
    expect(await verify(zip.subarray(0, zip.length >> 1))).toMatchObject({ code: 1, said: expect.stringContaining('not a whole zip file') });
    expect(readFileSync('infra/local/verify-evidence.mjs', 'utf8')).not.toMatch(/from '(?!node:)/);
  });
});

/** The manifest with another text, uncompressed, as a forger would write it. */
function storedAs(entry: Entry, manifest: object): Entry {
  const content = Buffer.from(JSON.stringify(manifest));
  const [central, local] = [Buffer.from(entry.central), Buffer.from(entry.local)];
  central.writeUInt16LE(0, 10);
  central.writeUInt32LE(content.length, 24);
  local.writeUInt16LE(0, 8);
  return { ...entry, method: 0, content, central, local };
}
