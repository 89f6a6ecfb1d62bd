import { createRouter, createWebHistory } from 'vue-router'
import { Caller_Role as Role } from './gen/laowu/v1/reference_service_pb'
import { caller, role, token } from './api/session'

const { OFFICE, COUNTY_BUREAU, CITY_BUREAU, MONITOR, ORGANIZER, ADMINISTRATOR } = Role
const bureaus = [COUNTY_BUREAU, CITY_BUREAU, ADMINISTRATOR]

declare module 'vue-router' {
  interface RouteMeta {
    // Whose page it is; absent: everybody's. The server decides what they may read in it.
    roles?: Role[]
  }
}

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash, top: 16 } : { top: 0 }),
  routes: [
    { path: '/sign-in', component: () => import('./pages/SignIn.vue') },
    { path: '/', redirect: () => homeOf(role.value) },
    {
      path: '/overview',
      component: () => import('./pages/Overview.vue'),
      meta: { roles: [CITY_BUREAU, MONITOR, ADMINISTRATOR] },
    },
    {
      path: '/divisions/:code(\\d{6})',
      component: () => import('./pages/CountyPage.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR] },
    },
    {
      path: '/divisions/:code(\\d{6})/reports',
      component: () => import('./pages/ReportPage.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR] },
    },
    {
      path: '/vacancies',
      component: () => import('./pages/VacancyList.vue'),
      meta: { roles: [...bureaus, OFFICE] },
    },
    {
      path: '/offices/:office/vacancies/:vacancy',
      component: () => import('./pages/VacancyPage.vue'),
      props: true,
      meta: { roles: [...bureaus, OFFICE] },
    },
    {
      path: '/offices/:office/vacancies/:vacancy/posting',
      component: () => import('./pages/PostingSheet.vue'),
      props: true,
      meta: { roles: [...bureaus, OFFICE] },
    },
    { path: '/workers', component: () => import('./pages/WorkerList.vue'), meta: { roles: bureaus } },
    { path: '/workers/:worker', component: () => import('./pages/WorkerPage.vue'), props: true, meta: { roles: bureaus } },
    { path: '/call', component: () => import('./pages/CallPage.vue'), meta: { roles: bureaus } },
    {
      path: '/publications/:publication/audit',
      component: () => import('./pages/AuditPage.vue'),
      props: true,
      meta: { roles: [...bureaus, MONITOR] },
    },
    { path: '/office', component: () => import('./pages/OfficePage.vue'), meta: { roles: [OFFICE] } },
    { path: '/office/reports', component: () => import('./pages/OfficeReportPage.vue'), meta: { roles: [OFFICE] } },
    {
      path: '/import',
      component: () => import('./pages/ImportPage.vue'),
      meta: { roles: [...bureaus, OFFICE] },
    },
    { path: '/confirm', component: () => import('./pages/ConfirmPage.vue'), meta: { roles: [ORGANIZER] } },
    { path: '/:rest(.*)*', component: () => import('./pages/NotFound.vue') },
  ],
})

function homeOf(who: Role): string {
  if (who === OFFICE) return '/office'
  if (who === ORGANIZER) return '/confirm'
  if (who === COUNTY_BUREAU) return `/divisions/${caller.value?.divisionPrefix.slice(0, 6) ?? ''}`
  return '/overview'
}

router.beforeEach((to) => {
  if (to.path === '/sign-in') return true
  if (token.value === '' || !caller.value) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  if (to.meta.roles && !to.meta.roles.includes(role.value)) return homeOf(role.value)
  return true
})
