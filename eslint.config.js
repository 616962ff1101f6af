import pluginVue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/** The walls of the house: what a room may not import, and why the message says so. */
function wall(files, forbidden, message) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: forbidden.map(regex => ({ regex, message })) }],
    },
  }
}

const upTo = room => `^(\\.\\./)+${room}`
const rooms = ['components', 'composables', 'layouts', 'pages', 'setup', 'scripts', 'styles', 'settings', 'tests']

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'coverage', '.slidev', 'public'] },
  tseslint.configs.recommended,
  pluginVue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off',
      'vue/multi-word-component-names': ['error', { ignores: ['default', 'cover', 'error'] }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'prefer-const': 'error',
      'eqeqeq': ['error', 'smart'],
    },
  },
  {
    files: ['tests/**'],
    rules: { 'vue/one-component-per-file': 'off', 'vue/require-render-return': 'off' },
  },
  wall(['model/**/*.ts'], ['^[^.]', ...rooms.map(upTo)], 'model/ imports nothing outside itself: Kubernetes is modelled in plain TypeScript.'),
  wall(['components/**'], ['^@slidev', upTo('layouts'), upTo('pages'), upTo('setup'), upTo('scripts')], 'components draw: they reach Slidev through composables, and never the rooms above.'),
  wall(['components/diagram/**'], [...['model', 'composables', 'settings', 'layouts', 'pages', 'setup', 'scripts'].map(upTo), '^\\.\\./', '^@slidev'], 'components/diagram is a drawing vocabulary: it knows neither Kubernetes nor Slidev.'),
  wall(['composables/**'], [upTo('components'), upTo('layouts'), upTo('pages'), upTo('setup'), upTo('scripts')], 'composables serve the components; they do not know them.'),
  wall(['pages/**'], [upTo('layouts'), upTo('setup'), upTo('scripts')], 'pages show slides otherwise than Slidev does; the rooms above lead to them.'),
  wall(['layouts/**', 'setup/**', '*.vue'], [`${upTo('scripts')}`, '^\\./scripts'], 'scripts/ are programs for build time: nothing imports them.'),
)
