import type { DirectoryUser } from '@luyue/directory';
import { instantAt, InvalidValue, parseDate, readCaller } from '@luyue/kernel';
import type { Text } from '@luyue/platform';
import type { ServiceCase } from '../cases/case.entity.ts';
import { SYMPTOMS } from '../intake/symptoms.ts';
import { COLUMNS, type Column } from './call-log.ts';

/** A row that can be read by itself; whether it doubles another and whose household it is, the database says. */
export interface Call {
  receivedAt: Date; phone: string; name: string; address: string | null; kind: ServiceCase['kind']; faultScope: ServiceCase['faultScope']; symptom: string | null; description: string; agent: DirectoryUser;
}

export interface Surroundings { now: Date; zone: string; agents: Map<string, DirectoryUser> }

const KINDS: Record<string, Call['kind']> = { 咨询: 'consultation', 报修: 'repair', 报警: 'alarm', 投诉: 'complaint', consultation: 'consultation', repair: 'repair', alarm: 'alarm', complaint: 'complaint' };
const SCOPES: Record<string, NonNullable<Call['faultScope']>> = { 管网: 'network', 输气管网: 'network', network: 'network', 设备: 'equipment', 用户设备: 'equipment', 燃气设备: 'equipment', equipment: 'equipment' };
const TIME = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const LONGEST: Partial<Record<Column, number>> = { name: 60, address: 200, symptom: 40, text: 2_000 };

/** Why a row is not taken in: the column, what is wrong, the clause. */
class BadRow extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

function bad(column: Column, zh: string, en: string, clause = 'UC-5.1a'): never {
  const names = COLUMNS.find(({ key }) => key === column)!;
  throw new BadRow({ zh: `${names.zh}：${zh}（${clause}）`, en: `${names.en}: ${en} (${clause})` });
}

/** Reads one row, or says why it cannot be taken in. Times are those of the tenant's zone. */
export function readCall(cells: Record<Column, string>, around: Surroundings): Call | { reason: Text } {
  try {
    for (const [column, most] of Object.entries(LONGEST) as [Column, number][]) if (cells[column].length > most) bad(column, `最多 ${most} 个字`, `at most ${most} characters`);
    const kind = KINDS[cells.kind.toLowerCase()] ?? bad('kind', '应是咨询、报修、报警或投诉', 'should be consultation, repair, alarm or complaint');
    const symptom = SYMPTOMS.find((s) => s.kind === kind && (s.label === cells.symptom || s.code === cells.symptom));
    const text = cells.text || bad('text', '不能空着', 'must not be empty');
    return {
      receivedAt: receivedAt(cells.answeredAt, around), phone: readCaller(cells.phone) ?? bad('phone', '不是电话号码', 'no phone number'), name: cells.name, address: cells.address || null,
      kind, faultScope: scopeOf(kind, cells.faultScope, symptom?.faultScope ?? null), symptom: symptom?.code ?? null,
      // A symptom that is not on the list is not lost.
      description: cells.symptom && !symptom ? `${cells.symptom}：${text}` : text,
      agent: around.agents.get(cells.agent) ?? bad('agent', cells.agent ? '没有这个工号，或已停用' : '不能空着', cells.agent ? 'no such active staff number' : 'must not be empty'),
    };
  } catch (error) {
    if (error instanceof BadRow) return { reason: error.text };
    throw error;
  }
}

/** Receipt is the start of the answered call (reading rule 4); it counts from when it happened, never from ahead (R5, R6). */
function receivedAt(text: string, { now, zone }: Surroundings): Date {
  const [, year, month, day, hour, minute, second = '0'] = TIME.exec(text.normalize('NFKC')) ?? bad('answeredAt', '不是时间，例如 2026-11-23 08:12:30', 'no time, e.g. 2026-11-23 08:12:30');
  const two = (digits: string): string => digits.padStart(2, '0');
  try {
    const at = new Date(instantAt(parseDate(`${year}-${two(month!)}-${two(day!)}`), `${two(hour!)}:${minute}`, zone) + Number(second) * 1_000);
    return at > now ? bad('answeredAt', '这个时间还没到', 'lies in the future', 'R6') : at;
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    return bad('answeredAt', '没有这一天', 'no such day');
  }
}

/** A repair lies on the network or on the user's equipment, as written or as its symptom says; nothing else has a side. */
function scopeOf(kind: Call['kind'], written: string, ofSymptom: Call['faultScope']): Call['faultScope'] {
  const scope = written ? SCOPES[written.toLowerCase()] ?? bad('faultScope', '应是管网或用户设备', 'should be network or equipment', 'UC-7.3a') : ofSymptom;
  if (kind === 'repair') return scope ?? bad('faultScope', '报修要写明管网还是用户设备', 'a repair needs its side: network or equipment', 'UC-7.3a');
  return written ? bad('faultScope', '只有报修才分管网和用户设备', 'only a repair has a side', 'UC-7.3a') : null;
}
