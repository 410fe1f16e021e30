import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

export interface Clash { label: string; mine: string; theirs: string }
interface Props { title: string; text: string; clashes: Clash[]; onMine: () => void; onTheirs: () => void }

/** Somebody else was faster: what both changed is chosen, and nothing typed is lost. */
export function ConflictMerge({ title, text, clashes, onMine, onTheirs }: Props) {
  const { t } = useTranslation()
  return (
    <section className="conflict" role="alert">
      <h3>{title}</h3>
      <p className="soft">{text}</p>
      <table>
        <thead><tr><th>{t('conflict.field')}</th><th>{t('conflict.mine')}</th><th>{t('conflict.theirs')}</th></tr></thead>
        <tbody>{clashes.map(({ label, mine, theirs }) => <tr key={label}><th scope="row">{label}</th><td><b>{mine || '—'}</b></td><td>{theirs || '—'}</td></tr>)}</tbody>
      </table>
      <div className="row"><Button type="primary" onClick={onMine}>{t('conflict.useMine')}</Button><Button onClick={onTheirs}>{t('conflict.useTheirs')}</Button></div>
    </section>
  )
}
