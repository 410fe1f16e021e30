import { Eraser } from 'lucide-react'
import { useEffect, useId, useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'

/** A name in writing: drawn with a finger, or, for whoever cannot draw, the name that was typed. */
export interface Signature { name: string; drawn: Blob | null }

interface Props { label: string; value: Signature; onChange: (change: (before: Signature) => Signature) => void }

const WIDTH = 640
const HEIGHT = 240

/** Whoever signs writes their name and signs above the line. What is drawn is a picture, ink on white in either light. */
export function SignaturePad({ label, value, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const [signed, setSigned] = useState(Boolean(value.drawn))

  const pen = () => canvas.current!.getContext('2d')!
  const clean = () => {
    const context = pen()
    context.fillStyle = '#fff'
    context.fillRect(0, 0, WIDTH, HEIGHT)
    Object.assign(context, { strokeStyle: '#171C26', fillStyle: '#171C26', lineWidth: 4, lineCap: 'round', lineJoin: 'round' })
  }
  useEffect(() => {
    clean()
    // What was drawn before the page was reloaded.
    if (value.drawn) void createImageBitmap(value.drawn).then((bitmap) => pen().drawImage(bitmap, 0, 0, WIDTH, HEIGHT), () => undefined)
    // Only at first: from then on the canvas holds more than the value.
  }, [])

  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * WIDTH, y: ((event.clientY - box.top) / box.height) * HEIGHT }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    last.current = at(event)
    pen().fillRect(last.current.x - 2, last.current.y - 2, 4, 4)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!last.current) return
    const next = at(event)
    const context = pen()
    context.beginPath()
    context.moveTo(last.current.x, last.current.y)
    context.lineTo(next.x, next.y)
    context.stroke()
    last.current = next
  }
  const end = () => {
    if (!last.current) return
    last.current = null
    setSigned(true)
    canvas.current!.toBlob((drawn) => onChange((before) => ({ ...before, drawn })), 'image/png')
  }
  const erase = () => {
    clean()
    setSigned(false)
    onChange((before) => ({ ...before, drawn: null }))
  }
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor={id}>{t('onFoot.signerName')}</label>
        <input id={id} className="input" autoComplete="off" value={value.name} onChange={(event) => onChange((before) => ({ ...before, name: event.target.value }))} />
        <p className="muted">{t('onFoot.typedCounts')}</p>
      </div>
      <div className="signature">
        <canvas ref={canvas} width={WIDTH} height={HEIGHT} role="img" aria-label={`${label}${t('mark.comma')}${t(signed ? 'onFoot.signed' : 'onFoot.notSigned')}`} onPointerDown={begin} onPointerMove={draw} onPointerUp={end} onPointerCancel={end} />
        <button type="button" className="btn" disabled={!signed} onClick={erase}><Eraser size={18} />{t('onFoot.signAgain')}</button>
      </div>
    </div>
  )
}
