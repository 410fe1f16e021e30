import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOG } from '@luyue/platform';
import { Threads } from '../threads.ts';
import { formDefinition, type PdfDefinition } from './form-definition.ts';
import type { FormLayout } from './form-layout.ts';

export interface PrintedForm {
  pdf: Buffer;
  /** Characters that the font lacks, each once. On paper `〓[U+20BB7]` stands for one; whoever prints should be told. */
  missing: string[];
}

/** Prints forms as PDF (PF-15), in threads: the service's own loop only makes the layout's plain data. */
@Injectable()
export class FormPrinter implements OnApplicationShutdown {
  private readonly threads: Threads;

  constructor(@Inject(LOG) log: Logger) {
    this.threads = new Threads(new URL('./pdf-worker.mjs', import.meta.url), { threads: 2, tasksEach: 1, memoryMb: 192, timeoutMs: 60_000 }, log);
  }

  onApplicationShutdown(): Promise<void> { return this.threads.close(); }

  /** Throws 422 for a form without its Chinese title or full number (PB-5) and for one that is too long, 503 while too many wait to be printed. */
  async print(layout: FormLayout): Promise<PrintedForm> {
    const { pdf, missing } = await this.threads.run<{ pdf: Uint8Array; missing: string[] }>('renderForm', formDefinition(layout) satisfies PdfDefinition);
    return { pdf: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), missing };
  }
}
