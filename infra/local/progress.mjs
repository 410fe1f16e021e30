// What the person at the terminal sees while the platform starts.
const started = Date.now();
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Runs one step and prints what it made of itself with the time it took; `work` returns the words, or undefined for silence. */
export async function step(name, work) {
  const from = Date.now();
  try {
    const { say, result } = await work();
    if (say) console.log(`  ${name.padEnd(12)} ${say} (${seconds(Date.now() - from)})`);
    return result;
  } catch (error) {
    error.step ??= name;
    throw error;
  }
}

/** A remark in the middle of a step. */
export const note = (text) => console.log(`  ${''.padEnd(12)} ${text}`);

/**
 * The closing banner: where to go, who to be, what to try, which broker carries the events.
 * @param {{url: string, data: string, broker: {kind: string, why: string, bootstrap?: string}, demo?: {logins: {role: string, username: string, password: string, company?: string}[], tryThese: string[], history?: object}}} platform
 */
export function banner({ url, data, broker, demo }) {
  const lines = [
    '', `Luyue runs after ${seconds(Date.now() - started)}.`, '',
    `  Console     ${url}`, `  API         ${url}/docs`,
    `  Broker      ${broker.kind === 'kafka' ? `Apache Kafka on ${broker.bootstrap}` : 'embedded log in PostgreSQL'} (${broker.why})`,
    `  Data, logs  ${data}`,
  ];
  if (demo?.logins.length) {
    const width = Math.max(...demo.logins.map(({ role }) => role.length));
    lines.push('', 'Sign in as', ...demo.logins.map(({ role, username, password, company }) => `  ${role.padEnd(width)}  ${username} / ${password}${company ? `  (${company})` : ''}`));
  }
  if (demo?.history) lines.push('', 'The demo\'s last month and quarter are being told meanwhile, the latest days first.');
  if (demo?.tryThese.length) lines.push('', 'Try', ...demo.tryThese.map((text, n) => `  ${n + 1}. ${text}`));
  lines.push('', 'Ctrl-C stops everything.');
  console.log(lines.join('\n'));
}
