import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { DocumentTransfersModule } from '../document-transfers/document-transfers.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { SigningHttp } from './signing.http.ts';
import { Signing } from './signing.service.ts';

@Module({ imports: [DealsModule, DocumentTransfersModule, StepRecordModule, TemplatesModule], controllers: [SigningHttp], providers: [Signing], exports: [Signing] })
export class SigningModule {}
