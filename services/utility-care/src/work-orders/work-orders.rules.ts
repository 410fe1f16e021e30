export type OrderStatus = 'queued' | 'assigned' | 'accepted' | 'on_the_way' | 'on_site' | 'handled' | 'repaired' | 'no_access' | 'closed' | 'cancelled';

/** The one table of a work order's moves. */
export const orderMoves: Record<OrderStatus, readonly OrderStatus[]> = {
  queued: ['assigned', 'cancelled'],
  assigned: ['accepted', 'assigned', 'queued', 'cancelled'],
  accepted: ['on_the_way', 'assigned', 'queued', 'cancelled'],
  on_the_way: ['on_site', 'no_access', 'queued', 'cancelled'],
  on_site: ['handled', 'no_access', 'queued', 'cancelled'],
  handled: ['repaired', 'queued', 'cancelled', 'closed'],
  // The user answers: a new window or simply "come now" sends the technician again (R8).
  no_access: ['on_the_way', 'assigned', 'queued', 'cancelled'],
  repaired: ['closed'],
  closed: [],
  cancelled: [],
};

/** Field milestones: the verb that a technician's page sends, the state it leads to, and what is asked for with it. */
export const fieldSteps = {
  accept: { to: 'accepted', title: '接单', needs: [] },
  depart: { to: 'on_the_way', title: '出发', needs: [] },
  arrive: { to: 'on_site', title: '到场', needs: [] },
  handle: { to: 'handled', title: '处理', needs: ['note'] },
  repair: { to: 'repaired', title: '修复', needs: ['note', 'photo'] },
  'no-access': { to: 'no_access', title: '没人在', needs: ['note'] },
} as const satisfies Record<string, { to: OrderStatus; title: string; needs: readonly ('note' | 'photo')[] }>;

export type FieldStep = keyof typeof fieldSteps;

export interface OrderFacts { kind: 'repair' | 'alarm'; faultScope: 'network' | 'equipment' | null }

/** The kinds of field work, each with a qualification of its own (UC-10a). */
export const WORK_KINDS = ['equipment_repair', 'network_repair', 'alarm_rescue'] as const;

/** Kind of qualification that the work asks for (UC-10a). */
export const qualificationFor = (c: OrderFacts): (typeof WORK_KINDS)[number] => (c.kind === 'alarm' ? 'alarm_rescue' : c.faultScope === 'network' ? 'network_repair' : 'equipment_repair');

/** First key of the dispatcher's queue: alarms, major faults, special-care users (UC-7.7), the rest. */
export const urgencyOf = (c: { kind: string; severity: string; specialCare: string | null }): number => (c.kind === 'alarm' ? 3 : c.severity === 'major' ? 2 : c.specialCare ? 1 : 0);
