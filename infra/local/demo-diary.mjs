// The past of a company whose work is not one thing after the other but many people's weeks: what comes next is done next, whoever does it.
import { personAt } from './demo-deals/tale.mjs';
import { random } from './random.mjs';

/** What was written to people before has been read by now. */
const TOLD_THEN = /^(notification\.message\.requested|approvals\.request\..*)\.v\d+$/;
const STILL_NEWS = 24 * 3_600_000;

/** A telling that was asked to stop; nothing of it is kept, and the next start tells it again. */
export class Stopped extends Error {}

export class Diary {
  /**
   * @param {object} rooms of the service, with `database`, `systemContext` and `permissions`
   * @param {object} of the company, with its `staff` and `modules`
   * @param {{now: number, seed: number, stopped: () => boolean}} how `now`: where the past ends
   */
  constructor(rooms, of, { now, seed, stopped }) {
    Object.assign(this, { rooms, of, now, stopped, at: 0, entries: [], dice: random(seed) });
  }

  /** Something that happens at that moment; what lies ahead of the present does not. */
  on(at, act) { if (at < this.now) this.entries.push({ at: Math.max(at, this.at), act }); }

  as(key) { return personAt(this.rooms, this.of, key, this.at); }

  /**
   * All of it in one transaction: no clock of the service that runs already gets ahead of what is yet to be told. Throws naming the moment where the service refuses a step.
   * @returns {Promise<number>} what was told
   */
  async tell() {
    const { database, systemContext } = this.rooms;
    let told = 0;
    await database.story(systemContext(this.of.tenant.id, false), (type, at) => !TOLD_THEN.test(type) || this.now - at.getTime() < STILL_NEWS, async () => {
      for (let next = this.next(); next; next = this.next()) {
        if (this.stopped()) throw new Stopped();
        this.at = next.at;
        try {
          await next.act();
        } catch (error) {
          throw new Error(`${this.of.tenant.name ?? this.of.tenant.id} at ${new Date(this.at).toISOString()}: ${error.message} ${JSON.stringify(error.options?.errors ?? '')}`, { cause: error });
        }
        told += 1;
      }
    });
    return told;
  }

  next() {
    let first = 0;
    for (let i = 1; i < this.entries.length; i += 1) if (this.entries[i].at < this.entries[first].at) first = i;
    return this.entries.splice(first, 1)[0];
  }
}

/** Whatever of these words a report lacks is marked "none". */
export const noneLeft = (report, words = {}) => report.sections.flatMap((section) => section.parts.map((part) => ({ part: `${section.key}.${part.key}`, state: part.state }))).flatMap(({ part, state }) => (words[part] ? [{ part, words: words[part] }] : state === 'empty' ? [{ part, none: true }] : []));
