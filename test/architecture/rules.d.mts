export interface SourceFile { path: string; text: string }
export interface Violation { path: string; line: number; message: string }
export type RuleName = 'layers' | 'extensions' | 'fileKinds' | 'sizes' | 'names' | 'injections' | 'pinnedImages' | 'registries' | 'machinePaths' | 'runningTests';
export const rules: Record<RuleName, (files: SourceFile[]) => Violation[]>;
export function judge(files: SourceFile[]): { ok: boolean; imports: number; violations: (Violation & { rule: RuleName })[] };
export function readRepository(root: string): SourceFile[];
