// What a column of a file may be read as, by kind of table: the fields' own names (intake/header_table.cc), as a clerk
// calls them. Seldom ones are left to the command line.
import { Import_Kind as Kind } from '../gen/laowu/v1/intake_service_pb'
import { t } from './lang'

type Words = Record<string, [zh: string, en: string]>
const vacancy: Words = {
  reference: ['编号', 'number'],
  title: ['岗位名称', 'title'],
  employer_name: ['企业名称', 'employer'],
  employer_code: ['信用代码', 'credit code'],
  occupation: ['职业', 'occupation'],
  workplace: ['工作地点', 'place of work'],
  city: ['市', 'city'],
  district: ['县区', 'district'],
  town: ['镇街', 'town'],
  wage_text: ['工资', 'pay'],
  wage_min: ['最低工资', 'lowest pay'],
  wage_max: ['最高工资', 'highest pay'],
  pay_kind: ['计薪方式', 'kind of pay'],
  opening_count: ['招聘人数', 'openings'],
  education: ['学历', 'education'],
  age: ['年龄', 'age'],
  experience: ['经验', 'experience'],
  required_skills: ['必备技能', 'required skills'],
  preferred_skills: ['优先技能', 'preferred skills'],
  benefits: ['福利', 'benefits'],
  accommodation: ['住宿', 'housing'],
  meals: ['伙食', 'meals'],
  board_and_lodging: ['食宿', 'board and lodging'],
  night_shift: ['班次、夜班', 'shifts'],
  hours: ['工时', 'hours'],
  social_insurance: ['社保', 'social insurance'],
  start_date: ['到岗时间', 'first day'],
  expire_date: ['截止日期', 'last day'],
  update_time: ['发布或更新时间', 'posted, updated'],
  description: ['岗位描述', 'description'],
  requirements: ['任职要求', 'requirements'],
  office_contact: ['协作站联系方式', 'contact of the office'],
}
const worker: Words = {
  reference: ['编号', 'number'],
  person_name: ['姓名', 'name'],
  identity_number: ['身份证号', 'identity number'],
  phone: ['手机号', 'phone'],
  sex: ['性别', 'sex'],
  birth_date: ['出生日期', 'birth date'],
  division_code: ['区划代码', 'division code'],
  county: ['县', 'county'],
  town: ['乡镇', 'township'],
  village: ['村', 'village'],
  home_address: ['家庭住址', 'address'],
  education: ['学历', 'education'],
  skills: ['技能', 'skills'],
  certificate: ['证书', 'certificate'],
  experience: ['经验', 'experience'],
  past_occupation: ['做过的工作', 'past work'],
  desired_occupations: ['期望工种', 'wishes to work as'],
  desired_wage: ['期望工资', 'wished pay'],
  preferred_places: ['期望地点', 'wished places'],
  available_date: ['可到岗日期', 'available from'],
  household: ['户编号', 'household'],
  policy_groups: ['政策对象', 'policy groups'],
  consent: ['同意书', 'consent'],
  consent_date: ['同意日期', 'day of consent'],
  description: ['备注', 'remarks'],
}
const outcome: Words = {
  reference: ['编号', 'number'],
  identity_number: ['身份证号', 'identity number'],
  person_name: ['姓名', 'name'],
  phone: ['手机号', 'phone'],
  outcome_type: ['动态（到岗、返乡……）', 'what happened'],
  effective_date: ['日期', 'day'],
  workplace: ['务工地点', 'where'],
  employer_name: ['用人单位', 'employer'],
  occupation: ['工种', 'occupation'],
  wage_text: ['工资', 'pay'],
  channel: ['外出渠道', 'channel'],
  organizer: ['组织单位', 'organiser'],
  named_outcome: ['动态编号（电话清单自带）', 'outcome id, of a call list'],
  self_employed: ['自主创业', 'self-employed'],
  description: ['备注', 'remarks'],
}
const ofKind: Partial<Record<Kind, Words>> = { [Kind.VACANCY]: vacancy, [Kind.WORKER]: worker, [Kind.OUTCOME]: outcome, [Kind.SURVEY]: outcome }

export const ignored = 'ignored'
export const columnFields = (kind: Kind) => Object.keys(ofKind[kind] ?? {})
export function columnWord(kind: Kind, field: string): string {
  if (field === '' || field === ignored) return t('不读', 'not read')
  const found = ofKind[kind]?.[field]
  return found ? t(found[0], found[1]) : field
}
