import { isId, newId } from './ids.ts';
import { humanNumber, shortNumber } from './numbers.ts';

describe('human numbers', () => {
  it('carry prefix, date and at least four digits', () => {
    expect(humanNumber('GD', '2026-11-24', 1)).toBe('GD20261124-0001');
    expect(humanNumber('SL', '2026-11-23', 12345)).toBe('SL20261123-12345');
  });

  it('lose their year in the short form, other texts stay', () => {
    expect(shortNumber('SL20261123-0231')).toBe('SL1123-0231');
    expect(shortNumber('SL20261123-12345')).toBe('SL1123-12345');
    expect(shortNumber('燃气报修')).toBe('燃气报修');
  });

  it.each([['gd', '2026-11-24', 1, 'prefix'], ['', '2026-11-24', 1, 'prefix'], ['GD', '2026-11-31', 1, 'date'], ['GD', '2026-11-24', 0, 'sequence'], ['GD', '2026-11-24', 1.5, 'sequence']])(
    'refuses %s %s %d naming %4$s', (prefix, date, sequence, field) => {
      expect(() => humanNumber(prefix, date, sequence)).toThrow(expect.objectContaining({ field }));
    });
});

describe('ids', () => {
  it('are uuids of version 7 in the order they were made', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(new Set(ids).size).toBe(100);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every((id) => isId(id) && id[14] === '7')).toBe(true);
  });

  it.each(['', 'GD20261124-0001', '019a-zz', 7, null, undefined])('%p is none', (text) => {
    expect(isId(text)).toBe(false);
  });
});
