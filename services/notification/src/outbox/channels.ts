import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG } from '@luyue/platform';
import type { NotificationEnvironment } from '../config.ts';
import type { OutboundMessage } from './outbound-message.entity.ts';

/** What a provider said. `bounced` is final; `failed` is worth another try. */
export type Result = { kind: 'accepted'; providerId: string | null } | { kind: 'bounced' | 'failed'; reason: string };

/** The port to a provider of e-mail or SMS. It answers and does not throw for what concerns the message. */
export interface Provider { send(message: Pick<OutboundMessage, 'id' | 'address' | 'subject' | 'text'>): Promise<Result> }

/** Takes everything and sends nothing: the message can be read in the outbox. For development, and always for sandboxes. */
export class DevelopmentProvider implements Provider {
  async send(): Promise<Result> { return { kind: 'accepted', providerId: null }; }
}

/** Mail server by SMTP: a 5xx answer is a bounce, anything else a passing failure. */
export class SmtpProvider implements Provider {
  private readonly transport: Transporter;

  constructor(url: string, private readonly from: string) {
    this.transport = createTransport(url);
  }

  async send({ id, address, subject, text }: Pick<OutboundMessage, 'id' | 'address' | 'subject' | 'text'>): Promise<Result> {
    if (!address) return { kind: 'bounced', reason: 'no address' };
    try {
      // The message id is ours, so that a mail sent twice after a crash is one mail to the reader.
      const sent = await this.transport.sendMail({ from: this.from, to: address, subject, text, messageId: `<${id}@luyue>` });
      return { kind: 'accepted', providerId: sent.messageId };
    } catch (error) {
      const { responseCode, message } = error as { responseCode?: number; message: string };
      return { kind: (responseCode ?? 0) >= 500 ? 'bounced' : 'failed', reason: message.slice(0, 500) };
    }
  }

  close(): void { this.transport.close(); }
}

/** Which provider sends what. Nothing of a sandbox ever leaves. */
@Injectable()
export class Channels {
  private readonly development = new DevelopmentProvider();
  private readonly smtp: SmtpProvider | null;

  constructor(@Inject(CONFIG) config: NotificationEnvironment) {
    this.smtp = config.SMTP_URL ? new SmtpProvider(config.SMTP_URL, config.SMTP_FROM ?? 'luyue@localhost') : null;
  }

  of(channel: OutboundMessage['channel'], sandbox: boolean): Provider {
    return channel === 'email' && this.smtp && !sandbox ? this.smtp : this.development;
  }

  close(): void { this.smtp?.close(); }
}
