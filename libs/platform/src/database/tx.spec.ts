import { IsString } from 'class-validator';
import { DomainEvent, Event } from '@luyue/contracts';
import { systemContext } from '../auth/context.ts';
import { Tx } from './tx.ts';

@Event('test.note.written.v1', { key: 'id', summary: 'A note' })
class NoteWritten extends DomainEvent {
  @IsString() id: string;
  @IsString() text: string;
}

it('an event that no broker would take fails its transaction instead of the relay', () => {
  const tx = new Tx(systemContext('00000000-0000-7000-8000-000000000001', false), new Date(0), {} as never, {} as never, {} as never);
  const note = (length: number): NoteWritten => Object.assign(new NoteWritten(), { id: 'n', text: '气'.repeat(length) });
  tx.publish(note(200_000));
  expect(() => tx.publish(note(300_000))).toThrow('test.note.written.v1 of n is too large for an event');
  expect(tx.events).toHaveLength(1);
});
