import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, Language, NoticeKind } from '../texts/notice-texts.ts';

/** One version of a tenant's own words for a notice (PF-13); the newest rules, and no version ever changes. */
@Entity('notice_template')
export class NoticeTemplate {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('text') kind: NoticeKind;
  @PrimaryColumn('text') channel: Channel;
  @PrimaryColumn('text') language: Language;
  @PrimaryColumn('int') version: number;
  /** Null, like `text`, where the default was taken back. */
  @Column('text', { nullable: true }) title: string | null;
  @Column('text', { nullable: true }) text: string | null;
  @Column('text', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
}
