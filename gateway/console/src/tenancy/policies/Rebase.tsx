import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CalendarClock } from 'lucide-react'
import { get, post } from '../../api/client.ts'
import type { PolicyDetail, Rebased, RebasingPage } from '../../api/types.ts'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { useFormats } from '../../shell/formats.ts'

/** Contexts that owe by the interval, by the first part of its key. */
const CONTEXTS: Record<string, string> = { dv: 'distributor-visits', oc: 'outstation-channel' }
const SHOWN = 5

export const isRebasable = ({ key, clock }: PolicyDetail): boolean => clock === 'months' && key.split('.')[0]! in CONTEXTS

/** R17: what is open and would be due earlier by a shorter interval, for somebody to accept; nothing of it moves by itself. */
export function Rebase({ policyKey }: { policyKey: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const path = `/v1/${CONTEXTS[policyKey.split('.')[0]!]}/rebasings`
  const { data } = useQuery({ queryKey: ['policy', policyKey, 'rebasings'], queryFn: () => get<RebasingPage>(path, { query: { key: policyKey } }) })
  if (!data || data.items.length === 0) return null
  const more = data.items.length - SHOWN
  return (
    <DeedStage>
      <section className="stack rebase">
        <h3>{t('policy.rebase')}</h3>
        <p className="soft">{t('policy.rebaseText', { months: data.months, earliest: formats.due(data.earliest) })}</p>
        <RowList label={t('policy.rebase')}>
          {data.items.slice(0, SHOWN).map((each) => <RowItem key={each.id} icon={<CalendarClock size={16} />} title={each.subjectTitle} sub={[each.subjectNumber, each.ownerName].filter(Boolean).join(' · ')} note={t('policy.rebaseTo', { from: formats.due(each.from), to: formats.due(each.to) })} />)}
        </RowList>
        {more > 0 && <p className="muted">{t('policy.rebaseMore', { count: more })}{data.nextCursor && '+'}</p>}
        <div>
          <DeedButton
            size="middle"
            deed={{ title: t('policy.rebaseAll'), say: data.nextCursor ? t('policy.rebaseMany') : t('policy.rebaseSays', { count: data.items.length }), fields: [], done: (answer) => t('policy.rebased', { count: (answer as Rebased).moved }), send: () => post(path, { key: policyKey }) }}
          />
        </div>
      </section>
    </DeedStage>
  )
}
