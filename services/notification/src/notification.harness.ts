import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Grant } from '@luyue/platform';
import { type As, type NewPlace, type Person, type Place, serviceStage } from '@luyue/testing/service-stage';
import * as notification from './app.module.ts';

/**
 * The whole service. Quiet hours are switched off for the tenants made here, so that no test depends on the time of day; one that is about them gives
 * its own. `beside` is the stage of another replica on the same database.
 */
export async function startNotification(work = 'http,relay,consume', beside?: Pick<Awaited<ReturnType<typeof serviceStage>>, 'clone'>) {
  const stage = await serviceStage(notification, { work, ...(beside && { database: beside.clone }) });

  const tenant = (name: string, { quiet = ['00:00', '00:00'], ...more }: NewPlace & { quiet?: [string, string] } = {}): Promise<Place> =>
    stage.tenant(name, { modules: ['utility-care'], ...more, policies: { 'pf.quiet.from': quiet[0], 'pf.quiet.to': quiet[1], ...more.policies } });

  const inboxOf = async (who: Person, query = '') => (await stage.ask(who, 'GET', `inbox${query}`)).body as { items: { id: string; kind: string; title: { zh: string; en: string }; text: { zh: string; en: string }; link: string; read: boolean; urgent: boolean; clauseId?: string }[]; unread: number; nextCursor: string | null };
  const outboxOf = async (place: Place, options = {}) => (await stage.ask(place, 'GET', 'outbox-messages', { permissions: ['outbox.read'], ...options })).body.items as { id: string; noticeId: string; channel: string; to: string; subject: string; text: string; status: string; reason?: string; retryOf: string | null; sendAt: string | null }[];

  /** An open stream, on a connection of its own: a pooled one would outlive it and keep the server from closing. */
  async function open(as: As, permissions: string[], units: Grant['units'] = 'all'): Promise<IncomingMessage> {
    const request = get(`http://127.0.0.1:${stage.port}/v1/notification/stream`, { agent: false, headers: stage.headersOf(as, permissions, units) });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response.setEncoding('utf8');
  }

  return { ...stage, tenant, inboxOf, outboxOf, open };
}

export type Running = Awaited<ReturnType<typeof startNotification>>;
