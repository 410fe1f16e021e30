import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Error codes of the compiler for a snippet that stands beside the registry. */
function errorsOf(lines: string[]): number[] {
  const snippet = `${root}libs/regulations/src/snippet.ts`;
  const { options } = ts.parseJsonConfigFileContent({ extends: './tsconfig.base.json', compilerOptions: { types: [] } }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const source = ["import { clause, parameter } from './index.ts';", ...lines].join('\n');
  host.fileExists = (name) => name === snippet || fileExists(name);
  host.getSourceFile = (name, ...rest) => (name === snippet ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest));
  const program = ts.createProgram([snippet], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(snippet)).map(({ code }) => code);
}

it('a clause id or parameter key that is in no rulebook does not compile', () => {
  const NOT_ASSIGNABLE = 2345;
  expect(errorsOf(["clause('UC-7.3a'); clause('PF-21'); parameter('uc.fault.network.repairHours');", "clause('UC-7.3');", "clause('UC-99');", "parameter('uc.fault.repairHours');"])).toEqual([NOT_ASSIGNABLE, NOT_ASSIGNABLE, NOT_ASSIGNABLE]);
});
