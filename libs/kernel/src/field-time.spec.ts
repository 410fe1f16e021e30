import { countedInstant } from './field-time.ts';

const at = (text: string) => new Date(`2026-11-24T${text}+08:00`);
const counted = (occurred: string, recorded: string, after?: string) => countedInstant({ occurredAt: at(occurred), recordedAt: at(recorded), maxLagHours: 12, ...(after && { after: at(after) }) });

describe('R5: which instant of a field milestone counts', () => {
  it("the device's, as long as it arrives within the lag, to the millisecond", () => {
    expect(counted('08:00:00.000', '20:00:00.000')).toEqual({ at: at('08:00:00.000'), source: 'occurred' });
    expect(counted('08:00:00.000', '20:00:00.001')).toEqual({ at: at('20:00:00.001'), source: 'recorded', because: 'late' });
  });

  it("never one ahead of the server's", () => {
    expect(counted('08:00:00.000', '08:00:00.000')).toEqual({ at: at('08:00:00.000'), source: 'occurred' });
    expect(counted('08:00:00.001', '08:00:00.000')).toEqual({ at: at('08:00:00.000'), source: 'recorded', because: 'future' });
  });

  it('never one before the milestone before it', () => {
    expect(counted('08:00:00.000', '08:05:00.000', '08:00:00.000')).toMatchObject({ source: 'occurred' });
    expect(counted('07:59:59.999', '08:05:00.000', '08:00:00.000')).toEqual({ at: at('08:05:00.000'), source: 'recorded', because: 'backwards' });
  });
});
