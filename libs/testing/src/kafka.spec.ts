import { connect } from 'node:net';
import { once } from 'node:events';
import { describeWithKafka, testKafka } from './kafka.ts';

describeWithKafka('the broker of a test run', (bootstrap) => {
  test('listens where it says', async () => {
    const [host, port] = bootstrap().split(':');
    const socket = connect(Number(port), host);
    await once(socket, 'connect');
    socket.destroy();
  });

  test('is one for all who ask', async () => {
    expect(await Promise.all([testKafka(), testKafka()])).toEqual([bootstrap(), bootstrap()]);
  });
});
