import { currentStep, dutiesOfFinishing, formalitiesEnd, isSettled, skippedBy, type StepFacts, stepMoves, utilityNeed, waitingFor } from './steps.rules.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 8, 18, hour));
const step = (position: number, more: Partial<StepFacts> = {}): StepFacts => ({ key: `s${position}`, position, state: 'pending', required: true, waitsFor: 'bank', finishedAt: null, toldAt: null, ...more });
const done = (position: number, finished: number, told: number | null, more: Partial<StepFacts> = {}): StepFacts => step(position, { state: 'done', finishedAt: at(finished), toldAt: told === null ? null : at(told), ...more });

test('PB-4.5 PB-4.8 both clocks run from the end of the step', () => {
  expect(dutiesOfFinishing({ finishedAt: at(9) })).toMatchObject([{ clauseId: 'PB-4.5', parameter: 'pb.step.recordHours', startedAt: at(9) }, { clauseId: 'PB-4.8', parameter: 'pb.progress.hours', startedAt: at(9) }]);
});

test('PB-4.5b every state is reached, and none is a dead end', () => {
  expect(new Set(Object.values(stepMoves).flat())).toEqual(new Set(Object.keys(stepMoves)));
  for (const moves of Object.values(stepMoves)) expect(moves.length).toBeGreaterThan(0);
  expect(stepMoves.done).toEqual(['in_progress']);
});

test('PB-4.5b what comes before and is required stands in the way, in the order of the template; what is optional, settled or later does not', () => {
  const all = [step(30), step(10), done(20, 8, 8), step(15, { required: false }), step(25, { state: 'not_applicable' }), step(40), step(5, { state: 'rejected' })];
  expect(skippedBy(all, { position: 30 }).map((s) => s.position)).toEqual([5, 10]);
  expect(skippedBy(all, { position: 5 })).toEqual([]);
  expect([isSettled('done'), isSettled('not_applicable'), isSettled('rejected')]).toEqual([true, true, false]);
});

test('who is waited for: whoever the running step waits for, the specialist for what is to be begun, put right or told, nobody at the end', () => {
  expect(waitingFor([step(10, { state: 'in_progress', waitsFor: 'registry' }), step(20)])).toBe('registry');
  expect(waitingFor([done(10, 8, 8), step(20)])).toBe('specialist');
  expect(waitingFor([step(10, { state: 'rejected', waitsFor: 'registry' }), step(20)])).toBe('specialist');
  expect(waitingFor([done(10, 8, null)])).toBe('specialist');
  expect(waitingFor([done(10, 8, 9), step(20, { required: false })])).toBeNull();
  expect(currentStep([step(20), step(10, { required: false }), step(30, { state: 'in_progress' })])?.position).toBe(30);
  expect(currentStep([step(20), step(10, { required: false })])?.position).toBe(20);
});

describe('PB-4.10 reading 11', () => {
  test.each<[string, StepFacts[], Date | null]>([
    ['the end of the last required step, when everybody knew at once', [done(10, 8, 8), done(20, 11, 11)], at(11)],
    ['the last word to the parties, when that is later', [done(10, 8, 15), done(20, 11, 12)], at(15)],
    ['nothing while one required step is open', [done(10, 8, 8), step(20, { state: 'rejected' })], null],
    ['nothing while the parties do not know', [done(10, 8, 8), done(20, 11, null)], null],
    ['an optional step is not waited for', [done(10, 8, 8), step(20, { required: false }), done(30, 12, null, { required: false })], at(8)],
    ['a step that does not apply is not waited for', [done(10, 8, 8), step(20, { state: 'not_applicable' })], at(8)],
    ['a deal of which nothing was done is not done', [step(10, { state: 'not_applicable' })], null],
    ['nor one without steps', [], null],
  ])('PB-4.10 reading 11: %s', (_what, steps, end) => expect(formalitiesEnd(steps)).toEqual(end));
});

test('PB-4.9b readings 9 and 14: a utility that is listed is required; a lease transfers no other, a sale may until F4 says which', () => {
  expect(utilityNeed('sale', ['gas'], 'gas', false)).toEqual({ required: true, state: 'pending' });
  expect(utilityNeed('sale', ['gas'], 'water', false)).toEqual({ required: false, state: 'pending' });
  expect(utilityNeed('sale', ['gas'], 'water', true)).toEqual({ required: false, state: 'not_applicable' });
  expect(utilityNeed('lease', ['gas'], 'water', false)).toEqual({ required: false, state: 'not_applicable' });
});
