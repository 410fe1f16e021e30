import { IsOptional, IsString, Matches } from 'class-validator';
import { ServiceEnvironment } from '@luyue/platform';

export class NotificationEnvironment extends ServiceEnvironment {
  /** Mail server, e.g. `smtps://user:secret@mail.example:465`. Without it e-mail stays in the development outbox. */
  @IsOptional() @Matches(/^smtps?:\/\//) SMTP_URL?: string;
  @IsOptional() @IsString() SMTP_FROM?: string;
}
