import { useTranslation } from 'react-i18next'
import type { BookEntry } from '../../../api/types.ts'
import { Panel } from '../../../components/small.tsx'
import { Bones, EmptyState } from '../../../components/states.tsx'
import { useFormats, thousands, yuan } from '../../../shell/formats.ts'
import { useBook, useEntries } from '../queries.ts'

/** Whose money the company holds for a deal, and how it moved; never typed into (capability 4). */
export function Book({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const book = useBook(id).data
  const entries = useEntries(id).data?.items
  if (!book || !entries) return <Bones lines={4} />
  return (
    <Panel bare title={t('book.title')} extra={<>{t('book.held')} <b>{yuan(book.held)}</b></>}>
      {entries.length === 0 && <EmptyState title={t('book.none')} />}
      {entries.length > 0 && (
        <>
          <table className="book">
            <thead><tr><th>{t('book.day')}</th><th>{t('book.what')}</th><th className="num">{t('book.amount')}</th><th className="num">{t('book.balance')}</th></tr></thead>
            <tbody>{entries.map((entry) => <Entry key={entry.id} entry={entry} />)}</tbody>
          </table>
          <ul className="lines">{book.accounts.filter((account) => account.code !== 'bank' && Number(account.balance) !== 0).map((account) => <li key={account.code}><span>{formats.words(account.name)}</span><b>{yuan(account.balance)}</b></li>)}<li><span className="muted">{t('book.available')}</span><span>{yuan(book.available)}</span></li></ul>
        </>
      )}
    </Panel>
  )
}

/** Money that moved in the bank, with the balance after it; what slips only set aside is fainter. */
function Entry({ entry }: { entry: BookEntry }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const bank = entry.lines.find((line) => line.account === 'bank')
  const aside = entry.lines.find((line) => line.account === 'in_payment')
  const amount = bank ? (bank.debit ? `+${thousands(bank.debit)}` : `−${thousands(bank.credit ?? '')}`) : thousands(aside?.credit ?? aside?.debit ?? '')
  return (
    <tr className={bank ? undefined : 'muted'}>
      <td>{formats.date(entry.at).slice(5)}</td>
      <td>{t(`book.kind.${entry.kind}`, { defaultValue: entry.kind })}{entry.reversalOf && t('book.reversed')}<small className="block muted">{entry.note}</small></td>
      <td className="num">{amount}</td>
      <td className="num">{bank && thousands(bank.balance)}</td>
    </tr>
  )
}
