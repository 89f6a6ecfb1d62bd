import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { Caller_Role as Role } from './gen/laowu/v1/reference_service_pb'
import { divisionName } from './api/names'
import { caller, ownDivision, role, token } from './api/session'
import { t } from './text/lang'

const { OFFICE, COUNTY_BUREAU, CITY_BUREAU, MONITOR, ORGANIZER, ADMINISTRATOR } = Role
const bureaus = [COUNTY_BUREAU, CITY_BUREAU, ADMINISTRATOR]

declare module 'vue-router' {
  interface RouteMeta {
    // Whose page it is; absent: everybody's. The server decides what they may read in it.
    roles?: Role[]
    // What the window says, and the history of the browser: nobody's name.
    title?: (to: RouteLocationNormalized) => string
  }
}
const placeOf = ({ params }: RouteLocationNormalized) => divisionName(String(params.code))
const endOf = (id: string | string[] | undefined) => String(id).slice(-6)

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash, top: 16 } : { top: 0 }),
  routes: [
    { path: '/sign-in', component: () => import('./pages/SignIn.vue'), meta: { title: () => t('登录', 'Sign in') } },
    { path: '/', redirect: () => homeOf(role.value) },
    {
      path: '/overview',
      component: () => import('./pages/Overview.vue'),
      meta: { roles: [CITY_BUREAU, MONITOR, ADMINISTRATOR], title: () => t('总览', 'Overview') },
    },
    // A city or a province.
    {
      path: '/divisions/:code(\\d{4}00)',
      component: () => import('./pages/Overview.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR], title: placeOf },
    },
    {
      path: '/divisions/:code(\\d{6})',
      component: () => import('./pages/CountyPage.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR], title: placeOf },
    },
    {
      path: '/divisions/:code(\\d{6})/reports',
      component: () => import('./pages/ReportPage.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR], title: (to) => t(`${placeOf(to)}报表`, `Reports of ${placeOf(to)}`) },
    },
    {
      path: '/vacancies',
      component: () => import('./pages/VacancyList.vue'),
      meta: { roles: [...bureaus, OFFICE], title: () => t('岗位', 'Vacancies') },
    },
    {
      path: '/offices/:office/vacancies/:vacancy',
      component: () => import('./pages/VacancyPage.vue'),
      props: true,
      meta: { roles: [...bureaus, OFFICE], title: ({ params }) => t(`岗位 ${endOf(params.vacancy)}`, `Vacancy ${endOf(params.vacancy)}`) },
    },
    {
      path: '/offices/:office/vacancies/:vacancy/posting',
      component: () => import('./pages/PostingSheet.vue'),
      props: true,
      meta: { roles: [...bureaus, OFFICE], title: ({ params }) => t(`招工启事 ${endOf(params.vacancy)}`, `Posting of ${endOf(params.vacancy)}`) },
    },
    { path: '/workers', component: () => import('./pages/WorkerList.vue'), meta: { roles: bureaus, title: () => t('劳动者', 'Workers') } },
    { path: '/workers/:worker', component: () => import('./pages/WorkerPage.vue'), props: true, meta: { roles: bureaus, title: ({ params }) => t(`劳动者 ${endOf(params.worker)}`, `Worker ${endOf(params.worker)}`) } },
    { path: '/call', component: () => import('./pages/CallPage.vue'), meta: { roles: bureaus, title: () => t('电话回访', 'Telephone') } },
    {
      path: '/publications/:publication/audit',
      component: () => import('./pages/AuditPage.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR], title: () => t('抽样回访', 'Telephone audit') },
    },
    { path: '/office', component: () => import('./pages/OfficePage.vue'), meta: { roles: [OFFICE], title: () => t('本站', 'Our office') } },
    { path: '/office/reports', component: () => import('./pages/OfficeReportPage.vue'), meta: { roles: [OFFICE], title: () => t('本站报表', 'Reports of our office') } },
    {
      path: '/import',
      component: () => import('./pages/ImportPage.vue'),
      meta: { roles: [...bureaus, OFFICE], title: () => t('导入', 'Import') },
    },
    { path: '/confirm', component: () => import('./pages/ConfirmPage.vue'), meta: { roles: [ORGANIZER], title: () => t('佐证', 'Vouch') } },
    { path: '/:rest(.*)*', component: () => import('./pages/NotFound.vue'), meta: { title: () => t('没有这一页', 'No such page') } },
  ],
})

function homeOf(who: Role): string {
  if (who === OFFICE) return '/office'
  if (who === ORGANIZER) return '/confirm'
  if (who === COUNTY_BUREAU) return `/divisions/${ownDivision.value}`
  return '/overview'
}

router.beforeEach((to) => {
  if (to.path === '/sign-in') return true
  if (token.value === '' || !caller.value) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  if (to.meta.roles && !to.meta.roles.includes(role.value)) return homeOf(role.value)
  return true
})
