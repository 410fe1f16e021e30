import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { photo } from '../../../infra/local/pictures.mjs';
import { type Answer } from '../../../infra/local/client.mjs';
import { act, assign, EQUIPMENT, NETWORK, report, steps } from '../cases.ts';
import { gasCompany, type Json, type Role, UC } from '../stage.ts';

const gas = gasCompany();
const FILES = `${UC}/attachments`;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Sends a file as a form; answers whatever came back. */
function send(by: Role, name: string, bytes: Uint8Array, type: string): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(bytes)], { type }), name);
  return gas.here.who[by].send('POST', FILES, { form });
}
const content = (by: Role, id: string): Promise<Response> => fetch(`${gas.here.platform.url}${FILES}/${id}/content`, { headers: { authorization: `Bearer ${gas.here.who[by].session.accessToken}` } });

test('PF-14 pictures and PDF are taken, kept byte for byte under their hash', async () => {
  for (const [name, bytes, mime] of [['现场.png', photo(1), 'image/png'], ['检测报告.pdf', PDF, 'application/pdf']] as const) {
    const { status, body } = await send('technician', name, bytes, 'application/octet-stream');
    expect([status, body.name, body.mime, body.bytes, body.sha256]).toEqual([201, name, mime, bytes.length, createHash('sha256').update(bytes).digest('hex')]);
    const back = await content('technician', body.id);
    expect([back.status, back.headers.get('content-type'), back.headers.get('content-security-policy')]).toEqual([200, mime, 'sandbox']);
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
  }
});

test('PF-14 what a file is, its content says and not its name', async () => {
  for (const [name, text, type] of [['照片.png', '<script>alert(1)</script>', 'image/png'], ['照片.jpg', 'MZ\u0090\u0000', 'image/jpeg'], ['page.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'], ['空.png', '', 'image/png']] as const) {
    expect([name, (await send('technician', name, Buffer.from(text), type)).body]).toMatchObject([name, { status: 415, clause: 'PF-14', code: 'unsupported_type' }]);
  }
  expect((await gas.here.who.technician.send('POST', FILES, { body: { file: 'no form' } })).body).toMatchObject({ status: 400, errors: [{ field: 'file' }] });
});

test('PF-14 ten MiB are taken and a byte more is refused', async () => {
  const limit = 10 * 1_048_576;
  const padded = (size: number): Buffer => Buffer.concat([photo(2), Buffer.alloc(size - photo(2).length)]);
  expect((await send('technician', '大.png', padded(limit), 'image/png')).body).toMatchObject({ bytes: limit });
  expect((await send('technician', '太大.png', padded(limit + 1), 'image/png')).body).toMatchObject({ status: 413, clause: 'PF-14', code: 'too_large' });
});

/** An upload of this size whose length nobody is told: in chunks, as a device sends what it is still reading. Throws when the connection breaks. */
async function sendChunked(mebibytes: number): Promise<{ status: number; body: Json; sent: number }> {
  let sent = 0;
  function* form(): Generator<Buffer> {
    yield Buffer.from('--cut\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n');
    for (; sent < mebibytes * 16; sent += 1) yield sent ? Buffer.alloc(65_536) : Buffer.concat([photo(5), Buffer.alloc(65_536 - photo(5).length)]);
    yield Buffer.from('\r\n--cut--\r\n');
  }
  const call = request(`${gas.here.platform.url}${FILES}`, { method: 'POST', headers: { authorization: `Bearer ${gas.here.who.technician.session.accessToken}`, 'content-type': 'multipart/form-data; boundary=cut', 'accept-language': 'en' } });
  const answered = once(call, 'response') as Promise<[IncomingMessage]>;
  const [[response]] = await Promise.all([answered, pipeline(Readable.from(form()), call)]);
  return { status: response.statusCode!, body: JSON.parse(await text(response)), sent: sent / 16 };
}

test('PF-14 a file too large is a 413 that names the limit, also where its length is not told beforehand; the caller is heard to the end', async () => {
  expect(await sendChunked(9)).toMatchObject({ status: 201, body: { bytes: 9 * 1_048_576 } });
  // Past ten MiB the service says so, past the form's eleven the gateway.
  for (const size of [10.5, 12, 40]) expect(await sendChunked(size)).toMatchObject({ status: 413, sent: size, body: { code: 'too_large', title: 'A file may have 10 MB at most' } });
  // The next request finds everything as before.
  expect(await sendChunked(1)).toMatchObject({ status: 201 });
});

test('PF-14 a document too large is a 413 as well, with its length and without', async () => {
  const { accessToken } = gas.here.who.technician.session;
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const document = Buffer.from(JSON.stringify({ text: 'x'.repeat(3 * 1_048_576) }));
  for (const body of [document, Readable.toWeb(Readable.from([document.subarray(0, 1_000_000), document.subarray(1_000_000)]))]) {
    const answer = await fetch(`${gas.here.platform.url}${UC}/intakes`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'too_large', title: '内容不能超过 1 MB' }]);
  }
});

test('PF-14 a file belongs to one record, and only its uploader hangs it there', async () => {
  const found = await report(gas.here, NETWORK);
  const { body: file } = await send('supervisor', '现场.png', photo(3), 'image/png');
  const note = (by: Role, of: Json): Promise<Answer> => gas.here.who[by].send('POST', `${UC}/cases/${of.id}/notes`, { body: { text: '附照片', attachmentIds: [file.id] } });
  expect((await note('dispatcher', found)).body).toMatchObject({ status: 400, errors: [{ field: 'attachmentIds', code: 'unknown_attachment' }] });
  expect((await note('supervisor', found)).status).toBe(201);
  expect((await gas.here.who.supervisor.get(`${UC}/cases/${found.id}/timeline?kind=photo`)).items[0].attachmentIds).toEqual([file.id]);
  expect((await note('supervisor', await report(gas.here, NETWORK))).body).toMatchObject({ status: 400, errors: [{ field: 'attachmentIds' }] });
  // The same bytes again are told apart: the reader learns on which record they are already.
  expect((await send('supervisor', '又一张.png', photo(3), 'image/png')).body).toMatchObject({ reusedFrom: found.id });
});

test('PF-14 whoever may read the record may read the file; before it hangs on one it is its uploader\'s alone', async () => {
  const { body: free } = await send('technician', '未用.png', photo(4), 'image/png');
  expect((await content('supervisor', free.id)).status).toBe(404);
  let found = await assign(gas.here, await report(gas.here, EQUIPMENT), 'technician2');
  found = await steps(gas.here, 'technician2', found, 'accept', 'depart', 'arrive', 'handle', 'repair');
  const [line] = (await gas.here.who.callTaker.get(`${UC}/cases/${found.id}/timeline?kind=photo`)).items;
  expect((await content('callTaker', line.attachmentIds[0])).status).toBe(200);
  expect((await content('admin', line.attachmentIds[0])).status).toBe(403);
  expect((await act(gas.here, 'callTaker', found, 'close', { note: '用户确认' })).status).toBe('closed');
});
