import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Building2, CircleCheck, CircleDot, CircleX, Handshake, MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { AccountTransfer } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, useDeeds } from '../../components/DeedStage.tsx'
import { Photo } from '../../components/Photo.tsx'
import { RecordBar } from '../../components/RecordBar.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { Track, type TrackItem } from '../../components/Track.tsx'
import { useTitle } from '../../components/use-title.ts'
import { shortNumber, useFormats, yuan } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { transferDeeds } from './transfer-deeds.ts'
import '../../components/record.css'

/** One account that goes to a new holder: what was asked and by whom, the reading, the end of the old account and the begin of the new one (UC-5.2d). */
export default function TransferPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['account-transfer', id], queryFn: () => get<AccountTransfer>(`/v1/utility-care/transfers/${id}`) })
  const row = query.data
  useTab(row ? { path: `/transfers/${id}`, title: shortNumber(row.number), place: row.address.slice(0, 10) } : null)
  useTitle(row && `${shortNumber(row.number)} ${row.newHolderName}`)
  if (query.isError && !row) return <Failure heading problem={query.error} what={t('accountTransfer.what')} retry={() => void query.refetch()} />
  if (!row) return <Bones lines={9} />
  return <DeedStage><Record row={row} /></DeedStage>
}

function Record({ row }: { row: AccountTransfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const open = useDeeds()
  const deeds = may('transfer.work') ? transferDeeds(t, row) : []
  const [next, ...others] = deeds
  const waits = t(next ? 'accountTransfer.waits.nothing' : `accountTransfer.waits.${row.allowed.length > 0 ? 'work' : 'over'}`)
  useKeys({ r: () => next && void open(next) })
  return (
    <div className="record deal">
      <header className="entity">
        <div className="row wrap"><span className="number">{row.number}</span><span className="tag">{t(`accountTransfer.status.${row.status}`)}</span><span className="tag">{t(`accountTransfer.channel.${row.channel}`)}</span></div>
        <h1>{row.oldHolderName} → {row.newHolderName}</h1>
        <div className="facts-line">
          <span><MapPin size={14} />{row.address}</span><span><Building2 size={14} />{row.unitName}</span>{row.partnerName && <span><Handshake size={14} />{row.partnerName}</span>}
        </div>
        <Track label={t('record.track')} steps={trackOf(row, t, formats.at)} />
        <Clocks clocks={row.obligations} />
      </header>
      <div className="record-body">
        <div className="record-main">
          <Accounts row={row} />
          <Panel bare title={t('accountTransfer.history')}>
            <RowList label={t('accountTransfer.history')}>
              {row.history.toReversed().map((step, at) => <RowItem key={`${step.at} ${at}`} icon={step.status === 'refused' || step.status === 'withdrawn' ? <CircleX size={16} /> : step.status === 'done' ? <CircleCheck size={16} /> : <CircleDot size={16} />} title={t(`accountTransfer.status.${step.status}`)} sub={step.by} note={step.text}><span className="muted nowrap">{formats.at(step.at)}</span></RowItem>)}
            </RowList>
          </Panel>
        </div>
        <aside className="record-side" aria-label={t('accountTransfer.next')}>
          <Panel className="next" title={t('accountTransfer.next')} extra={row.clock && <ClockChip clock={row.clock} clause plain />}>
            {next ? <Button className="in-bar" type="primary" block size="large" onClick={() => void open(next)}>{next.title}<kbd>R</kbd></Button> : <p className="soft">{waits}</p>}
            {others.length > 0 && <div className="others"><div className="row">{others.map((deed) => <DeedButton key={deed.title} deed={deed} size="middle" />)}</div></div>}
          </Panel>
          <Panel title={t('accountTransfer.reading')} extra={<Clause id="UC-5.2d" />}>
            <div className="stack">
              <Facts items={[[t('accountTransfer.appointmentAt'), row.appointmentAt && formats.at(row.appointmentAt)], [t('accountTransfer.debt'), row.debt === null ? t('accountTransfer.notChecked') : yuan(row.debt)], [t('accountTransfer.lastReading'), row.reading ? t('accountTransfer.cubic', { reading: row.reading }) : t('accountTransfer.notRead')]]} />
              {row.readingPhotoIds.length > 0 && <div className="row wrap">{row.readingPhotoIds.map((id) => <Photo key={id} id={id} />)}</div>}
            </div>
          </Panel>
        </aside>
      </div>
      <RecordBar label={t('accountTransfer.next')} main={next ? { title: next.title, onDo: () => void open(next) } : null} waits={waits}>
        {others[0] && <button type="button" className="btn alt" onClick={() => void open(others[0]!)}>{others[0].title}</button>}
      </RecordBar>
    </div>
  )
}

/** The old account and the new one beside each other: whose it was and until when, whose it is and since when. */
function Accounts({ row }: { row: AccountTransfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const end = row.status === 'done' ? row.history.findLast((step) => step.status === 'done')?.at : null
  const number = row.accountId ? <Link to={`/accounts/${row.accountId}`}>{row.accountNumber}</Link> : row.accountNumber ? `${row.accountNumber} · ${t('accountTransfer.notFound')}` : t('accountTransfer.notFound')
  const side = (holder: AccountTransfer['oldHolder'], state: string): [string, React.ReactNode][] => [[t('accountTransfer.holder'), holder.name], [t('field.phone'), holder.phoneMasked], [t('accountTransfer.idNumber'), holder.idNumberMasked], [t('accountTransfer.state'), state]]
  return (
    <>
      <Panel title={t('accountTransfer.asked')} extra={row.fromPartner ? t('accountTransfer.fromPartner', { partner: row.partnerName }) : t(`accountTransfer.channel.${row.channel}`)}>
        <Facts items={[[t('accountTransfer.account'), number], [t('accountTransfer.address'), row.address], [t('accountTransfer.contract'), row.contractNumber], [t('accountTransfer.requestedDate'), row.requestedDate], [t('accountTransfer.receivedAt'), formats.at(row.receivedAt)], [t('accountTransfer.whyNot'), row.reason]]} />
      </Panel>
      <div className="pair">
        <Panel title={t('accountTransfer.oldAccount')}><Facts items={side(row.oldHolder, end ? t('accountTransfer.closedAt', { at: formats.at(end), reading: row.reading ?? '—' }) : t('accountTransfer.stillOld'))} /></Panel>
        <Panel title={t('accountTransfer.newAccount')}><Facts items={side(row.newHolder, end ? t('accountTransfer.openedAt', { at: formats.at(end), reading: row.reading ?? '—' }) : t('accountTransfer.notYetNew'))} /></Panel>
      </div>
    </>
  )
}

const WAY = ['requested', 'accepted', 'appointment', 'read', 'done'] as const

/** The way to the new holder; one that was refused or withdrawn ends where it stood. */
function trackOf(row: AccountTransfer, t: (key: string) => string, at: (instant: string) => string): TrackItem[] {
  const last = new Map(row.history.map((step) => [step.status, step.at]))
  const reached = WAY.findLastIndex((status) => last.has(status))
  const over = row.status === 'refused' || row.status === 'withdrawn'
  const way = WAY.slice(0, over ? reached + 1 : WAY.length).map((status, index): TrackItem => ({
    key: status, title: t(`accountTransfer.status.${status}`), when: last.has(status) ? at(last.get(status)!) : undefined, state: index < reached || over || row.status === 'done' ? 'done' : index === reached ? 'now' : 'ahead',
  }))
  return over ? [...way, { key: row.status, title: t(`accountTransfer.status.${row.status}`), when: at(last.get(row.status)!), state: 'now' }] : way
}
