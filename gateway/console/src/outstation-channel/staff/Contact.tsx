import { Phone } from 'lucide-react'
import type { OutstationPerson } from '../../api/types.ts'

/** How somebody is reached. */
export const Contact = ({ of: { phone, email, address } }: { of: OutstationPerson['contact'] }) => <span><a className="nowrap in-text" href={`tel:${phone}`}><Phone size={13} /> {phone}</a>{[email, address].filter(Boolean).map((each) => <span key={each}> · {each}</span>)}</span>
