import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Bones, Refusal } from '../../components/states.tsx'
import { useDraft } from '../../field/drafts.ts'
import { Sheet } from '../../field/Sheet.tsx'
import { useKeeping } from '../../field/use-keeping.ts'
import { useFormats } from '../../shell/formats.ts'
import { note, type Stop, useHandOutItems } from './day.ts'

/** DV-3.3f: what is handed out, with what the unit holds beside; gifts have their application (DV-6). */
export function HandOutSheet({ stop, onClose }: { stop: Stop & { visitId: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useHandOutItems()
  const { value, set, clear, ready } = useDraft<{ counts: Record<string, string>; receivedBy: string }>(`${stop.visitId}.hand_out`, { counts: {}, receivedBy: stop.customer.contacts[0]?.name ?? '' })
  const { busy, problem, keep } = useKeeping(async () => { await clear(); onClose() })
  const items = query.data?.items.filter(({ kind, active }) => kind !== 'gift' && active) ?? []
  const lines = items.flatMap(({ id, name }) => (Number(value.counts[id]) > 0 ? [{ itemId: id, quantity: Number(value.counts[id]), name }] : []))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (lines.length === 0 || busy) return
    await keep(() => note(stop, 'hand_out', { lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })), ...(value.receivedBy.trim() && { receivedBy: value.receivedBy.trim() }) }, lines.map(({ name, quantity }) => `${name} ${quantity}`).join(t('mark.list'))))
  }
  return (
    <Sheet label={t('visit.kind.hand_out')} onClose={onClose}>
      {(close) => ready && (
        <form onSubmit={(event) => void save(event)}>
          <h2>{t('visit.kind.hand_out')}</h2>
          {query.isPending && <Bones lines={3} />}
          {query.isSuccess && items.length === 0 && <p className="muted">{t('gift.noItems')}</p>}
          {items.map((item) => {
            const held = item.held.find(({ unitId }) => unitId === stop.customer.unitId)?.quantity ?? 0
            return (
              <div key={item.id} className="figure two">
                <span>{item.name}<small className="block muted">{formats.words(item.kindName)} · {t('gift.heldIs', { count: held })}</small></span>
                <input className="input" inputMode="numeric" aria-label={`${item.name} ${t('visit.quantity')}`} placeholder={item.unitName} value={value.counts[item.id] ?? ''} onChange={(event) => set((before) => ({ ...before, counts: { ...before.counts, [item.id]: event.target.value.replaceAll(/\D/g, '') } }))} />
              </div>
            )
          })}
          <div className="field"><label htmlFor="received-by">{t('gift.receivedBy')}</label><input id="received-by" className="input" value={value.receivedBy} onChange={(event) => set((before) => ({ ...before, receivedBy: event.target.value }))} /></div>
          <Refusal problem={problem} />
          <button type="submit" className="btn primary" disabled={lines.length === 0 || busy}>{t('visit.save', { what: t('visit.kind.hand_out') })}</button>
          <button type="button" className="btn" onClick={close}>{t('do.notNow')}</button>
        </form>
      )}
    </Sheet>
  )
}
