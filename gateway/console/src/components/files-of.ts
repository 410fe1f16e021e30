import { createContext } from 'react'
import type { FilesOf } from '../api/attachments.ts'

/** Whose pictures a page shows and takes. */
export const FilesContext = createContext<FilesOf>('utility-care')
