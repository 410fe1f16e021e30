import { Injectable } from '@nestjs/common';
import type { AttachmentGuard } from '@luyue/files';
import { type Context, may, refuse, type Tx } from '@luyue/platform';

/** A room whose records carry files: false for an id that is none of its records; throws 403 where the caller may not read the record. */
export interface FileKeeper { mayReadFiles(tx: Tx, subjectId: string): Promise<boolean> }

/** Who attaches anything in this service. */
const UPLOADERS = ['ownPost.work', 'posting.write', 'conductRecord.write', 'station.work', 'station.portal', 'incident.work', 'channelDocument.write', 'technicalSupport.answer'];

/** Who may read a file: whoever may read the record that it hangs on, which its room says. */
@Injectable()
export class ChannelFiles implements AttachmentGuard {
  private readonly keepers: FileKeeper[] = [];

  /** A room says at its start that files hang on its records; a list in the module would make a circle of the rooms. */
  keptBy(room: FileKeeper): void { this.keepers.push(room); }

  checkUpload(ctx: Context): void {
    if (!UPLOADERS.some((permission) => may(ctx, permission))) throw refuse.forbidden(UPLOADERS[0]!);
  }

  async checkReadable(tx: Tx, subjectId: string | null): Promise<void> {
    for (const room of subjectId ? this.keepers : []) if (await room.mayReadFiles(tx, subjectId!)) return;
    throw refuse.notFound({ zh: '附件', en: 'attachment' });
  }
}
