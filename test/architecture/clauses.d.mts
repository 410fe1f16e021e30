import type { SourceFile, Violation } from './rules.mjs';

export function implementedClauses(files: SourceFile[]): { id: string; room: [owner: string, folder: string]; path: string; line: number }[];
export function clauses(files: SourceFile[]): Violation[];
