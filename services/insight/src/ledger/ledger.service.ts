import { Injectable } from '@nestjs/common';
import type { ObligationState } from '@luyue/contracts';
import { Directory, type DirectoryUnit } from '@luyue/directory';
import { statement, type Tx } from '@luyue/platform';
import { clockFactsOf, isSuspendedBreach, newestOfEach, standingOf } from './ledger.rules.ts';

const TENANT = statement('ledger_tenant', `SELECT zone, status, modules FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);

const PUT = statement('ledger_put', `
  INSERT INTO ledger_obligation AS l (tenant_id, id, version, context, clause_id, parameter_key, policy_version, subject_type, subject_id, subject_number, subject_title, place,
    owner_unit_id, owner_unit_name, owner_user_id, owner_user_name, status, standing, started_at, due_at, last_due_at, month, provisional, paused_at, pause_reason, risk_at, breached_at,
    voided_by_calendar, suspended, settled_at, settled_by, outcome_note, approver, origin, explanation, evidence, clock_facts)
  SELECT $1, e."obligationId", e.version, e.context, e."clauseId", e."parameterKey", e."policyVersion", e."subjectType", e."subjectId", e."subjectNumber", e."subjectTitle", e.place,
    e."ownerUnitId", e.unit_name, e."ownerUserId", e.user_name, e.status, e.standing, e."startedAt", e."dueAt", d.due,
    -- 24:00 of the last day belongs to that day, though as an instant it is the next month's first (R1).
    to_char((d.due - interval '1 millisecond') AT TIME ZONE $3, 'YYYY-MM'), e.provisional, e."pausedAt", e."pauseReason", e."riskAt", e."breachedAt",
    e."voidedByCalendar", e.suspended, e."settledAt", e."settledBy", e."outcomeNote", e.approver, e.origin, e.explanation, e.evidence, e.clock_facts::json
  FROM ROWS FROM (
    json_to_recordset($2::json) AS ("obligationId" uuid, version int, context text, "clauseId" text, "parameterKey" text, "policyVersion" int, "subjectType" text, "subjectId" text,
      "subjectNumber" text, "subjectTitle" text, place text, "ownerUnitId" text, "ownerUserId" text, status text, "startedAt" timestamptz, "dueAt" timestamptz, provisional boolean,
      "pausedAt" timestamptz, "pauseReason" text, "riskAt" timestamptz, "breachedAt" timestamptz, "voidedByCalendar" boolean, "settledAt" timestamptz, "settledBy" text,
      "outcomeNote" text, approver text, origin text, explanation json, evidence json),
    unnest($4::text[]), unnest($5::text[]), unnest($6::text[]), unnest($7::boolean[]), unnest($8::text[])
  ) AS e("obligationId", version, context, "clauseId", "parameterKey", "policyVersion", "subjectType", "subjectId", "subjectNumber", "subjectTitle", place, "ownerUnitId", "ownerUserId",
      status, "startedAt", "dueAt", provisional, "pausedAt", "pauseReason", "riskAt", "breachedAt", "voidedByCalendar", "settledAt", "settledBy", "outcomeNote", approver, origin, explanation, evidence,
      unit_name, user_name, standing, suspended, clock_facts),
  LATERAL (SELECT coalesce(e."dueAt", e."settledAt", e."pausedAt", e."startedAt") AS due) d
  ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, subject_title = excluded.subject_title, place = excluded.place,
    owner_unit_id = excluded.owner_unit_id, owner_unit_name = excluded.owner_unit_name, owner_user_id = excluded.owner_user_id, owner_user_name = excluded.owner_user_name,
    status = excluded.status, standing = excluded.standing, due_at = excluded.due_at,
    -- While paused nothing is due: the obligation stays in the month of the last due time.
    last_due_at = CASE WHEN excluded.due_at IS NULL THEN l.last_due_at ELSE excluded.last_due_at END, month = CASE WHEN excluded.due_at IS NULL THEN l.month ELSE excluded.month END,
    provisional = excluded.provisional, paused_at = excluded.paused_at, pause_reason = excluded.pause_reason, risk_at = excluded.risk_at, breached_at = excluded.breached_at,
    voided_by_calendar = excluded.voided_by_calendar, suspended = l.suspended OR (l.breached_at IS NULL AND excluded.suspended),
    settled_at = excluded.settled_at, settled_by = excluded.settled_by, outcome_note = excluded.outcome_note, approver = excluded.approver,
    explanation = excluded.explanation, evidence = excluded.evidence, clock_facts = excluded.clock_facts
  WHERE l.version <= excluded.version`);

const FEED = statement('ledger_feed_put', `
  INSERT INTO ledger_feed (tenant_id, event_at, applied_at) VALUES ($1, $2, $3)
  ON CONFLICT (tenant_id) DO UPDATE SET event_at = excluded.event_at, applied_at = excluded.applied_at WHERE ledger_feed.event_at <= excluded.event_at`);

interface TenantFacts { zone: string; status: string; modules: string[] }
/** What a batch needs to know of its tenant, read once per transaction. */
interface Surroundings { tenant: TenantFacts | undefined; units: Map<string, DirectoryUnit>; users: Map<string, string> }

/** Keeps the newest state of every obligation, for headquarters to read (PF-16). */
@Injectable()
export class Ledger {
  private readonly surroundings = new WeakMap<Tx, Promise<Surroundings>>();

  constructor(private readonly directory: Directory) {}

  /**
   * Applies the states of one tenant in one statement; of each obligation the highest version stays, so that a redelivery or an older event
   * changes nothing. Names of owners are kept as they are now, because another tenant's directory cannot be read later; unknown ones stay empty.
   */
  async apply(tx: Tx, states: ObligationState[]): Promise<void> {
    const newest = newestOfEach(states);
    const { tenant, units, users } = await this.surroundingsOf(tx, newest);
    const lastAt = states.reduce((last, s) => (s.at > last ? s.at : last), '');
    await Promise.all([
      tx.sql(PUT, [
        tx.tenantId, JSON.stringify(newest), tenant?.zone ?? 'Asia/Shanghai', newest.map((s) => units.get(s.ownerUnitId)?.name ?? ''), newest.map((s) => (s.ownerUserId && users.get(s.ownerUserId)) || null),
        newest.map(standingOf), newest.map((s) => isSuspendedBreach(s, tenant)), newest.map(clockFactsOf),
      ]),
      tx.sql(FEED, [tx.tenantId, lastAt, tx.now]),
    ]);
  }

  private async surroundingsOf(tx: Tx, states: ObligationState[]): Promise<Surroundings> {
    let known = this.surroundings.get(tx);
    if (!known) {
      known = Promise.all([tx.sql<TenantFacts & Record<string, unknown>>(TENANT, [tx.tenantId]), this.directory.units(tx)]).then(([[tenant], units]) => ({ tenant, units, users: new Map<string, string>() }));
      this.surroundings.set(tx, known);
    }
    const found = await known;
    const missing = [...new Set(states.flatMap((s) => (s.ownerUserId && !found.users.has(s.ownerUserId) ? [s.ownerUserId] : [])))];
    if (missing.length) {
      const people = await this.directory.users(tx);
      for (const id of missing) found.users.set(id, people.get(id)?.name ?? '');
    }
    return found;
  }
}
