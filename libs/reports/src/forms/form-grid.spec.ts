import { gridOf } from './form-grid.ts';
import type { FormSection } from './form-layout.ts';

const rows = (section: FormSection) => gridOf(section).body.map((row) => row.map(({ value, span }) => (span > 1 ? `${value}×${span}` : String(value ?? ''))));

describe('PB-5 the grid of a form', () => {
  test('pairs fill their rows; the last of a row takes up what is left of it', () => {
    const fields = [{ label: '甲', value: '1' }, { label: '乙', value: '2', span: 2 }, { label: '丙', value: '3' }, { label: '丁', value: null }, { label: '戊', value: '5' }, { label: '己', value: '6', span: 9 }];
    expect(rows({ type: 'fields', columns: 3, fields })).toEqual([['甲', '1', '乙', '2×3'], ['丙', '3', '丁', '', '戊', '5'], ['己', '6×5']]);
    expect(rows({ type: 'fields', fields: fields.slice(0, 3) })).toEqual([['甲', '1×3'], ['乙', '2×3'], ['丙', '3×3']]);
  });

  test('what can be ticked is shown whole', () => {
    expect(rows({ type: 'fields', columns: 1, fields: [{ label: '类型', value: null, options: ['买卖', '租赁'], chosen: ['租赁'] }] })).toEqual([['类型', '□买卖　■租赁']]);
  });

  test('totals say what they are in the first cell that has none', () => {
    const columns = [{ key: 'fee', label: '费用', kind: 'money' as const }, { key: 'step', label: '手续' }];
    const table: FormSection = { type: 'table', heading: '明细', columns, rows: [{ fee: '1.50', step: '缴税' }], totals: { fee: '1.50' } };
    expect(rows(table)).toEqual([['1.50', '缴税'], ['1.50', '合计']]);
    expect(gridOf(table).heads.map((row) => row.map(({ value, span }) => [value, span]))).toEqual([[['明细', 2]], [['费用', 1], ['手续', 1]]]);
    expect(gridOf(table).body[1]!.map(({ look, kind }) => [look, kind])).toEqual([['total', 'money'], ['total', 'text']]);
  });

  test('signatures stand four in a row and stay on one page', () => {
    const lines = ['专员', '主管', '经理', '财务', '档案'].map((label) => ({ label }));
    const grid = gridOf({ type: 'signatures', lines });
    expect([grid.body.map((row) => row.length), grid.together]).toEqual([[4, 4], true]);
    expect(grid.body[1]!.map(({ value }) => value)).toEqual(['档案：\n\n日期：　　年　月　日', '', '', '']);
  });

  test('shares of the width add up to one', () => {
    const sections: FormSection[] = [{ type: 'fields', columns: 3, fields: [] }, { type: 'table', columns: [{ key: 'a', label: 'a', width: 3 }, { key: 'b', label: 'b' }], rows: [] }, { type: 'note', text: '' }];
    for (const section of sections) expect(gridOf(section).shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
  });
});
