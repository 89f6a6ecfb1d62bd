// The pages in a real browser, against a server process of their own.
//
//   node run.mjs --laowu PROGRAM --web FOLDER --packages NODE_MODULES [--only parts|journey|call|publication|vouch|pages] [--shots FOLDER]
//
// Exits with 77, saying what is missing, where this machine cannot run it.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const skipped = 77
const { values } = parseArgs({
  options: { laowu: { type: 'string' }, web: { type: 'string' }, packages: { type: 'string' }, only: { type: 'string' }, shots: { type: 'string' } },
})
const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const missing = [
  [existsSync(join(values.web, 'index.html')), `the built pages in ${values.web} (deploy/web builds them)`],
  [existsSync(join(values.packages, 'playwright-core')), 'playwright-core (deploy/setup installs it)'],
  [program !== undefined, 'chromium (deploy/setup installs it)'],
].filter(([there]) => !there)
if (missing.length > 0) {
  console.log(`skipped: without ${missing.map(([, what]) => what).join(', ')}`)
  process.exit(skipped)
}

globalThis.webTest = {
  program,
  packages: values.packages,
  world: { laowu: values.laowu, web: values.web, root: join(dirname(fileURLToPath(import.meta.url)), '../..') },
  shots: values.shots,
}
for (const name of ['parts', 'journey', 'call', 'publication', 'vouch', 'pages']) {
  if (!values.only || values.only === name) await import(`./${name}_test.mjs`)
}
