import { dutyTable } from '@luyue/regulations';
import type { CaseFacts } from '../cases/cases.rules.ts';

const isGeneralNetworkFault = (c: CaseFacts): boolean => c.kind === 'repair' && c.faultScope === 'network' && c.severity === 'general' && !c.linked;
const isEquipmentFault = (c: CaseFacts): boolean => c.kind === 'repair' && c.faultScope === 'equipment' && !c.linked;
const isAlarm = (c: CaseFacts): boolean => c.kind === 'alarm' && !c.linked;
const isComplaint = (c: CaseFacts): boolean => c.kind === 'complaint' && !c.linked;
const receipt = (c: CaseFacts): Date => c.receivedAt;

/** Clauses that receipt sets going, each from the original receipt, also after a reclassification (reading rule 1). */
export const dutiesOfReceipt = dutyTable<CaseFacts>([
  { clause: 'UC-5.1d', parameter: 'uc.alarm.acceptMinutes', when: isAlarm, from: receipt },
  { clause: 'UC-5.1d', parameter: 'uc.alarm.arriveMinutes', when: isAlarm, from: receipt },
  { clause: 'UC-7.3a', parameter: 'uc.fault.network.handleHours', when: isGeneralNetworkFault, from: receipt },
  { clause: 'UC-7.3b', parameter: 'uc.fault.network.repairHours', when: isGeneralNetworkFault, from: receipt },
  { clause: 'UC-7.4', parameter: 'uc.fault.equipment.dispatchMinutes', when: isEquipmentFault, from: receipt },
  { clause: 'UC-7.4', parameter: 'uc.fault.equipment.arriveMinutes', when: isEquipmentFault, from: receipt },
  { clause: 'UC-7.6b', parameter: 'uc.complaint.startMinutes', when: isComplaint, from: receipt },
  { clause: 'UC-7.6b', parameter: 'uc.complaint.replyHours', when: isComplaint, from: receipt },
]);

/** Repairs and alarms are field work; a linked case is worked through its master. */
export const needsWorkOrder = (c: Pick<CaseFacts, 'kind' | 'linked'>): boolean => (c.kind === 'repair' || c.kind === 'alarm') && !c.linked;
