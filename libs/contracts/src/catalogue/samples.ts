import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The stored payloads by event type: one file `<type>.json` each. */
export function readSamples(folder: string): Map<string, Record<string, unknown>> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return new Map(files.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>]));
}
