import { IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';

export class IntroductionCall {
  @IsISO8601() at: string;
  @IsIn(['reached', 'no_answer']) outcome: 'reached' | 'no_answer';
  /** Who was called: the party, or whoever acts for it. */
  @IsString() told: string;
  @IsString() by: string;
  @IsString() note: string;
}
export class IntroductionText {
  @IsISO8601() at: string;
  @IsString() told: string;
  @IsString() by: string;
  /** Null until the provider has answered; a bounced text is sent again another way by itself (R22). */
  @OrNull() @IsIn(['accepted', 'bounced', 'retried', 'vacant', 'withheld']) result: 'accepted' | 'bounced' | 'retried' | 'vacant' | 'withheld' | null;
  @OrNull() @IsISO8601() resultAt: string | null;
  @OrNull() @IsString() reason: string | null;
}
export class PartyIntroduction {
  @IsUUID() partyId: string;
  @IsIn(['seller', 'buyer']) side: 'seller' | 'buyer';
  @Nested(() => Text) sideName: Text;
  @IsString() name: string;
  /** Who is called and texted: whoever acts for the party, else the party. */
  @IsString() contact: string;
  @IsString() phoneMasked: string;
  @NestedList(() => IntroductionCall) calls: IntroductionCall[];
  @NestedList(() => IntroductionText) texts: IntroductionText[];
  /** When the party had been called and texted; null before. */
  @OrNull() @IsISO8601() informedAt: string | null;
}
/** What the parties were told of the specialist who is named now (PB-4.3a). */
export class IntroductionsView {
  /** Calls without answer that an unreachable party needs. */
  @IsInt() attempts: number;
  @NestedList(() => PartyIntroduction) parties: PartyIntroduction[];
  /** Null before the transfer was accepted. */
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}
