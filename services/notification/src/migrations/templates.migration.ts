import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Templates1700000000301 implements MigrationInterface {
  name = 'Templates1700000000301';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE notice_template (
        tenant_id uuid NOT NULL, kind text NOT NULL, channel text NOT NULL CHECK (channel IN ('inapp', 'sms', 'email')), language text NOT NULL CHECK (language IN ('zh', 'en')), version int NOT NULL,
        title text, text text, set_by text NOT NULL, set_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, kind, channel, language, version))`,
      ...secureTable('notice_template'),
      // What goes out reads in the language that its recipient chose, and after a bounce in the words of the other channel.
      `ALTER TABLE contact ADD COLUMN language text NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en'))`,
      `ALTER TABLE outbound_message ADD COLUMN otherwise jsonb`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
