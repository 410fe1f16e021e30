import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';
import { Nested, NestedList } from '../nested.ts';

const CHANNELS = ['inapp', 'sms', 'email'] as const;
export type MessageChannel = (typeof CHANNELS)[number];
const RESULTS = ['accepted', 'bounced', 'retried', 'vacant', 'withheld'] as const;
/** What became of a message for one recipient on one channel (PF-13). */
export type MessageResult = (typeof RESULTS)[number];

/** What the message is about, as people know it; its words may use number, title and place. */
export class MessageSubject {
  @IsString() @MaxLength(60) type: string;
  @IsUUID() id: string;
  @IsString() @MaxLength(60) number: string;
  @IsString() @MaxLength(200) title: string;
  @IsOptional() @IsString() @MaxLength(200) place: string | null;
}

/** Whom it is for, as the fields of the three kinds of person; `AskedRecipient` says which belong together. */
class MessageRecipient {
  /** The asker's own name for the recipient, once in a message: results are told under it. */
  @IsString() @MaxLength(64) key: string;
  @IsIn(['user', 'role', 'outside']) person: 'user' | 'role' | 'outside';
  @IsOptional() @IsUUID() userId?: string | null;
  @IsOptional() @IsString() @MaxLength(60) role?: string | null;
  @IsOptional() @IsUUID() unitId?: string | null;
  @IsOptional() @IsString() @MaxLength(100) name?: string | null;
  @IsOptional() @IsString() @MaxLength(30) phone?: string | null;
  @IsOptional() @IsString() @MaxLength(254) email?: string | null;
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en' | null;
  /** All of them are owed. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(3) @IsIn(CHANNELS, { each: true }) channels: MessageChannel[];
  /** A copy for a role that nobody holds is recorded as vacant; anything else goes to the next role up (R16). */
  @IsBoolean() copy: boolean;
}

/** A user of the tenant, the holders of a role for an org unit, or somebody outside, who has no inbox and is written to at the address given. */
export type AskedRecipient = { key: string; channels: MessageChannel[]; copy: boolean } & (
  | { person: 'user'; userId: string } | { person: 'role'; role: string; unitId: string }
  | { person: 'outside'; name: string; phone?: string | null; email?: string | null; language: 'zh' | 'en' });

/** A context asks notification to tell people something; what came of it comes back as `MessageSettled`. Nothing can be attached in this version. */
@Event('notification.message.requested.v1', { key: 'messageId', summary: 'A context owes a message to people inside or outside the tenant (PF-13, R22)' })
export class MessageRequested extends DomainEvent {
  /** Given by the asker: the same id asks for nothing new. */
  @IsUUID() messageId: string;
  /** Bounded context that asks, e.g. `property-brokerage`. */
  @IsString() @MaxLength(60) context: string;
  /** The org unit that owes it, and after a bounce its retry (R22). */
  @IsUUID() unitId: string;
  @Nested(() => MessageSubject) subject: MessageSubject;
  @IsOptional() @IsString() @MaxLength(20) clauseId: string | null;
  /** What the message fulfils: where the inbox leads without a `link`. */
  @IsOptional() @IsUUID() obligationId: string | null;
  /** Of the obligation: a message that quiet hours would hold past it leaves at once (R23). */
  @IsOptional() @IsISO8601() dueAt: string | null;
  @IsBoolean() urgent: boolean;
  /** Address in the console, from `/`. */
  @IsOptional() @IsString() @MaxLength(500) link: string | null;
  /** The kind of notice, whose words and placeholders notification declares. */
  @IsString() @MaxLength(60) kind: string;
  /** What its placeholders stand for, beside those of the subject: one text, or one for each language. At most 30, of 500 characters. */
  @IsObject() values: Record<string, string | { zh: string; en: string }>;
  @NestedList(() => MessageRecipient) @ArrayMinSize(1) @ArrayMaxSize(50) to: AskedRecipient[];
}

/** The first result of a recipient on a channel, and each later one. No words and no address: the asker has them. */
@Event('notification.message.settled.v1', { key: 'messageId', summary: 'What became of a requested message for one recipient on one channel (PF-13, R22)' })
export class MessageSettled extends DomainEvent {
  @IsUUID() messageId: string;
  /** Rises with every result of this recipient on this channel: the highest holds. */
  @IsInt() version: number;
  /** Who asked. */
  @IsString() context: string;
  /** The asker's key of the recipient. */
  @IsString() recipient: string;
  @IsIn(CHANNELS) channel: MessageChannel;
  @IsIn(RESULTS) result: MessageResult;
  /** How far above the role that was meant somebody was found, by org unit and then by role; 0 where it was held (R16). */
  @IsInt() levelsUp: number;
  /** The provider's own number of the message. */
  @IsOptional() @IsString() providerId: string | null;
  @IsOptional() @IsString() reason: string | null;
  @IsISO8601() at: string;
}
