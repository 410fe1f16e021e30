import { dutyTable } from '@luyue/regulations';

/** A station's written message runs on the wall clock, day and night (reading 10). */
export const dutiesOfMessage = dutyTable<{ at: Date }>([{ clause: 'OC-3.3.2', parameter: 'oc.station.answerHours', when: () => true, from: (f) => f.at }]);
