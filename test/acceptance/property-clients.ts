import { client, type Sender } from '../../infra/local/client.mjs';
import type { Company } from '../../infra/local/company.mjs';
import { assignedDeal, PB, PHONE } from './property.ts';
import { eventually, type Json, type SignedIn } from './stage.ts';

/** Whoever asks the gateway in somebody's name. */
type Asker = Sender & Pick<SignedIn, 'get' | 'post'>;

export const PAGE = `${PB}/client-page`;

/** Texts a party its link and reads it where a sandbox keeps what would have gone to the phone; `reader` sees the outbox. */
export async function linkOf(specialist: Asker, reader: Asker, deal: Json, side: 'seller' | 'buyer'): Promise<string> {
  const party = deal.parties.find((p: Json) => p.side === side);
  const earlier = new Set((await sent(reader)).map((m) => m.id));
  await specialist.post(`${PB}/deals/${deal.id}/clients/links`, { partyId: party.id, phone: PHONE });
  const message = await eventually('the text with the link', async () => (await sent(reader)).find((m) => !earlier.has(m.id)));
  return /#([\w-]+)/.exec(message.text)![1]!;
}

const sent = async (reader: Asker): Promise<Json[]> => (await reader.get('/v1/notification/outbox-messages?limit=100')).items.filter((m: Json) => m.channel === 'sms' && m.text.includes('/c#'));

/** Somebody who has not signed in and holds a link. */
export const holder = (url: string, link: string) => client(url, { 'x-client-link': link });

type Ask = (who: SignedIn, method: string, path: string, body?: unknown) => Promise<Json>;

/** A lease whose filing, for which the client came, was done a minute ago. */
export async function filedLease(at: { of: Pick<Company, 'units' | 'people'>; who: Record<'agent' | 'specialist' | 'supervisor', Asker> }, signedAt: string): Promise<{ deal: Json; step: Json }> {
  const { specialist } = at.who;
  const deal = await assignedDeal(at, { business: 'lease', payment: null, signedAt });
  const step = (await specialist.get(`${PB}/deals/${deal.id}/steps`)).steps.find((s: Json) => s.key === 'lease_filing');
  const [buyer] = deal.parties.filter((p: Json) => p.side === 'buyer');
  const [from, to] = [signedAt, new Date(Date.parse(signedAt) + 1_000).toISOString()];
  const met = await specialist.post(`${PB}/deals/${deal.id}/appointments`, { stepId: step.id, partyIds: [buyer.id], startsAt: from, endsAt: to, place: '政务中心', phone: PHONE });
  await specialist.post(`${PB}/deals/${deal.id}/appointments/${met.id}/attendance`, { partyIds: [buyer.id], specialist: true, presentAt: from, leftAt: to });
  await specialist.post(`${PB}/deals/${deal.id}/steps/${step.id}/finish`, { finishedAt: to, phone: PHONE, outOfOrderReason: '先办备案' });
  return { deal, step };
}

/** Asks every operation of clients' links and pages once, in a sandbox. */
export async function everyClientOperation(url: string, at: { of: Company; who: Record<'agent' | 'specialist' | 'supervisor', SignedIn> }, signedAt: string, ask: Ask): Promise<void> {
  const { specialist, supervisor } = at.who;
  const { deal, step } = await filedLease(at, signedAt);
  const path = `${PB}/deals/${deal.id}/clients`;
  const page = holder(url, await linkOf(specialist, supervisor, deal, 'buyer')) as SignedIn;
  const [startsAt, endsAt] = [24, 25].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  const appointment = await specialist.post(`${PB}/deals/${deal.id}/appointments`, { stepId: step.id, partyIds: deal.parties.map((p: Json) => p.id), startsAt, endsAt, place: '政务中心', phone: PHONE });
  await page.get(PAGE);
  await ask(page, 'POST', `${PAGE}/appointments/${appointment.id}/answer`, { answer: 'confirmed' });
  await ask(page, 'POST', `${PAGE}/steps/${step.id}/accompanied`, { accompanied: true });
  const { questions } = await ask(page, 'POST', `${PAGE}/questions`, { text: '尾款哪天放款？' });
  await specialist.post(`${path}/words/${questions[0].id}/answer`, { answer: '周五' });
  const { links } = await specialist.get(path);
  await supervisor.post(`${path}/links/${links[0].id}/revoke`);
}
