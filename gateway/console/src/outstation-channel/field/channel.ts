import { post } from '../../api/client.ts'
import type { Channel, Waiting } from '../../field/channel.ts'
import { recordLanded } from './day.ts'
import { OUTSTATION, type OutstationBody } from './records.ts'

const OC = '/v1/outstation-channel'

/** Each by itself: nothing here stands on what was done before. The key makes a second try of the same record harmless. */
function sendOne({ id, kind, record, body, occurredAt, uploaded }: Waiting<OutstationBody>): Promise<unknown> {
  const ask = { idempotencyKey: id }
  if (kind === 'evidence') return post<unknown>(`${OC}/trips/${record}/evidence`, { ...body, occurredAt, attachmentIds: uploaded }, ask)
  if (kind === 'exchange') return post<unknown>(`${OC}/exchanges`, body, ask)
  return post<unknown>(`${OC}/station-records`, { ...body, stationUnitId: record }, ask)
}

/** What outstation staff do on the way. */
export const outstation: Channel<OutstationBody> = {
  name: OUTSTATION,
  files: 'outstation-channel',
  atOnce: 1,
  holds: () => false,
  send: async ([entry]) => [{ id: entry!.id, outcome: 'applied', answer: await sendOne(entry!) }],
  landed: (entry, answer) => recordLanded(entry, answer),
  nameOf: ({ kind }, t) => t(`outDay.record.${kind}`),
}
