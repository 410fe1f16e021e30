import { post } from './client.ts'
import type { Attachment } from './types.ts'

const LONGEST = 1600

/** The service whose records a page's pictures hang on. */
export type FilesOf = 'utility-care' | 'property-brokerage' | 'distributor-visits' | 'outstation-channel'

/** Uploads a picture; the key makes a second try of the same picture harmless. */
export function uploadPhoto(of: FilesOf, picture: Blob, name: string, idempotencyKey: string): Promise<Attachment> {
  const form = new FormData()
  form.append('file', picture, name)
  return post<Attachment>(`/v1/${of}/attachments`, undefined, { form, idempotencyKey })
}

/** Makes a phone picture small enough for a weak connection; what cannot be drawn is kept as it is. */
export async function shrink(file: File): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.82))
  } catch {
    return file
  }
}
