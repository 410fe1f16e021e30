import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import { errorAt, FieldError } from '../../components/states.tsx'

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: () => get('/v1/tenancy/roles') }).data?.items ?? []

type TextField = 'name' | 'account' | 'title' | 'staffNumber'
type Draft = { unitId: string; roleIds: string[] } & { [K in TextField]?: string }
export const FIELDS = ['name', 'account', 'title', 'staffNumber', 'password', 'unitId', 'roles']
interface Props<T extends Draft> { draft: T; texts: (TextField & keyof T)[]; problem: unknown; onChange: (part: Partial<Draft>) => void; children?: React.ReactNode }

/** Who somebody is, where they work and what they may do: the same fields for a new person and for a change. */
export function UserFields<T extends Draft>({ draft, texts, problem, onChange, children }: Props<T>) {
  const { t } = useTranslation()
  const units = useUnits().data?.items ?? []
  const roles = useRoles()
  return (
    <>
      {texts.map((name) => <div key={name} className="field"><label htmlFor={`user-${name}`}>{t(`user.${name}`)}</label><Input id={`user-${name}`} value={draft[name] ?? ''} onChange={(event) => onChange({ [name]: event.target.value })} /><FieldError>{errorAt(problem, name)}</FieldError></div>)}
      {children}
      <div className="field"><label htmlFor="user-unit">{t('column.unit')}</label><Select id="user-unit" value={draft.unitId || undefined} onChange={(unitId) => onChange({ unitId })} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} /><FieldError>{errorAt(problem, 'unitId')}</FieldError></div>
      <div className="field"><label htmlFor="user-roles">{t('user.roles')}</label><Select id="user-roles" mode="multiple" value={draft.roleIds} onChange={(roleIds) => onChange({ roleIds })} options={roles.map((role) => ({ value: role.id, label: role.name }))} /><FieldError>{errorAt(problem, 'roles')}</FieldError></div>
    </>
  )
}
