import { Module } from '@nestjs/common';
import { FieldRulesHttp } from './field-rules.http.ts';
import { FieldRules } from './field-rules.service.ts';

@Module({ controllers: [FieldRulesHttp], providers: [FieldRules] })
export class FieldRulesModule {}
