import { useQuery } from '@tanstack/react-query'
import { BookOpen, ListOrdered, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { ScoreRow, StaffScore } from '../../api/types.ts'
import { DeedButton, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { explain } from '../../components/why-date-store.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { cardDeeds, scoreItem } from './score-deeds.ts'

const PATH = '/v1/outstation-channel/staff-scores'
const STATUSES = ['', 'draft', 'published', 'appealed', 'decided'] as const

/** The cards, the latest month first: everybody's, or one's own. */
export function ScoreCards() {
  const { t } = useTranslation()
  const formats = useFormats()
  const me = usePerson().user.id
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? ''
  const userId = params.get('userId') ?? ''
  const go = (change: Record<string, string>) => setParams(Object.entries({ status, userId, ...change }).filter(([, value]) => value))
  return (
    <>
      <div className="row wrap" style={{ marginBottom: 10 }}>
        <Segments label={t('filter.status')} value={status} onChange={(next) => go({ status: next })} options={STATUSES.map((value) => ({ value, label: t(`staffScore.status.${value || 'all'}`) }))} />
        {userId && userId !== me ? <button type="button" className="linkish" onClick={() => go({ userId: '' })}>{t('staffScore.everybody')}</button> : <label className="row"><input type="checkbox" checked={userId === me} onChange={(event) => go({ userId: event.target.checked ? me : '' })} />{t('staffScore.mine')}</label>}
      </div>
      <SplitList<ScoreRow>
        label={t('staffScore.scores')} icon={<ListOrdered size={20} />} none={t('staffScore.none')} noneText={t('staffScore.noneText')} queryKey={['staff-scores', status, userId]} idOf={(row) => row.id} ask={(cursor) => get(PATH, { query: { status, userId, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.subjectName} tag={<b>{row.total ?? '—'}</b>} sub={[formats.period(row.period), row.scope && t(`outstation.kind.${row.scope}`)].filter(Boolean).join(' · ')} end={t(`staffScore.status.${row.status}`)} />}
        detail={(row) => <Card row={row} />}
      />
    </>
  )
}

function Card({ row }: { row: ScoreRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const query = useQuery({ queryKey: ['staff-scores', row.id], queryFn: () => get<StaffScore>(`${PATH}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error} what={t('staffScore.scores')} retry={() => void query.refetch()} />
  const card = query.data
  const own = card.subjectId === me
  const writes = may('staffScore.write') && !own
  const unscored = card.items.filter(({ kind, score }) => kind === 'manual' && score === null)
  const deeds = cardDeeds(t, formats.words, card, { writes: may('staffScore.write'), own, decides: may('rotation.decide') })
  return (
    <>
      <Panel title={`${card.subjectName} ${formats.period(card.period)}`} extra={<><span className="tag">{t(`staffScore.status.${card.status}`)}</span><Clause id="OC-1.3" /></>}>
        <div className="stack">
          <Facts
            items={[
              [t('staffScore.total'), <b key="total" style={{ fontSize: 20 }}>{card.total ?? '—'}</b>], [t('staffScore.scheme'), t('staffScore.version', { n: card.schemeVersion })], [t('staffScore.toldAt'), card.publishedAt && formats.at(card.publishedAt)],
              [t('staffScore.unscored'), card.status === 'draft' && unscored.map(({ name }) => formats.words(name)).join(t('mark.list'))], [t('staffScore.pending'), card.pending.map(({ points, reason }) => `−${points} ${reason}`).join(t('mark.comma'))],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <Panel bare title={t('staffScore.items')}>
        <RowList label={t('staffScore.items')}>
          {card.items.map((item) => (
            <RowItem
              key={item.key} icon={item.kind === 'ledger' ? <BookOpen size={16} /> : <PenLine size={16} />} title={formats.words(item.name)} sub={t('staffScore.weightIs', { weight: item.weight })} faint={item.score === null}
              note={item.kind === 'ledger' ? (item.lines.length ? t('staffScore.share', { met: item.lines.filter(({ inTime }) => inTime).length, count: item.lines.length }) : t('staffScore.nothingOwed')) : [item.reason, item.by].filter(Boolean).join(' · ')} below={item.lines.length > 0 && <Lines lines={item.lines} />}
            >
              <b className="nowrap">{item.score ?? '—'}</b>{item.kind === 'manual' && card.status === 'draft' && writes && <DeedButton deed={scoreItem(t, formats.words, card, item)} />}
            </RowItem>
          ))}
        </RowList>
      </Panel>
      {card.deductions.length > 0 && (
        <Panel bare title={t('staffScore.deductions')}>
          <RowList label={t('staffScore.deductions')}>{card.deductions.map((each) => <RowItem key={each.id} icon={<PenLine size={16} />} faint={each.lifted !== null} title={`−${each.points}`} note={[each.reason, each.lifted && t('staffScore.lifted', { by: each.lifted.by, reason: each.lifted.reason })].filter(Boolean).join(t('mark.comma'))}><span className="muted nowrap">{each.by} · {formats.at(each.at)}</span></RowItem>)}</RowList>
        </Panel>
      )}
      <Panel bare title={t('staffScore.history')}>
        <RowList label={t('staffScore.history')}>{card.entries.toReversed().map((each) => <RowItem key={`${each.at}${each.what}`} icon={<PenLine size={16} />} title={t(`staffScore.entry.${each.what}`)} sub={formats.by(each.by)} note={each.text}>{each.total !== null && <b>{each.total}</b>}<span className="muted nowrap">{formats.at(each.at)}</span></RowItem>)}</RowList>
      </Panel>
    </>
  )
}

/** Down to the single obligation; each says why it was due when it was. */
function Lines({ lines }: { lines: StaffScore['items'][number]['lines'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <details>
      <summary>{t('staffScore.showLines', { count: lines.length })}</summary>
      <ul className="lines">{lines.map((each) => <li key={each.id}><button type="button" className="linkish" onClick={() => explain(each.id)}>{each.clauseId} {formats.due(each.dueAt)}</button><span className={each.inTime ? 'muted' : 'danger'}>{t(`clockState.${each.inTime ? 'met' : each.status === 'open' ? 'overdue' : 'met_late'}`)}</span></li>)}</ul>
    </details>
  )
}
