/** One role of a rulebook as its chapter writes it down; `code` is what a role assignment and a vacancy (R16) are named by. */
export interface RoleEntry<P extends string = string> { code: string; zh: string; en: string; permissions: readonly P[] }
