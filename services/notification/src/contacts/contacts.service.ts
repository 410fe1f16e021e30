import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type Context, permit, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { Contact } from './contact.entity.ts';
import type { ContactView } from './contacts.http.ts';

const PUT = statement('contact_put', `
  INSERT INTO contact (tenant_id, id, version, email, phone, language) VALUES ($1, $2, 1, $3, $4, coalesce($5, 'zh'))
  ON CONFLICT (tenant_id, id) DO UPDATE SET email = excluded.email, phone = excluded.phone, language = coalesce($5, contact.language), version = contact.version + 1 RETURNING language`);
const OF = statement('contacts_of', `SELECT id, email, phone, language FROM contact WHERE tenant_id = $1 AND id = ANY ($2)`);

/** Addresses for e-mail and SMS. Each person keeps their own; who may write users keeps anybody's. */
@Injectable()
export class Contacts {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  get(ctx: Context, userId: string): Promise<ContactView> {
    if (userId !== ctx.userId) permit(ctx, 'user.read');
    return this.database.read(ctx, async (tx) => {
      const { id } = await this.directory.user(tx, userId);
      const contact = await tx.find(Contact, id);
      return { userId: id, email: contact?.email ?? null, phone: contact?.phone ?? null, language: contact?.language ?? 'zh' };
    });
  }

  /** Throws 400 for a person that this tenant does not have. */
  put(ctx: Context, userId: string, to: { email: string | null; phone: string | null; language?: Contact['language'] }): Promise<ContactView> {
    return this.database.write(ctx, async (tx) => {
      const { id, unitId } = await this.directory.user(tx, userId);
      if (id !== ctx.userId) permit(ctx, 'user.write', unitId);
      const [kept] = await tx.sql<Pick<Contact, 'language'>>(PUT, [tx.tenantId, id, to.email, to.phone, to.language ?? null]);
      return { userId: id, email: to.email, phone: to.phone, language: kept!.language };
    });
  }

  async of(tx: Tx, userIds: string[]): Promise<Map<string, Pick<Contact, 'email' | 'phone' | 'language'>>> {
    const rows = await tx.sql<Pick<Contact, 'id' | 'email' | 'phone' | 'language'>>(OF, [tx.tenantId, userIds]);
    return new Map(rows.map((r) => [r.id, r]));
  }
}
