import { Module } from '@nestjs/common';
import { ContactChanges } from './contact-changes.ts';
import { Leaves } from './leaves.ts';
import { StaffHttp } from './staff.http.ts';
import { Staff } from './staff.service.ts';

@Module({ controllers: [StaffHttp], providers: [Staff, Leaves, ContactChanges], exports: [Staff] })
export class StaffModule {}
