export type Language = 'zh' | 'en'

const zh = {
  loading: '正在打开…', failed: '没有打开', failedText: '网络不通，或服务暂时没有回应。', again: '再试',
  closed: '链接已失效', closedText: '链接可能已到期，或已换成新的。请联系您的专员重新发送。',
  you: (name: string, side: string) => `${name}（${side}）`, done: '已办', of: (done: number, all: number) => `${done} / ${all} 项`,
  status: { signed: '已签约', submitted: '已报送', assigned: '已指定专员', taken: '办理中', formalities_done: '手续已办结', archived: '已归档', cancelled: '已取消' },
  appointments: '您的预约', coming: '我会到', other: '希望改约', otherWhen: '什么时候方便？', send: '发送', cancel: '取消', confirmed: '您已确认', askedOther: '您希望改约', bring: '请带上',
  specialist: '您的专员', call: '打电话', nobody: '还没有指定专员',
  steps: '手续', finished: (day: string) => `${day} 办完`, expected: (day: string) => `预计 ${day}`, come: '需要您到场', underway: '正在办', stuck: '需要补办', next: '下一步',
  waits: { specialist: '专员办理', client: '等您', bank: '等银行', registry: '等登记机关', tax_office: '等税务机关', utility: '等公用事业单位', shop: '等门店' },
  was: '专员当时在场陪同您吗？', yes: '在场', no: '不在场', saidYes: '您说：专员在场', saidNo: '您说：专员不在场',
  payments: '您的款项', paid: '您交的', received: '付给您的', messages: '发给您的短信', kinds: { party_introduced: '专员的联系方式', step_progress: '手续进展', appointment_made: '预约' },
  questions: '有事请问', placeholder: '想问什么，写在这里', ask: '提问', waiting: '专员会在这里答复您',
  until: (day: string) => `链接 ${day} 前有效，请勿转发。`, sent: '已发送', language: 'English', signed: (day: string) => `${day} 签约`,
}
const en: typeof zh = {
  loading: 'Opening…', failed: 'It did not open', failedText: 'There is no network, or the service does not answer right now.', again: 'Try again',
  closed: 'This link has ended', closedText: 'It may have run out, or been replaced by a newer one. Please ask your specialist for another.',
  you: (name, side) => `${name} (${side})`, done: 'Done', of: (done, all) => `${done} of ${all}`,
  status: { signed: 'Signed', submitted: 'Reported', assigned: 'Specialist named', taken: 'Under way', formalities_done: 'Formalities done', archived: 'Archived', cancelled: 'Cancelled' },
  appointments: 'Your appointments', coming: 'I will come', other: 'Another time', otherWhen: 'When would suit you?', send: 'Send', cancel: 'Cancel', confirmed: 'You have confirmed', askedOther: 'You asked for another time', bring: 'Please bring',
  specialist: 'Your specialist', call: 'Call', nobody: 'Nobody has been named yet',
  steps: 'Formalities', finished: (day) => `finished ${day}`, expected: (day) => `expected ${day}`, come: 'You need to come', underway: 'under way', stuck: 'to be done again', next: 'next',
  waits: { specialist: 'with the specialist', client: 'waiting for you', bank: 'with the bank', registry: 'with the registry', tax_office: 'with the tax office', utility: 'with the utility', shop: 'with the shop' },
  was: 'Was the specialist there with you?', yes: 'Yes', no: 'No', saidYes: 'You said: the specialist was there', saidNo: 'You said: the specialist was not there',
  payments: 'Your money', paid: 'paid by you', received: 'paid to you', messages: 'Texts sent to you', kinds: { party_introduced: 'Your specialist', step_progress: 'Progress', appointment_made: 'Appointment' },
  questions: 'Ask us', placeholder: 'What would you like to know?', ask: 'Ask', waiting: 'Your specialist answers here',
  until: (day) => `This link is valid until ${day}. Please keep it to yourself.`, sent: 'Sent', language: '中文', signed: (day) => `signed ${day}`,
}
export const words: Record<Language, typeof zh> = { zh, en }
export type Words = typeof zh

/** Day and time as the company's clocks show them. */
export function times(language: Language, zone: string) {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, ...options })
  const [day, when, time] = [of({ month: 'long', day: 'numeric' }), of({ month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' }), of({ hour: '2-digit', minute: '2-digit' })]
  return {
    day: (at: string) => day.format(new Date(at)),
    /** A plain date is no instant: noon of it is the same day everywhere. */
    date: (plain: string) => of({ month: 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${plain}T12:00:00Z`)),
    window: (from: string, to: string) => `${when.format(new Date(from))} – ${time.format(new Date(to))}`,
    moment: (at: string) => when.format(new Date(at)),
  }
}
