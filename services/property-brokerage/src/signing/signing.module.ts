import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { ReportsModule } from '@luyue/reports';
import { DocumentTransfersModule } from '../document-transfers/document-transfers.module.ts';
import { FormsModule } from '../forms/forms.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { F1Imports } from './f1-imports.ts';
import { F1WorkbooksHttp, SigningHttp } from './signing.http.ts';
import { Signing } from './signing.service.ts';

@Module({ imports: [DealsModule, DocumentTransfersModule, StepRecordModule, TemplatesModule, FormsModule, ReportsModule], controllers: [SigningHttp, F1WorkbooksHttp], providers: [Signing, F1Imports], exports: [Signing] })
export class SigningModule {}
