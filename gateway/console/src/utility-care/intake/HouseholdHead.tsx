import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { HeartHandshake, History, House, MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { Account } from '../../api/types.ts'
import { Flag, Masked } from '../../components/small.tsx'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import type { IntakeDraft } from './draft.ts'

const MONTH = 30 * 86_400_000

export const useAccount = (id: string | undefined) => useQuery({ queryKey: ['account', id], queryFn: () => get<Account>(`/v1/utility-care/accounts/${id}`), enabled: Boolean(id) })

/** Whose household it is, and what whoever goes there must know. */
export function HouseholdHead({ draft }: { draft: IntakeDraft }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const hit = draft.account
  const account = useAccount(hit?.id).data
  if (!hit) return <div className="household"><p className="soft">{draft.unknown ? t('intake.strangerText') : t('intake.findFirst')}</p></div>
  const calls = account?.recent.filter((event) => serverNow() - Date.parse(event.at) < MONTH).length ?? 0
  const reveal = may('account.reveal') ? () => post<{ phone: string }>(`/v1/utility-care/accounts/${hit.id}/reveal`, { reason: t('nav.intake') }).then((answer) => answer.phone) : undefined
  return (
    <div className="household">
      <div className="row">
        <b className="holder">{hit.holderName}</b><span className="soft">{hit.number}</span>
        {(account?.specialCare || hit.specialCare) && <Flag kind="care" icon={<HeartHandshake size={14} />}>{hit.specialCare ?? account?.specialCare?.kind}{account?.specialCare?.note && ` · ${account.specialCare.note}`}</Flag>}
        {calls > 1 && <Flag kind="info" icon={<History size={14} />}>{t('intake.recentCalls', { count: calls })}</Flag>}
        <Button className="push" onClick={() => void navigate(`/accounts/${hit.id}`)}>{t('account.page')}<kbd>Alt O</kbd></Button>
      </div>
      <div className="facts-line">
        <span><MapPin size={14} />{hit.address}</span>
        <span><House size={14} />{[t(`category.${hit.category}`), account && t(`gas.${account.gasType}`, { defaultValue: account.gasType }), account && t(`supply.${account.supplyStatus}`, { defaultValue: account.supplyStatus })].filter(Boolean).join(' · ')}</span>
        <span><Masked value={hit.phoneMasked} reveal={reveal} /></span>
        {account?.contacts.filter((contact) => contact.phoneMasked !== hit.phoneMasked).slice(0, 1).map((contact) => <span key={contact.name} className="muted">{t('intake.otherContact')} {contact.relation} {contact.name} {contact.phoneMasked}</span>)}
      </div>
    </div>
  )
}
