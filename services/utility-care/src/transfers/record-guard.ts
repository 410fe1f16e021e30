import { Injectable } from '@nestjs/common';
import type { AttachmentGuard } from '@luyue/files';
import { type Context, may, type Tx } from '@luyue/platform';
import { Cases } from '../cases/cases.service.ts';
import { Transfers } from './transfers.service.ts';

/** For files: a picture hangs on a case or on a transfer, and is read by whoever may read that. */
@Injectable()
export class RecordGuard implements AttachmentGuard {
  constructor(private readonly cases: Cases, private readonly transfers: Transfers) {}

  checkUpload(ctx: Context): void { if (!may(ctx, 'transfer.work')) this.cases.checkUpload(ctx); }

  async checkReadable(tx: Tx, subjectId: string | null): Promise<void> {
    if (!subjectId || !(await this.transfers.checkReadable(tx, subjectId))) await this.cases.checkReadable(tx, subjectId);
  }
}
