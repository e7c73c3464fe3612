import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expandTemplates, type Sample } from '../../tests/samples/redaction/expand-templates.ts';
import { redact } from './redact.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../tests/samples/redaction/${file}`, import.meta.url), 'utf8'));

const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  'written one by one': read('dev.json'),
  'drawn from templates': expandTemplates(read('templates-dev.json'), { count: 2_500, seed: 1 }),
};

/** The share of secrets that must be gone; a little less where a number means something only in its sentence. */
const STRICT = 0.99;
const LENIENT = 0.95;
const LINES: Readonly<Record<string, number>> = {
  ...{ card: STRICT, ssn: STRICT, phone: STRICT, email: STRICT, cvv: STRICT },
  ...{ bank: STRICT, bank_account: STRICT, routing: LENIENT, pin: LENIENT, password: LENIENT },
  ...{ dob: LENIENT, date_of_birth: LENIENT, one_time_code: LENIENT, drivers_license_or_passport: LENIENT },
};
const TRAPS_DAMAGED_AT_MOST = 0.01;

const isLeak = ({ text, secrets }: Sample) => secrets.some((secret) => redact(text).includes(secret));
const isDamaged = ({ text, keep }: Sample) => keep.some((part) => !redact(text).includes(part));

describe.each(Object.entries(SAMPLES))('redact on samples %s', (_name, samples) => {
  const classes = [...new Set(samples.map((sample) => sample.class))].filter((name) => name !== 'trap');

  it.each(classes)('removes as many secrets of the class %s as its line demands', (name) => {
    const ofClass = samples.filter((sample) => sample.class === name);
    const leaks = ofClass.filter(isLeak);

    for (const { id, text } of leaks) process.stdout.write(`  leaks ${id}: ${redact(text)}\n`);
    expect(1 - leaks.length / ofClass.length).toBeGreaterThanOrEqual(LINES[name] ?? 1);
  });

  it('leaves the traps as they are, but for one in a hundred', () => {
    const traps = samples.filter((sample) => sample.class === 'trap');
    const damaged = traps.filter(isDamaged);

    for (const { id, text } of damaged) process.stdout.write(`  damages ${id}: ${redact(text)}\n`);
    expect(damaged.length / traps.length).toBeLessThanOrEqual(TRAPS_DAMAGED_AT_MOST);
  });

  it('changes no sample a second time', () => {
    for (const { text } of samples) expect(redact(redact(text))).toBe(redact(text));
  });
});
