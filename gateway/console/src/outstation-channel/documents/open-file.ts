import { download } from '../../api/download.ts'
import type { Deed } from '../../components/form-fields.ts'

/** A document as it was given, to keep and to read. */
export const openFile = (t: (key: string) => string, attachmentId: string): Deed => ({ title: t('document.open'), quiet: true, done: t('document.opened'), fields: [], send: () => download(`/v1/outstation-channel/attachments/${attachmentId}/content`) })
