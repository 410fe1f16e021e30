import { FileSpreadsheet } from 'lucide-react'
import type { Words } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import './record.css'
import './table.css'

/** Where an .xlsx file is dropped or picked. */
export function SheetDrop({ title, text, label, busy, onFile }: { title: string; text: string; /** Of the input, for those who do not see it. */ label: string; busy: boolean; onFile: (file: File | undefined) => void }) {
  return (
    <label className="drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); onFile(event.dataTransfer.files[0]) }}>
      <FileSpreadsheet size={28} />
      <b>{title}</b>
      <span className="muted">{text}</span>
      <input className="unseen" type="file" accept=".xlsx" aria-label={label} disabled={busy} onChange={(event) => { onFile(event.target.files?.[0]); event.target.value = '' }} />
    </label>
  )
}

interface Rejected { row: number; cells: string[]; reasons: Words[] }

/** Rows of a sheet that were not taken, each with its reasons; the first hundred. */
export function RejectedRows({ label, row, reason, columns, rows, between }: { label: string; row: string; reason: string; columns: string[]; rows: Rejected[]; between: string }) {
  const formats = useFormats()
  return (
    <div className="sideways" tabIndex={0} role="group" aria-label={label}>
      <table className="book" aria-label={label}>
        <thead><tr><th scope="col" className="num">{row}</th><th scope="col">{reason}</th>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>{rows.slice(0, 100).map((each) => <tr key={each.row}><td className="num">{each.row}</td><td>{each.reasons.map((one) => formats.words(one)).join(between)}</td>{columns.map((column, at) => <td key={column}>{each.cells[at]}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
