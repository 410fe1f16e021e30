import { Module } from '@nestjs/common';
import { ProblemsModule } from '../problems/problems.module.ts';
import { KnowledgeHttp } from './knowledge.http.ts';
import { Knowledge } from './knowledge.service.ts';

@Module({ imports: [ProblemsModule], controllers: [KnowledgeHttp], providers: [Knowledge] })
export class KnowledgeModule {}
