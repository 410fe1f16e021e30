import { dutyTable, type DutyRule } from './duty-table.ts';

interface Fault { receivedAt: Date; major: boolean; repairHours?: number }

const rules: DutyRule<Fault>[] = [
  { clause: 'UC-7.3a', parameter: 'uc.fault.network.handleHours', when: (fault) => !fault.major, from: (fault) => fault.receivedAt },
  { clause: 'UC-7.3d', parameter: 'uc.fault.network.major.repairHours', when: (fault) => fault.major, from: (fault) => fault.receivedAt, perCase: (fault) => fault.repairHours },
];
const receivedAt = new Date('2026-02-15T22:30:00+08:00');

describe('dutyTable', () => {
  it('lists what a fact owes, from when, and the number set for the case', () => {
    expect(dutyTable(rules)({ receivedAt, major: false })).toEqual([{ clauseId: 'UC-7.3a', parameter: 'uc.fault.network.handleHours', startedAt: receivedAt, perCase: undefined }]);
    expect(dutyTable(rules)({ receivedAt, major: true, repairHours: 36 })).toEqual([{ clauseId: 'UC-7.3d', parameter: 'uc.fault.network.major.repairHours', startedAt: receivedAt, perCase: 36 }]);
  });

  it('refuses a parameter of another clause when it is made', () => {
    expect(() => dutyTable<Fault>([{ ...rules[0]!, clause: 'UC-7.3b' }])).toThrow('uc.fault.network.handleHours is not a parameter of UC-7.3b');
  });
});
