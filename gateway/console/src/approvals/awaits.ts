import type { Approval } from '../api/types.ts'

const waiting = (rounds: Approval[]): Approval['waitingFor'][number]['people'] => rounds.filter(({ status }) => status === 'pending').flatMap(({ waitingFor }) => waitingFor.flatMap(({ people }) => people))

/** Whether the step that is on is this person's to decide. */
export const awaits = (rounds: Approval[], userId: string): boolean => waiting(rounds).some(({ id }) => id === userId)

/** Whom a record waits for, by name; empty once it is decided. */
export const waitsFor = (rounds: Approval[]): string[] => [...new Set(waiting(rounds).map(({ name }) => name))]
