import type { ParameterValue } from './parameter-entry.ts';
import type { ParameterKey } from './parameters.ts';
import { compareTightness, isTighterOrEqual, validateValue } from './values.ts';

describe('values of a parameter', () => {
  it.each<[ParameterKey, ParameterValue]>([
    ['uc.fault.network.repairHours', 1], ['uc.fault.network.repairHours', 168], ['uc.usage.abnormal.factor', 2.5], ['uc.callback.round.share', 0.5], ['uc.callback.rate.repair', 100],
    ['uc.shift.settleTime', '24:00'], ['uc.report.weekly.weekday', 7], ['uc.assessment.unit.dueDay', '02-28'], ['uc.report.month.dueDay', 31], ['uc.inspection.basis', 'calendar_year'],
    ['uc.fault.noPart.repairStaysOwed', false], ['uc.backup.important.classes', ['cases']], ['pf.escalation.percents', [40, 70.5, 100]], ['uc.survey.everyMonths', 12],
  ])('%s may be %j', (key, value) => {
    expect(validateValue(key, value)).toEqual({ ok: true });
  });

  it.each<[ParameterKey, unknown, string]>([
    ['uc.fault.network.repairHours', 0, 'value.range'], ['uc.fault.network.repairHours', 169, 'value.range'], ['uc.fault.network.repairHours', 1.5, 'value.type'],
    ['uc.fault.network.repairHours', '24', 'value.type'], ['uc.fault.network.repairHours', null, 'value.type'], ['uc.usage.abnormal.factor', NaN, 'value.type'],
    ['uc.usage.abnormal.factor', 1, 'value.range'], ['uc.callback.rate.repair', 100.1, 'value.range'], ['uc.shift.settleTime', '24:01', 'value.type'], ['uc.shift.settleTime', 9, 'value.type'],
    ['uc.report.weekly.weekday', 0, 'value.range'], ['uc.assessment.unit.dueDay', '02-29', 'value.type'], ['uc.assessment.unit.dueDay', '13-01', 'value.type'], ['uc.report.month.dueDay', 32, 'value.range'],
    ['uc.inspection.basis', 'never', 'value.choice'], ['uc.survey.everyMonths', 2, 'value.choice'], ['uc.fault.noPart.repairStaysOwed', 1, 'value.type'], ['uc.backup.important.classes', [], 'value.choice'],
    ['uc.backup.important.classes', ['cases', 'cases'], 'value.choice'], ['uc.backup.important.classes', ['secrets'], 'value.choice'], ['pf.escalation.percents', [50, 80], 'value.type'],
    ['pf.escalation.percents', [80, 50, 100], 'value.order'], ['pf.escalation.percents', [50, 80, 101], 'value.range'], ['pf.escalation.percents', [50, '80', 100], 'value.type'],
  ])('%s may not be %j: %s', (key, value, code) => {
    expect(validateValue(key, value)).toEqual({ ok: false, code, message: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.any(String) } });
  });

  it('the message says what would fit', () => {
    expect(validateValue('uc.fault.network.repairHours', 200)).toMatchObject({ message: { zh: '填 1 到 168', en: 'a value from 1 to 168 is needed' } });
    expect(validateValue('uc.survey.everyMonths', 2)).toMatchObject({ message: { en: 'must be one of 1, 3, 6, 12' } });
  });
});

describe('R19: the tighter side', () => {
  it.each<[ParameterKey, ParameterValue, ParameterValue, string]>([
    ['uc.fault.network.repairHours', 20, 24, 'tighter'], ['uc.fault.network.repairHours', 24, 24, 'equal'], ['uc.fault.network.repairHours', 25, 24, 'looser'],
    ['uc.outage.noticeHours', 48, 24, 'tighter'], ['uc.outage.noticeHours', 12, 24, 'looser'], ['uc.callback.rate.repair', 30, 20, 'tighter'],
    ['uc.shift.settleTime', '22:00', '24:00', 'tighter'], ['uc.report.daily.dueTime', '10:30', '10:00', 'looser'], ['uc.assessment.unit.dueDay', '01-15', '01-31', 'tighter'],
    ['uc.report.weekly.weekday', 2, 1, 'looser'], ['pf.escalation.percents', [40, 80, 100], [50, 80, 100], 'tighter'], ['pf.escalation.percents', [50, 90, 100], [50, 80, 100], 'looser'],
    ['pf.escalation.percents', [40, 90, 100], [50, 80, 100], 'incomparable'], ['uc.bill.dueDays', 20, 30, 'incomparable'], ['uc.bill.dueDays', 30, 30, 'equal'],
    ['uc.inspection.basis', 'calendar_year', 'rolling', 'incomparable'], ['uc.fault.noPart.repairStaysOwed', false, true, 'incomparable'],
    ['uc.backup.important.classes', ['cases', 'payments'], ['payments', 'cases'], 'equal'], ['uc.backup.important.classes', ['payments'], ['payments', 'cases'], 'incomparable'],
  ])('%s: %j against %j is %s', (key, value, other, tightness) => {
    expect(compareTightness(key, value, other)).toBe(tightness);
    expect(isTighterOrEqual(key, value, other)).toBe(tightness === 'tighter' || tightness === 'equal');
  });
});
