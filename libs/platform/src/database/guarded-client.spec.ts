import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Pool } from 'pg';
import { GuardedClient } from './guarded-client.ts';

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const READY = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const ENDED = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

test('PF-18 a server that ends in the same packet in which it is ready ends no process; the next statement is refused', async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(Buffer.concat([READY, ENDED])));
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const pool = new Pool({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'x', database: 'x', password: 'x', Client: GuardedClient });
  pool.on('error', () => undefined);
  const client = await pool.connect();
  await expect(client.query('SELECT 1')).rejects.toThrow();
  client.release(true);
  for (const socket of sockets) socket.destroy();
  await pool.end();
  await new Promise((done) => { server.close(done); });
});
