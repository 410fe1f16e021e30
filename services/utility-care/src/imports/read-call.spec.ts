import type { DirectoryUser } from '@luyue/directory';
import { readCall } from './read-call.ts';

const agent: DirectoryUser = { id: 'a', name: '周敏', title: '', staffNumber: '0108', unitId: 'u', roles: [], active: true };
const around = { now: new Date('2026-11-23T10:00:00Z'), zone: 'Asia/Shanghai', agents: new Map([['0108', agent]]) };
const cells = { answeredAt: '2026-11-23 08:12:30', phone: '13912345207', name: '李桂兰', address: '', kind: '报修', faultScope: '用户设备', symptom: '打不着火', text: '灶具点不着', agent: '0108' };

describe('UC-5.1a one row of a call log', () => {
  test('is read in the time of the tenant, its phone and symptom in their one form', () => {
    expect(readCall({ ...cells, phone: '139 1234-5207' }, around)).toEqual({
      receivedAt: new Date('2026-11-23T00:12:30Z'), phone: '13912345207', name: '李桂兰', address: null, kind: 'repair', faultScope: 'equipment', symptom: 'dh', description: '灶具点不着', agent,
    });
  });

  test.each([['2026/11/23 8:12', '2026-11-23T00:12:00Z'], ['２０２６-11-23 23:59:59', null], ['2026-11-23T18:00:00', '2026-11-23T10:00:00Z']])('%s is understood', (answeredAt, at) => {
    expect(readCall({ ...cells, answeredAt }, around)).toMatchObject(at ? { receivedAt: new Date(at) } : { reason: { zh: '通话时间：这个时间还没到（R6）' } });
  });

  test('a symptom that is not on the list stays in the text', () => {
    expect(readCall({ ...cells, symptom: '灶台冒火星' }, around)).toMatchObject({ symptom: null, description: '灶台冒火星：灶具点不着' });
  });

  test('UC-7.3a the side of a repair comes from the row, else from its symptom', () => {
    expect(readCall({ ...cells, faultScope: '', symptom: '无气' }, around)).toMatchObject({ faultScope: 'network', symptom: 'wq' });
    expect(readCall({ ...cells, faultScope: '管网', symptom: 'wq' }, around)).toMatchObject({ faultScope: 'network', symptom: 'wq' });
    expect(readCall({ ...cells, kind: '咨询', faultScope: '', symptom: '' }, around)).toMatchObject({ kind: 'consultation', faultScope: null });
  });

  test.each([
    [{ answeredAt: '2026-11-23 25:61' }, '通话时间：不是时间，例如 2026-11-23 08:12:30（UC-5.1a）'],
    [{ answeredAt: '' }, '通话时间：不是时间，例如 2026-11-23 08:12:30（UC-5.1a）'],
    [{ answeredAt: '2026-02-30 08:00' }, '通话时间：没有这一天（UC-5.1a）'],
    [{ answeredAt: '2026-11-23 18:00:01' }, '通话时间：这个时间还没到（R6）'],
    [{ phone: '11' }, '来电号码：不是电话号码（UC-5.1a）'],
    [{ phone: '' }, '来电号码：不是电话号码（UC-5.1a）'],
    [{ kind: '表扬' }, '类别：应是咨询、报修、报警或投诉（UC-5.1a）'],
    [{ faultScope: '', symptom: '' }, '故障范围：报修要写明管网还是用户设备（UC-7.3a）'],
    [{ faultScope: '楼上' }, '故障范围：应是管网或用户设备（UC-7.3a）'],
    [{ kind: '投诉', symptom: '' }, '故障范围：只有报修才分管网和用户设备（UC-7.3a）'],
    [{ text: '' }, '说明：不能空着（UC-5.1a）'],
    [{ text: '长'.repeat(2_001) }, '说明：最多 2000 个字（UC-5.1a）'],
    [{ agent: '9999' }, '坐席工号：没有这个工号，或已停用（UC-5.1a）'],
    [{ agent: '' }, '坐席工号：不能空着（UC-5.1a）'],
  ])('%o is refused with column and clause', (change, zh) => {
    expect(readCall({ ...cells, ...change }, around)).toMatchObject({ reason: { zh } });
  });
});
