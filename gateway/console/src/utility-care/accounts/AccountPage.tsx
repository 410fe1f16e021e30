import { Button } from 'antd'
import { Gauge, HeartHandshake, House, MapPin, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { useQuery } from '@tanstack/react-query'
import { get, post } from '../../api/client.ts'
import type { Account } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { ReasonBox } from '../../components/ReasonBox.tsx'
import { Facts, Flag, No, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { requestTransfer } from '../transfers/transfer-deeds.ts'
import { statusWord } from '../words.ts'
import '../../components/record.css'
import '../../components/split.css'

/** One file per household (一户一档). */
export default function AccountPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['account', id], queryFn: () => get<Account>(`/v1/utility-care/accounts/${id}`) })
  const account = query.data
  useTab(account ? { path: `/accounts/${id}`, title: account.holderName, place: account.address.slice(0, 10) } : null)
  useTitle(account?.holderName)
  if (query.isError && !account) return <Failure heading problem={query.error} what={t('account.page')} retry={() => void query.refetch()} />
  if (!account) return <Bones lines={9} />
  return <DeedStage><File account={account} /></DeedStage>
}

function File({ account }: { account: Account }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const may = useMay()
  return (
    <div className="record">
      <header className="entity">
        <div className="row between">
          <div className="row wrap"><span className="number">{account.number}</span><span className="tag">{t(`category.${account.category}`)}</span>{account.specialCare && <Flag kind="care" icon={<HeartHandshake size={14} />}>{[account.specialCare.kind, account.specialCare.note].filter(Boolean).join(' · ')}</Flag>}</div>
          <div className="row">
            {may('transfer.open') && <DeedButton size="middle" deed={requestTransfer(t, account, (made) => void navigate(`/transfers/${made.id}`))} />}
            {may('case.open') && <Button type="primary" icon={<Plus size={15} />} onClick={() => void navigate(`/intake?q=${encodeURIComponent(account.number)}`)}>{t('case.new')}<kbd>Alt N</kbd></Button>}
          </div>
        </div>
        <h1>{account.holderName}</h1>
        <div className="facts-line"><span><MapPin size={14} />{account.address}</span><span><House size={14} />{account.unitName}</span>{account.meter && <span><Gauge size={14} />{account.meter.model} {account.meter.number}</span>}</div>
      </header>
      <div className="page columns-2">
        <div className="stack">
          <Panel title={`${t('intake.open')} ${account.openCases.length}`} bare>
            <ul className="lines">
              {account.openCases.map((row) => <li key={row.id}><span><No number={row.number} to={`/cases/${row.id}`} /> {row.title}<br /><small className="muted">{t(`kind.${row.kind}`)} · {statusWord(row, t)}</small></span>{row.nextClock && <ClockChip clock={row.nextClock} />}</li>)}
              {account.openCases.length === 0 && <li className="muted">{t('intake.nothingOpen')}</li>}
            </ul>
          </Panel>
          <Panel title={t('intake.recent')} bare>
            <ul className="lines">
              {account.recent.map((event) => <li key={event.at + formats.words(event.text)}>{event.caseId ? <Link to={`/cases/${event.caseId}`}>{formats.words(event.text)}</Link> : <span>{formats.words(event.text)}</span>}<span className="muted nowrap">{formats.at(event.at)}</span></li>)}
              {account.recent.length === 0 && <li className="muted">{t('account.nothingYet')}</li>}
            </ul>
          </Panel>
        </div>
        <div className="stack">
          <Contacts account={account} />
          <Panel title={t('account.supply')}>
            <Facts items={[[t('account.gasType'), t(`gas.${account.gasType}`, { defaultValue: account.gasType })], [t('account.supplyStatus'), t(`supply.${account.supplyStatus}`, { defaultValue: account.supplyStatus })], [t('account.gasState'), t(`gasState.${account.gasState}`, { defaultValue: account.gasState })], [t('account.meter'), account.meter && `${account.meter.model} ${account.meter.number}`]]} />
          </Panel>
        </div>
      </div>
    </div>
  )
}

/** Masked until somebody with the permission says why; the look is logged with the reason (UC-15c). */
function Contacts({ account }: { account: Account }) {
  const { t } = useTranslation()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [full, setFull] = useState<{ phone: string; contacts: { name: string; phone: string }[] } | null>(null)
  const numberOf = (name: string, masked: string) => full?.contacts.find((each) => each.name === name)?.phone ?? masked
  return (
    <Panel title={t('account.contacts')} extra={!full && !asking && (may('account.reveal') ? <Button size="small" onClick={() => setAsking(true)}>{t('account.reveal')}</Button> : <span>{t('account.noReveal')}</span>)}>
      <div className="stack">
        {asking && (
          <ReasonBox
            label={t('account.revealReason')}
            save={t('account.reveal')}
            cancel={t('do.notNow')}
            onCancel={() => setAsking(false)}
            onSave={async (reason) => {
              setFull(await post(`/v1/utility-care/accounts/${account.id}/reveal`, { reason }))
              setAsking(false)
            }}
          />
        )}
        <Facts items={[[account.holderName, full?.phone ?? account.phoneMasked], ...account.contacts.map((contact): [string, string] => [`${contact.relation} ${contact.name}`, numberOf(contact.name, contact.phoneMasked)])]} />
        {full && <p className="muted">{t('account.revealed')}</p>}
      </div>
    </Panel>
  )
}
