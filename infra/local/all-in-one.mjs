// All services and the gateway in one process: a fifth of the memory of one process each, and up in two seconds.
// Reads LUYUE_PROCESSES, a JSON list of {name, folder, environment, urlVariable}; the gateway is the last and gets the others' addresses.
// First: without it the classes of the configuration lose their types, and ports stay strings.
import 'reflect-metadata';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig } from '@luyue/platform/config/config';

const processes = JSON.parse(process.env.LUYUE_PROCESSES);
const gateway = processes.pop();
const started = [];

const services = await Promise.all(processes.map((service) => start(service)));
const addresses = Object.fromEntries(services.map(({ port }, n) => [processes[n].urlVariable, `http://127.0.0.1:${port}`]));
await start({ ...gateway, environment: { ...gateway.environment, ...addresses } });

async function start({ name, folder, environment }) {
  try {
    const { Environment, createApp } = await import(pathToFileURL(join(folder, 'dist', 'app.module.js')).href);
    const app = await createApp(readConfig(Environment, environment));
    started.push(app);
    process.stdout.write(`READY ${name} ${app.port}\n`);
    return app;
  } catch (error) {
    // The launcher reads this line to name the one to blame.
    process.stdout.write(`FAILED ${name}\n`);
    throw error;
  }
}

/** Last started, first stopped: the gateway takes no more requests while the services finish theirs. */
async function stop() {
  for (const app of started.splice(0).reverse()) await app.stop();
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); }));
