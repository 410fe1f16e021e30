import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import type { Deal, DealParty, RevealedParty } from '../../api/types.ts'
import { ReasonBox } from '../../components/ReasonBox.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'

/** Both sides, masked until somebody with the permission says why; the look stays on the timeline. */
export function PartiesPanel({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  return <Panel title={t('deal.parties')}><div className="stack">{deal.parties.map((party) => <Party key={party.id} deal={deal} party={party} />)}</div></Panel>
}

function Party({ deal, party }: { deal: Deal; party: DealParty }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [full, setFull] = useState<RevealedParty | null>(null)
  const acts = party.representative
  return (
    <div className="stack">
      <div className="row between">
        <b>{formats.words(party.sideName)} {party.name}</b>
        {!full && !asking && (may('deal.reveal') ? <Button size="small" onClick={() => setAsking(true)}>{t('deal.reveal')}</Button> : <span className="muted">{t('deal.noReveal')}</span>)}
      </div>
      {asking && (
        <ReasonBox
          label={t('deal.revealReason')}
          save={t('deal.reveal')}
          cancel={t('do.notNow')}
          onCancel={() => setAsking(false)}
          onSave={async (reason) => {
            setFull(await post<RevealedParty>(`/v1/property-brokerage/deals/${deal.id}/reveal`, { partyId: party.id, reason }))
            setAsking(false)
          }}
        />
      )}
      <Facts
        items={[
          [t('deal.phone'), full?.phone ?? party.phoneMasked],
          [t(`dealForm.idKind.${party.idKind}`), full?.idNumber ?? party.idNumberMasked],
          [t('deal.email'), party.email],
          [t('deal.acts'), acts && `${acts.name} ${full?.representative?.phone ?? acts.phoneMasked} ${full?.representative?.idNumber ?? acts.idNumberMasked}`],
        ]}
      />
      {full && <p className="muted">{t('deal.revealed')}</p>}
    </div>
  )
}

export function DealFacts({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const side = (which: 'seller' | 'buyer') => formats.words(deal.parties.find((party) => party.side === which)?.sideName)
  const commission = [['seller', deal.commissionSeller], ['buyer', deal.commissionBuyer]] as const
  return (
    <Panel title={t('deal.property')}>
      <Facts
        items={[
          [t('deal.city'), deal.city],
          [t('deal.certificate'), deal.property.certificateNumber ?? t('deal.noCertificate')],
          [t('deal.area'), deal.property.areaSquareMetres && t('deal.square', { n: deal.property.areaSquareMetres })],
          [t('deal.use'), deal.property.use],
          [t('deal.commission'), commission.filter(([, amount]) => Number(amount) > 0).map(([which, amount]) => t('deal.commissionOf', { side: side(which), amount: yuan(amount) })).join(t('mark.comma'))],
          [t('deal.utilities'), deal.utilities.map((utility) => t(`dealForm.utility.${utility}`)).join(t('mark.list'))],
          [t('deal.signedAt'), formats.at(deal.signedAt)],
          [t('deal.department'), deal.departmentName],
          [t('deal.template'), deal.templateEdition === 0 ? t('deal.templateDefault') : t('deal.templateEdition', { city: deal.city, n: deal.templateEdition })],
        ]}
      />
    </Panel>
  )
}
