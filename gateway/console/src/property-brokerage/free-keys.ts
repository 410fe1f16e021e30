/** A key for each line that has none yet, out of the letters of its English name and never one that is taken: what is published once keeps its key. */
export function freeKeys(lines: { key?: string; en?: string }[], between: '_' | ''): string[] {
  const taken = new Set(lines.map(({ key }) => key))
  return lines.map(({ key, en = '' }) => {
    if (key) return key
    const word = en.toLowerCase().replaceAll(/[^a-z0-9]+/g, between).replaceAll(/^[_0-9]+|_+$/g, '').slice(0, 34)
    const root = word.length > 1 ? word : 'own'
    let free = root
    for (let n = 2; taken.has(free); n += 1) free = `${root}${between}${n}`
    taken.add(free)
    return free
  })
}
