import { dutyTable } from '@luyue/regulations';

/** What signing and sending F1 set going. */
export interface SigningFacts { signedAt: Date; f1ReceivedAt: Date | null }

/** PB-4.1a: from the signing, on whatever day it falls; a deal entered late is born overdue (R6). */
export const dutiesOfSigning = dutyTable<SigningFacts>([{ clause: 'PB-4.1a', parameter: 'pb.f1.sameDay', when: () => true, from: (f) => f.signedAt }]);

/** PB-4.1b and PB-4.1c run from the department's receipt of F1; one sent late does not shorten its day (reading 1). */
export const dutiesOfF1 = dutyTable<SigningFacts>([
  { clause: 'PB-4.1b', parameter: 'pb.assign.workingDays', when: (f) => f.f1ReceivedAt !== null, from: (f) => f.f1ReceivedAt! },
  { clause: 'PB-4.1c', parameter: 'pb.transfer.workingDays', when: (f) => f.f1ReceivedAt !== null, from: (f) => f.f1ReceivedAt! },
]);
