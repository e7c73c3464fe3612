import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';

const PACKAGE = join(import.meta.dirname, '../force-app/main/default');

/** Files of the package by a pattern, as paths from its root with forward slashes. */
export function listPackage(pattern: string): string[] {
  return globSync(pattern, { cwd: PACKAGE })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

export function readPackage(path: string): string {
  return readFileSync(`${PACKAGE}/${path}`, 'utf8');
}

/** The last part of a path without any extension. */
export function nameOf(path: string): string {
  return basename(path).replace(/\..*$/, '');
}

class Errors extends ApexErrorListener {
  readonly found: string[] = [];

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.found.push(`${line}:${column} ${message}`);
  }
}

/** Every error of syntax in a class, by line and column. Names and types are not checked: that takes an org. */
export function syntaxErrors(source: string): readonly string[] {
  const errors = new Errors();
  const { parser } = ApexParserFactory.createLexerAndParser(source, errors);
  parser.compilationUnit();
  return errors.found;
}

/** The parameters of each method that a component may call, by its name. */
export function auraMethods(source: string): ReadonlyMap<string, readonly string[]> {
  const methods = source.matchAll(/@AuraEnabled\s+public static \w+ (\w+)\(([^)]*)\)/g);
  return new Map(
    [...methods].map(([, name = '', parameters = '']) => [
      name,
      parameters.split(',').map((parameter) => parameter.trim().split(/\s+/)[1] ?? ''),
    ]),
  );
}

/** The members that a method puts into a body, in their order. */
export function bodyMembers(source: string, method: string): readonly string[] {
  const [, body = ''] =
    new RegExp(`OmniInsightsReply ${method}\\([\\s\\S]*?\\{([\\s\\S]*?)\\n {4}\\}`).exec(source) ?? [];
  const literal = [...body.matchAll(/'(\w+)' => /g)];
  const optional = [...body.matchAll(/putGiven\(body, '(\w+)'/g)];
  return [...literal, ...optional].map(([, name = '']) => name);
}
