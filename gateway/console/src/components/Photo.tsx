import { useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { FilesContext } from './files-of.ts'
import './photo.css'

/** An attachment drawn from its content; the token travels in the header, so a plain img address would not do. */
export function Photo({ id, caption }: { id: string; caption?: string }) {
  const { t } = useTranslation()
  const of = useContext(FilesContext)
  const [source, setSource] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let url: string | null = null
    const stop = new AbortController()
    send('GET', `/v1/${of}/attachments/${id}/content`, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) return setFailed(true)
        url = URL.createObjectURL(await answer.blob())
        setSource(url)
      })
      .catch(() => { if (!stop.signal.aborted) setFailed(true) })
    return () => {
      stop.abort()
      if (url) URL.revokeObjectURL(url)
    }
  }, [of, id])
  return (
    <figure className="photo">
      {source ? <a href={source} target="_blank" rel="noreferrer" title={t('do.enlarge')}><img src={source} alt={caption ?? t('field.photo')} /></a> : failed ? <small className="muted">{t('state.notLoaded', { what: t('field.photo') })}</small> : <span className="bone" style={{ width: '100%', height: '100%' }} />}
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  )
}
