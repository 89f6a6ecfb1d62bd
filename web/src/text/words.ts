// Words for the enums of the API.
import { EducationLevel, Channel, Gate, PolicyGroup, Sex, Hazard } from '../gen/laowu/v1/types_pb'
import { Vacancy_State } from '../gen/laowu/v1/vacancy_service_pb'
import {
  Attestation_Kind,
  DeclineReason,
  EvidenceGrade,
  Outcome_Type,
  Placement_State,
} from '../gen/laowu/v1/placement_service_pb'
import { AuditResult_Lack } from '../gen/laowu/v1/audit_samples_pb'
import { Import_Kind } from '../gen/laowu/v1/intake_service_pb'
import { WorkStatus } from '../gen/laowu/v1/match_service_pb'
import { WorklistKind } from '../gen/laowu/v1/monitoring_service_pb'
import { Caller_Role } from '../gen/laowu/v1/reference_service_pb'
import { WorkerFact_Kind } from '../gen/laowu/v1/worker_service_pb'
import { ExplainedPerson_Standing, OutboundRatio_Status, RatioPolicy_Boundary, RatioPolicy_Carry, RatioPolicy_Strictness } from '../gen/laowu/v1/outbound_ratios_pb'
import { Publication_State } from '../gen/laowu/v1/publications_pb'
import { t } from './lang'

// `file`: in Chinese, where reports and lists that the command line makes as well have another word.
type Words = Record<number, [zh: string, en: string, file?: string]>
const of = (words: Words) => (value: number) => {
  const found = words[value]
  return found ? t(found[0], found[1]) : t('未填', 'not stated')
}

