import pluginVue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/**
 * The folders from the lowest to the highest: code imports from its own row and from the rows before it, never from a
 * later one.
 */
const rows = [
  ['talk', 'kubernetes', 'components/diagram'],
  ['components/column', 'components/frame', 'components/qr-code'],
  ['slides'],
  ['deck'],
  ['composables', 'logic', 'state'],
  ['components/reader', 'components/search', 'components/presenter'],
  ['layouts', 'pages'],
  ['setup'],
  ['scripts/support', 'scripts/browser', 'scripts/serve'],
  ['static'],
  ['scripts/test', 'tools'],
]

/** Folders of the lowest row do not know each other. */
const lowest = rows[0]

/** A rule that forbids imports to some files, by regular expressions, and says why. */
function wall(files, forbidden, message) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: forbidden.map(regex => ({ regex, message })) }],
    },
  }
}

/** A pattern of imports that lead into a folder, from wherever they are written. */
const into = folder => `^(\\.{1,2}/)+(${[folder, ...folder.startsWith('components/') ? [folder.split('/')[1]] : []].join('|')})/`

const message = folder => `${folder}/ may not import this: eslint.config.js has the order of the folders.`

/** The walls of the folders of one row: what each may not import. Pictures reach Slidev through composables alone. */
function wallsOf(row, place) {
  const above = [...rows.slice(place + 1).flat(), 'tests', ...place < rows.findIndex(each => each.includes('scripts/support')) ? ['scripts'] : []]
  return row.flatMap((folder) => {
    const forbidden = [...above, ...row === lowest ? lowest.filter(each => each !== folder) : []].map(into)
    const draws = /^(?:components|slides)/.test(folder)
    return [
      wall([`${folder}/**`], forbidden, message(folder)),
      ...draws ? [wall([`${folder}/**/*.vue`], [...forbidden, '^@slidev'], message(folder))] : [],
    ]
  })
}

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
      'vue/multi-word-component-names': ['error', { ignores: ['default', 'cover', 'error', 'Picture', 'Narrow', 'After'] }],
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
      'no-duplicate-imports': 'error',
      'prefer-const': 'error',
      'eqeqeq': ['error', 'smart'],
    },
  },
  {
    files: ['tests/**'],
    rules: { 'vue/one-component-per-file': 'off', 'vue/require-render-return': 'off' },
  },
  ...rows.flatMap(wallsOf),
  wall(['kubernetes/**'], ['^[^.]', ...rows.flat().filter(folder => folder !== 'kubernetes').map(into), '/settings'], 'kubernetes/ imports nothing outside itself: it is a cluster in plain TypeScript.'),
  wall(['slides/**/{slide,steps,view,layout}.ts'], ['^vue', '^@slidev', ...rows.slice(3).flat().map(into)], 'What a slide says and shows is data: neither Vue nor Slidev.'),
)
