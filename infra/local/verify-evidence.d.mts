export function verifyEvidence(file: string, expectedHead?: string): { faults: string[]; about: Record<string, unknown> | null; head: string | null; entries: number };