export const educationWord = of({
  [EducationLevel.NONE]: ['未上过学', 'no schooling'],
  [EducationLevel.PRIMARY]: ['小学', 'primary'],
  [EducationLevel.JUNIOR_MIDDLE]: ['初中', 'junior middle'],
  [EducationLevel.SENIOR_MIDDLE]: ['高中', 'senior middle'],
  [EducationLevel.SECONDARY_VOCATIONAL]: ['中专', 'secondary vocational'],
  [EducationLevel.COLLEGE]: ['大专', 'college'],
  [EducationLevel.BACHELOR_OR_ABOVE]: ['本科及以上', 'bachelor or above'],
})
// The API counts upward: 1 is the lowest. China's own ladder counts down (一级 is the highest), so no number is shown.
const skillLevels: Words = {
  1: ['初级工', 'junior'],
  2: ['中级工', 'intermediate'],
  3: ['高级工', 'senior'],
  4: ['技师', 'technician'],
  5: ['高级技师', 'senior technician'],
}
export const skillLevelWord = (level: number): string => (skillLevels[level] ? of(skillLevels)(level) : t('未写明等级', 'level not stated'))
export const sexWord = of({ [Sex.FEMALE]: ['女', 'female'], [Sex.MALE]: ['男', 'male'] })
const channels: Words = {
  [Channel.PUBLIC_SERVICE]: ['公共就业服务', 'public service'],
  [Channel.COOPERATION_STATION]: ['劳务协作站', 'cooperation station'],
  [Channel.LABOUR_COMPANY]: ['劳务公司', 'labour company'],
  [Channel.COOPERATIVE]: ['劳务合作社', 'labour cooperative', '合作社'],
  [Channel.BROKER]: ['劳务经纪人', 'broker'],
  [Channel.TRAINING]: ['培训输送', 'training', '培训机构'],
  [Channel.DIRECT_HIRE]: ['企业直招', 'direct hire'],
  [Channel.SELF]: ['自行外出', 'by oneself', '自发'],
  [Channel.RELATIVES]: ['亲友介绍', 'relatives'],
  [Channel.APP]: ['招聘软件', 'an app', '网络平台'],
  [Channel.UNKNOWN]: ['渠道不明', 'unknown', ''],
}
export const channelWord = of(channels)
// In Chinese for every reader: by it an import knows the channel. Of one that is unknown the cell is left to be filled in.
export const channelFileWord = (channel: Channel): string => channels[channel]?.[2] ?? channels[channel]?.[0] ?? ''
export const policyGroupWord = of({
  [PolicyGroup.POVERTY_ALLEVIATED]: ['脱贫户', 'poverty alleviated'],
  [PolicyGroup.MONITORED]: ['监测户', 'monitored'],
  [PolicyGroup.RELOCATED]: ['易地搬迁', 'relocated'],
  [PolicyGroup.LOW_INCOME]: ['低收入', 'low income'],
  [PolicyGroup.DISABLED]: ['残疾', 'disabled'],
})
export const gateWord = of({
  [Gate.WORKER_NOT_VISIBLE]: ['暂不推荐（暂停或未授权）', 'not to be shown (paused, or no consent)'],
  [Gate.WORKER_COMMITTED]: ['已有去向', 'already placed or away'],
  [Gate.NOT_AVAILABLE]: ['到岗时间不合', 'not available in time'],
  [Gate.UNDERAGE]: ['未到年龄', 'too young for the post'],
  [Gate.AGE_LIMIT]: ['年龄要求', 'age limit'],
  [Gate.EDUCATION]: ['学历要求', 'education'],
  [Gate.WAGE]: ['工资低于期望', 'pays less than wished'],
  [Gate.DESTINATION]: ['不去该地', 'does not want to go there'],
  [Gate.REQUIRED_SKILL]: ['缺必备技能', 'lacks a required skill'],
  [Gate.CONDITIONS]: ['食宿、班次不合', 'housing or shifts'],
  [Gate.VACANCY_CLOSED]: ['岗位已关闭或招满', 'vacancy closed or full'],
  [Gate.EMPLOYER_BLOCKED]: ['企业已停用', 'employer blocked'],
})
export const hazardWord = of({
  [Hazard.DUST]: ['粉尘', 'dust'],
  [Hazard.TOXIC]: ['有毒', 'toxic'],
  [Hazard.HEIGHT]: ['高处', 'height'],
  [Hazard.COLD_WATER]: ['冷水', 'cold water'],
  [Hazard.HEAT]: ['高温', 'heat'],
  [Hazard.COLD]: ['低温', 'cold'],
  [Hazard.HEAVY_STRAIN]: ['重体力', 'heavy strain'],
  [Hazard.MINE_OR_QUARRY]: ['矿山', 'mine or quarry'],
  [Hazard.FELLING]: ['伐木', 'felling'],
  [Hazard.RADIATION]: ['辐射', 'radiation'],
  [Hazard.EXPLOSIVES]: ['爆炸物', 'explosives'],
  [Hazard.DIVING]: ['潜水', 'diving'],
  [Hazard.HEAVY_LOADS]: ['负重', 'heavy loads'],
  [Hazard.JACK_HAMMER]: ['风镐', 'jack hammer'],
  [Hazard.FORCED_POSTURE]: ['强制体位', 'forced posture'],
})
export const vacancyStateWord = of({
  [Vacancy_State.OPEN]: ['招聘中', 'open'],
  [Vacancy_State.CLOSED]: ['已关闭', 'closed'],
  [Vacancy_State.EXPIRED]: ['已过期', 'expired'],
})
export const placementStateWord = of({
  [Placement_State.PROPOSED]: ['已推荐', 'proposed'],
  [Placement_State.ACCEPTED]: ['已接受，待到岗', 'accepted'],
  [Placement_State.DECLINED]: ['未接受', 'declined'],
  [Placement_State.STARTED]: ['在岗', 'working'],
  [Placement_State.ENDED]: ['已结束', 'ended'],
  [Placement_State.EXPIRED]: ['已过期', 'expired'],
})
export const declineWord = of({
  [DeclineReason.PAY]: ['工资', 'pay'],
  [DeclineReason.PLACE]: ['地点', 'place'],
  [DeclineReason.WORK]: ['工作内容', 'work'],
  [DeclineReason.FAMILY]: ['家庭原因', 'family'],
  [DeclineReason.FOUND_OTHER_JOB]: ['已找到工作', 'found another job'],
  [DeclineReason.OTHER]: ['其他', 'other'],
})
export const outcomeWord = of({
  [Outcome_Type.OPENING_BALANCE]: ['期初在外', 'away at the start'],
  [Outcome_Type.DISPATCHED]: ['出发', 'set out'],
  [Outcome_Type.ARRIVED]: ['到岗', 'arrived'],
  [Outcome_Type.JOB_CHANGED]: ['换工作', 'changed job'],
  [Outcome_Type.HOME_VISIT]: ['回家探亲', 'home visit'],
  [Outcome_Type.RESUMED]: ['返岗', 'back at work'],
  [Outcome_Type.RETURNED]: ['返乡', 'returned home'],
  [Outcome_Type.CONFIRMED]: ['确认仍在外', 'still away'],
  [Outcome_Type.LOST_CONTACT]: ['联系不上', 'lost contact'],
  [Outcome_Type.LOCAL_JOB_STARTED]: ['本地就业', 'local job'],
  [Outcome_Type.LOCAL_JOB_ENDED]: ['本地离职', 'local job ended'],
  [Outcome_Type.VOIDED]: ['作废', 'taken back'],
})
export const gradeWord = of({
  [EvidenceGrade.VILLAGE_STATEMENT]: ['1 村里说明', '1 village statement'],
  [EvidenceGrade.ORGANIZER_RECORD]: ['2 组织单位记录', '2 organiser record'],
  [EvidenceGrade.WORKER_CONFIRMATION]: ['3 本人确认', '3 worker confirmed'],
  [EvidenceGrade.DESTINATION_CONFIRMATION]: ['4 用工地确认', '4 destination confirmed'],
  [EvidenceGrade.PAYROLL_MATCH]: ['5 工资社保比对', '5 payroll match'],
})
export const attestationWord = of({
  [Attestation_Kind.VILLAGE_STATEMENT]: ['村干部', 'village'],
  [Attestation_Kind.ORGANIZER_RECORD]: ['组织单位', 'organiser'],
  [Attestation_Kind.WORKER_CONFIRMATION]: ['本人', 'the worker'],
  [Attestation_Kind.OFFICE_CONFIRMATION]: ['协作站', 'office'],
  [Attestation_Kind.EMPLOYER_CONFIRMATION]: ['用人单位', 'employer'],
  [Attestation_Kind.PAYROLL_MATCH]: ['工资社保', 'payroll'],
  [Attestation_Kind.ORGANIZER_DENIAL]: ['组织单位说不是', 'organiser: not ours'],
})
export const workStatusWord = of({
  [WorkStatus.AT_HOME]: ['在家', 'at home'],
  [WorkStatus.PROPOSED]: ['已推荐', 'proposed'],
  [WorkStatus.PLACED]: ['待到岗', 'placed'],
  [WorkStatus.AWAY]: ['在外务工', 'away'],
})
export const roleWord = of({
  [Caller_Role.OFFICE]: ['劳务协作站', 'cooperation office'],
  [Caller_Role.COUNTY_BUREAU]: ['县级人社局', 'county bureau'],
  [Caller_Role.CITY_BUREAU]: ['市级人社局', 'city bureau'],
  [Caller_Role.MONITOR]: ['监测', 'monitor'],
  [Caller_Role.ORGANIZER]: ['组织单位', 'organiser'],
  [Caller_Role.ADMINISTRATOR]: ['管理员', 'administrator'],
})
export const factWord = of({
  [WorkerFact_Kind.PROFILE]: ['建档', 'profile'],
  [WorkerFact_Kind.RESIDENCE_MOVED]: ['户籍迁移', 'registration moved'],
  [WorkerFact_Kind.RURAL_STATUS]: ['户口性质', 'rural status'],
  [WorkerFact_Kind.BIRTH_DATE]: ['出生日期', 'birth date'],
  [WorkerFact_Kind.SEX]: ['性别', 'sex'],
  [WorkerFact_Kind.POLICY_GROUP_ADDED]: ['纳入政策对象', 'policy group added'],
  [WorkerFact_Kind.POLICY_GROUP_REMOVED]: ['退出政策对象', 'policy group removed'],
  [WorkerFact_Kind.MERGED]: ['合并档案', 'merged'],
  [WorkerFact_Kind.UNMERGED]: ['撤销合并', 'unmerged'],
  [WorkerFact_Kind.DIED]: ['死亡', 'died'],
  [WorkerFact_Kind.FACT_VOIDED]: ['撤销记录', 'fact taken back'],
})
export const ratioStatusWord = of({
  [OutboundRatio_Status.NO_DATA]: ['无数据', 'no data'],
  [OutboundRatio_Status.PROVISIONAL]: ['待定', 'provisional'],
  [OutboundRatio_Status.MET]: ['达标', 'met'],
  [OutboundRatio_Status.MISSED]: ['未达标', 'missed'],
})
export const ratioStatusTone = (status: OutboundRatio_Status) =>
  ({
    [OutboundRatio_Status.MET]: 'met',
    [OutboundRatio_Status.MISSED]: 'missed',
    [OutboundRatio_Status.PROVISIONAL]: 'wait',
  })[status as number] ?? ''
