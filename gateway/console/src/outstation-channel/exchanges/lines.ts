import type { Row } from '../../components/form-fields.ts'

/** A typed line as the service reads it; what is no number the service refuses. */
export const lineBody = ({ regionId, model, sold, failures, stock }: Row) => ({ regionId, model, sold: Number(sold), failures: Number(failures ?? 0), ...(stock && { stock: Number(stock) }) })
