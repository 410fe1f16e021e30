import { post } from '../../api/client.ts'
import type { Unit } from '../../api/types.ts'
import { type Deed, filledRows } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'
import { departmentField } from '../quality/quality-deeds.ts'

const KINDS = ['drill', 'quiz'] as const

/** OC-2.5: a quiz is scored, a drill is not. */
export const recordDrill = (t: Say, departments: Unit[], departmentId: string | undefined, staff: { id: string; name: string }[]): Deed => ({
  title: t('drill.record'), say: t('drill.recordSays'), done: t('drill.recorded'),
  fields: [
    ...departmentField(t, departments, departmentId), { name: 'kind', kind: 'choice', label: t('column.kind'), initial: 'drill', options: KINDS.map((value) => ({ value, label: t(`drill.kind.${value}`) })) }, { name: 'title', kind: 'line', label: t('drill.title') }, { name: 'heldOn', kind: 'date', label: t('drill.heldOn') }, { name: 'text', kind: 'text', label: t('drill.text') },
    {
      name: 'results', kind: 'rows', label: t('drill.results'), initial: [{}], hint: t('drill.scoreHint'),
      columns: [
        { key: 'staffId', label: t('drill.who'), width: 150, options: staff.map((each) => ({ value: each.id, label: each.name })) }, { key: 'passed', label: t('drill.result'), width: 110, options: [{ value: 'yes', label: t('drill.passed') }, { value: 'no', label: t('drill.failed') }] }, { key: 'score', label: t('drill.score'), width: 90 }, { key: 'note', label: t('field.note'), width: 160 },
      ],
    },
  ],
  send: ({ results, ...values }) => post('/v1/outstation-channel/crisis-drills', { departmentUnitId: departmentId, ...values, results: filledRows(results).map(({ passed, score, ...rest }) => ({ ...rest, passed: passed === 'yes', ...(score !== undefined && { score: Number(score) }) })) }),
})
