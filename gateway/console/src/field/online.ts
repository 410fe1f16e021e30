import { createContext } from 'react'

/** Whether the phone reaches the platform. */
export const OnlineContext = createContext(true)
