import { addDays } from '@luyue/kernel';
import type { NewRecurringDuty, RecurringDuties } from '@luyue/obligations';
import type { Tx } from '@luyue/platform';
import type { Postings } from './postings/postings.service.ts';
import type { Staff } from './staff/staff.service.ts';

/** What somebody owes again and again for as long as they are posted; the rest follows from the posting. */
export type PostingDuty = Pick<NewRecurringDuty, 'clauseId' | 'parameter' | 'every' | 'within' | 'partial'> & { type: string };

/** A person owes it once, whatever the posting: the next one goes on where the last ended. A room says so at its start. */
export function owedWhilePosted(duty: PostingDuty, { postings, staff, recurring }: { postings: Postings; staff: Staff; recurring: RecurringDuties }): void {
  const { type, ...owed } = duty;
  postings.hear({
    async postingOpened(tx: Tx, posting, person): Promise<void> {
      const name = (await staff.named(tx, [person.id])).get(person.id)?.name ?? '';
      await recurring.begin(tx, [{ ...owed, subject: { type, id: person.id, number: name, title: name }, unitId: posting.departmentUnitId, userId: person.userId, beginsOn: posting.startsOn }]);
    },
    async postingEnding(tx: Tx, _posting, person, on): Promise<void> {
      // The day of the move or leaving is no longer one of the posting.
      await recurring.end(tx, { subjectId: person.id, clauses: [owed.clauseId] }, { on: addDays(on, -1), reason: '派驻结束' });
    },
  });
}
