import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.ts';
import { PlacesHttp } from './places.http.ts';
import { Places } from './places.service.ts';

@Module({ imports: [ComplianceModule], controllers: [PlacesHttp], providers: [Places] })
export class PlacesModule {}
