import { Module } from '@nestjs/common';
import { QualificationsHttp } from './qualifications.http.ts';
import { Qualifications } from './qualifications.service.ts';

@Module({ controllers: [QualificationsHttp], providers: [Qualifications], exports: [Qualifications] })
export class QualificationsModule {}
