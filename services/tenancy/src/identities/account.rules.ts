import type { Refusal } from '../refusal.ts';

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/;
const PHONE = /^\+?\d{7,15}$/;
const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

/** People sign in by e-mail or phone (PF-5). Returns the one spelling under which the account is kept, or null for neither. */
export function normalAccount(text: string): string | null {
  const account = text.trim().toLowerCase().replace(/^(\+?)([\d\s-]+)$/, (_all, plus: string, digits: string) => plus + digits.replace(/[\s-]/g, ''));
  return account.length <= 200 && (EMAIL.test(account) || PHONE.test(account)) ? account : null;
}

/** Why an account cannot be used. */
export const refuseAccount = (account: string | null, field: string): Refusal | null =>
  (account ? null : { clause: 'PF-5', code: 'account', field, title: { zh: '应是邮箱或手机号', en: 'should be an e-mail address or a phone number' } });

/** Why a password cannot be used: too short, too long, or too easy to guess. */
export function refusePassword(password: string, account: string, field: string): Refusal | null {
  const no = (code: string, zh: string, en: string): Refusal => ({ clause: 'PF-5', code, field, title: { zh, en } });
  if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) return no('password_length', `应是 ${MIN_LENGTH} 到 ${MAX_LENGTH} 个字符`, `should be ${MIN_LENGTH} to ${MAX_LENGTH} characters`);
  if (password.toLowerCase() === account || new Set(password).size < 4) return no('password_weak', '太容易猜到', 'is too easy to guess');
  return null;
}
