// Closed-loop load: so many requests in flight for so long, in rounds that alternate between the two sides of a comparison.
import { Agent, request } from 'node:http';

/** @returns {Promise<number>} status */
function send(agent, url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, fail) => {
    const outgoing = request(url, { agent, method, headers: { ...headers, ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) } }, (response) => {
      response.resume();
      response.once('end', () => done(response.statusCode));
    });
    outgoing.once('error', fail);
    outgoing.end(body);
  });
}

/**
 * @param {() => {url: string, method?: string, headers?: object, body?: string}} next
 * @param {{inFlight?: number, seconds?: number, count?: number}} how
 * @returns {Promise<{count: number, seconds: number, perSecond: number, times: number[]}>} times in ms. Throws when anything but 2xx comes.
 */
export async function drive(next, { inFlight = 8, seconds = 2, count = Infinity } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const times = [];
  const started = performance.now();
  const until = started + seconds * 1_000;
  const worker = async () => {
    while (performance.now() < until && times.length < count) {
      const what = next();
      const at = performance.now();
      const status = await send(agent, what.url, what);
      if (status >= 300) throw new Error(`${what.method ?? 'GET'} ${what.url}: ${status}`);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  agent.destroy();
  const took = (performance.now() - started) / 1_000;
  return { count: times.length, seconds: took, perSecond: times.length / took, times };
}

export const percentile = (values, p) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))];
export const median = (values) => percentile(values, 50);
