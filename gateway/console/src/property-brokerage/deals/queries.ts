import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import type { Appointment, BookEntry, Commission, Deal, DealArchive, DealBook, DealClients, DealForm, DealForms, DealSteps, DealUtilities, FormCode, Handover, Page, PaymentSlip, PayoutPlan, Receipt, Receivables, StepProgress, Transfer } from '../../api/types.ts'
import { useMay } from '../../shell/session.ts'

const PB = '/v1/property-brokerage/deals'
interface Items<T> { items: T[] }

// Every part of a deal stands below its key, so that one change of the deal asks all of them again.
const useOf = <T,>(id: string, part: string, enabled = true) => useQuery({ queryKey: ['deal', id, part], queryFn: () => get<T>(`${PB}/${id}/${part}`), enabled })

export const useDeal = (id: string) => useQuery({ queryKey: ['deal', id], queryFn: () => get<Deal>(`${PB}/${id}`) })
export const useTransfer = (id: string) => useOf<Transfer>(id, 'transfer')
export const useSteps = (id: string) => useOf<DealSteps>(id, 'steps')
export const useAppointments = (id: string) => useOf<Items<Appointment>>(id, 'appointments')
export const useProgress = (id: string) => useOf<Items<StepProgress>>(id, 'progress')

export const useHandover = (id: string) => useOf<Handover>(id, 'handover')
export const useForms = (id: string) => useOf<DealForms>(id, 'forms')
export const useForm = (id: string, form: FormCode, slipId?: string) => useOf<DealForm>(id, `forms/${form}${slipId ? `?slipId=${slipId}` : ''}`)
export const useUtilities = (id: string) => useOf<DealUtilities>(id, 'utilities')
export const useClients = (id: string) => useOf<DealClients>(id, 'clients')

export const useArchive = (id: string) => useOf<DealArchive>(id, 'archive')

/** Of the money only who may see it asks. */
export const useMoney = () => useMay()('funds.read')
export const useReceipts = (id: string) => useOf<Items<Receipt>>(id, 'receipts', useMoney())
export const useReceivables = (id: string) => useOf<Receivables>(id, 'receivables', useMoney())
export const useBook = (id: string) => useOf<DealBook>(id, 'book', useMoney())
export const useEntries = (id: string) => useOf<Page<BookEntry>>(id, 'book/entries?limit=50', useMoney())
export const useConditions = (id: string) => useOf<PayoutPlan>(id, 'payout-conditions', useMoney())
export const useSlips = (id: string) => useOf<Items<PaymentSlip>>(id, 'payment-slips', useMoney())
export const useCommission = (id: string) => useOf<Commission>(id, 'commission', useMoney())
