// The text of a posting without the torn clause at its end: contacts are dropped before it is stored, and what led to
// them stays, "有意者联系李经理或". Work with customers or telephones is none.
const breaks = '。；;！!？?，,\\s'
const lastClause = new RegExp(`[^${breaks}]+$`, 'u')
const trailing = new RegExp(`[${breaks}、：:.]+$`, 'u')
const invites = /有意|有兴趣|感兴趣|联系|致电|拨打|咨询|报名|微信/
const ofWork = /客户|负责|销售|接听|维修|沟通/
const leadsOn = /(?:联系|致电|拨打|咨询|电话|手机号?码?|微信号?|方式|有意者|兴趣者|或者?|[及与])$/
const isTorn = (clause: string) => invites.test(clause) && leadsOn.test(clause) && !ofWork.test(clause)

export function postingText(description: string): string {
  const whole = description.trim()
  let text = whole
  for (;;) {
    const bare = text.replace(trailing, '')
    const clause = lastClause.exec(bare)?.[0] ?? ''
    if (!isTorn(clause)) break
    text = bare.slice(0, bare.length - clause.length).trimEnd()
  }
  return text === whole ? whole : text.replace(/[，,、；;：:\s]+$/u, '')
}
