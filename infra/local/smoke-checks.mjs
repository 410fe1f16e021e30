// What the smoke expects of what it is answered: it ends with the first thing that is otherwise.

/** The last obligation under a clause among those of `what`, which must have come to `status`. */
export function expectOwed(obligations, clauseId, status, what) {
  const found = obligations.filter((o) => o.clauseId === clauseId).at(-1);
  if (found?.status !== status) throw new Error(`${clauseId} of ${what} is ${found?.status ?? 'absent'}, expected ${status}`);
  return found;
}

/** A refusal that names this clause; with this code, where one is given. */
export function expectRefusal(problem, clauseId, code) {
  if (problem.clause !== clauseId || (code && problem.code !== code)) throw new Error(`refused with ${problem.code} ${problem.clause}, expected ${code ?? ''} ${clauseId}: ${JSON.stringify(problem)}`);
  return problem;
}

/** Throws unless both say the same. */
export function expectSame(found, expected, what) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  return found;
}

/** "None" for each part of a report that says nothing yet. */
export const restAsNone = (report, but = []) => report.sections.flatMap((section) => section.parts.map((part) => ({ part: `${section.key}.${part.key}`, state: part.state }))).filter(({ part, state }) => state === 'empty' && !but.includes(part)).map(({ part }) => ({ part, none: true }));
