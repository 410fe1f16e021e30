import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { maskIdNumber, maskPhone } from '@luyue/kernel';
import { refuse, type Tx } from '@luyue/platform';
import type { FormLayout, FormSection } from '@luyue/reports';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { HandoverRecord } from '../handovers/handover-record.ts';
import { SlipList } from '../payment-slips/slip-list.ts';
import { Receivables } from '../receivables/receivables.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import { type DealFacts, dealReport, followUpForm, paymentSlip, type PrintedParty, settlementList } from './form-layouts.ts';
import { FormCompletion } from './forms.entity.ts';
import { FormNumbers } from './form-numbers.ts';
import type { FormCode } from './forms.rules.ts';

/** What a form is filled from, and the whole of it as it would print now. */
@Injectable()
export class FormData {
  constructor(
    private readonly record: DealRecord, private readonly steps: StepRecord, private readonly receivables: Receivables, private readonly slips: SlipList, private readonly handovers: HandoverRecord, private readonly numbers: FormNumbers, private readonly directory: Directory,
  ) {}

  completion(tx: Tx, dealId: string): Promise<FormCompletion | null> {
    return tx.manager.createQueryBuilder(FormCompletion, 'c').where('c.tenantId = :tenant AND c.dealId = :dealId', { tenant: tx.tenantId, dealId }).getOne();
  }

  /** `full`: the numbers of the parties as they are. Throws 400 where F3 is not told which slip, 404 for a slip of another deal, 409 for F4 before the handover. */
  async layout(tx: Tx, deal: Deal, form: FormCode, { slipId, full }: { slipId?: string; full: boolean }): Promise<FormLayout> {
    const [zone, tenantName, numberOf] = [await this.directory.zone(tx), await this.directory.tenantName(tx), await this.numbers.inForce(tx)];
    return { ...numberOf(form), tenantName, dense: true, zone, sections: await this.sections(tx, deal, form, { slipId, full, zone }), printedBy: tx.ctx.userName, printedAt: tx.now.toISOString() };
  }

  private async sections(tx: Tx, deal: Deal, form: FormCode, { slipId, full, zone }: { slipId: string | undefined; full: boolean; zone: string }): Promise<FormSection[]> {
    if (slipId && form !== 'f3') throw refuse.field('slipId', 'not_of_this_form', { zh: '只有付款单（F3）按单打印', en: 'only F3 is printed slip by slip' }, 'PB-5');
    const facts = await this.facts(tx, deal, full, zone);
    switch (form) {
      case 'f1': return followUpForm(facts);
      case 'f2': return dealReport(facts, await this.receivables.view(tx, deal));
      case 'f3': {
        if (!slipId) throw refuse.field('slipId', 'required', { zh: '要写明哪一张付款单', en: 'which payment slip is missing' }, 'PB-5');
        const { slip, asked } = await this.slips.ofThe(tx, deal.id, slipId);
        return paymentSlip(facts, slip, asked);
      }
      case 'f4': {
        const f4 = await this.handovers.f4(tx, deal);
        if (!f4) throw refuse.conflict('no_handover', { zh: '房屋还没有交接', en: 'The property has not been handed over yet' }, { clause: 'PB-4.9a' });
        return settlementList(facts, f4);
      }
    }
  }

  private async facts(tx: Tx, deal: Deal, full: boolean, zone: string): Promise<DealFacts> {
    const [parties, steps, { units, users }, completion] = [await this.record.parties(tx, deal.id), await this.steps.of(tx, deal.id), await this.directory.people(tx), await this.completion(tx, deal.id)];
    const person = (id: string | null): string => (id && users.get(id)?.name) || '';
    return {
      deal, steps, zone, parties: parties.map((party) => printed(party, full)), completion: completion && { at: completion.completedAt, by: completion.completedBy },
      names: { shop: units.get(deal.shopUnitId)?.name ?? '', department: units.get(deal.departmentUnitId)?.name ?? '', agent: person(deal.agentUserId), specialist: person(deal.specialistUserId) },
    };
  }
}

function printed({ side, name, idNumber, phone, representative }: DealParty, full: boolean): PrintedParty {
  const [id, number] = full ? [(value: string) => value, (value: string) => value] : [maskIdNumber, maskPhone];
  return { side, name, idNumber: id(idNumber), phone: number(phone), acts: representative ? `${representative.name} ${number(representative.phone)}` : '' };
}
