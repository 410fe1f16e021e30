import { type About, attachmentPath, jsonOf, manifestOf, textFile } from './evidence-packs.rules.ts';

const about: About = { format: 'luyue-evidence/1', packId: 'p', tenant: '江州置业', dealId: 'd', dealNumber: 'CJ1', dealTitle: '滨江一号', dealStatus: 'archived', madeAt: '2026-11-23T02:00:00.000Z', madeBy: '何静', reason: '投诉', fullNumbers: false };
const files = ['deal.json', 'timeline.json', 'obligations.json'].map((path) => textFile(path, jsonOf({ path })));

test('the same deal gives the same chain; another head, another chain', () => {
  expect(manifestOf(about, files)).toEqual(manifestOf({ ...about }, files));
  expect(manifestOf({ ...about, reason: '审计' }, files).head).not.toBe(manifestOf(about, files).head);
});

test('whatever is changed, left out or moved changes every link from there on, and none before it', () => {
  const chain = (list: typeof files) => manifestOf(about, list).entries.map((e) => e.chain);
  const whole = chain(files);
  const changed = chain(files.with(1, { ...files[1]!, sha256: textFile('', 'x').sha256 }));
  expect([changed[0] === whole[0], changed[1] === whole[1], changed[2] === whole[2]]).toEqual([true, false, false]);
  const moved = chain([files[0]!, files[2]!, files[1]!]);
  expect([moved[0] === whole[0], moved[1] === whole[1], moved[2] === whole[2]]).toEqual([true, false, false]);
  expect(chain(files.slice(0, 2))).toEqual(whole.slice(0, 2));
  expect(manifestOf(about, files.slice(0, 2)).head).not.toBe(whole[2]);
});

test('a path in the pack is one that every file system takes', () => {
  expect(attachmentPath(0, '合同 第一联.pdf')).toBe('attachments/001-合同 第一联.pdf');
  expect(attachmentPath(11, '../../etc/passwd\u0000')).toBe('attachments/012-.._.._etc_passwd_');
});
