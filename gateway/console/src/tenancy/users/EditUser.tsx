import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, patch, Problem } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { Person } from '../../api/types.ts'
import { ConflictMerge } from '../../components/ConflictMerge.tsx'
import { changedFields, mergeEdits } from '../../components/merge-edits.ts'
import { Refusal } from '../../components/states.tsx'
import { FIELDS, UserFields, useRoles } from './UserFields.tsx'

interface Draft { name: string; title: string; staffNumber: string; unitId: string; roleIds: string[] }

const draftOf = ({ name, title, staffNumber, unitId, roles }: Person): Draft => ({ name, title, staffNumber, unitId, roleIds: [...new Set(roles.map((role) => role.roleId))].toSorted() })

/** A role moves with its holder to another unit; one that is held for a third unit stays there. */
function assignmentsOf(base: Person, draft: Draft): { roleId: string; unitId: string }[] {
  const kept = base.roles.filter((role) => draft.roleIds.includes(role.roleId)).map(({ roleId, unitId }) => ({ roleId, unitId: unitId === base.unitId ? draft.unitId : unitId }))
  return [...kept, ...draft.roleIds.filter((roleId) => !kept.some((role) => role.roleId === roleId)).map((roleId) => ({ roleId, unitId: draft.unitId }))]
}

/** Changes a person from the version that was read. When somebody else was faster, both changes are brought together here. */
export function EditUser({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const units = useUnits().data?.items ?? []
  const roles = useRoles()
  const [base, setBase] = useState(person)
  const [draft, setDraft] = useState(draftOf(person))
  const [clash, setClash] = useState<{ fields: (keyof Draft)[]; theirs: Draft } | null>(null)
  const [taken, setTaken] = useState<(keyof Draft)[]>([])
  const { roleIds, ...changes } = changedFields(draftOf(base), draft)
  const save = useMutation({
    mutationFn: async () => {
      const moved = roleIds !== undefined || changes.unitId !== undefined
      try {
        await patch<Person>(`/v1/tenancy/users/${base.id}`, { ...changes, ...(moved && { roles: assignmentsOf(base, draft) }) }, base.version)
        return true
      } catch (problem) {
        if (!(problem instanceof Problem && problem.isStale)) throw problem
        takeIn(await get<Person>(`/v1/tenancy/users/${base.id}`))
        return false
      }
    },
    onSuccess: async (saved) => {
      if (saved) {
        onClose()
        void message.success(t('user.changed', { name: draft.name }))
      }
      await queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const takeIn = (newest: Person) => {
    const theirs = draftOf(newest)
    const { merged, clashes, taken: theirsAlone } = mergeEdits(draftOf(base), draft, theirs)
    setBase(newest)
    setDraft(merged)
    setTaken(theirsAlone)
    setClash(clashes.length > 0 ? { fields: clashes, theirs } : null)
  }
  const label = (field: keyof Draft) => t(field === 'unitId' ? 'column.unit' : field === 'roleIds' ? 'user.roles' : `user.${field}`)
  const say = (of: Draft, field: keyof Draft): string => {
    if (field === 'unitId') return units.find((unit) => unit.id === of.unitId)?.name ?? ''
    if (field === 'roleIds') return of.roleIds.map((id) => roles.find((role) => role.id === id)?.name ?? '').join(t('mark.list'))
    return of[field]
  }
  const unchanged = roleIds === undefined && Object.keys(changes).length === 0
  return (
    <Modal open width={480} title={t('user.changeOf', { name: person.name })} onCancel={onClose} okText={t('user.save')} cancelText={t('do.notNow')} okButtonProps={{ disabled: unchanged || clash !== null || !draft.name.trim() || draft.roleIds.length === 0, loading: save.isPending }} onOk={() => save.mutate()}>
      <div className="stack">
        <Refusal problem={save.error} atFields={FIELDS} />
        {clash && (
          <ConflictMerge
            title={t('user.alsoChanged', { name: base.name })}
            text={t('conflict.choose')}
            clashes={clash.fields.map((field) => ({ label: label(field), mine: say(draft, field), theirs: say(clash.theirs, field) }))}
            onMine={() => setClash(null)}
            onTheirs={() => {
              setDraft((mine) => ({ ...mine, ...Object.fromEntries(clash.fields.map((field) => [field, clash.theirs[field]])) }))
              setClash(null)
            }}
          />
        )}
        {taken.length > 0 && <p className="soft" role="status">{t('conflict.taken', { fields: taken.map((field) => `${label(field)} ${say(draftOf(base), field)}`).join(t('mark.list')) })}</p>}
        <UserFields draft={draft} texts={['name', 'title', 'staffNumber']} problem={save.error} onChange={(part) => setDraft((before) => ({ ...before, ...part, ...(part.roleIds && { roleIds: part.roleIds.toSorted() }) }))} />
      </div>
    </Modal>
  )
}
