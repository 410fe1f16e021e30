import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Files } from '@luyue/files';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ChannelFiles, type FileKeeper } from '../channel-files.ts';
import { Staff } from '../staff/staff.service.ts';
import { ConductRecord } from './conduct-record.entity.ts';
import type { AnswerConduct, ConductRecordView, DecideConduct, RecordConduct } from './conduct.http.ts';
import { conductMoves, type ConductStatus } from './conduct.rules.ts';

export interface ConductFilter { staffId?: string; status?: ConductStatus; mine?: boolean; limit: number; cursor?: string }
/** Points off a month's score (OC-1.3). */
export interface UpheldConduct { staffId: string; recordId: string; deduction: number; text: string }

const RECORD = { zh: '行为记录', en: 'conduct record' };
const UPHELD = statement('conduct_upheld', `
  SELECT staff_id AS "staffId", id AS "recordId", (decision ->> 'deduction')::float8 AS deduction, number || ' ' || text AS text FROM conduct_record
  WHERE tenant_id = $1 AND staff_id = ANY ($2) AND occurred_on BETWEEN $3 AND $4 AND status = 'upheld' ORDER BY id`);

/** What was found against somebody, with evidence, their answer and a decision (OC-3.1.1). */
@Injectable()
export class Conduct implements FileKeeper, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly numbers: Numbers, private readonly staff: Staff, private readonly files: Files, private readonly guard: ChannelFiles) {}

  onModuleInit(): void { this.guard.keptBy(this); }

  async mayReadFiles(tx: Tx, subjectId: string): Promise<boolean> {
    const row = await tx.find(ConductRecord, subjectId);
    if (row) await this.permitRecord(tx, row);
    return row !== null;
  }

  list(ctx: Context, { staffId, status, mine, limit, cursor }: ConductFilter): Promise<Page<ConductRecordView>> {
    const units = unitsOf(ctx, mine ? 'ownPost.work' : 'conductRecord.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ConductRecord, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (mine) query.andWhere('r.staffId = :own', { own: (await this.staff.own(tx)).id });
      else if (units !== 'all') query.andWhere('r.departmentUnitId = ANY (:units)', { units });
      if (staffId) query.andWhere('r.staffId = :staffId', { staffId });
      if (status) query.andWhere('r.status = :status', { status });
      if (after) query.andWhere('(r.recordedAt, r.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('r.recordedAt', 'DESC').addOrderBy('r.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (r) => [r.recordedAt.toISOString(), r.id], (r) => r);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** For whoever reads such records, and for the person. */
  get(ctx: Context, id: string): Promise<ConductRecordView> {
    if (!ctx.grants.some((g) => g.permissions.includes('ownPost.work'))) permit(ctx, 'conductRecord.read');
    return this.database.read(ctx, async (tx) => {
      const row = await tx.get(ConductRecord, id, RECORD);
      await this.permitRecord(tx, row);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Throws 400 without evidence in words or files, for a day to come, or for somebody who is no outstation staff. */
  async record(ctx: Context, { staffId, kind, occurredOn, text, evidence = [], attachmentIds = [] }: RecordConduct): Promise<ConductRecordView> {
    permit(ctx, 'conductRecord.write');
    if (!evidence.length && !attachmentIds.length) throw refuse.field('evidence', 'required', { zh: '要有证据', en: 'evidence is needed' }, 'OC-3.1.1');
    const number = await this.numbers.next(ctx, 'XW');
    return this.database.write(ctx, async (tx) => {
      const person = await this.staff.mentioned(tx, staffId);
      permit(ctx, 'conductRecord.write', person.departmentUnitId);
      if (occurredOn > await this.staff.today(tx)) throw refuse.field('occurredOn', 'future', { zh: '还没到这一天', en: 'that day has not come yet' }, 'OC-3.1.1');
      if (person.userId === ctx.userId) throw refuse.rule('PF-12', 'own_conduct', { zh: '不能记录自己', en: 'Nobody records their own conduct' });
      const id = newId();
      const files = (await this.files.claim(tx, attachmentIds, { type: 'conduct_record', id })).map((file) => file.id);
      const row = await tx.insert(ConductRecord, {
        tenantId: tx.tenantId, id, version: 1, number, staffId, departmentUnitId: person.departmentUnitId, kind, occurredOn, text, evidence: evidence.map(({ what, where }) => ({ what, where })), attachmentIds: files, status: 'recorded', recordedAt: tx.now, recordedBy: ctx.userName,
        recordedByUserId: ctx.userId, answer: null, answeredAt: null, decision: null,
      });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The person's own answer, once. Throws 422 for anybody else. */
  answer(ctx: Context, id: string, { text }: AnswerConduct): Promise<ConductRecordView> {
    permit(ctx, 'ownPost.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ConductRecord, id, RECORD);
      if ((await this.staff.read(tx, row.staffId)).userId !== ctx.userId) throw refuse.rule('OC-3.1.1', 'not_about_you', { zh: '由本人说明', en: 'Whom it is about answers' });
      await this.move(tx, row, 'answered', { answer: text, answeredAt: tx.now });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** By somebody else than who recorded it. Throws 400 where it is upheld without the person's answer and without the reason for that. */
  decide(ctx: Context, id: string, { outcome, text, deduction = 0, withoutAnswer }: DecideConduct): Promise<ConductRecordView> {
    permit(ctx, 'conductRecord.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ConductRecord, id, RECORD);
      permit(ctx, 'conductRecord.write', row.departmentUnitId);
      if (row.recordedByUserId === ctx.userId) throw refuse.rule('PF-12', 'own_record', { zh: '记录人不能自己处理', en: 'Who recorded it does not decide it' });
      if (outcome === 'dismissed' && deduction) throw refuse.field('deduction', 'dismissed', { zh: '不成立就不扣分', en: 'nothing is taken off for what is dismissed' }, 'OC-3.1.1');
      if (outcome === 'upheld' && row.status === 'recorded' && !withoutAnswer) throw refuse.field('withoutAnswer', 'required', { zh: '本人还没说明；不经说明处理要写理由', en: 'the person has not answered; deciding without it needs a reason' }, 'OC-3.1.1');
      await this.move(tx, row, outcome, { decision: { text, deduction, withoutAnswer: withoutAnswer ?? null, by: ctx.userName, at: tx.now.toISOString() } });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** What was upheld of these days, for these people's scores; one question. */
  upheld(tx: Tx, staffIds: string[], from: string, to: string): Promise<UpheldConduct[]> { return tx.sql<UpheldConduct & Record<string, unknown>>(UPHELD, [tx.tenantId, staffIds, from, to]); }

  /** For whoever reads such records, and for the person. */
  private async permitRecord(tx: Tx, { staffId, departmentUnitId }: ConductRecord): Promise<void> {
    if ((await this.staff.read(tx, staffId)).userId !== tx.ctx.userId) permit(tx.ctx, 'conductRecord.read', departmentUnitId);
  }

  private async move(tx: Tx, row: ConductRecord, to: ConductStatus, patch: Partial<ConductRecord>): Promise<void> {
    if (!conductMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...conductMoves[row.status]], 'OC-3.1.1');
    await tx.update(ConductRecord, row, { ...patch, status: to });
  }

  private async views(tx: Tx, rows: ConductRecord[]): Promise<ConductRecordView[]> {
    const names = await this.staff.named(tx, rows.map((r) => r.staffId));
    return rows.map(({ id, version, number, staffId, kind, occurredOn, text, evidence, attachmentIds, status, recordedAt, recordedBy, answer, answeredAt, decision }) => ({
      id, version, number, staffId, staffName: names.get(staffId)?.name ?? '', kind, occurredOn, text, evidence, attachmentIds, status, recordedAt: recordedAt.toISOString(), recordedBy, answer, answeredAt: answeredAt?.toISOString() ?? null, decision,
    }));
  }
}
