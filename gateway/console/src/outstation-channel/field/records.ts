/** What outstation staff keep on the phone without a connection: work at a station, the week's exchange, evidence of a trip. */
export type OutstationKind = 'station' | 'exchange' | 'evidence'
export type OutstationBody = Record<string, unknown>
/** The channel, in the queue of the phone. */
export const OUTSTATION = 'outstation'
