import { expiryOf, exportMoves, type ExportStatus, moveTo } from './exports.rules.ts';

describe('PF-15 how an export moves', () => {
  const all = Object.keys(exportMoves) as ExportStatus[];

  test('only as the table says; everything else is refused with what is possible', () => {
    for (const from of all) for (const to of all) {
      if (exportMoves[from].includes(to)) expect(moveTo(from, to)).toBe(to);
      else expect(() => moveTo(from, to)).toThrow('transition_refused');
    }
    expect(() => moveTo('expired', 'running')).toThrow(expect.objectContaining({ options: expect.objectContaining({ status: 409, clause: 'PF-15', allowed: [] }) }));
  });

  test('a file is kept for seven days', () => {
    expect(expiryOf(new Date('2026-11-28T06:30:00Z'))).toEqual(new Date('2026-12-05T06:30:00Z'));
  });
});
