import { Injectable } from '@nestjs/common';
import { type Context, may, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import { type Address, checkAddress, checkWords } from '../texts/checks.ts';
import { type Channel, CHANNELS, defaultWords, fill, KINDS, type Language, LANGUAGES, type Said, samplesOf, templates, type Words } from '../texts/notice-texts.ts';
import { PLACEHOLDERS } from '../texts/placeholders.ts';
import { NoticeTemplate } from './template.entity.ts';
import type { TemplateDetail, TemplateView } from './templates.http.ts';

// For the routes, which describe what there is.
export { CHANNELS, KINDS, LANGUAGES };

/** A notice in the words of every channel and language. */
export type Spoken = Record<Channel, Record<Language, Words>>;
type Asked = { kind: string; channel: string; language: string };

const COLUMNS = 'kind, channel, language, version, title, text, set_by, set_at';
const NEWEST = statement('template_newest', `
  SELECT DISTINCT ON (kind, channel, language) ${COLUMNS} FROM notice_template WHERE tenant_id = $1 AND ($2::text IS NULL OR kind = $2) ORDER BY kind, channel, language, version DESC`);
const VERSIONS = statement('template_versions', `SELECT ${COLUMNS} FROM notice_template WHERE tenant_id = $1 AND kind = $2 AND channel = $3 AND language = $4 ORDER BY version DESC`);

const at = ({ kind, channel, language }: Address): string => `${kind}/${channel}/${language}`;
const ownOf = (row: NoticeTemplate | undefined): Words | null => (row && row.title !== null && row.text !== null ? { title: row.title, text: row.text } : null);

/** What notices say in a tenant: the default, or the words that it chose itself for a channel and language (PF-13). */
@Injectable()
export class Templates {
  constructor(private readonly database: TenantDatabase) {}

  /** All kinds, or one, on every channel and in both languages. Throws 400 for an unknown kind. */
  list(ctx: Context, kind?: string): Promise<{ items: TemplateView[] }> {
    permit(ctx, 'policy.read');
    const kinds = kind === undefined ? KINDS : [checkAddress({ kind, channel: 'inapp', language: 'zh' }).kind];
    return this.database.read(ctx, async (tx) => {
      const own = await this.newest(tx, kind ?? null);
      return { items: kinds.flatMap((k) => CHANNELS.flatMap((channel) => LANGUAGES.map((language) => view(ctx, { kind: k, channel, language }, own)))) };
    });
  }

  /** One template with all that was ever set for it. Throws 400 naming what there is. */
  get(ctx: Context, asked: Asked): Promise<TemplateDetail> {
    permit(ctx, 'policy.read');
    const address = checkAddress(asked);
    return this.database.read(ctx, (tx) => this.detail(tx, address));
  }

  /** Sets a tenant's own words, at once for every notice from now on. Throws 400 for a placeholder that the kind does not have, 412 when somebody else was faster. */
  put(ctx: Context, asked: Asked, words: Words): Promise<TemplateDetail> {
    const address = this.writable(ctx, asked);
    checkWords(address.kind, words);
    return this.add(ctx, address, words);
  }

  /** Takes the default back; as one more version, so that what was said before can still be told. */
  reset(ctx: Context, asked: Asked): Promise<TemplateDetail> {
    return this.add(ctx, this.writable(ctx, asked), { title: null, text: null });
  }

  /** How a notice would read with sample values: in the words given, which need not be saved, or in those that rule now. */
  async preview(ctx: Context, asked: Asked, draft: Partial<Words>): Promise<Words> {
    const { own, default: usual, kind, language } = await this.get(ctx, asked);
    const words = { ...(own ?? usual), ...(draft.title !== undefined && { title: draft.title }), ...(draft.text !== undefined && { text: draft.text }) };
    checkWords(kind, words);
    return fill(words, samplesOf(kind), language);
  }

  /** What is said to people of this tenant, as its words stand at this moment. */
  async speak(tx: Tx, { kind, values }: Said): Promise<Spoken> {
    const own = await this.newest(tx, kind);
    const words = (channel: Channel, language: Language): Words => fill(ownOf(own.get(at({ kind, channel, language }))) ?? defaultWords(kind, language), values, language);
    const channel = (name: Channel): Record<Language, Words> => ({ zh: words(name, 'zh'), en: words(name, 'en') });
    return { inapp: channel('inapp'), sms: channel('sms'), email: channel('email') };
  }

  /** Words reach the whole tenant: a role for one unit is not enough. */
  private writable(ctx: Context, asked: Asked): Address {
    if (unitsOf(ctx, 'policy.write') !== 'all') throw refuse.forbidden('policy.write');
    return checkAddress(asked);
  }

  private add(ctx: Context, address: Address, words: { title: string | null; text: string | null }): Promise<TemplateDetail> {
    return this.database.write(ctx, async (tx) => {
      const [last] = await this.versions(tx, address);
      await tx.insert(NoticeTemplate, { tenantId: tx.tenantId, ...address, ...words, version: (last?.version ?? 0) + 1, setBy: ctx.userName, setAt: tx.now });
      return this.detail(tx, address);
    }).catch(whenTaken(() => refuse.stale()));
  }

  private async detail(tx: Tx, address: Address): Promise<TemplateDetail> {
    const rows = await this.versions(tx, address);
    const history = rows.map((row) => ({ version: row.version, own: ownOf(row), setBy: row.setBy, setAt: row.setAt.toISOString() }));
    return { ...view(tx.ctx, address, new Map(rows.slice(0, 1).map((row) => [at(row), row]))), history };
  }

  private async newest(tx: Tx, kind: string | null): Promise<Map<string, NoticeTemplate>> {
    return new Map((await tx.sql(NEWEST, [tx.tenantId, kind])).map((found) => tx.hydrate(NoticeTemplate, found)).map((row) => [at(row), row]));
  }

  private async versions(tx: Tx, { kind, channel, language }: Address): Promise<NoticeTemplate[]> {
    return (await tx.sql(VERSIONS, [tx.tenantId, kind, channel, language])).map((found) => tx.hydrate(NoticeTemplate, found));
  }
}

function view(ctx: Context, address: Address, newest: Map<string, NoticeTemplate>): TemplateView {
  const { name, urgent, placeholders } = templates[address.kind];
  const samples = samplesOf(address.kind);
  const row = newest.get(at(address));
  return {
    ...address, name, urgent, placeholders: placeholders.map((code) => ({ code, meaning: PLACEHOLDERS[code].meaning, sample: samples[code]! })), default: defaultWords(address.kind, address.language), own: ownOf(row),
    version: row?.version ?? null, setBy: row?.setBy ?? null, setAt: row?.setAt.toISOString() ?? null, mayChange: may(ctx, 'policy.write') && unitsOf(ctx, 'policy.write') === 'all',
  };
}
