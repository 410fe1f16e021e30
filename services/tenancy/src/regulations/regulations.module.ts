import { Module } from '@nestjs/common';
import { Regulations } from './regulations.service.ts';

@Module({ providers: [Regulations], exports: [Regulations] })
export class RegulationsModule {}
