import type { Directory, DirectoryUser } from '@luyue/directory';
import { refuse, type Tx } from '@luyue/platform';
import type { ClauseId } from '@luyue/regulations';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';

const STEPS = ['note', 'holding', 'answer', 'handed_on', 'reopened', 'withdrawn'] as const;
export const ANSWER_CHANNELS = ['visit', 'phone', 'letter', 'message', 'meeting'] as const;
export type AnswerChannel = (typeof ANSWER_CHANNELS)[number];

/** What was done about something that a customer said: the oldest first. Nothing in it is ever changed. */
export class FollowStep {
  @IsISO8601() at: string;
  @IsString() by: string;
  /** `holding`: the customer was told that an answer is coming, which is none (reading 10). */
  @IsIn(STEPS) what: (typeof STEPS)[number];
  @IsString() text: string;
}

export class FollowNote {
  @IsString() @Length(2, 2000) text: string;
}
export class AnswerCustomer {
  /** What the customer was told. */
  @IsString() @Length(2, 4000) content: string;
  @IsIn(ANSWER_CHANNELS) channel: AnswerChannel;
  /** Who was told. */
  @IsOptional() @IsString() @MaxLength(100) toldTo?: string;
}
export class HandOn {
  @IsUUID() ownerUserId: string;
  @IsString() @Length(2, 500) reason: string;
}
export class WithReason {
  @IsString() @Length(2, 500) reason: string;
}

/** Who follows something to its answer. Throws 400 naming `ownerUserId` for somebody unknown, and for somebody who has left. */
export async function followerOf(directory: Directory, tx: Tx, userId: string, clause: ClauseId): Promise<DirectoryUser> {
  const user = await directory.user(tx, userId, 'ownerUserId');
  if (!user.active) throw refuse.field('ownerUserId', 'has_left', { zh: `${user.name}已离职`, en: `${user.name} has left` }, clause);
  return user;
}
