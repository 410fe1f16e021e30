import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Award, History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { GradeCard, GradeCardRow } from '../../api/types.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useRegions } from '../queries.ts'
import { CARDS, cardDeeds, publishScheme, score, startRound, useSchemes } from './grading-deeds.ts'
import { Schemes } from './Schemes.tsx'
import '../../components/record.css'

const PARTS = ['', 'draft', 'closed', 'schemes'] as const

/** DV-4.1: customers graded A to D by their region's scheme: a card for each and half-year, the grade that it proposes, and what the supervisor decides. */
export default function Grading() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const part = PARTS.find((each) => each === params.get('what')) ?? ''
  const customerId = params.get('customerId')
  const [regionId, setRegion] = useState('')
  const regions = useRegions()
  const schemes = useSchemes().data?.items ?? []
  useTitle(t('nav.visitGrading'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitGrading')}</h1><Clause id="DV-4.1" />
          <Segments label={t('grading.show')} value={part} onChange={(what) => setParams(what ? { what } : {})} options={PARTS.map((value) => ({ value, label: t(`grading.part.${value || 'all'}`) }))} />
          {part !== 'schemes' && !customerId && regions.length > 1 && <select className="input" style={{ width: 140 }} aria-label={t('visitCustomer.field.regionId')} value={regionId} onChange={(event) => setRegion(event.target.value)}><option value="">{t('analysis.allRegions')}</option>{regions.map((region) => <option key={region.id} value={region.id}>{region.name}</option>)}</select>}
          {customerId && <button type="button" className="linkish" onClick={() => setParams({})}>{t('grading.everyone')}</button>}
          {may('visitGrade.write') && <span className="push">{part === 'schemes' ? <DeedButton primary deed={publishScheme(t, regions, schemes)} /> : <DeedButton primary deed={startRound(t, regions)} />}</span>}
        </div>
        {part === 'schemes' ? <Schemes /> : (
          <SplitList<GradeCardRow>
            label={t('nav.visitGrading')} icon={<Award size={20} />} none={t('grading.none')} noneText={t('grading.noneText')} queryKey={['grade-cards', part, regionId, customerId]} idOf={(row) => row.id}
            ask={(cursor) => get(CARDS, { query: { ...(part && { status: part }), ...(customerId ? { customerId } : regionId && { regionId }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={row.subjectName} tag={t(`grading.status.${row.status}`)} sub={formats.period(row.period)} end={row.total !== null && <b>{t('grading.points', { points: row.total })}</b>} />}
            detail={(row) => <Detail row={row} />}
          />
        )}
      </div>
    </DeedStage>
  )
}

function Detail({ row }: { row: GradeCardRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['grade-cards', row.id], queryFn: () => get<GradeCard>(`${CARDS}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error} what={row.subjectName} retry={() => void query.refetch()} />
  const card = query.data
  const writes = may('visitGrade.write')
  const deeds = writes ? cardDeeds(t, card) : []
  const { A, B, C } = card.thresholds
  const missing = card.items.filter((item) => item.kind === 'manual' && item.score === null)
  return (
    <>
      <Panel title={<Link to={`/visit-customers/${card.subjectId}`}>{card.subjectName}</Link>} extra={<span className="tag">{t(`grading.status.${card.status}`)}</span>}>
        <div className="stack">
          <Facts
            items={[
              [t('grading.period'), formats.period(card.period)], [card.grade ? t('visitCustomer.grade') : t('grading.proposal'), <b key="grade" className="big-time">{card.grade ?? (missing.length > 0 ? '—' : card.computed ?? '—')}</b>], [t('grading.computed'), card.grade && card.computed !== card.grade && card.computed],
              [t('grading.total'), card.total === null ? '—' : t('grading.points', { points: card.total })], [t('grading.thresholds'), t('grading.thresholdsAre', { A, B, C })], [t('grading.scheme'), t('grading.edition', { n: card.schemeVersion })], [t('grading.toJudge'), missing.map((item) => formats.words(item.name)).join(t('mark.list'))],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <Panel bare title={t('grading.items')}>
        <RowList label={t('grading.items')}>
          {card.items.map((item) => (
            <RowItem key={item.key} icon={<Award size={16} />} bad={item.kind === 'manual' && item.score === null} title={formats.words(item.name)} sub={`${t('grading.weightIs', { weight: item.weight })} · ${t(`grading.kind.${item.kind}`)}`} note={[item.reason ?? item.sources.map(({ text }) => text).join(t('mark.comma')), item.by && `${item.by}${item.at ? ` ${formats.at(item.at)}` : ''}`].filter(Boolean).join(' · ') || (item.score === null ? t(item.kind === 'manual' ? 'grading.toJudge' : 'grading.noScore') : '')}>
              <b className="nowrap">{item.score === null ? '—' : item.score}</b>
              {writes && card.status === 'draft' && item.kind === 'manual' && <DeedButton deed={score(t, card, item, formats.words(item.name))} />}
            </RowItem>
          ))}
        </RowList>
      </Panel>
      {card.gradings.length > 0 && (
        <Panel bare title={t('grading.decisions')}>
          <RowList label={t('grading.decisions')}>
            {card.gradings.map((each) => <RowItem key={each.id} icon={<Award size={16} />} title={t('visitCustomer.gradeIs', { grade: each.grade })} sub={`${each.gradedBy} · ${t('visitCustomer.gradeFrom', { month: formats.month(each.countsFrom) })}`} note={each.reason ?? (each.grade === each.computed ? t('grading.asComputed') : '')}><span className="muted nowrap">{formats.at(each.gradedAt)}</span></RowItem>)}
          </RowList>
        </Panel>
      )}
      <Panel bare title={t('report.history')}>
        <RowList label={t('report.history')}>{card.entries.toReversed().map((entry, at) => <RowItem key={`${entry.at} ${at}`} icon={<History size={16} />} title={t(`grading.entry.${entry.what}`)} sub={formats.by(entry.by)} note={entry.text}><span className="muted nowrap">{formats.at(entry.at)}</span></RowItem>)}</RowList>
      </Panel>
    </>
  )
}
