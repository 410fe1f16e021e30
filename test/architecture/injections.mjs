// Classes that Nest must find at run time, imported as types: the compiler is silent, the injector or the validation is not there.
import { importsOf, lineAt } from './repository.mjs';

/** The last class before a constructor, with its decorators; what carries none of them is built with `new` by our own code. */
const CLASSES = /((?:^@\w+\([^\n]*\)\s*)*)^(?:export )?(?:default )?(?:abstract )?class\s/gm;
const BUILT_BY_NEST = /@(?:Injectable|Controller|Module|WebSocketGateway)\(/;
/** A whole body or query; a single named value is the business of its pipe. */
const BODY_LIKE = /@(?:Body|Query|Param|Payload|Headers)\(\s*(?!['"])/;

/** Constructor parameters of decorated classes, and decorated bodies and payloads, whose class came by `import type`. */
export function injections(files) {
  return files.filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.spec.ts')).flatMap((file) => {
    const types = new Set(importsOf(file).flatMap(({ typeNames }) => typeNames));
    if (!types.size) return [];
    const lost = (parameter) => {
      const type = /:\s*([A-Za-z_]\w*)\s*(?:[<=,)]|$)/.exec(parameter)?.[1];
      return type && types.has(type) ? type : undefined;
    };
    const found = [];
    for (const { index, parameters } of signatures(file.text)) {
      for (const parameter of parameters) {
        const type = lost(withoutDecorators(parameter));
        if (!type || /@Inject\(/.test(parameter)) continue;
        const isConstructor = file.text.startsWith('constructor', index);
        if ((isConstructor && BUILT_BY_NEST.test(decoratorsAbove(file.text, index))) || BODY_LIKE.test(parameter)) {
          found.push({ path: file.path, line: lineAt(file.text, index), message: `${type} is imported as a type, so ${isConstructor ? 'Nest cannot inject it' : 'nothing validates it'}: import it plainly` });
        }
      }
    }
    return found;
  });
}

const decoratorsAbove = (text, index) => [...text.slice(0, index).matchAll(CLASSES)].at(-1)?.[1] ?? '';

/** Parameter lists that follow `constructor` or hold a decorated body, split at their top-level commas. */
function signatures(text) {
  return [...text.matchAll(/\bconstructor\s*\(|\b[a-z]\w*\s*\((?=\s*(?:@|[^()]*,\s*@))/g)].map((match) => {
    const open = match.index + match[0].length;
    let depth = 1;
    let start = open;
    const parameters = [];
    for (let at = open; at < text.length && depth > 0; at += 1) {
      const character = text[at];
      if ('([{'.includes(character)) depth += 1;
      if (')]}'.includes(character)) depth -= 1;
      if ((character === ',' && depth === 1) || depth === 0) {
        parameters.push(text.slice(start, at));
        start = at + 1;
      }
    }
    return { index: match.index, parameters };
  });
}

/** `@Inject(X) private readonly a: B` -> ` private readonly a: B`: a decorator's own arguments are not the parameter's type. */
const withoutDecorators = (parameter) => parameter.replace(/@\w+\((?:[^()]|\([^()]*\))*\)/g, '').trim();
