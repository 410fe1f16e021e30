export const SAMPLE: string;
export function callLog(): { cells: string[]; outcome: string }[];
export function callLogCsv(): string;
