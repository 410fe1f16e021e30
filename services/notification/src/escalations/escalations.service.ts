import { Injectable } from '@nestjs/common';
import { EscalationRaised, make, type ObligationEscalated } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { labelOf } from '@luyue/obligations';
import { statement, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { Notices } from '../inbox/notices.ts';
import { RecipientFinder, type Recipients } from '../inbox/recipients.ts';
import { Hints } from '../stream/hints.ts';
import { localTime } from '../texts/notice-texts.ts';
import { headquartersLink, kindOf, linkOf } from './escalations.rules.ts';

const OWN = statement('escalation_own_tenant', `SELECT name, parent_id AS "parentId", zone FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);
const NO_DUE = { zh: '（暂停）', en: '(paused)' };

interface Own { name: string; parentId: string | null; zone: string }

/** R10: the share of time used goes in turn to owner, supervisor and headquarters. */
@Injectable()
export class Escalations {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly notices: Notices, private readonly recipients: RecipientFinder, private readonly hints: Hints,
  ) {}

  async escalated(tx: Tx, e: ObligationEscalated): Promise<void> {
    await this.hints.changed(tx, [{ topic: 'obligation', id: e.obligationId, unitId: e.ownerUnitId, at: e.at }]);
    const [[own], units] = await Promise.all([tx.sql<Own & Record<string, unknown>>(OWN, [tx.tenantId]), this.directory.units(tx)]);
    const unitName = units.get(e.ownerUnitId)?.name ?? '';
    if (e.recipient === 'headquarters' && own?.parentId) {
      // It crosses to another tenant as a fact of this one, committed with everything else here (PF-2).
      tx.publish(make(EscalationRaised, {
        escalationId: newId(), targetTenantId: own.parentId, fromTenantName: own.name, obligationId: e.obligationId, clauseId: e.clauseId, parameterKey: e.parameterKey,
        subjectNumber: e.subjectNumber, subjectTitle: e.subjectTitle, unitName, dueAt: e.dueAt, percent: e.percent, breached: e.breachedAt !== null, at: e.at,
      }));
      return;
    }
    await this.notices.send(tx, {
      kind: kindOf(e.percent), clauseId: e.clauseId, link: linkOf(e), to: await this.recipientsOf(tx, e), bySms: e.recipient === 'headquarters', dueAt: e.dueAt ? new Date(e.dueAt) : null,
      values: { number: e.subjectNumber, title: e.subjectTitle, unit: unitName, label: labelOf(e.clauseId, e.parameterKey), percent: String(e.percent), due: e.dueAt ? localTime(e.dueAt, own?.zone ?? 'Asia/Shanghai') : NO_DUE },
    });
  }

  /**
   * Writes the notice at the tenant above, in a transaction of that tenant. The id of the escalation is the notice's, so that it is there once
   * even where the two transactions part. A tenant that is no longer below the addressed one is none of its business.
   */
  async toHeadquarters(tx: Tx, e: EscalationRaised): Promise<void> {
    const [own] = await tx.sql<Own & Record<string, unknown>>(OWN, [tx.tenantId]);
    if (own?.parentId !== e.targetTenantId) return;
    const from = tx.tenantId;
    await this.database.write(systemContext(e.targetTenantId, tx.ctx.sandbox, tx.ctx.traceparent), async (above) => {
      const to = await this.recipients.holders(above, 'hq_supervisor', null);
      const zone = await this.directory.zone(above);
      await this.notices.send(above, {
        id: e.escalationId, kind: 'escalation_to_headquarters', clauseId: e.clauseId, link: headquartersLink(e.clauseId, from), to, bySms: true, dueAt: e.dueAt ? new Date(e.dueAt) : null,
        values: {
          tenant: e.fromTenantName, number: e.subjectNumber, title: e.subjectTitle, unit: e.unitName, label: labelOf(e.clauseId, e.parameterKey), percent: String(e.percent),
          due: e.dueAt ? localTime(e.dueAt, zone) : NO_DUE,
        },
      });
    });
  }

  /** Owner: the person, or the unit's dispatchers. A tenant without headquarters tells its leader instead. */
  private recipientsOf(tx: Tx, e: ObligationEscalated): Promise<Recipients> {
    if (e.recipient === 'owner') return this.recipients.people(tx, e.ownerUserId ? [e.ownerUserId] : [], 'dispatcher', e.ownerUnitId);
    return this.recipients.holders(tx, e.recipient === 'supervisor' ? 'supervisor' : 'leader', e.ownerUnitId);
  }
}
