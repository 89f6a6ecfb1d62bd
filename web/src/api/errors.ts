// What a failed call means to the person at the desk, and what to do about it.
import { anyUnpack } from '@bufbuild/protobuf/wkt'
import { Code, ConnectError } from '@connectrpc/connect'
import { BadRequestSchema, ErrorInfoSchema } from '../gen/google/rpc/error_details_pb'
import type { Status } from '../gen/google/rpc/status_pb'
import { saidHere, t } from '../text/lang'

// Of a division whose code is not in force on the day asked for.
export interface CodeOfDay {
  code: string
  // False: it was divided or came of several, so that its figures are of other people.
  isSameArea: boolean
}

export interface Explained {
  title: string
  advice: string
  // Field by field, where the server says so.
  fields: { path: string; text: string }[]
  reason: string
  // Trying again without a change may help.
  retry: boolean
  // The server's own words, for the one who looks after it.
  detail: string
  // Nothing answers at all: what a page asks waits for the server, and the page says so once for everything on it.
  offline?: boolean
  // Asked again by itself.
  waits?: boolean
  // The publication that is accepted already of the figure.
  acceptedPublication?: string
  codeOfDay?: CodeOfDay | undefined
}

const byReason: Record<string, () => [title: string, advice: string, retry?: boolean]> = {
  INVALID_FIELD: () => [t('有的内容不合要求', 'Something is not filled in right'), t('请改好下面列出的各项，再提交。', 'Mend what is listed below, then send it again.')],
  PAGE_TOKEN_INVALID: () => [t('列表已变化', 'The list has changed'), t('请从第一页重新查看。', 'Start again from the first page.'), true],
  NOT_FOUND: () => [t('没有找到', 'Not found'), t('可能编号有误，或记录已删除。请返回列表重新选择。', 'The number may be wrong, or the record gone. Go back to the list.')],
  ALREADY_EXISTS: () => [t('已经有了', 'It exists already'), t('请打开已有的记录，在其上修改。', 'Open the record that is there and change it.')],
  ETAG_MISMATCH: () => [t('别人刚改过这条记录', 'Someone has just changed this'), t('请看一看最新内容，再决定。', 'Look at the newest state, then decide.'), true],
  CONFLICT: () => [t('有人同时在办理', 'Others were faster'), t('请再试一次。', 'Try again.'), true],
  WRONG_STATE: () => [t('目前的状态不能这样办', 'Its state does not allow this'), t('请刷新，看看它已到哪一步。', 'Refresh to see where it stands.'), true],
  VACANCY_FULL: () => [t('这个岗位已招满', 'No opening is left'), t('请另选岗位，或请协作站增加人数。', 'Choose another vacancy, or ask the office for more openings.')],
  VACANCY_CLOSED: () => [t('这个岗位已关闭或过期', 'This vacancy is closed or expired'), t('请另选岗位。', 'Choose another vacancy.')],
  WORKER_COMMITTED: () => [t('此人已接受别的岗位', 'This worker has accepted another placement'), t('先结束那一条推荐，再推荐新的。', 'End that placement first.')],
  TOO_MANY_PROPOSALS: () => [t('此人已有三条推荐', 'Three proposals stand already'), t('等其中一条有结果，或先撤回一条。', 'Wait for an answer, or withdraw one.')],
  NO_LEGAL_BASIS: () => [t('没有授权依据', 'There is no legal basis'), t('请先登记本人同意或法定职责，再办理。', 'Record consent or a statutory duty first.')],
  OUTCOME_NOT_POSSIBLE: () => [t('这条动态不可能发生', 'This cannot have happened'), t('请核对日期：不能在将来，也不能早于满 16 岁。', 'Check the date: not in the future, not before the age of 16.')],
  NOT_YOUR_ATTESTATION: () => [t('这类佐证不由您出具', 'Another role vouches for this'), t('请选您所在单位能出具的佐证。', 'Choose a kind that your role may give.')],
  UNAUTHENTICATED: () => [t('登录已失效', 'You are signed out'), t('请用有效的令牌重新登录。', 'Sign in again with a valid token.')],
  METHOD_UNKNOWN: () => [t('页面与服务器版本不一致', 'The page and the server are of different versions'), t('请刷新页面；仍不行请告诉管理员。', 'Reload the page; tell the administrator if it lasts.')],
  ROLE_ELSEWHERE: () => [t('这项服务不在这台服务器上', 'This part runs in another process'), t('请告诉管理员。', 'Tell the administrator.')],
  WRONG_DOOR: () => [t('这个入口不受理此项', 'Not served at this address'), t('请从常用的网址进入；仍不行请告诉管理员。', 'Use the usual address; tell the administrator if it lasts.')],
  METHOD_NOT_ALLOWED: () => [t('您的身份不能办理此事', 'Not for your role'), t('需要时请联系管理员。', 'Ask an administrator if you need it.')],
  OUT_OF_SCOPE: () => [t('超出您的管辖范围', 'Outside your scope'), t('请核对编号或地区；别处的事由当地办理。', 'Check the name or the place; what is elsewhere is done there.')],
  MATCHER_NOT_READY: () => [t('匹配服务正在启动', 'The matcher is starting'), t('稍等片刻，会自动再试。', 'One moment; it is tried again.'), true],
  MONITORING_NOT_READY: () => [t('统计服务正在启动', 'Figures are being built'), t('稍等片刻，会自动再试。', 'One moment; it is tried again.'), true],
  NOT_FRESH_ENOUGH: () => [t('最新数据还没算完', 'The newest data is not counted yet'), t('请稍后再试。', 'Try again shortly.'), true],
  QUEUE_FULL: () => [t('现在用的人太多', 'Too many are asking'), t('请稍后再试。', 'Try again shortly.'), true],
  FILES_FULL: () => [t('上传的文件太多，没有空间了', 'There is no room for more files'), t('请压缩后再传，或请管理员另开账号，或等旧文件到期清除。', 'Send it packed, ask the administrator for another token, or wait until old files are erased.')],
  STOPPING: () => [t('服务正在重启', 'The server is restarting'), t('请稍后再试。', 'Try again shortly.'), true],
  PEER_UNAVAILABLE: () => [t('有一项服务暂不可用', 'A part of the server is down'), t('请稍后再试；一直如此请告诉管理员。', 'Try again; tell the administrator if it lasts.'), true],
  DEADLINE: () => [t('等得太久，没有等到回音', 'The answer took too long'), t('先看看是否已经办成，再重试。', 'Look whether it was done, then try again.'), true],
  STORE: () => [t('数据存储有问题', 'The store has a problem'), t('请立即告诉管理员。', 'Tell the administrator now.')],
  INTERNAL: () => [t('服务器内部出错', 'The server has a fault'), t('请告诉管理员，并说明时间。', 'Tell the administrator, with the time.')],
}

