import { Column, Entity, PrimaryColumn } from 'typeorm';

export type Category = 'resident' | 'commercial' | 'industrial' | 'heating';
export type GasType = 'natural_gas' | 'lpg';
export type GasState = 'active' | 'stopped' | 'closed' | 'pending';

export interface Contact { name: string; relation: string; phone: string }

/** The file of one household (用户档案, 一户一档): who uses gas where, and how the desk reaches them. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('text', { name: 'holder_name' }) holderName: string;
  @Column('text') phone: string;
  @Column('jsonb') contacts: Contact[];
  @Column('text') address: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') category: Category;
  @Column('text', { name: 'gas_type' }) gasType: GasType;
  /** An outage changes this one, never the gas state (reading rule 15). */
  @Column('text', { name: 'supply_status' }) supplyStatus: 'normal' | 'interrupted';
  /** Changes only through acceptance, commissioning, stop and reconnect orders (UC-5.2a). */
  @Column('text', { name: 'gas_state' }) gasState: GasState;
  @Column('text', { name: 'meter_number', nullable: true }) meterNumber: string | null;
  @Column('text', { name: 'meter_model', nullable: true }) meterModel: string | null;
  /** Special user (UC-7.7): kind from an open list, with the consent and where the entry came from. */
  @Column('text', { name: 'special_care_kind', nullable: true }) specialCareKind: string | null;
  @Column('text', { name: 'special_care_note', nullable: true }) specialCareNote: string | null;
  @Column('text', { name: 'special_care_source', nullable: true }) specialCareSource: string | null;
  @Column('text', { name: 'special_care_consent_by', nullable: true }) specialCareConsentBy: string | null;
  @Column('timestamptz', { name: 'special_care_consent_at', nullable: true }) specialCareConsentAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** What the type-ahead compares; written with the row and never shown. */
  @Column('text', { name: 'number_key' }) numberKey: string;
  @Column('text', { name: 'meter_key', nullable: true }) meterKey: string | null;
  @Column('text', { name: 'search_text' }) searchText: string;
  @Column('text', { array: true }) tokens: string[];
}

/** Who held an account until it was transferred (UC-5.2d). Never updated. */
@Entity('account_holder')
export class AccountHolder {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Column('text', { name: 'holder_name' }) holderName: string;
  @Column('text') phone: string;
  @Column('jsonb') contacts: Contact[];
  @Column('timestamptz') until: Date;
  @Column('uuid', { name: 'transfer_id' }) transferId: string;
  @Column('text', { name: 'transfer_number' }) transferNumber: string;
}

/** One look at what the file hides (UC-15c): who, when, and why. */
@Entity('account_access')
export class AccountAccess {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Column('timestamptz') at: Date;
  /** Null for an API client; its name still stands in `userName`. */
  @Column('uuid', { name: 'user_id', nullable: true }) userId: string | null;
  @Column('text', { name: 'user_name' }) userName: string;
  @Column('text') reason: string;
}
