// A device maker with outstation staff and authorised stations: what its pages can show.
import { eventually } from '../../infra/local/client.mjs';
import { goodsOf } from './channel-goods.mjs';
import { peopleOf } from './channel-people.mjs';
import { reportsOf } from './channel-reports.mjs';
import { stationsOf } from './channel-stations.mjs';

const OC = '/v1/outstation-channel';

/** Everybody by key, signed in; the regions of the department; then what each part of the console shows. Answers the ids of what a tour opens. */
export async function channelOf(device) {
  const who = Object.fromEntries(await Promise.all(Object.keys(device.people).map(async (key) => [key, await device.signIn(key)])));
  const { department } = device.units;
  const region = await eventually('the department is known to the channel', async () => {
    const { status, body } = await who.manager.send('POST', `${OC}/regions`, { body: { name: '江州', departmentUnitId: department } });
    if (status >= 400 && body.errors?.[0]?.code !== 'unknown_unit') throw new Error(JSON.stringify(body));
    return status === 201 && body;
  });
  const stage = { device, who, region };
  return { region: region.id, ...(await peopleOf(stage)), ...(await reportsOf(stage)), ...(await stationsOf(stage)), ...(await goodsOf(stage)) };
}
