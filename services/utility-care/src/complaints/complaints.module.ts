import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { ComplaintsHttp } from './complaints.http.ts';
import { Complaints } from './complaints.service.ts';

@Module({ imports: [CasesModule], controllers: [ComplaintsHttp], providers: [Complaints] })
export class ComplaintsModule {}
