import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { InquiryCardsHttp } from './inquiry-cards.http.ts';
import { InquiryCards } from './inquiry-cards.service.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule], controllers: [InquiryCardsHttp], providers: [InquiryCards], exports: [InquiryCards] })
export class InquiryCardsModule {}
