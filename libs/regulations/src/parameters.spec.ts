import { isParameterKey, parameter, parameterKeys, type ParameterKey } from './parameters.ts';
import type { ParameterValue } from './parameter-entry.ts';
import { validateValue } from './values.ts';

/** The parameter tables of the rulebooks: key, clock, tighter side, default, whether the number is ours (†), cadence. */
const TABLE: [ParameterKey, string, string, ParameterValue | null, boolean, string?][] = [
  ['uc.alarm.major.reportMinutes', 'elapsed', 'lower', 15, true],
  ['uc.alarm.acceptMinutes', 'elapsed', 'lower', 5, true],
  ['uc.alarm.arriveMinutes', 'elapsed', 'lower', 60, true],
  ['uc.outage.emergencyNoticeMinutes', 'elapsed', 'lower', 60, true],
  ['uc.fault.equipment.dispatchMinutes', 'elapsed', 'lower', 30, true],
  ['uc.fault.equipment.arriveMinutes', 'elapsed', 'lower', 120, true],
  ['uc.complaint.startMinutes', 'elapsed', 'lower', 60, true],
  ['uc.handover.acceptMinutes', 'elapsed', 'lower', 15, true],
  ['uc.backup.important.maxMinutes', 'elapsed', 'lower', 5, true],
  ['uc.fault.network.handleHours', 'elapsed', 'lower', 6, false],
  ['uc.fault.network.repairHours', 'elapsed', 'lower', 24, false],
  ['uc.fault.network.major.repairHours', 'elapsed', 'lower', null, true],
  ['uc.fault.network.major.updateHours', 'elapsed', 'lower', 4, true],
  ['uc.fault.referHours', 'elapsed', 'lower', 24, true],
  ['uc.case.informHours', 'elapsed', 'lower', 24, true],
  ['uc.complaint.replyHours', 'elapsed', 'lower', 48, true],
  ['uc.record.enterHours', 'elapsed', 'lower', 24, true],
  ['uc.feedback.answerHours', 'elapsed', 'lower', 24, true],
  ['uc.update.ackHours', 'elapsed', 'lower', 24, true],
  ['uc.cash.handInHours', 'elapsed', 'lower', 24, true],
  ['uc.outage.noticeHours', 'elapsed', 'higher', 24, true],
  ['uc.transfer.answerWorkingDays', 'working_days', 'lower', 3, true],
  ['uc.regulation.reviewDays', 'calendar_days', 'lower', 30, true],
  ['uc.regime.ackDays', 'calendar_days', 'lower', 7, true],
  ['uc.regime.displayDays', 'calendar_days', 'lower', 7, true],
  ['uc.survey.analysisDays', 'calendar_days', 'lower', 30, true],
  ['uc.gasQuality.testEveryDays', 'calendar_days', 'lower', 30, true],
  ['uc.inspection.changeGraceDays', 'calendar_days', 'lower', 30, true],
  ['uc.specialCare.visitDays', 'calendar_days', 'lower', 3, true],
  ['uc.spotCheck.fixDays', 'calendar_days', 'lower', 7, true],
  ['uc.archive.fileDays', 'calendar_days', 'lower', 5, true],
  ['uc.archive.findingDays', 'calendar_days', 'lower', 10, true],
  ['uc.backup.everyDays', 'calendar_days', 'lower', 7, false],
  ['uc.callback.withinDays', 'calendar_days', 'lower', 7, true],
  ['uc.bill.dueDays', 'calendar_days', 'none', 30, true],
  ['uc.inspection.nonResident.everyMonths', 'months', 'lower', 12, false, 'anniversary'],
  ['uc.inspection.resident.everyMonths', 'months', 'lower', 24, false, 'anniversary'],
  ['uc.inspection.unknownMonths', 'months', 'lower', 6, true, 'anniversary'],
  ['uc.assessment.centre.everyMonths', 'months', 'lower', 3, true, 'period'],
  ['uc.assessment.staff.everyMonths', 'months', 'lower', 1, true, 'period'],
  ['uc.assessment.unit.everyMonths', 'months', 'lower', 12, false, 'period'],
  ['uc.survey.everyMonths', 'months', 'lower', 6, true, 'period'],
  ['uc.spotCheck.everyMonths', 'months', 'lower', 1, true, 'period'],
  ['uc.practice.everyMonths', 'months', 'lower', 3, true, 'period'],
  ['uc.callback.round.everyMonths', 'months', 'lower', 3, true, 'period'],
  ['uc.contact.summaryTime', 'date', 'lower', '09:00', true],
  ['uc.report.daily.dueTime', 'date', 'lower', '10:00', true],
  ['uc.report.weekly.time', 'date', 'lower', '12:00', true],
  ['uc.shift.settleTime', 'date', 'lower', '24:00', true],
  ['uc.report.weekly.weekday', 'date', 'lower', 1, true],
  ['uc.report.month.dueDay', 'date', 'lower', 5, true],
  ['uc.assessment.unit.dueDay', 'date', 'lower', '01-31', true],
  ['uc.usage.abnormal.zeroPeriods', 'none', 'lower', 2, true],
  ['uc.usage.abnormal.factor', 'none', 'lower', 3, true],
  ['uc.callback.attempts', 'none', 'higher', 3, true],
  ['uc.callback.attemptDays', 'none', 'higher', 2, true],
  ['uc.cash.float.minYuan', 'none', 'higher', 200, true],
  ['uc.callback.rate.complaint', 'none', 'higher', 100, true],
  ['uc.callback.rate.repair', 'none', 'higher', 20, true],
  ['uc.callback.round.share', 'none', 'higher', 1, true],
  ['uc.inspection.refusalTries', 'none', 'none', 3, true],
  ['uc.inspection.basis', 'none', 'none', 'rolling', true],
  ['uc.fault.noPart.repairStaysOwed', 'none', 'none', true, true],
  ['uc.backup.important.classes', 'none', 'none', ['payments', 'cases', 'accounts'], true],
  ['pb.f1.sameDay', 'date', 'lower', '24:00', false],
  ['pb.inform.sameDay', 'date', 'lower', '24:00', true],
  ['pb.forms.sameDay', 'date', 'lower', '24:00', false],
  ['pb.f3.sameDay', 'date', 'lower', '24:00', false],
  ['pb.assign.workingDays', 'working_days', 'lower', 1, false],
  ['pb.transfer.workingDays', 'working_days', 'lower', 1, false],
  ['pb.contractCopy.workingDays', 'working_days', 'lower', 3, false],
  ['pb.contract.reviewWorkingDays', 'working_days', 'lower', 2, true],
  ['pb.receipt.workingDays', 'working_days', 'lower', 1, false],
  ['pb.f4.workingDays', 'working_days', 'lower', 1, false],
  ['pb.utilities.workingDays', 'working_days', 'lower', 3, false],
  ['pb.archive.workingDays', 'working_days', 'lower', 5, false],
  ['pb.step.recordHours', 'elapsed', 'lower', 24, true],
  ['pb.progress.hours', 'elapsed', 'lower', 24, true],
  ['pb.inform.attempts', 'none', 'higher', 2, true],
  ['pb.callback.attempts', 'none', 'higher', 3, true],
  ['pb.callback.attemptDays', 'none', 'higher', 2, true],
  ['pb.transfer.acceptIncomplete', 'none', 'none', 'refused', true],
  ['pb.transfer.owedDays', 'calendar_days', 'lower', null, true],
  ['dv.daily.triageHours', 'elapsed', 'lower', 24, true],
  ['dv.urgent.fileHours', 'elapsed', 'lower', 4, true],
  ['dv.urgent.ackHours', 'elapsed', 'lower', 24, true],
  ['dv.newCustomer.inquiryDays', 'calendar_days', 'lower', 30, true],
  ['dv.appeal.replyDays', 'calendar_days', 'lower', 7, true],
  ['dv.problem.major.answerDays', 'calendar_days', 'lower', 3, true],
  ['dv.daily.resubmitDays', 'calendar_days', 'lower', 1, true],
  ['dv.plan.year.dueDays', 'calendar_days', 'higher', 15, true],
  ['dv.plan.quarter.dueDays', 'calendar_days', 'higher', 7, true],
  ['dv.plan.month.dueDays', 'calendar_days', 'higher', 3, true],
  ['dv.grade.everyMonths', 'months', 'lower', 6, true, 'period'],
  ['dv.newProduct.everyMonths', 'months', 'lower', null, true, 'period'],
  ['dv.daily.sameDay', 'date', 'lower', '24:00', true],
  ['dv.report.month.dueDay', 'date', 'lower', 5, true],
  ['dv.visit.perYear.A', 'none', 'higher', 12, true],
  ['dv.visit.perYear.B', 'none', 'higher', 6, true],
  ['dv.visit.perYear.C', 'none', 'higher', 4, true],
  ['dv.visit.perYear.D', 'none', 'higher', 2, true],
  ['dv.technicians.perRegion.min', 'none', 'none', 1, true],
  ['dv.technicians.perRegion.max', 'none', 'none', 2, true],
  ['oc.reach.answerMinutes', 'working_time', 'lower', 30, true],
  ['oc.weekly.guideHours', 'elapsed', 'lower', 48, true],
  ['oc.violation.reportHours', 'elapsed', 'lower', 24, true],
  ['oc.station.answerHours', 'elapsed', 'lower', 24, true],
  ['oc.quality.reportHours', 'elapsed', 'lower', 24, true],
  ['oc.incident.firstReportHours', 'elapsed', 'lower', 2, true],
  ['oc.incident.updateHours', 'elapsed', 'lower', 24, true],
  ['oc.operator.replyDays', 'calendar_days', 'lower', 7, true],
  ['oc.tech.answerDays', 'calendar_days', 'lower', 3, true],
  ['oc.change.reportDays', 'calendar_days', 'lower', 3, true],
  ['oc.loan.days', 'calendar_days', 'lower', 30, true],
  ['oc.handover.days', 'calendar_days', 'lower', 7, true],
  ['oc.score.everyMonths', 'months', 'lower', 1, false, 'period'],
  ['oc.station.check.everyMonths', 'months', 'lower', 1, true, 'period'],
  ['oc.station.attitude.everyMonths', 'months', 'lower', 3, true, 'period'],
  ['oc.settlement.talk.everyMonths', 'months', 'lower', 1, true, 'period'],
  ['oc.station.spares.everyMonths', 'months', 'lower', 6, true, 'period'],
  ['oc.operator.review.everyMonths', 'months', 'lower', 1, true, 'period'],
  ['oc.ranking.everyMonths', 'months', 'lower', 3, false, 'period'],
  ['oc.rotation.everyMonths', 'months', 'lower', 6, false, 'period'],
  ['oc.tenure.protectMonths', 'months', 'none', 6, false],
  ['oc.tenure.maxMonths', 'months', 'none', 12, false],
  ['oc.reach.from', 'date', 'lower', '08:00', false],
  ['oc.weekly.time', 'date', 'lower', '13:00', false],
  ['oc.exchange.time', 'date', 'lower', '24:00', true],
  ['oc.reach.to', 'date', 'higher', '24:00', false],
  ['oc.weekly.weekday', 'date', 'lower', 1, false],
  ['oc.exchange.weekday', 'date', 'lower', 7, true],
  ['oc.score.dueDay', 'date', 'lower', 10, true],
  ['oc.claim.dueDay', 'date', 'lower', 10, false],
  ['oc.order.mailDay', 'date', 'lower', 5, true],
  ['oc.report.month.dueDay', 'date', 'lower', 5, true],
  ['oc.ranking.dueDay', 'date', 'lower', 15, true],
  ['oc.score.min', 'none', 'higher', 60, false],
  ['oc.ranking.minMonths', 'none', 'higher', 2, true],
  ['oc.spare.maxMonthsOfUse', 'none', 'lower', 2, true],
  ['oc.model.highFailure.rate', 'none', 'lower', 5, true],
  ['oc.class.1.min', 'none', 'none', 200_000, false],
  ['oc.class.2.min', 'none', 'none', 100_000, false],
  ['oc.class.1.highFailure.min', 'none', 'none', 100_000, false],
  ['oc.class.highFailure.share', 'none', 'none', 50, true],
  ['oc.class.salesMonths', 'none', 'none', 12, true],
  ['oc.staffing.perRegion', 'none', 'none', 1, false],
  ['oc.fraud.repeatDays', 'none', 'none', 30, true],
  ['oc.reach.weekdays', 'none', 'none', ['1', '2', '3', '4', '5', '6', '7'], false],
  ['oc.claim.metBy', 'none', 'none', 'received', true],
  ['oc.rotation.roundDates', 'none', 'none', ['01-01', '07-01'], true],
  ['pf.notice.retryHours', 'elapsed', 'lower', 4, true],
  ['pf.sync.maxLagHours', 'elapsed', 'lower', 12, true],
  ['pf.login.lockMinutes', 'elapsed', 'higher', 15, true],
  ['pf.erase.graceDays', 'calendar_days', 'none', 30, true],
  ['pf.policy.rebaseGraceDays', 'calendar_days', 'none', 30, true],
  ['pf.quiet.from', 'date', 'none', '22:00', true],
  ['pf.quiet.to', 'date', 'none', '07:00', true],
  ['pf.login.maxTries', 'none', 'lower', 10, true],
  ['pf.escalation.percents', 'none', 'lower', [50, 80, 100], true],
];

