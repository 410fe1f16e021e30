import { Module } from '@nestjs/common';
import { FormPrinter } from './forms/form-printer.ts';
import { Workbooks } from './workbooks/workbooks.ts';

/** Printed forms and workbooks for the rooms of the service that imports this. */
@Module({ providers: [FormPrinter, Workbooks], exports: [FormPrinter, Workbooks] })
export class ReportsModule {}