export const publicationStateWord = of({
  [Publication_State.DRAFT]: ['草稿', 'draft'],
  [Publication_State.SUBMITTED]: ['已上报', 'submitted'],
  [Publication_State.RETURNED]: ['已退回', 'returned'],
  [Publication_State.ACCEPTED]: ['已采纳', 'accepted'],
})
export const standingWord = of({
  [ExplainedPerson_Standing.ORGANIZED]: ['有组织', 'organised'],
  [ExplainedPerson_Standing.UNPROVEN]: ['证据不足', 'unproven'],
  [ExplainedPerson_Standing.UNKNOWN_CHANNEL]: ['渠道不明', 'channel unknown'],
  [ExplainedPerson_Standing.NOT_ORGANIZED]: ['自行外出', 'not organised'],
  [ExplainedPerson_Standing.NOT_COUNTED]: ['不计入', 'not counted'],
})
export const auditLackWord = of({
  [AuditResult_Lack.GROUP_NOT_REACHED]: ['记为有组织的和没有记为有组织的，各至少联系上一人，才有校正值', 'there is a corrected ratio once somebody of each group, recorded organised and not, was reached'],
  [AuditResult_Lack.REACHED_TOO_FEW]: ['未达到回访比例：联系上的不足抽取的一半', 'fewer than half of the drawn were reached'],
  [AuditResult_Lack.RATIO_BELOW_NEEDED]: ['校正值未达到', 'the corrected ratio is lower'],
  [AuditResult_Lack.INTERVAL_BELOW_TARGET]: ['区间下限不到 70%', 'the interval begins below 70%'],
})
export const worklistWord = of({
  [WorklistKind.UNPROVEN]: ['证据不足', 'unproven'],
  [WorklistKind.UNKNOWN_CHANNEL]: ['渠道不明', 'channel unknown'],
  [WorklistKind.NOT_ARRIVED]: ['出发未到岗', 'set out, not arrived'],
  [WorklistKind.LAPSING_VISIT]: ['探亲将满期', 'visit about to lapse'],
  [WorklistKind.NOT_CONFIRMED]: ['久未回访', 'long not heard of'],
})
export const strictnessWord = of({
  [RatioPolicy_Strictness.AS_REPORTED]: ['按填报', 'as reported'],
  [RatioPolicy_Strictness.BROAD]: ['一般', 'broad'],
  [RatioPolicy_Strictness.STRICT]: ['从严', 'strict'],
})
export const boundaryWord = of({
  [RatioPolicy_Boundary.COUNTY]: ['县外', 'outside the county'],
  [RatioPolicy_Boundary.TOWNSHIP]: ['乡镇外', 'outside the township'],
  [RatioPolicy_Boundary.PROVINCE]: ['省外', 'outside the province'],
})
export const carryWord = of({
  [RatioPolicy_Carry.SPELL]: ['整段', 'spell'],
  [RatioPolicy_Carry.JOB]: ['每份工作', 'job'],
})
export const importKindWord = of({
  [Import_Kind.VACANCY]: ['岗位', 'vacancies'],
  [Import_Kind.WORKER]: ['劳动者', 'workers'],
  [Import_Kind.OUTCOME]: ['外出动态', 'outcomes'],
  [Import_Kind.SURVEY]: ['村级摸底', 'village survey'],
})
