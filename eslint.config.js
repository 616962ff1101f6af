import stylistic from '@stylistic/eslint-plugin'
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
  pluginVue.configs['flat/recommended'].map(config => ({ ...config, files: ['**/*.vue'] })),
  // The settings of @antfu/eslint-config, which Slidev itself is written with, but for the package: it would bring the whole install to 781 MB.
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: false, braceStyle: 'stroustrup', jsx: false }),
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': ['error', { ignores: ['default', 'cover', 'error', 'Picture', 'Narrow', 'After'] }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
    },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true }],
      'no-duplicate-imports': 'error',
      // The compiler says it, too, and of templates as well.
      '@typescript-eslint/no-unused-vars': 'off',
      '@stylistic/generator-star-spacing': ['error', { before: false, after: true, method: { before: false, after: false } }],
      '@stylistic/max-statements-per-line': ['error', { max: 2 }],
      // A union whose members have comments begins with one.
      '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'ignore' } }],
      '@stylistic/yield-star-spacing': ['error', { before: false, after: true }],
      'no-useless-rename': 'error',
      'object-shorthand': ['error', 'always', { avoidQuotes: true }],
      'sort-imports': ['error', { ignoreCase: true, ignoreDeclarationSort: true }],
      'prefer-const': 'error',
      'eqeqeq': ['error', 'smart'],
    },
  },
  ...rows.flatMap(wallsOf),
  wall(['kubernetes/**'], ['^[^.]', ...rows.flat().filter(folder => folder !== 'kubernetes').map(into), '/settings'], 'kubernetes/ imports nothing outside itself: it is a cluster in plain TypeScript.'),
  wall(['slides/**/{slide,steps,view,layout}.ts'], ['^vue', '^@slidev', ...rows.slice(3).flat().map(into)], 'What a slide says and shows is data: neither Vue nor Slidev.'),
)
