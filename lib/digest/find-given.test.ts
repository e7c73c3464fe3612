import { describe, expect, it } from 'vitest';
import { findGiven } from './find-given.ts';
import { readNote } from './read-note.ts';

type Sample = readonly [note: string, ...given: readonly string[]];

/** Notes of agents, and what the customer gave or tried in each. Without any, it is a trap. */
const SAMPLES: readonly Sample[] = [
  ['cust verified, wants new sim', 'cust verified, wants new sim'],
  ['Verif: ZIP + last pmt OK. caller said hi', 'Verif: ZIP + last pmt OK'],
  ['PIN ok. billing q', 'PIN ok'],
  ['rebooted modem x2 no change', 'rebooted modem x2 no change'],
  [
    'restarted modem twice, changed cable, still 4 mbit of 50',
    'restarted modem twice, changed cable, still 4 mbit of 50',
  ],
  ['photos rcvd by email', 'photos rcvd by email'],
  ['cust sent receipt and serial no on 2 dec', 'cust sent receipt and serial no on 2 dec'],
  ['router power cycled already', 'router power cycled already'],
  ['proof of purchase attached', 'proof of purchase attached'],
  ['Customer: i already restarted the router. Agent: ok', 'i already restarted the router'],
  ['returned the router 22 may, tracking attached', 'returned the router 22 may, tracking attached'],
  ['POA again, 2 pp, legible. cleared cache and reinstalled app', 'cleared cache and reinstalled app'],
  // Traps
  ['cust not verified'],
  ['pls restart the modem'],
  ['asked cust to send photos'],
  ['cust will send receipt tmrw'],
  ['photos missing, awaiting docs'],
  ['verif failed 2x'],
  ['sent invoice to cust'],
  ['tmp pw sent to cust by email'],
  ['have you restarted the modem?'],
  ['id expired, receipt rejected'],
  ['cust refused to restart modem'],
  ['fotos enviadas por correo', 'fotos enviadas por correo'],
  ['se reinició el módem dos veces sin resultado', 'se reinició el módem dos veces sin resultado'],
  ['falta comprobante enviado'],
  ['box redémarrée deux fois', 'box redémarrée deux fois'],
  ['justificatif reçu le 3 déc', 'justificatif reçu le 3 déc'],
  ['merci de redémarrer la box'],
  ['Modem zweimal neu gestartet', 'Modem zweimal neu gestartet'],
  ['Beleg per Mail geschickt', 'Beleg per Mail geschickt'],
  ['Kunde soll Fotos schicken'],
  ['fotos enviadas pelo app', 'fotos enviadas pelo app'],
  ['cliente reiniciou o modem duas vezes', 'cliente reiniciou o modem duas vezes'],
  ['falta comprovante'],
];

describe('findGiven', () => {
  it.each(SAMPLES)('finds in %j what need not be asked again', (note, ...given) => {
    expect(givenIn(note)).toEqual(given);
  });

  it('takes nobody for verified by the record of another contact, or by words of the customer', () => {
    expect(givenIn('cust verified', { ofThisContact: false })).toEqual([]);
    expect(givenIn('account verified, thanks', { channel: 'email' })).toEqual([]);
    expect(givenIn('Customer: account verified')).toEqual([]);
    expect(givenIn('caller said "account verified"')).toEqual([]);
  });

  it('believes what was tried, whoever wrote it', () => {
    const options = { channel: 'chat', ofThisContact: false };
    expect(givenIn('i rebooted my router twice', options)).toEqual(['i rebooted my router twice']);
  });
});

function givenIn(note: string, { channel = 'agent', ofThisContact = true } = {}): readonly string[] {
  return findGiven({ channel, clauses: readNote(note) }, { ofThisContact }).map(({ text }) => text);
}
