import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { Search, UserPlus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import type { Person as PersonRow } from '../../api/types.ts'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { Person } from '../../components/small.tsx'
import { errorAt, FieldError, Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { EditUser } from './EditUser.tsx'
import { FIELDS, UserFields } from './UserFields.tsx'

/** People of the company, where they work and what they may do. */
export default function Users() {
  const { t } = useTranslation()
  const may = useMay()
  const me = usePerson().user.id
  const queries = useQueryClient()
  const { modal, message } = App.useApp()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<PersonRow | null>(null)
  const query = useQuery({ queryKey: ['users', q], queryFn: () => get('/v1/tenancy/users', { query: { q } }), placeholderData: (before) => before })
  useTitle(t('nav.users'))
  const deactivate = (person: PersonRow) =>
    modal.confirm({
      title: t('user.deactivateSure', { name: person.name }),
      content: t('user.deactivateText'),
      okText: t('user.deactivate'),
      okButtonProps: { danger: true },
      cancelText: t('user.keep'),
      onOk: () => post(`/v1/tenancy/users/${person.id}/deactivate`).then(() => queries.invalidateQueries({ queryKey: ['users'] }), (problem: Error) => message.error(problem.message)),
    })
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: t('user.name'), fixed: true, render: (row) => <Person name={row.name} sub={row.title} /> },
    { key: 'account', title: t('user.account'), render: (row) => row.account },
    { key: 'unit', title: t('column.unit'), render: (row) => row.unitName },
    { key: 'roles', title: t('user.roles'), render: (row) => <span className="row" style={{ display: 'inline-flex' }}>{row.roles.map((role) => <span key={role.roleId + role.unitId} className="tag">{role.roleName}</span>)}</span> },
    { key: 'staff', title: t('user.staffNumber'), render: (row) => row.staffNumber ?? '—' },
    { key: 'state', title: t('user.state'), render: (row) => (row.active ? '' : <span className="muted">{t('user.inactive')}</span>) },
    { key: 'do', title: '', render: (row) => may('user.write') && row.active && <span className="row" style={{ display: 'inline-flex' }}><Button size="small" type="text" aria-label={t('user.changeOf', { name: row.name })} onClick={() => setEditing(row)}>{t('user.change')}</Button>{row.id !== me && <Button size="small" type="text" danger onClick={() => void deactivate(row)}>{t('user.deactivate')}</Button>}</span> },
  ]
  const [layout] = useLayout('users', columns)
  return (
    <div className="list">
      <div className="list-head">
        <div className="page-head"><h1>{t('nav.users')}</h1>{may('user.write') && <Button type="primary" className="push" icon={<UserPlus size={15} />} onClick={() => setAdding(true)}>{t('user.add')}</Button>}</div>
        <div className="filters"><Input type="search" aria-label={t('user.search')} placeholder={t('user.search')} prefix={<Search size={15} />} suffix={<kbd>/</kbd>} value={text} onChange={(event) => setText(event.target.value)} /></div>
      </div>
      <div className="list-body"><DataTable label={t('nav.users')} rows={query.data?.items ?? []} rowKey={(row) => row.id} columns={columns} layout={{ ...layout, density: 'roomy' }} loading={query.isPending} problem={query.error} retry={() => void query.refetch()} /></div>
      {editing && <EditUser person={editing} onClose={() => setEditing(null)} />}
      {adding && <AddUser onClose={() => setAdding(false)} />}
    </div>
  )
}

function AddUser({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [draft, setDraft] = useState({ name: '', account: '', title: '', password: '', unitId: '', roleIds: [] as string[] })
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () => post('/v1/tenancy/users', { name: draft.name, account: draft.account, title: draft.title, password: draft.password, unitId: draft.unitId, roles: draft.roleIds.map((roleId) => ({ roleId, unitId: draft.unitId })) }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const ready = draft.name && draft.account && draft.unitId && draft.roleIds.length > 0 && draft.password.length >= 10
  return (
    <Modal open width={480} title={t('user.add')} onCancel={onClose} okText={t('user.add')} cancelText={t('do.notNow')} okButtonProps={{ disabled: !ready, loading: save.isPending }} onOk={() => save.mutate()}>
      <div className="stack">
        <Refusal problem={save.error} atFields={FIELDS} />
        <UserFields draft={draft} texts={['name', 'account', 'title']} problem={save.error} onChange={set}>
          <div className="field"><label htmlFor="user-password">{t('user.firstPassword')}</label><Input.Password id="user-password" autoComplete="new-password" value={draft.password} onChange={(event) => set({ password: event.target.value })} /><FieldError>{errorAt(save.error, 'password')}</FieldError></div>
        </UserFields>
      </div>
    </Modal>
  )
}
