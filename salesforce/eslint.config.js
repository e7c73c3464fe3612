import recommended from '@salesforce/eslint-config-lwc/recommended.js';

export default [
  ...recommended,
  {
    files: ['**/lwc/**/*.js'],
    languageOptions: { parserOptions: { requireConfigFile: false } },
  },
];
