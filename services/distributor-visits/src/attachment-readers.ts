import { Injectable, Module } from '@nestjs/common';
import { type AttachmentGuard } from '@luyue/files';
import { type Context, permit, refuse, type Tx } from '@luyue/platform';

/** Whether a record of a room has this id; what it throws is the answer. */
type Holds = (tx: Tx, subjectId: string) => Promise<boolean>;

/** For files: each room says which records its files hang on and who reads those; a list in one module would make a circle of the rooms. */
@Injectable()
export class AttachmentReaders implements AttachmentGuard {
  private readonly rooms: { holds: Holds; permission: string }[] = [];

  /** `holds` may itself refuse whoever may not read the record, e.g. outside their units. */
  add(holds: Holds, permission: string): void { this.rooms.push({ holds, permission }); }

  checkUpload(ctx: Context): void { permit(ctx, 'visitCustomer.read'); }

  /** Throws 404 for an upload that belongs to nothing, or to nothing known; 403 outside the reader's permission. */
  async checkReadable(tx: Tx, subjectId: string | null): Promise<void> {
    for (const { holds, permission } of subjectId ? this.rooms : []) {
      if (await holds(tx, subjectId!)) return permit(tx.ctx, permission);
    }
    throw refuse.notFound({ zh: '附件', en: 'attachment' });
  }
}

@Module({ providers: [AttachmentReaders], exports: [AttachmentReaders] })
export class AttachmentReadersModule {}
