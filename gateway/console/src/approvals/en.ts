import type { Same } from '../i18n/index.ts'
import type { zh } from './zh.ts'

/** Approvals */
export const en: Same<typeof zh> = {
  approval: {
    list: { waiting: 'Wait for me', mine: 'Submitted by me' }, none: { waiting: 'Nothing waits for your approval', mine: 'You have submitted nothing' }, noneText: 'What needs an approval stands here by its chain once it is submitted.', about: 'About', amount: 'Amount', round: 'Round {{n}}', maker: 'Submitted', timeout: 'Time', passesOn: 'passes to the superior {{at}}', reason: 'Reason', chain: 'Chain of approval', onBehalf: ' (for {{name}})',
    status: { pending: 'Running', approved: 'Approved', returned: 'Returned', withdrawn: 'Withdrawn' }, mode: { all: 'each of {{roles}}', any: 'one of {{roles}}', one: 'approves' },
    role: { supervisor: 'supervisor', department_head: 'head', department_manager: 'department manager', department_finance: 'department finance', unit_manager: 'unit manager', leader: 'leader', administrator: 'administrator', specialist: 'specialist', channel_engineer: 'channel engineer', channel_manager: 'channel manager', channel_lead: 'person in charge of the channel', channel_headquarters: 'headquarters' },
    remind: 'Remind', reminded: 'Reminded', delegates: 'Delegates', noDelegates: 'No delegates', noDelegatesText: 'While you are away somebody may approve in your place for a time.', entrust: 'Entrust somebody', entrustSays: 'They approve meanwhile, and the record says for whom; you still may yourself.', entrusted: 'Entrusted', delegate: 'Who', from: 'From', to: 'Until', matters: 'Which matters', allIfEmpty: 'All when none is chosen', allMatters: 'all matters',
    approve: 'Approve', isApproved: 'Approved', return: 'Return', isReturned: 'Returned', note: 'Note', withdraw: 'Take back', withdrawSays: 'Nobody decides it any more; ask again when it is needed.', isWithdrawn: 'Taken back',
    endDelegation: 'End it', endSays: 'What was decided stays.', ended: 'Ended', insteadOfMe: '{{name}} approves in my place', insteadOf: 'I approve in place of {{name}}',
  },
}
