// Who tells one deal, and when: the clock of a tale that ends at the present, the people in whose name each step is done, and the post of long ago.
import { random } from '../random.mjs';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** China has one zone and no summer time. */
const ZONE = 8 * HOUR;
/** Who was written to before has been: no inbox and no phone gets the quarter's messages today, and no open browser its changes. */
const STILL_NEWS = DAY;
const TOLD_THEN = /^(notification\.message\.requested|approvals\.request\..*|property-brokerage\.deal\.changed)\.v\d+$/;
const SPECIALISTS = ['specialist', 'specialist2', 'specialist3'];
const PHONES = { specialist: '13800005207', specialist2: '13800005211', specialist3: '13800005236' };

export const startOfDay = (ms) => Math.floor((ms + ZONE) / DAY) * DAY - ZONE;
export const dayOf = (ms) => new Date(ms + ZONE).toISOString().slice(0, 10);
export const iso = (ms) => new Date(ms).toISOString();
const isWeekend = (ms) => [0, 6].includes(new Date(ms + ZONE).getUTCDay());

/** A moment of office hours `days` working days after `at`, and never before it. */
export function workingDaysAfter(at, days, dice) {
  let day = startOfDay(at);
  for (let left = days; left > 0 || (days > 0 && isWeekend(day));) {
    day += DAY;
    if (!isWeekend(day)) left -= 1;
  }
  return Math.max(day + dice.between(9 * 60, 17 * 60) * MINUTE, at + dice.between(5, 45) * MINUTE);
}

/** A person of a company as a service takes its caller, at that moment. */
export function personAt({ permissions }, of, key, at) {
  const { id, name } = of.people[key];
  const { roles, unit } = of.staff.find((person) => person.key === key);
  return {
    tenantId: of.tenant.id, userId: id, userName: name, unitId: of.units[unit ?? 'root'], sandbox: of.sandbox ?? false, modules: of.modules ?? ['property-brokerage'], language: 'zh', requestId: 'demo', at: new Date(at),
    grants: [{ units: 'all', permissions: roles.flatMap((role) => [...permissions.get(role)]) }],
  };
}

/** Where the past ends: what comes next has not happened. */
class Present extends Error {}

/** One deal as far as it has come. The stages beside this file move it on; chance decides who was late, what came back and who did not answer. */
export class Tale {
  /**
   * @param {object} rooms see rooms.mjs
   * @param {object} of the company, see demo-deals.mjs
   * @param {import('./contracts.mjs').Contract} contract
   * @param {{signedAt: number, now: number}} times
   */
  constructor(rooms, of, contract, { signedAt, now }) {
    Object.assign(this, { rooms, of, contract, now, at: signedAt, signedAt });
    this.dice = random(contract.seed);
    this.agent = this.dice.chance(0.55) ? 'agent' : 'agent2';
    this.specialist = this.dice.pick(SPECIALISTS);
    this.payOuts = [];
    this.delivered = new Set();
  }

  /**
   * Runs the stages in one transaction, until they or the past end. Throws naming deal and moment where the service refuses a step.
   * @returns {Promise<string>} the deal's id
   */
  async tell(stages) {
    const { database, systemContext } = this.rooms;
    const concerns = (type, at) => !TOLD_THEN.test(type) || this.now - at.getTime() < STILL_NEWS;
    const upToNow = async () => {
      try {
        await stages(this);
      } catch (error) {
        if (!(error instanceof Present)) throw error;
      }
    };
    try {
      await database.story(systemContext(this.of.tenant.id, this.of.sandbox ?? false), concerns, upToNow);
    } catch (error) {
      throw new Error(`deal ${this.contract.number} of ${this.of.code} at ${iso(this.at)}: ${error.message} ${JSON.stringify(error.options?.errors ?? '')}`, { cause: error });
    }
    return this.deal.id;
  }

  // --- time ---

  /** To a moment of office hours so many working days on; the tale ends there when it is not past yet. */
  wait(days) { this.to(this.after(days)); }

  waitBetween([low, high]) { this.wait(this.dice.between(low, high)); }

  minutes(low, high = low) { this.to(this.at + this.dice.between(low, high) * MINUTE); }

  to(at) {
    if (at >= this.now) this.untilToday();
    this.at = at;
  }

  after(days) { return workingDaysAfter(this.at, days, this.dice); }

  isNews(at) { return this.now - at < STILL_NEWS; }

  /** Ends the tale here: the rest is up to whoever uses the platform. */
  untilToday() { throw new Present(); }

  // --- people ---

  as(key) { return personAt(this.rooms, this.of, key, this.at); }

  get asSpecialist() { return this.as(this.specialist); }

  get asAgent() { return this.as(this.agent); }

  get phone() { return PHONES[this.specialist]; }

  get colleague() { return SPECIALISTS[(SPECIALISTS.indexOf(this.specialist) + 1) % SPECIALISTS.length]; }

  party(side) { return this.deal.parties.find((p) => p.side === side); }

  // --- what the service knows ---

  read(work) { return this.rooms.database.read(this.as('supervisor'), work); }

  /** What was sent a while ago has arrived; `lost` is the party whom its text did not reach. What is news still goes out, and is answered, by notification itself. */
  async deliver(lost = null) {
    const { database, messages, contracts: { make, MessageSettled }, systemContext } = this.rooms;
    this.minutes(1);
    await database.write({ ...systemContext(this.of.tenant.id, this.of.sandbox ?? false), at: new Date(this.at) }, async (tx) => {
      for (const { id, requestedAt, owed } of await messages.inDeal(tx, this.deal.id)) {
        if (this.delivered.has(id) || this.isNews(requestedAt.getTime())) continue;
        this.delivered.add(id);
        for (const { key, channel, result } of owed) {
          if (result) continue;
          const missed = key === lost;
          await messages.settled(tx, make(MessageSettled, {
            messageId: id, version: 1, context: 'property-brokerage', recipient: key, channel, result: missed ? 'bounced' : 'accepted', levelsUp: 0, providerId: null, reason: missed ? '空号' : null, at: iso(requestedAt.getTime() + 40_000),
          }));
        }
      }
    });
  }
}
