import { InvalidValue, type Label } from '@luyue/kernel';

/** What is counted in whole units, e.g. `{type: 'spare_part', id}`. */
export interface Item { type: string; id: string; /** For refusals that people read. */ name?: Label }

/** Where it lies, e.g. `{type: 'station', id}`. Without an id it is the world outside (`supplier`, `used`, `scrapped`): nothing is counted there, and it never runs out. */
export interface Place { type: string; id: string | null }

/** One thing that goes from one place to another. */
export interface Movement {
  item: Item;
  from: Place;
  to: Place;
  /** Whole units, above zero. */
  quantity: number;
  /** What happened, in the room's own word, e.g. `shipment`. A reversal keeps the kind of what it takes back, so that sums by kind come out right. */
  kind: string;
  /** Names the fact, and the movement, within its tenant, e.g. `shipment/<id of the line>`; posted again it is the same movement. */
  reference: string;
  /** When it happened. Taken from the fact, not from the clock: it is part of what makes a repetition the same. */
  at: Date;
  /** Clause that refuses where a place holds too little, e.g. `OC-3.2.3a`. */
  clause: string;
  /** One for each unit, where the item is told apart unit by unit; an item at a place has them always or never. */
  serials?: readonly string[];
  note?: string;
}

const MOST = 1_000_000_000;
const invalid = (field: string, code: string, message: string): InvalidValue => new InvalidValue(field, `stock.${code}`, message);

/**
 * The movement with its serials in order.
 * @throws InvalidValue `stock.quantity` for what is no whole number from 1 to a thousand million, `stock.places` where both are outside or the same, `stock.serials` unless there is one for each
 * unit and none twice
 */
export function checked(movement: Movement): Movement {
  const { quantity, from, to, serials } = movement;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST) throw invalid('quantity', 'quantity', `a quantity is a whole number above zero: ${quantity}`);
  if (from.id === to.id) throw invalid('to', 'places', from.id === null ? 'a movement touches a place of our own' : 'a movement goes to another place');
  if (!serials) return movement;
  if (serials.length !== quantity || new Set(serials).size !== quantity || serials.some((s) => !s.trim())) throw invalid('serials', 'serials', `one serial number for each of ${quantity} units, none twice or empty`);
  return { ...movement, serials: [...serials].sort() };
}

/** Whether two movements are one fact. */
export function sameMovement(a: Movement, b: Movement): boolean {
  const key = (m: Movement): string => JSON.stringify([m.item.id, m.from.type, m.from.id, m.to.type, m.to.id, m.quantity, m.kind, m.at.getTime(), m.serials ? [...m.serials].sort() : null]);
  return key(a) === key(b);
}

/** What has to stand still while the movements are made: each item at each of its places, in the one order that everybody takes. */
export function locksOf(tenantId: string, movements: readonly Movement[]): string[] {
  const keys = movements.flatMap(({ from, to, item }) => [from.id, to.id].filter((id) => id !== null).map((id) => `stock/${tenantId}/${id}/${item.id}`));
  return [...new Set(keys)].sort();
}
