export { Attachment } from './attachment.entity.ts';
export { Attachments1700000000004 } from './attachment.migration.ts';
export { DiskStore, type FileStore, FileTooLarge } from './file-store.ts';
export { FILE_STORE, Files, MAX_BYTES } from './files.ts';
export type { AttachmentGuard, AttachmentView } from './attachments.http.ts';
export { AttachmentsModule, FilesModule } from './files.module.ts';
