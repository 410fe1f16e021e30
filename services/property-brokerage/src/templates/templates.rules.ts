import type { Utility } from '../deal-kinds.ts';

export const WAITS_FOR = ['specialist', 'client', 'bank', 'registry', 'tax_office', 'utility', 'shop'] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];

/** The operating guide (操作指引) that a step follows (PB-4.5b). */
export interface Guide { title: string; version: string; effectiveFrom: string }

export interface StepTemplate {
  key: string;
  name: { zh: string; en: string };
  /** Who is waited for while it runs. */
  waitsFor: WaitsFor;
  /** The client must come, so that the specialist accompanies (PB-4.8). */
  clientPresent: boolean;
  /** Without it the formalities are not done (reading 11). */
  required: boolean;
  guide: Guide | null;
  /** It is finished by the transfer of this utility (PB-4.9b). */
  utility?: Utility;
}

export const DOCUMENT_NEEDS = ['always', 'certificate', 'no_certificate', 'represented'] as const;
export interface DocumentTemplate {
  key: string;
  name: { zh: string; en: string };
  /** Whose it is: one for the deal, or one for each party of the side. */
  of: 'deal' | 'seller' | 'buyer' | 'each_party';
  needed: (typeof DOCUMENT_NEEDS)[number];
}

/** What is wrong with one field. */
export interface Fault { field: string; code: string; message: { zh: string; en: string } }

/** Bad fields of a template that somebody wants to publish; empty when it can be. */
export function faultsOf(template: { steps: Pick<StepTemplate, 'key' | 'required' | 'guide'>[]; documents: Pick<DocumentTemplate, 'key'>[] }): Fault[] {
  const twice = (list: { key: string }[], field: string): Fault[] => list.flatMap(({ key }, i) => (list.findIndex((other) => other.key === key) < i
    ? [{ field: `${field}.${i}.key`, code: 'duplicate', message: { zh: `“${key}”出现了两次`, en: `"${key}" is there twice` } }] : []));
  return [
    ...twice(template.steps, 'steps'), ...twice(template.documents, 'documents'),
    ...(template.steps.some((s) => s.required) ? [] : [{ field: 'steps', code: 'nothing_required', message: { zh: '至少有一项必办手续，否则一开始就办结了', en: 'at least one step is required, or the formalities would be done at once' } }]),
    ...(template.documents.length ? [] : [{ field: 'documents', code: 'empty', message: { zh: '至少有一项移交资料', en: 'at least one document is transferred' } }]),
  ];
}

interface Asked { steps: Pick<StepTemplate, 'key' | 'name' | 'required' | 'clientPresent'>[]; documents: Pick<DocumentTemplate, 'key' | 'name' | 'of' | 'needed'>[] }

/** Where a template asks for less than one that it may only add to: everybody's than PB-4.2 of its documents, a city's than what the company published for all. */
export function looserThan(floor: Asked, own: Asked): Fault[] {
  const fault = (field: 'steps' | 'documents', code: string, { zh, en }: Asked['steps'][number]['name'], no: { zh: string; en: string }): Fault => ({ field, code, message: { zh: `“${zh}”${no.zh}`, en: `"${en}" ${no.en}` } });
  return [
    ...floor.documents.flatMap((asked) => {
      const kept = own.documents.find((each) => each.key === asked.key);
      if (!kept) return [fault('documents', 'dropped', asked.name, { zh: '不能去掉', en: 'cannot be dropped' })];
      const covers = (kept.of === asked.of || (kept.of === 'each_party' && asked.of !== 'deal')) && (kept.needed === asked.needed || kept.needed === 'always');
      return covers ? [] : [fault('documents', 'loosened', asked.name, { zh: '不能放宽', en: 'cannot be asked of fewer' })];
    }),
    ...floor.steps.flatMap((asked) => {
      const kept = own.steps.find((each) => each.key === asked.key);
      if (asked.required && !kept?.required) return [fault('steps', kept ? 'loosened' : 'dropped', asked.name, kept ? { zh: '必办，不能改成可不办', en: 'is required and stays so' } : { zh: '必办，不能去掉', en: 'is required and cannot be dropped' })];
      return asked.clientPresent && kept && !kept.clientPresent ? [fault('steps', 'loosened', asked.name, { zh: '要陪同客户，不能免', en: 'needs the client accompanied' })] : [];
    }),
  ];
}

export interface Edition { id: string; kind: string; city: string; edition: number; effectiveFrom: Date; withdrawnAt: Date | null }

/** The edition that a deal of this kind and city starts with: the city's own before the general one, the latest in force at `at`. */
export function editionFor<E extends Edition>(editions: E[], kind: string, city: string, at: Date): E | undefined {
  const inForce = editions.filter((e) => e.kind === kind && !e.withdrawnAt && e.effectiveFrom <= at).toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime());
  return inForce.find((e) => e.city === city) ?? inForce.find((e) => e.city === '');
}
