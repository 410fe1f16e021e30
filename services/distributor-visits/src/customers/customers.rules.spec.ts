import { changedFields, customerMoves, gradeIn, gradeShown, withGrade } from './customers.rules.ts';

test('DV-4.1 a grade counts from its month; one given twice for the same month is the later', () => {
  const grades = withGrade(withGrade(withGrade([], { grade: 'C', from: '2026-07' }), { grade: 'A', from: '2026-10' }), { grade: 'B', from: '2026-10' });
  expect(grades).toEqual([{ grade: 'C', from: '2026-07' }, { grade: 'B', from: '2026-10' }]);
  expect(['2026-06', '2026-07', '2026-09', '2026-10', '2027-01'].map((month) => gradeIn(grades, month))).toEqual([null, 'C', 'C', 'B', 'B']);
  expect(['2026-06', '2026-10'].map((month) => [gradeShown(grades, month), gradeShown([], month)])).toEqual([['C', null], ['B', null]]);
});

test('DV-2 a closed record can be taken up again', () => {
  expect(customerMoves).toEqual({ active: ['closed'], closed: ['active'] });
});

test('a change names what differs, nothing else', () => {
  expect(changedFields<{ name: string; city: string; latitude: number | null | undefined }>({ name: '甲', city: '苏州', latitude: null }, { name: '乙', city: '苏州', latitude: undefined })).toEqual([{ field: 'name', before: '甲', after: '乙' }]);
});
