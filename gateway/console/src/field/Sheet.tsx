import { useEffect, useRef, type ReactNode } from 'react'

/** What comes up from the lower edge and is decided there; the focus goes back to where it came from. `close` lets a button of it go the same way. */
export function Sheet({ label, onClose, children }: { label: string; onClose: () => void; children: (close: () => void) => ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null
    dialog.current?.showModal()
    return () => {
      setTimeout(() => opener?.focus(), 0)
    }
  }, [])
  return (
    <dialog ref={dialog} className="sheet" onClose={onClose} aria-label={label}>
      {children(() => dialog.current?.close())}
    </dialog>
  )
}
