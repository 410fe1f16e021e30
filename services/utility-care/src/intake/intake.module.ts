import { Module } from '@nestjs/common';
import { IntakeHttp } from './intake.http.ts';
import { Intakes } from './intake.service.ts';

@Module({ controllers: [IntakeHttp], providers: [Intakes], exports: [Intakes] })
export class IntakeModule {}
