interface EventWords {
  /** As it stands behind `whether it was`. */
  readonly name: string;
  readonly happened: RegExp;
  /** Words that say by themselves that it did not. */
  readonly opposite: RegExp;
}

/** What happens to a customer's matter or does not, in plain form: where a record has it, a summary must not turn it round. */
export const EVENTS: readonly EventWords[] = [
  event(
    'accepted',
    'accepted|agreed|approved|granted|acepto|aceptada?|concedi[oó]|concedid[ao]|autorizad[ao]|angenommen|genehmigt|bewilligt|aceitou|aceite|aceita|acceptee?|accordee?',
    'declined|declines|decl|refused|refuses|rejected|denied|recusou|recusad[ao]|rechazo|rechazad[ao]|nego|negad[ao]|abgelehnt|refusee?|rejetee?',
  ),
  event(
    'resolved',
    'resolved|fixed|solved|repaired|restored|resuelt[ao]|resolue?|behoben|gelost|resolvid[ao]',
    'unresolved|unsolved|unfixed',
  ),
  event(
    'refunded',
    'refunded|reimbursed|refd|rembourse(?:e|s|es)?|reembolsad[ao]s?|erstattet|devuelto|devolvid[ao]s?',
  ),
  event(
    'delivered',
    'delivered|dlvd|received|recd|rcvd|recibid[ao]s?|recibio|livree?s?|recue?s?|geliefert|zugestellt|recebid[ao]s?|entregad[ao]s?|entregue',
    'undelivered',
  ),
  event('answered', 'answered|replied|responded', 'unanswered|ignored'),
  event('paid', 'paid|pd|bezahlt|pagou|pagad[ao]|payee?', 'unpaid'),
  event('verified', 'verified|authenticated', 'unverified'),
  event('cancelled', 'cancelled|canceled|cxld'),
  event('attached', 'attached|uploaded|enclosed'),
  event('confirmed', 'confirmed|confirms', 'denies|unconfirmed'),
  event('waived', 'waived'),
];

function event(name: string, happened: string, opposite = '(?!)'): EventWords {
  return { name, happened: new RegExp(`^(?:${happened})$`), opposite: new RegExp(`^(?:${opposite})$`) };
}
