import { Module } from '@nestjs/common';
import { FormPrinter } from './forms/form-printer.ts';

/** Printed forms for the rooms of the service that imports this. */
@Module({ providers: [FormPrinter], exports: [FormPrinter] })
export class ReportsModule {}
