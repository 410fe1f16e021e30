import pino from 'pino';
import { FormPrinter } from './form-printer.ts';
import { followUpForm, stepsTable } from './form-samples.harness.ts';
import type { FormLayout } from './form-layout.ts';
import { pagesOf } from './pdf-text.harness.ts';

let printer: FormPrinter;
// The thread's start, with its fonts, is not the first test's to wait for.
beforeAll(async () => {
  printer = new FormPrinter(pino({ level: 'silent' }));
  await printer.print(note('好的'));
}, 30_000);
afterAll(() => printer.onApplicationShutdown());

const print = async (layout: FormLayout) => {
  const { pdf, missing } = await printer.print(layout);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  return { pages: pagesOf(pdf), missing };
};
const note = (text: string): FormLayout => followUpForm({ sections: [{ type: 'note', text }] });

describe('PB-5 a printed form', () => {
  test('carries title, number, company and all that was filled in, on one page of A4', async () => {
    const { pages, missing } = await print(followUpForm());
    expect(pages).toHaveLength(1);
    for (const words of [
      '租售业务手续办理跟进表', 'vkwy7.5.1-j03-02-f1', '宏远物业租售中心', '一、成交基本情况', '成交编号CJ20261128-0007', '■买卖　□租赁', '锦绣花园12栋2单元1802室', '1,268,000.00', '2026-11-26', '2026-11-27 00:20',
      '经办人赵龑', '二、手续办理', '序号手续预计日期完成日期费用（元）', '12贷款审批12步2026-12-011,220.50', '合计7,953.00', '三、备注', '每完成一步须在 24 小时内登记。', '客户服务专员：周敏', '部门经理：', '打印人：何静', '打印时间：2026-11-28 14:30', '第 1 页　共 1 页',
    ]) expect(pages[0]).toContain(words);
    expect(missing).toEqual([]);
  });

  test('a dense form keeps on one page what would take two', async () => {
    const long = followUpForm({ sections: [stepsTable(32)] });
    expect((await print(long)).pages).toHaveLength(2);
    expect((await print({ ...long, dense: true })).pages).toHaveLength(1);
  });

  test.each([[{ title: 'Follow-up form' }, 'form_title'], [{ title: '' }, 'form_title'], [{ number: ' - ' }, 'form_number']])('%o is refused: none prints without its Chinese title and full number', async (change, code) => {
    await expect(printer.print(followUpForm(change))).rejects.toMatchObject({ options: { status: 422, clause: 'PB-5', code } });
  });

  test('over several pages says the title, the number, the heads and the page on each, and leaves no row out', async () => {
    const { pages } = await print(followUpForm({ sections: [stepsTable(90)] }));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, i) => {
      for (const words of ['租售业务手续办理跟进表', 'vkwy7.5.1-j03-02-f1', '二、手续办理', '序号手续预计日期', `第 ${i + 1} 页　共 ${pages.length} 页`]) expect(page).toContain(words);
    });
    for (let i = 1; i <= 90; i += 1) expect(pages.join('')).toMatch(new RegExp(`[^\\d]${i}步2026`));
    expect(pages.at(-1)).toContain('合计7,953.00');
  });

  test('landscape is the same form on its side, and pages need not be counted', async () => {
    const { pdf } = await printer.print(followUpForm({ orientation: 'landscape', pageOf: false }));
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 841.89 595.28]');
    expect(pagesOf(pdf).join('')).not.toContain('第 1 页');
  });

  test('a text higher than a page is printed to its end', async () => {
    const { pages } = await print(note(Array.from({ length: 150 }, (_, i) => `第${i}句。`).join('\n')));
    expect(pages.length).toBeGreaterThan(1);
    for (let i = 0; i < 150; i += 1) expect(pages.join('')).toContain(`第${i}句。`);
  });

  test('rare surnames print; one that the font lacks is marked with its code point and told', async () => {
    const { pages, missing } = await print(note('龑喆堃䶮㛃 𠮷 𱍐 𠮷'));
    expect(pages[0]).toContain('龑喆堃䶮㛃 〓[U+20BB7] 〓[U+31350] 〓[U+20BB7]');
    expect(missing).toEqual(['𠮷', '𱍐']);
  });

  test('a compatibility form is printed in its plain form; what nobody sees is left out', async () => {
    const { pages, missing } = await print(note('\u{2f800}\u200b喆\ufe00\u0007①'));
    expect(pages[0]).toContain('丽喆①');
    expect(missing).toEqual([]);
  });

  test('what is longer than a form is refused before anything is drawn', async () => {
    await expect(printer.print(followUpForm({ sections: [stepsTable(2_001)] }))).rejects.toMatchObject({ options: { code: 'form_too_long', clause: 'PF-15' } });
  });

  test('forms of several people at once do not get mixed up', async () => {
    const numbers = Array.from({ length: 6 }, (_, i) => `vkwy-${i}`);
    const printed = await Promise.all(numbers.map((number) => print(followUpForm({ number, sections: [{ type: 'note', text: `正文 ${number}` }] }))));
    printed.forEach(({ pages }, i) => expect(pages[0]).toContain(`正文 ${numbers[i]}`));
  });

  test('a fault in a thread is the fault of that form alone', async () => {
    await expect(printer.print(followUpForm({ printedAt: 'yesterday' }))).rejects.toThrow(RangeError);
    expect((await print(note('好的'))).pages[0]).toContain('好的');
  });
});
