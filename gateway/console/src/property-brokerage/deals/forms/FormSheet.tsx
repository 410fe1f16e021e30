import { Button } from 'antd'
import { X } from 'lucide-react'
import type { FormSection } from '../../../api/types.ts'
import { Facts, Panel } from '../../../components/small.tsx'
import { Bones, Failure } from '../../../components/states.tsx'
import type { Formats } from '../../../shell/formats.ts'
import { thousands } from '../../../shell/formats.ts'
import { useForm } from '../queries.ts'
import type { Scene } from '../scene.ts'
import type { Which } from './form-deeds.ts'

/** A form as it would print now, with the numbers of people masked. */
export function FormSheet({ scene, which, onClose }: { scene: Scene; which: Which; onClose: () => void }) {
  const { t, formats, deal } = scene
  const query = useForm(deal.id, which.form, which.slip?.id)
  return (
    <Panel title={`《${which.title}》`} extra={<>{query.data?.number}<Button size="small" type="text" aria-label={t('do.close')} icon={<X size={14} />} onClick={onClose} /></>}>
      {query.isError && <Failure problem={query.error} what={which.title} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={8} />}
      <div className="stack sheet">{query.data?.sections.map((section, at) => <Section key={at} section={section} formats={formats} />)}</div>
    </Panel>
  )
}

const isNumeric = (kind: string | undefined): boolean => kind === 'money' || kind === 'number'

function written(value: string | null | undefined, kind: string | undefined, formats: Formats): string {
  if (!value) return ''
  return kind === 'money' ? thousands(value) : kind === 'time' ? formats.at(value) : value
}

function Section({ section, formats }: { section: FormSection; formats: Formats }) {
  const { heading, fields = [], columns = [], rows = [], totals, lines = [] } = section
  return (
    <section className="stack">
      {heading && <h3>{heading}</h3>}
      {section.type === 'fields' && <Facts items={fields.map(({ label, value, kind, options, chosen }): [string, string] => [label, options ? options.map((option) => `${chosen?.includes(option) ? '■' : '□'} ${option}`).join('　') : written(value, kind, formats) || '—'])} />}
      {section.type === 'table' && (
        <div className="sideways" tabIndex={0} role="region" aria-label={heading ?? ''}>
          <table className="book paper">
            <thead><tr>{columns.map(({ key, label, kind }) => <th key={key} className={isNumeric(kind) ? 'num' : undefined}>{label}</th>)}</tr></thead>
            <tbody>{[...rows, ...(totals ? [totals] : [])].map(({ cells }, at) => <tr key={at}>{columns.map(({ key, kind }, n) => <td key={key} className={isNumeric(kind) ? 'num' : undefined}>{written(cells[n], kind, formats)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
      {section.type === 'signatures' && <Facts items={lines.map(({ label, name, date }): [string, string] => [label, [name, date].filter(Boolean).join(' ') || '—'])} />}
      {section.type === 'note' && <p className="muted">{section.text}</p>}
    </section>
  )
}
