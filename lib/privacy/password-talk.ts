/** Words behind "password" that talk about it and do not tell it. As alternatives of a pattern. */

/** After "the password is": states, and the beginnings of a clause. */
export const IS_ABOUT_IT = [
  'not|wrong|incorrect|invalid|correct|right|reset|resett\\w*|expired|never|no|still|being|too|rejected|required|needed',
  'sent|same|locked|blocked|unknown|forgotten|lost|changed|updated|working|broken|weak|strong|short|long|old|new|ok|okay',
  'fine|good|set|case|stored|saved|shared|missing|disabled|enabled|accepted|compromised|hacked|stolen|leaked|available',
  'hidden|visible|empty|blank|gone|very|so|verified|confirmed|temporary|optional|protected|unchanged|asked|entered|given',
  'provided|different|something|anything|nothing|hard|easy|difficult|secure|safe|about|due|going|getting|supposed',
  'the|a|an|in|on|at|for|to|by|from|with|now|already|also|just|only|always|again|what|where|why|how|when|there|here',
  'my|your|his|her|their|our|this|that|it|mandatory|necessary|recommended|impossible|useless|annoying|unclear|unsafe',
  'falsch|ung[uü]ltig|abgelaufen|gesperrt|nicht|incorrecta?|inv[aá]lida|caducada|bloqueada|err[oó]nea|vencida',
].join('|');

/** Right after "password": what is done with it, and what is named after it. */
export const IS_NO_PASSWORD = [
  'change|problems?|issues?|help|recovery|page|link|hint|manager|policy|questions?|verification|error|loops?|trouble',
  'request|support|prompt|email|expir\\w*|works?|did|does|didnt|doesnt|cannot|cant|wont|must|should|forgot\\w*|and|or|of',
  'if|but|online|twice|today|yesterday|please|anymore|button|box|sheet|length|rules?|strength|format|generator|vault',
  'attempts?|characters|field|screen|thing|stuff|portal|account|setup|security|protection|notice|warning|alert|popup',
  'website|login|app|times|later|first|anyway|instead|then|because|since|until|while|customer|caller|agent|user|details',
].join('|');
