// Chooses and starts the event broker: a real Kafka where the machine has what it needs, else the log inside PostgreSQL.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaAvailable, startKafka } from './kafka.mjs';
import { readIfThere } from './processes.mjs';

/**
 * @param {'auto'|'kafka'|'embedded'} wanted `auto` stays with the broker of earlier starts, because undelivered events wait in it
 * @returns {Promise<{kind: 'kafka'|'embedded', why: string, bootstrap?: string, pid?: number, exited?: Promise<number|null>, stop?: () => Promise<void>, restart?: () => Promise<object>, logFile?: string}>}
 *   rejects when Kafka was demanded and cannot run
 */
export async function startBroker(wanted, { data, log }) {
  const earlier = readIfThere(join(data, 'broker'));
  const available = kafkaAvailable();
  if (wanted === 'kafka' && !available.ok) throw new Error(`--broker kafka: ${available.why}`);
  if (wanted !== 'auto' && earlier && earlier !== wanted) log(`this data folder used the ${earlier} broker so far: events not yet delivered stay there`);

  const choice = choose(wanted, earlier, available);
  let { kind, why } = choice;
  const start = () => startKafka({ dataDir: join(data, 'kafka'), log, logFile: join(data, 'logs', 'kafka.log') });
  let kafka;
  if (kind === 'kafka') {
    try {
      kafka = { ...await start(), restart: start };
    } catch (error) {
      if (wanted === 'kafka' || earlier === 'kafka') throw error;
      [kind, why] = ['embedded', `Kafka could not start: ${error.message.split('\n')[0]}`];
    }
  }
  writeFileSync(join(data, 'broker'), kind);
  return { kind, why, ...kafka };
}

function choose(wanted, earlier, available) {
  if (wanted !== 'auto') return { kind: wanted, why: `--broker ${wanted}` };
  if (earlier === 'embedded') return { kind: 'embedded', why: 'as in earlier starts on this data folder' };
  return { kind: available.ok ? 'kafka' : 'embedded', why: available.why };
}
