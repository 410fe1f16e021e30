import { Module } from '@nestjs/common';
import { ScorecardsModule } from '@luyue/scorecards';
import { CustomersModule } from '../customers/customers.module.ts';
import { GradeSchemes } from './grade-schemes.ts';
import { GradesHttp } from './grading.http.ts';
import { Grades } from './grading.service.ts';

@Module({ imports: [CustomersModule, ScorecardsModule], controllers: [GradesHttp], providers: [Grades, GradeSchemes], exports: [Grades] })
export class GradesModule {}
