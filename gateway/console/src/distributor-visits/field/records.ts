/** What is recorded on a visit; the body of each is that of the service's README. */
export type RecordKind = 'check_in' | 'survey' | 'opinion' | 'intelligence' | 'hand_out' | 'activity' | 'note' | 'signature' | 'check_out'
export type RecordBody = Record<string, unknown>
