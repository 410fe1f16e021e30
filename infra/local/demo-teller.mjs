// The process that demo-history.mjs starts. Reads LUYUE_HISTORY; exit code 0: all is told, 3: it was asked to stop before.
import 'reflect-metadata';
import { setPriority } from 'node:os';
import { eventually } from './client.mjs';
import { roomsOf } from './demo-deals/rooms.mjs';
import { tellChannel } from './demo-channel.mjs';
import { roomsOfChannel } from './demo-channel/rooms.mjs';
import { tellDeals } from './demo-deals.mjs';
import { Stopped } from './demo-diary.mjs';
import { DEMO_HOMES, DEMO_SEED, DEMO_UNITS, households } from './demo-households.mjs';
import { roomsOfMonth, tellMonth } from './demo-month.mjs';
import { CHANNEL_STAFF } from './demo-makers.mjs';
import { CITIES } from './demo-property.mjs';
import { tellVisits } from './demo-visits.mjs';
import { roomsOfVisits } from './demo-visits/rooms.mjs';
import { DISTRIBUTOR_STAFF } from './distributor-staff.mjs';
import { PROPERTY_STAFF } from './property-staff.mjs';

const { history, environments } = JSON.parse(process.env.LUYUE_HISTORY);
const STOPPED = 3;
let [services, stopping] = [0, false];
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    stopping = true;
    // A service that waits for its database has nothing in hand.
    if (!services) process.exit(STOPPED);
  });
}
// Whoever uses the platform meanwhile comes first.
setPriority(10);

const homesOf = (code) => households(DEMO_SEED, DEMO_UNITS.find((unit) => unit.code === code), DEMO_HOMES);
const [cases, deals, ...makers] = await Promise.all([
  theMonth(), theQuarter(), ofMakers('distributor-visits', history.visits, DISTRIBUTOR_STAFF, roomsOfVisits, tellVisits), ofMakers('outstation-channel', history.channel, CHANNEL_STAFF, roomsOfChannel, tellChannel),
]);
console.log(`${cases} cases, ${deals} deals, ${makers.join(' and ')} steps of visits and channel told in ${process.uptime().toFixed(0)} s${stopping ? ', stopped' : ''}`);
process.exit(stopping ? STOPPED : 0);

/** One subsidiary after the other, so that two cases never wait for each other. */
async function theMonth() {
  return within('utility-care', async (get) => {
    const service = await roomsOfMonth(get);
    let told = 0;
    for (const [index, of] of history.gas.entries()) told += await tellMonth(service, { ...of, homes: homesOf(of.unit), seed: DEMO_SEED + index }, history.now, () => stopping);
    return told;
  });
}

/** Both cities side by side; within each its deals take their numbers in turn. */
async function theQuarter() {
  return within('property-brokerage', async (get) => {
    const rooms = await roomsOf(get);
    const sold = homesOf(history.gas[0].unit).filter((home) => home.category === 'resident' && /^1\d{10}$/.test(home.phone));
    const companies = history.property.map((of) => ({ ...of, staff: PROPERTY_STAFF, ...CITIES.find(({ code }) => code === of.code) })).map((of) => (of.gas ? { ...of, homes: sold } : of));
    for (const of of companies) await eventually(`${of.tenant.name} is known`, () => isKnown(rooms, of), 60_000);
    const told = await Promise.all(companies.map((of) => tellDeals(rooms, of, history.now, () => stopping)));
    return told.reduce((sum, each) => sum + each, 0);
  });
}

/** The quarter of each maker at once; one that was told to stop keeps nothing of it. */
async function ofMakers(service, makers = [], staff, roomsOfService, tell) {
  return within(service, async (get) => {
    const rooms = await roomsOfService(get);
    let told = 0;
    for (const of of makers.map((maker) => ({ ...maker, staff, modules: [service] }))) {
      await eventually(`${of.tenant.name} is known`, () => isKnown(rooms, of), 60_000);
      told += await tell(rooms, of, history.now, () => stopping).catch((error) => {
        if (!(error instanceof Stopped)) throw error;
        return 0;
      });
    }
    return told;
  });
}

/** The service without its routes in use: same modules, same database, its outbox drained by the service that runs already. */
async function within(name, work) {
  const [{ createApp, Environment }, { readConfig }] = await Promise.all([import(`@luyue/${name}`), import('@luyue/platform')]);
  const running = await createApp(readConfig(Environment, { ...environments[name], DATABASE_MIGRATION_URL: undefined, WORK: 'http', LOG_LEVEL: 'warn' }));
  services += 1;
  try {
    return await work((type) => running.app.get(type, { strict: false }));
  } finally {
    await running.stop();
  }
}

/** People, units, rulebook and agreement have reached the service. */
function isKnown({ database, directory, partners, systemContext }, of) {
  return database.read(systemContext(of.tenant.id, false), async (tx) => {
    const [{ users, units }, adopted] = [await directory.people(tx), await directory.adoptions(tx)];
    const all = of.staff.every(({ key }) => users.has(of.people[key].id)) && Object.values(of.units).every((id) => units.has(id)) && adopted.length > 0;
    return all && (!of.gas || (await partners.reachable(tx)).some(({ carries }) => carries));
  });
}
