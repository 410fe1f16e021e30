import { ListOrdered } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { StaffRanking } from '../../api/types.ts'
import { Clause, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { DepartmentClocks } from '../rotations/DepartmentClocks.tsx'
import { useDepartments } from '../queries.ts'

type Ranked = StaffRanking['lines'][number]

/** OC-4.2: each quarter's ranking of each kind of staff; ties share a rank, a missing month is no zero (reading 5). */
export function Rankings() {
  const { t } = useTranslation()
  const formats = useFormats()
  const departments = useDepartments()
  return (
    <>
      <DepartmentClocks clauseId="OC-4.2" />
      <SplitList<StaffRanking>
        label={t('staffScore.part.rankings')} icon={<ListOrdered size={20} />} none={t('staffScore.noRankings')} noneText={t('staffScore.noRankingsText')} queryKey={['staff-rankings']} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/staff-rankings', { query: { limit: 20, cursor } })}
        line={(row) => <TwoLines head={formats.period(row.period)} tag={<span className="muted">{t('staffScore.people', { count: row.lines.length })}</span>} sub={departments.find(({ id }) => id === row.departmentUnitId)?.name} end={formats.at(row.publishedAt)} />}
        detail={(row) => [...new Set(row.lines.map(({ kind }) => kind))].map((kind) => <Kind key={kind} kind={kind} lines={row.lines.filter((line) => line.kind === kind)} of={row} />)}
      />
    </>
  )
}

function Kind({ kind, lines, of }: { kind: string; lines: Ranked[]; of: StaffRanking }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const title = `${formats.period(of.period)} ${t(`outstation.kind.${kind}`)}`
  const shared = (rank: number | null) => rank !== null && lines.filter((line) => line.rank === rank).length > 1
  return (
    <Panel bare title={title} extra={<Clause id="OC-4.2" />}>
      <div className="sideways">
        <table className="book" aria-label={title}>
          <thead><tr><th scope="col">{t('staffScore.place')}</th><th scope="col">{t('outstation.who')}</th><th scope="col" className="num">{t('staffScore.average')}</th><th scope="col">{t('staffScore.monthsScored')}</th><th scope="col">{t('staffScore.monthsMissing')}</th></tr></thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.userId}><td>{line.rank ?? '—'} {shared(line.rank) && <span className="muted">{t('staffScore.tied')}</span>}</td><td>{line.name}</td><td className="num">{line.average === null ? t('staffScore.tooFew') : line.average.toFixed(2)}</td><td>{line.scored.map(formats.monthShort).join(t('mark.list')) || '—'}</td><td>{line.missing.map(formats.monthShort).join(t('mark.list')) || '—'}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="body muted">{t('staffScore.publishedBy', { by: of.publishedBy, at: formats.at(of.publishedAt) })}</p>
    </Panel>
  )
}
