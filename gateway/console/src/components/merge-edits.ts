export interface Merged<T> {
  /** Mine where I changed something, else theirs. */
  merged: T
  /** Changed by both, and not to the same. */
  clashes: (keyof T)[]
  /** Changed by them alone. */
  taken: (keyof T)[]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Brings an edit that began at `base` together with what somebody else made of it meanwhile, field by field. */
export function mergeEdits<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
  const fields = Object.keys(base) as (keyof T)[]
  const iChanged = (field: keyof T) => !same(base[field], mine[field])
  const theyChanged = (field: keyof T) => !same(base[field], theirs[field])
  return {
    merged: Object.fromEntries(fields.map((field) => [field, iChanged(field) ? mine[field] : theirs[field]])) as T,
    clashes: fields.filter((field) => iChanged(field) && theyChanged(field) && !same(mine[field], theirs[field])),
    taken: fields.filter((field) => !iChanged(field) && theyChanged(field)),
  }
}

/** The fields of an edit that differ from where it began: what a PATCH sends. */
export const changedFields = <T extends object>(base: T, mine: T): Partial<T> => Object.fromEntries(Object.entries(mine).filter(([field, value]) => !same(base[field as keyof T], value))) as Partial<T>
