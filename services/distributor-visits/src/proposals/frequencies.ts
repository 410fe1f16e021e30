import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import { gradeSql } from '../customers/customer-record.ts';
import { type Frequency, owedInYear, phaseOf, spread } from './frequency.rules.ts';
import { GRADES } from '../customer-kinds.ts';

/** A customer as planning sees it. */
export interface PlannedCustomer extends Frequency {
  id: string; name: string; regionId: string | null; visitorUserId: string | null; grade: 'A' | 'B' | 'C' | 'D' | null; latitude: number | null; longitude: number | null;
  /** Visits owed in the year, and in each of its months, January first (reading 7). */
  owed: number; months: number[];
}

// All at once: planning is about everybody of a unit.
const OF_UNIT = statement('planning_customers', `
  SELECT id, name, region_id AS "regionId", visitor_user_id AS "visitorUserId", ${gradeSql('visit_customer', '$4')} AS grade, grades, latitude, longitude, to_char(registered_at AT TIME ZONE $3, 'YYYY-MM-DD') AS "registeredOn" FROM visit_customer WHERE tenant_id = $1 AND unit_id = $2 AND status = 'active' ORDER BY id`);

/** How often each customer of a unit is owed a visit. */
@Injectable()
export class Frequencies {
  constructor(private readonly directory: Directory) {}

  async ofUnit(tx: Tx, unitId: string, year: number): Promise<PlannedCustomer[]> {
    const [value, zone] = await Promise.all([this.directory.policyValues(tx), this.directory.zone(tx)]);
    const rows = await tx.sql<Omit<PlannedCustomer, 'perYear' | 'owed' | 'months'> & Record<string, unknown>>(OF_UNIT, [tx.tenantId, unitId, zone, localDate(tx.now, zone).slice(0, 7)]);
    const perYear = Object.fromEntries(GRADES.map((grade) => [grade, value<number>(`dv.visit.perYear.${grade}`)])) as Frequency['perYear'];
    return rows.map((row) => {
      const customer = { ...row, perYear };
      return { ...customer, owed: owedInYear(customer, year), months: spread(customer, year, phaseOf(row.id)) };
    });
  }
}