describe('the registry of parameters', () => {
  it('has exactly the keys of the tables (R20)', () => {
    expect([...parameterKeys].sort()).toEqual(TABLE.map(([key]) => key).sort());
  });

  it.each(TABLE.map(([key, ...row]) => ({ key, row })))('$key stands there as $row', ({ key, row }) => {
    const { clock, tighter, default: value, ours, cadence } = parameter(key);
    expect([clock, tighter, value, ours, ...(cadence ? [cadence] : [])]).toEqual(row);
  });

  it.each(parameterKeys)('%s has a label in both languages and accepts its own default', (key) => {
    const { label, default: value } = parameter(key);
    expect(label.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(label.en).toMatch(/^[\x20-\x7e]+$/);
    if (value !== null) expect(validateValue(key, value)).toEqual({ ok: true });
  });

  it('has no default only where the value is set case by case', () => {
    expect(parameterKeys.filter((key) => parameter(key).default === null)).toEqual([
      'uc.fault.network.major.repairHours', 'pb.transfer.owedDays',
      'dv.newProduct.everyMonths',
    ]);
  });

  it('lets only dates and the handing in of takings roll', () => {
    const rolling = parameterKeys.filter((key) => parameter(key).roll);
    expect(rolling.filter((key) => parameter(key).clock !== 'date')).toEqual(['uc.cash.handInHours']);
    expect(rolling.every((key) => parameter(key).roll === 'none')).toBe(true);
    expect(parameterKeys.filter((key) => parameter(key).clock === 'date' && !parameter(key).roll)).toEqual([]);
  });

  it('knows which texts are keys', () => {
    expect(['uc.fault.network.repairHours', 'fault.network.repairHours', 'constructor'].map(isParameterKey)).toEqual([true, false, false]);
  });
});
