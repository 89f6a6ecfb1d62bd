import { ref } from 'vue'
import { constantWords } from './constants'

export type Lang = 'zh' | 'en'

const kept = localStorage.getItem('laowu-lang')
export const lang = ref<Lang>(kept === 'en' ? 'en' : 'zh')

export function setLang(next: Lang) {
  lang.value = next
  localStorage.setItem('laowu-lang', next)
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}
setLang(lang.value)

// Both texts stand where they are shown, so that neither is forgotten when one changes.
export function t(zh: string, en: string): string {
  return lang.value === 'zh' ? zh : en
}

// Names of the API in a sentence of the server's become the words of these pages: "（CONFIRMED）" → "（“仍在外”）". Where the word
// stands before them already, 返乡（RETURNED）, they are left out, and so are methods, which no clerk calls.
export function withoutConstants(text: string): string {
  const wordOf = (name: string) => constantWords[name] ?? constantWords[name.replace(/^CHANNEL_/, '')]
  return text
    .replace(/ ?[（(](?:ReportLeft|RecordWorkerFact)(?:, [A-Z_]+)?[）)]/g, '')
    .replace(/([\u4e00-\u9fff]*)（([A-Z]+(?:_[A-Z]+)*)）/g, (whole: string, before: string, name: string) => {
      const word = wordOf(name)?.[0]
      return word && before.endsWith(word) ? before : whole
    })
    .replace(/(?<![A-Za-z_])[A-Z]+(?:_[A-Z]+)*(?![A-Za-z_])/g, (name) => {
      const word = wordOf(name)
      return word ? `“${t(word[0], word[1])}”` : name
    })
}

// What the server says in both languages, "中文 / English" or "中文 (English)": the half that is read here.
export function said(text: string): string {
  const halves = /^([^]*?[\u4e00-\u9fff][^]*?) \/ ([\x21-\x7e][^]*)$/.exec(text) ?? /^([^]*[\u4e00-\u9fff][^]*?) \(([^\u4e00-\u9fff]+)\)$/.exec(text)
  return withoutConstants(halves ? t(halves[1]!, halves[2]!) : text)
}

// What it says at every door, in words of these pages: no clerk has the options and commands of a terminal.
export function saidHere(text: string): string {
  return said(text)
    .replace('，可查区划表（laowu divisions），或只写到', '，可只写到')
    .replace('; ListDivisions names them, and the', '; the')
    .replace(/，可查区划表（laowu divisions）|; ListDivisions \(at the command line: laowu divisions\) names them/, '')
    .replace(/（laowu [^）]*）| \(laowu [^)]*\)| \(at the command line: laowu [^)]*\)/, '')
    .replace('sheet_display_name', t('“只读哪张工作表”一栏', '“Only the sheet”'))
    .replace('请加 --allow-older', '请点“较旧的行也写入”')
    .replace('allow_older (--allow-older)', '“Write the older rows too”')
}

// What it says word by word, "已知 known: 在家 at home": the words that are read here. Names of places have one word.
export function saidByWord(text: string): string {
  if (lang.value === 'zh') return text.replace(/(?<=[\u4e00-\u9fff]) [a-z][a-z ]*(?<=[a-z])(?![a-z])/g, '').replaceAll(': ', '：')
  return text.replace(/[\u4e00-\u9fff]+ ([a-z][a-z ]*)/g, '$1').replaceAll('；', '; ').replaceAll('、', ', ')
}

export function number(value: number | bigint): string {
  return value.toLocaleString(lang.value === 'zh' ? 'zh-CN' : 'en')
}

// A difference: "+5", "−2", "0".
export function signed(value: number): string {
  return value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : '0'
}

// 699 → "69.9%". Cut, as the server cuts: nothing is rounded up to a target.
export function permille(value: number | undefined): string {
  return value === undefined ? '—' : `${(Math.floor(value) / 10).toFixed(1)}%`
}

// "3500–4500 元/月".
export function wageRange(min: number, max: number): string {
  if (!min && !max) return t('面议', 'negotiable')
  const figures = min && max && min !== max ? `${min}–${max}` : `${max || min}`
  return t(`${figures} 元/月`, `¥${figures}/month`)
}
