// Words for the fields that errors and notes name by their path.
import { t } from './lang'

const words: Record<string, [zh: string, en: string]> = {
  title: ['岗位名称', 'title'],
  employer_display_name: ['企业名称', 'employer'],
  employer: ['企业', 'employer'],
  workplace_division_code: ['工作地点', 'place of work'],
  occupation_code: ['工种', 'occupation'],
  min_wage_cny_per_month: ['月薪', 'pay'],
  max_wage_cny_per_month: ['月薪上限', 'highest pay'],
  opening_count: ['招聘人数', 'openings'],
  skill_requirements: ['技能要求', 'skills'],
  source_reference: ['编号', 'number'],
  source_update_time: ['发布或更新时间', 'posted, updated'],
  location: ['位置', 'location'],
  min_education: ['学历', 'education'],
  min_age_years: ['最低年龄', 'lowest age'],
  max_age_years: ['最高年龄', 'highest age'],
  min_experience_months: ['经验（月）', 'experience (months)'],
  pay_kind: ['计薪方式', 'kind of pay'],
  pay_basis: ['工资口径', 'what the pay is of'],
  pay_months: ['发薪月数', 'months paid'],
  hazards: ['危害', 'hazards'],
  office_contact: ['协作站联系方式', 'contact of the office'],
  state: ['状态', 'state'],
  expire_date: ['截止日期', 'last day'],
  start_date: ['开工日期', 'first day'],
  description: ['岗位描述', 'description'],
  social_insurance: ['社会保险', 'social insurance'],
  hours_per_week: ['每周工时', 'hours a week'],
  accommodation_provided: ['住宿', 'housing'],
  meals_provided: ['伙食', 'meals'],
  effective_date: ['日期', 'date'],
  arrive_date: ['到岗日期', 'day of arrival'],
  leave_date: ['离岗日期', 'day of leaving'],
  decided_by: ['经办人', 'decided by'],
  channel: ['渠道', 'channel'],
  organizer: ['组织单位', 'organiser'],
  worker: ['劳动者', 'worker'],
  vacancy: ['岗位', 'vacancy'],
  identity_number: ['身份证号', 'identity number'],
  phone_number: ['手机号', 'phone number'],
  display_name: ['姓名', 'name'],
  division_code: ['行政区划', 'division'],
  birth_date: ['出生日期', 'birth date'],
  purpose: ['目的', 'purpose'],
  reason: ['原因', 'reason'],
  reference: ['凭据', 'reference'],
  attestation_reference: ['凭据', 'reference'],
  legal_basis: ['授权依据', 'legal basis'],
  text: ['查找的词', 'words searched for'],
  office_id: ['协作站编号', 'id of the office'],
  outbound_person_count: ['外出人数', 'persons away'],
  source: ['来源', 'source'],
}

// "rows[1].vacancy.employer_display_name" → "企业名称"; the path where there is no word.
export function fieldWord(path: string): string {
  const last = path.split('.').at(-1)?.replace(/\[\d+\]$/, '') ?? path
  const found = words[last]
  return found ? t(found[0], found[1]) : path
}
