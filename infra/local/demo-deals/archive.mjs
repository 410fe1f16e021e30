// The end of a deal: its documents go to the archivist (PB-4.10), the parties are called back (PB-3.3), and now and then somebody borrows the file (capability 7).
import { DAY, dayOf } from './tale.mjs';

const OPINIONS = ['办得快，随时能问到', '专员讲得清楚', '过户比预想的早', '放款等得有点久', '资料一次说全就好了', '水电过户不用自己跑', '中间换过人，没耽误'];
const LENT_FOR = ['客户补领证，核对原件', '法务调阅合同原件', '内审抽查'];

export async function archive(tale) {
  const { deal, dice, rooms: { archives, deals } } = tale;
  tale.wait(dice.chance(0.08) ? 7 : dice.between(1, 4));
  // A text of the last day that nobody has answered yet holds the end up.
  if ((await deals.get(tale.as('supervisor'), deal.id)).status !== 'formalities_done') tale.untilToday();
  await archives.handOver(tale.asSpecialist, deal.id, '原件一袋');
  if (dice.chance(0.05)) {
    tale.wait(dice.between(0, 1));
    await archives.giveBack(tale.as('archivist'), deal.id, [{ name: '交接清单', reason: '缺买方签字页，请补' }]);
    tale.wait(dice.between(0, 1));
    await archives.handOver(tale.asSpecialist, deal.id, '签字页已补');
  }
  tale.wait(dice.between(0, 1));
  await archives.receive(tale.as('archivist'), deal.id, { room: '一号库', cabinet: `${dice.between(1, 12)} 柜`, box: `${dice.between(1, 40)} 盒`, mark: `${dice.pick('ABCD')}-${String(dice.between(1, 30)).padStart(2, '0')}` });
  await tale.deliver();
  await callBack(tale);
  if (dice.chance(0.12)) await lend(tale);
}

async function callBack(tale) {
  const { deal, dice, rooms: { callbacks } } = tale;
  for (const { id } of (await callbacks.ofDeal(tale.as('supervisor'), deal.id)).items) {
    tale.wait(dice.between(0, 3));
    await callbacks.attempt(tale.as('supervisor'), id, dice.chance(0.82) ? { outcome: 'reached', score: dice.pick([5, 5, 5, 4, 4, 3, 2]), comment: dice.pick(OPINIONS) } : { outcome: 'no_answer' });
  }
}

/** Most come back in time; one or the other is still out, and late. */
async function lend(tale) {
  const { deal, dice, of, rooms: { archiveFiles, loans } } = tale;
  tale.wait(dice.between(1, 6));
  const { id } = await tale.read((tx) => archiveFiles.ofDeal(tx, deal.id));
  await loans.lend(tale.as('archivist'), id, { borrowerUserId: of.people[dice.pick(['supervisor', 'manager', 'finance', tale.specialist])].id, purpose: dice.pick(LENT_FOR), dueOn: dayOf(tale.at + 7 * DAY) });
  if (dice.chance(0.25)) return;
  tale.wait(dice.between(2, 6));
  await loans.takeBack(tale.as('archivist'), id, '完好');
}
