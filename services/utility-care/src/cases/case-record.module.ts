import { Module } from '@nestjs/common';
import { CaseRecord } from './case-record.ts';

/** Apart from the room's own module, so that the rooms which a case leads to can write on it. */
@Module({ providers: [CaseRecord], exports: [CaseRecord] })
export class CaseRecordModule {}
