import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.ts';
import { RolesHttp } from './roles.http.ts';
import { Roles } from './roles.service.ts';

@Module({ imports: [UnitsModule], controllers: [RolesHttp], providers: [Roles], exports: [Roles] })
export class RolesModule {}
