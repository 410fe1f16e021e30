import { UPSTREAMS } from '@luyue/gateway/config';
import { testPlatform } from '@luyue/testing/platform';
import { NETWORK, report } from '../cases.ts';
import { gasCompany, START_MS, stranger, UC } from '../stage.ts';

const gas = gasCompany({ live: true });

test('PF-18 the gateway says that it lives, and is ready when every service is', async () => {
  const nobody = stranger(await testPlatform());
  expect(await nobody.get('/health')).toEqual({ status: 'ok' });
  expect(await nobody.get('/ready')).toEqual({ status: 'ok', services: Object.fromEntries(UPSTREAMS.map(({ name }) => [name, true])) });
}, START_MS);

test('PF-18 metrics are in the form that Prometheus reads', async () => {
  const { url } = gas.here.platform;
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await answer.text()).toMatch(/^process_cpu_seconds_total\{service="gateway"\} [\d.]+$/m);
});

test('PF-18 a trace that the caller brings is carried through, and without one each refusal has its own', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const brought = await gas.here.who.callTaker.refused(404, 'GET', `${UC}/cases/${gas.here.of.tenant.id}`, undefined, { traceparent });
  expect(brought.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  const [a, b] = await Promise.all([1, 2].map(() => gas.here.who.callTaker.refused(404, 'GET', `${UC}/cases/${gas.here.of.tenant.id}`)));
  expect(a.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(a.traceId).not.toBe(b.traceId);
});

test('PF-18 the console is served by the gateway with the headers of a page, and deep links open it', async () => {
  const { url } = gas.here.platform;
  const found = await report(gas.here, NETWORK);
  for (const path of ['/', `/cases/${found.id}`, '/compliance']) {
    const page = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
    expect([path, page.status, page.headers.get('content-type'), page.headers.get('x-content-type-options')]).toEqual([path, 200, expect.stringMatching(/^text\/html/), 'nosniff']);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await page.text()).toContain('<div id="root">');
  }
});
