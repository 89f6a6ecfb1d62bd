// What an update makes of a vacancy: the field, and its value before and after where a value has words.
import type { Vacancy } from '../gen/laowu/v1/vacancy_service_pb'
import { dateText } from '../api/dates'
import { occupationName, placeName, skillName } from '../api/names'
import { fieldWord } from './fields'
import { number, t } from './lang'
import { educationWord } from './words'

const count = (value: number) => (value === 0 ? '' : number(value))
const descriptionMost = 60
const shortened = (text: string) => (text.length > descriptionMost ? `${text.slice(0, descriptionMost)}…` : text)
const values: Record<string, (of: Vacancy) => string> = {
  source_reference: (of) => of.sourceReference,
  title: (of) => of.title,
  employer_display_name: (of) => of.employerDisplayName,
  workplace_division_code: (of) => placeName(of.workplaceDivisionCode),
  occupation_code: (of) => (of.occupationCode === '' ? '' : occupationName(of.occupationCode)),
  skill_requirements: (of) => of.skillRequirements.map(({ skillCode }) => skillName(skillCode)).join(t('、', ', ')),
  min_education: (of) => (of.minEducation === 0 ? '' : educationWord(of.minEducation)),
  min_age_years: (of) => count(of.minAgeYears),
  max_age_years: (of) => count(of.maxAgeYears),
  min_wage_cny_per_month: (of) => count(of.minWageCnyPerMonth),
  max_wage_cny_per_month: (of) => count(of.maxWageCnyPerMonth),
  opening_count: (of) => count(of.openingCount),
  hours_per_week: (of) => count(of.hoursPerWeek),
  min_experience_months: (of) => count(of.minExperienceMonths),
  start_date: (of) => dateText(of.startDate),
  expire_date: (of) => dateText(of.expireDate),
  description: (of) => shortened(of.description),
  office_contact: (of) => of.officeContact,
}

// "招聘人数 12 → 15"; the field alone where it has no words, or nothing is known of `before`.
export function changeText(field: string, before: Vacancy | undefined, after: Vacancy): string {
  const value = values[field]
  if (!before || !value) return fieldWord(field)
  const none = t('未填', 'not stated')
  return `${fieldWord(field)} ${value(before) || none} → ${value(after) || none}`
}
