import { useQuery } from '@tanstack/react-query'
import { ListOrdered, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { ScoreScheme } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { publishScheme } from './score-deeds.ts'

const ask = () => get('/v1/outstation-channel/staff-score-schemes')

/** The performance regime in its versions, for everybody or for one kind of staff. */
export function Schemes() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const newest = useQuery({ queryKey: ['staff-score-schemes', 'newest'], queryFn: ask }).data?.items[0]
  const scopeOf = ({ scope }: ScoreScheme) => (scope ? t(`outstation.kind.${scope}`) : t('staffScore.everyKind'))
  return (
    <>
      {may('staffScore.scheme') && <p style={{ marginBottom: 10 }}><DeedButton icon={<Plus size={15} />} size="middle" deed={publishScheme(t, newest)} /></p>}
      <SplitList<ScoreScheme>
        label={t('staffScore.part.schemes')} icon={<ListOrdered size={20} />} none={t('staffScore.noSchemes')} noneText={t('staffScore.noSchemesText')} queryKey={['staff-score-schemes']} idOf={(row) => `${row.scope}${row.version}`} ask={async () => ({ ...(await ask()), nextCursor: null })}
        line={(row) => <TwoLines head={scopeOf(row)} tag={row.inForce && t('staffScore.inForce')} sub={t('staffScore.version', { n: row.version })} end={formats.at(row.effectiveFrom)} />}
        detail={(row) => (
          <Panel bare title={`${scopeOf(row)} ${t('staffScore.version', { n: row.version })}`} extra={row.inForce && <span className="tag">{t('staffScore.inForce')}</span>}>
            <div className="body"><Facts items={[[t('staffScore.effective'), formats.at(row.effectiveFrom)], [t('staffScore.setBy'), `${row.setBy} · ${formats.at(row.setAt)}`], [t('field.reason'), row.reason]]} /></div>
            <div className="sideways">
              <table className="book" aria-label={t('staffScore.items')}>
                <thead><tr><th scope="col">{t('staffScore.item')}</th><th scope="col" className="num">{t('staffScore.weight')}</th><th scope="col">{t('staffScore.how')}</th><th scope="col">{t('staffScore.clauses')}</th></tr></thead>
                <tbody>{row.items.map((item) => <tr key={item.key}><td>{formats.words(item.name)}</td><td className="num">{item.weight}%</td><td>{t(`staffScore.kind.${item.kind}`)}</td><td>{item.clauses.join(t('mark.list')) || '—'}</td></tr>)}</tbody>
              </table>
            </div>
          </Panel>
        )}
      />
    </>
  )
}