const acceptedAlready: (typeof byReason)[string] = () => [t('这一天、这个口径已采纳过一份', 'Another one of this day and policy is accepted'), t('以那一份为准。要改用这一份，先写明原因退回那一份。', 'That one holds. To accept this one instead, return that one first, saying why.')]

export function explain(error: unknown): Explained {
  const connect = ConnectError.from(error)
  const info = connect.findDetails(ErrorInfoSchema)[0]
  const fields = connect
    .findDetails(BadRequestSchema)
    .flatMap((bad) => bad.fieldViolations.map(({ field, description }) => ({ path: field, text: saidHere(description) })))
  const reason = info?.reason ?? (fields.length > 0 ? 'INVALID_FIELD' : connect.code === Code.Unauthenticated ? 'UNAUTHENTICATED' : '')
  const acceptedPublication = info?.metadata.accepted_publication
  const code = info?.metadata.code_of_day
  const codeOfDay = code ? { code, isSameArea: info?.metadata.same_area === 'true' } : undefined
  const known = acceptedPublication ? acceptedAlready : byReason[reason]
  if (known) {
    const [title, advice, retry = false] = known()
    return { title, advice, fields, reason, retry, detail: saidHere(connect.rawMessage), acceptedPublication, codeOfDay }
  }
  const offline = connect.code === Code.Unknown || connect.code === Code.Unavailable
  return {
    title: offline ? t('连不上服务器', 'The server cannot be reached') : t('没有办成', 'It did not work'),
    advice: offline
      ? t('请检查网络；已填的内容不会丢，恢复后再试。', 'Check the network; what you filled in stays. Try again then.')
      : t('请再试一次；仍不行请告诉管理员。', 'Try again; tell the administrator if it lasts.'),
    fields,
    reason,
    retry: true,
    detail: saidHere(connect.rawMessage),
    offline,
  }
}

// What no part of a division's page will ever be answered with: the page is not this caller's, or of no division.
export const isRefusal = (error: Explained | undefined): boolean => ['OUT_OF_SCOPE', 'INVALID_FIELD', 'NOT_FOUND'].includes(error?.reason ?? '')

// Why a row of an import was sent back.
export function explainRow(status: Status | undefined): Explained {
  let reason = ''
  const fields: Explained['fields'] = []
  for (const detail of status?.details ?? []) {
    const info = anyUnpack(detail, ErrorInfoSchema)
    if (info) reason = info.reason
    for (const { field, description } of anyUnpack(detail, BadRequestSchema)?.fieldViolations ?? []) fields.push({ path: field.replace(/^rows\[\d+\]\./, ''), text: saidHere(description) })
  }
  const known = byReason[reason]
  const [title, advice] = known ? known() : [t('没有办成', 'It did not work'), '']
  return { title, advice, fields, reason, retry: false, detail: saidHere(status?.message ?? '') }
}
