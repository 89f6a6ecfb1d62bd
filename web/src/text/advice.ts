// What advice says, in words.
import { VacancyStep_Kind as VacancyKind, WorkerStep_Kind as WorkerKind, type StepEffect, type VacancyStep, type WorkerStep } from '../gen/laowu/v1/advice_pb'
import { dateText } from '../api/dates'
import { placeName, skillName } from '../api/names'
import { number, t } from './lang'
import { educationWord, skillLevelWord } from './words'

const quartileWord = (quartile: number) =>
  ['', t('同类下四分位', 'the lower quartile of like posts'), t('同类中位', 'the median of like posts'), t('同类上四分位', 'the upper quartile of like posts')][quartile] ?? ''

// `wage`: what the vacancy pays at most now, 0 if it does not say.
export function vacancyStepText(step: VacancyStep, wage: number): string {
  switch (step.kind) {
    case VacancyKind.WAGE: {
      const more = wage > 0 ? step.maxWageCnyPerMonth - wage : 0
      const like = quartileWord(step.wageQuartile)
      const to = t(`月薪上限到 ${number(step.maxWageCnyPerMonth)} 元`, `pay up to ¥${number(step.maxWageCnyPerMonth)}`)
      return (more > 0 ? t(`加 ${number(more)} 元，`, `+¥${number(more)}: `) : '') + to + (like ? t(`（${like}）`, ` (${like})`) : '')
    }
    case VacancyKind.MAX_AGE:
      return step.maxAgeYears ? t(`年龄放宽到 ${step.maxAgeYears} 岁`, `age up to ${step.maxAgeYears}`) : t('不限最高年龄', 'no upper age limit')
    case VacancyKind.MIN_AGE:
      return step.minAgeYears ? t(`年龄从 ${step.minAgeYears} 岁起`, `age from ${step.minAgeYears}`) : t('不限最低年龄', 'no lower age limit')
    case VacancyKind.EDUCATION:
      return step.minEducation > 1 ? t(`学历放宽到${educationWord(step.minEducation)}`, `education down to ${educationWord(step.minEducation)}`) : t('不限学历', 'no education asked')
    case VacancyKind.EXPERIENCE:
      return step.minExperienceMonths ? t(`经验放宽到 ${step.minExperienceMonths} 个月`, `experience down to ${step.minExperienceMonths} months`) : t('不限经验', 'no experience asked')
    case VacancyKind.SKILL_PREFERRED:
      return t(`${skillName(step.skillCode)}改为优先，不作必备`, `${skillName(step.skillCode)} preferred, not required`)
    case VacancyKind.SKILL_DROPPED:
      return t(`不要求${skillName(step.skillCode)}`, `${skillName(step.skillCode)} not asked`)
    case VacancyKind.SKILL_LEVEL:
      return t(`${skillName(step.skillCode)}放宽到${skillLevelWord(step.skillLevel)}`, `${skillName(step.skillCode)} down to ${skillLevelWord(step.skillLevel)}`)
    case VacancyKind.ACCOMMODATION:
      return t('提供住宿', 'provide housing')
    case VacancyKind.NO_NIGHT_SHIFT:
      return t('不上夜班', 'no night shifts')
    case VacancyKind.START_DATE:
      return t(`开工推到 ${dateText(step.startDate)}`, `start on ${dateText(step.startDate)}`)
    default:
      return ''
  }
}

export function workerStepText(step: WorkerStep): string {
  switch (step.kind) {
    case WorkerKind.SKILL:
      return t(`考取${skillName(step.skillCode)}${step.skillLevel > 1 ? `（${skillLevelWord(step.skillLevel)}）` : ''}`, `a certificate in ${skillName(step.skillCode)}${step.skillLevel > 1 ? ` (${skillLevelWord(step.skillLevel)})` : ''}`)
    case WorkerKind.WIDER_PLACE:
      return t(`意向地放宽到${placeName(step.divisionCode)}`, `anywhere in ${placeName(step.divisionCode)}`)
    case WorkerKind.MORE_PLACE:
      return t(`也去${placeName(step.divisionCode)}`, `${placeName(step.divisionCode)} too`)
    case WorkerKind.ANY_PLACE:
      return t('哪里都去', 'anywhere')
    case WorkerKind.AVAILABLE_DATE:
      return t(`${dateText(step.date)} 可到岗`, `available on ${dateText(step.date)}`)
    case WorkerKind.JOB_WANTED_FROM:
      return t(`${dateText(step.date)} 起想换工作`, `wants another job from ${dateText(step.date)}`)
    case WorkerKind.NO_ACCOMMODATION_NEEDED:
      return t('不需要住宿', 'needs no housing')
    case WorkerKind.TAKES_NIGHT_SHIFT:
      return t('愿上夜班', 'takes night shifts')
    case WorkerKind.WISH:
      return t(`期望月薪 ${number(step.minWageCnyPerMonth)} 元`, `a wish of ¥${number(step.minWageCnyPerMonth)}`)
    default:
      return ''
  }
}

// How many pass as it stands. `unit` 5: as below; fewer are none that is told.
export const eligibleText = (count: number, unit: number): string =>
  unit > 1 && count < unit
    ? t(`现在不足 ${unit} 人符合`, `fewer than ${unit} pass now`)
    : t(`现在${unit > 1 ? '至少' : ''} ${number(count)} 人符合`, `${unit > 1 ? 'at least ' : ''}${number(count)} pass now`)

// "多 95 人", "至少多 95 人". `unit` 5: rounded down, so that nobody can be made out.
export function gainText(effect: StepEffect | undefined, unit: number, what: 'workers' | 'vacancies'): string {
  const gained = effect?.gainedCount ?? 0
  const rising = effect?.risingCount ?? 0
  const least = unit > 1 && gained > 0 ? t('至少', 'at least ') : ''
  const measure = what === 'workers' ? t('人', '') : t('个', '')
  if (gained > 0) return t(`${least}多 ${number(gained)} ${measure}`, `${least}${number(gained)} more`)
  return rising > 0 ? t(`${number(rising)} ${measure}得分上升`, `${number(rising)} score higher`) : t('没有变化', 'no change')
}
