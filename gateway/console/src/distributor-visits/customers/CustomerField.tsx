import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'

/** One customer of many: typed in part, chosen from what fits. */
export function CustomerField({ value, onChange, first }: { value: string; onChange: (id: string) => void; first: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const query = useQuery({ queryKey: ['visit-customers', 'choice', text], queryFn: () => get('/v1/distributor-visits/customers', { query: { ...(text.trim() && { q: text.trim() }), limit: 8 } }), placeholderData: (before) => before })
  const items = query.data?.items ?? []
  return (
    <div className="stack" style={{ gap: 6 }}>
      <Input id="field-customerId" autoFocus={first} value={text} placeholder={t('visitCustomer.search')} aria-label={t('visitCustomer.what')} onChange={(event) => setText(event.target.value)} />
      <div className="candidates" role="radiogroup" aria-label={t('visitCustomer.what')}>
        {items.map((row) => <label key={row.id} className="candidate"><input type="radio" name="customer" checked={row.id === value} onChange={() => onChange(row.id)} />{row.name}<span className="push muted">{row.city}</span></label>)}
        {query.isSuccess && items.length === 0 && <p className="muted">{t('visitCustomer.noHit')}</p>}
      </div>
    </div>
  )
}
