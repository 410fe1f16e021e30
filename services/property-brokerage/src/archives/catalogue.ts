import { Injectable } from '@nestjs/common';
import { Files } from '@luyue/files';
import { statement, type Tx } from '@luyue/platform';
import { ContractCopies } from '../contract-copies/contract-copies.service.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Checklist, documentName } from '../document-transfers/checklist.ts';
import { HandoverRecord } from '../handovers/handover-record.ts';
import { Receipts } from '../held-funds/receipts.service.ts';
import { SlipList } from '../payment-slips/slip-list.ts';
import { StepRecord } from '../steps/step-record.ts';
import { ArchiveItem } from './archive.entity.ts';
import { type CatalogueLine, catalogueOf } from './archives.rules.ts';

const ADDED = statement('archive_items_added', 'tenant_id = $1 AND deal_id = $2 ORDER BY added_at, id');
const RECEIPT = { zh: '收款凭证', en: 'Receipt' };
const REVERSAL = { zh: '收款冲销凭证', en: 'Reversal of a receipt' };

/** The catalogue of a deal (档案目录), made of what its rooms hold and of what was entered by hand. */
@Injectable()
export class Catalogue {
  constructor(
    private readonly copies: ContractCopies, private readonly checklist: Checklist, private readonly receipts: Receipts, private readonly slips: SlipList, private readonly steps: StepRecord, private readonly handovers: HandoverRecord, private readonly files: Files,
  ) {}

  async of(tx: Tx, deal: Deal): Promise<CatalogueLine[]> {
    const [contractCopy, documents, handover, receipts, slips, steps, attachments, added] = await Promise.all([
      this.copies.view(tx, deal), this.checklist.of(tx, deal.id), this.handovers.of(tx, deal.id), this.receipts.inDeal(tx, deal.id), this.slips.inDeal(tx, deal.id), this.steps.of(tx, deal.id), this.files.ofSubject(tx, deal.id), this.added(tx, deal.id),
    ]);
    return catalogueOf({
      contractCopy, documents: documents.map((d) => ({ ...d, name: documentName(d) })), f1Sent: deal.f1SentAt !== null, f4: handover && { status: handover.status, attachmentIds: handover.confirmations.flatMap((c) => c.attachmentIds) }, slips, steps, attachments, added,
      receipts: receipts.map((r) => ({ ...r, name: r.reversalOf ? REVERSAL : RECEIPT })),
    });
  }

  added(tx: Tx, dealId: string): Promise<ArchiveItem[]> {
    return tx.rows(ArchiveItem, ADDED, [tx.tenantId, dealId]);
  }
}
