import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { Channels, DevelopmentProvider, SmtpProvider } from './channels.ts';

/** A mail server that answers RCPT with `code` and remembers what it was given. */
async function mailServer(code: number): Promise<{ server: Server; url: string; got: string[] }> {
  const got: string[] = [];
  const server = createServer((socket) => {
    let data = false;
    socket.write('220 spec\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        got.push(line);
        if (data) { if (line === '.') { data = false; socket.write('250 queued\r\n'); } }
        else if (line.startsWith('RCPT')) socket.write(`${code} spec\r\n`);
        else if (line === 'DATA') { data = true; socket.write('354 go on\r\n'); }
        else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

const message = { id: '0192f0a0-0000-7000-8000-000000000001', address: 'wang@example.com', subject: 'Alarm', text: 'Gate 3' };

test.each([[250, 'accepted'], [550, 'bounced'], [450, 'failed']] as const)('R22: a mail server that answers %i means %s', async (code, kind) => {
  const { server, url, got } = await mailServer(code);
  const smtp = new SmtpProvider(url, 'luyue@example.com');
  expect((await smtp.send(message)).kind).toBe(kind);
  expect(got.some((line) => line.includes('wang@example.com'))).toBe(true);
  if (kind === 'accepted') expect(got.join('\n')).toContain(`<${message.id}@luyue>`);
  smtp.close();
  server.close();
});

test('nobody there is a passing failure; no address is a bounce without asking', async () => {
  const smtp = new SmtpProvider('smtp://127.0.0.1:1', 'luyue@example.com');
  expect((await smtp.send(message)).kind).toBe('failed');
  expect(await smtp.send({ ...message, address: null })).toEqual({ kind: 'bounced', reason: 'no address' });
  smtp.close();
});

test('nothing of a sandbox ever leaves, and without a mail server nothing does', () => {
  const channels = new Channels({ SMTP_URL: 'smtp://127.0.0.1:1' } as never);
  expect(channels.of('email', false)).toBeInstanceOf(SmtpProvider);
  expect(channels.of('email', true)).toBeInstanceOf(DevelopmentProvider);
  expect(channels.of('sms', false)).toBeInstanceOf(DevelopmentProvider);
  channels.close();
  expect(new Channels({} as never).of('email', false)).toBeInstanceOf(DevelopmentProvider);
});
