import { useQuery } from '@tanstack/react-query'
import { ListChecks, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { CrisisDrill, CrisisDrillLine } from '../../api/types.ts'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'

/** Drills and quizzes of coping with a crisis, with each person's result (OC-2.5). */
export function Drills() {
  const { t } = useTranslation()
  return (
    <SplitList<CrisisDrillLine>
      label={t('incident.view.drills')} icon={<ListChecks size={20} />} none={t('drill.none')} noneText={t('drill.noneText')} queryKey={['crisis-drills']} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/crisis-drills', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.title} tag={t(`drill.kind.${row.kind}`)} sub={row.heldOn} end={t('drill.passedOf', { passed: row.passed, participants: row.participants })} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: CrisisDrillLine }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['crisis-drill', row.id], queryFn: () => get<CrisisDrill>(`/v1/outstation-channel/crisis-drills/${row.id}`) })
  return (
    <>
      <Panel title={row.title} extra={<><span className="tag">{t(`drill.kind.${row.kind}`)}</span><Clause id="OC-2.5" /></>}>
        <div className="stack"><p>{row.text}</p><Facts items={[[t('drill.heldOn'), row.heldOn], [t('drill.result'), t('drill.passedOf', { passed: row.passed, participants: row.participants })], [t('drill.recordedBy'), `${row.recordedBy} · ${formats.at(row.recordedAt)}`]]} /></div>
      </Panel>
      <Panel bare title={t('drill.results')}>
        {query.isPending && <Bones lines={3} />}
        {query.isError && <Failure problem={query.error} what={t('drill.results')} retry={() => void query.refetch()} />}
        {query.data && <RowList label={t('drill.results')}>{query.data.results.map((each) => <RowItem key={each.staffId} icon={<UserRound size={16} />} title={each.staffName} note={each.note}>{each.score !== null && <b>{t('drill.points', { score: each.score })}</b>}<span className={each.passed ? 'muted' : 'danger'}>{t(each.passed ? 'drill.passed' : 'drill.failed')}</span></RowItem>)}</RowList>}
      </Panel>
    </>
  )
}
