// The first journey: an office sends its own words, a county loads workers, asks who fits and why
// somebody does not, places one; the office confirms the arrival; the county's ratio moves, and the
// answer names the outcome that moved it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using absl::CivilDay;
using ::testing::HasSubstr;

class JourneyTest : public ::testing::TestWithParam<Topology> {
 protected:
  void SetUp() override {
    process_.SetDay(CivilDay(2026, 7, 1));
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("panzhou", "county-bureau", "520281");
    process_.AddPrincipal("liuzhi", "county-bureau", "520203");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.AddPrincipal("other-office", "office", "offices/dongguan");
    process_.Start();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("中山市劳务协作站（样例）");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
    v1::CreateOrganizerRequest organizer;
    organizer.set_organizer_id("station");
    organizer.mutable_organizer()->set_display_name("驻中山劳务协作站");
    organizer.mutable_organizer()->set_kind(v1::Organizer::COOPERATION_STATION);
    organizer.mutable_organizer()->set_division_code("520281");
    *organizer.mutable_organizer()->mutable_register_date() = runtime::ToDate(CivilDay(2024, 1, 1));
    ASSERT_OK(process_.Call("admin", &v1::PlacementService::Stub::CreateOrganizer, organizer));
  }

  static void AddRow(v1::SubmitRawVacanciesRequest& request, std::vector<std::string> cells) {
    auto* row = request.add_rows();
    for (auto& cell : cells) row->add_cells(std::move(cell));
  }

  v1::SubmitRawVacanciesRequest VacancyRows() {
    v1::SubmitRawVacanciesRequest request;
    request.set_parent("offices/zhongshan");
    for (const char* header :
         {"编号", "岗位名称", "企业名称", "工作地点", "月薪", "招聘人数", "技能要求", "食宿"}) {
      request.add_headers(header);
    }
    AddRow(request, {"ZS-1", "电焊工", "样例五金厂", "中山市小榄镇", "6000-8000元/月", "2", "电焊",
                     "包吃住"});
    AddRow(request,
           {"ZS-2", "服务员", "样例酒店", "中山市石岐街道", "3500-4500元/月", "1", "", "包吃"});
    AddRow(request, {"ZS-3", "普工", "", "中山市小榄镇", "5000元/月", "5", "", ""});  // no employer
    return request;
  }

  v1::SubmitRawWorkersRequest WorkerRows() {
    v1::SubmitRawWorkersRequest request;
    for (const char* header : {"姓名", "身份证号", "乡镇行政区划代码", "文化程度", "技能",
                               "期望工种", "期望工资", "意向地区"}) {
      request.add_headers(header);
    }
    request.set_headers(2, "行政区划代码");
    const auto add = [&](int serial, const std::string& skill, const std::string& wish,
                         const std::string& wage) {
      auto* row = request.add_rows();
      for (const std::string& cell :
           {std::string("样例"), MadeUpIdentityNumber(CivilDay(1990, 2, 3), serial),
            std::string("520281104"), std::string("初中"), skill, wish, wage,
            std::string("广东省中山市")}) {
        row->add_cells(cell);
      }
    };
    add(1, "5年电焊", "电焊工", "5500");
    add(2, "", "服务员", "3000");
    add(3, "2年电焊", "电焊工", "12000");
    request.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    request.mutable_legal_basis()->set_reference("form 2026-1");
    *request.mutable_as_of_date() = runtime::ToDate(CivilDay(2026, 1, 1));
    return request;
  }

  v1::OutboundRatio Ratio(int64_t placement_sequence) {
    v1::GetOutboundRatioRequest request;
    request.set_name("divisions/520281/outboundRatios/2026-07-01");
    request.mutable_at_least()->set_placement_sequence(placement_sequence);
    const auto response =
        process_.Call("panzhou", &v1::MonitoringService::Stub::GetOutboundRatio, request);
    EXPECT_OK(response);
    return response.ok() ? *response : v1::OutboundRatio();
  }

  // Where a watcher of workers who begins now stands once it has all.
  int64_t ResumePointOfWorkers() {
    grpc::ClientContext context;
    context.AddMetadata(runtime::kAuthorization, "Bearer " + process_.token("admin"));
    v1::WorkerService::Stub stub(process_.channel("worker"));
    v1::WatchWorkersRequest request;
    request.add_kinds("worker");
    const auto reader = stub.WatchWorkers(&context, request);
    v1::WatchWorkersResponse message;
    while (reader->Read(&message) && !message.progress().caught_up()) {
    }
    context.TryCancel();
    reader->Finish();
    EXPECT_TRUE(message.progress().caught_up());
    return message.progress().resume_sequence();
  }

  TestProcess process_{runtime::kMemoryData, GetParam()};
};

TEST_P(JourneyTest, FromAFileToARatio) {
  const auto vacancies =
      process_.Call("office", &v1::IntakeService::Stub::SubmitRawVacancies, VacancyRows());
  ASSERT_OK(vacancies);
  EXPECT_EQ(vacancies->results(0).result(), v1::ImportResult::CREATED);
  EXPECT_EQ(vacancies->results(1).result(), v1::ImportResult::CREATED);
  EXPECT_EQ(vacancies->results(2).result(), v1::ImportResult::REJECTED);
  EXPECT_GT(vacancies->results(2).status().details_size(), 0);
  const auto workers =
      process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, WorkerRows());
  ASSERT_OK(workers);
  for (const auto& result : workers->results()) {
    ASSERT_EQ(result.result(), v1::ImportResult::CREATED) << result.ShortDebugString();
  }
  const std::string welder = workers->results(0).name();
  const std::string dear_welder = workers->results(2).name();
  const std::string vacancy = vacancies->results(0).name();

  v1::FindCandidatesRequest find;
  find.set_name(vacancy);
  find.set_count_excluded(true);
  find.mutable_at_least()->set_vacancy_sequence(vacancies->committed_sequence());
  find.mutable_at_least()->set_worker_sequence(workers->committed_sequence());
  const auto candidates = process_.Call("panzhou", &v1::MatchService::Stub::FindCandidates, find);
  ASSERT_OK(candidates);
  ASSERT_GE(candidates->candidates_size(), 1);
  const auto& best = candidates->candidates(0);
  EXPECT_EQ(best.worker(), welder);
  EXPECT_EQ(best.score().total_micros(),
            best.score().skill_micros() + best.score().occupation_micros() +
                best.score().location_micros() + best.score().wage_micros() +
                best.score().experience_micros() + best.score().policy_micros());
  EXPECT_GT(best.matched_skill_codes_size(), 0);

  v1::ExplainMatchRequest explain;
  explain.set_worker(dear_welder);
  explain.set_vacancy(vacancy);
  const auto why = process_.Call("panzhou", &v1::MatchService::Stub::ExplainMatch, explain);
  ASSERT_OK(why);
  ASSERT_GE(why->failed_gates_size(), 1);
  EXPECT_EQ(why->failed_gates(0).gate(), v1::GATE_WAGE);
  EXPECT_EQ(why->failed_gates(0).worker_value(), "12000");
  EXPECT_EQ(why->failed_gates(0).vacancy_value(), "8000");

  EXPECT_EQ(Ratio(0).status(), v1::OutboundRatio::NO_DATA);
  v1::CreatePlacementRequest create;
  create.mutable_placement()->set_worker(welder);
  create.mutable_placement()->set_vacancy(vacancy);
  create.mutable_placement()->set_decided_by("officer 7");
  create.mutable_placement()->set_channel(v1::CHANNEL_COOPERATION_STATION);
  create.mutable_placement()->set_organizer("organizers/station");
  const auto placement =
      process_.Call("panzhou", &v1::PlacementService::Stub::CreatePlacement, create);
  ASSERT_OK(placement);
  v1::AcceptPlacementRequest accept;
  accept.set_name(placement->name());
  ASSERT_OK(process_.Call("panzhou", &v1::PlacementService::Stub::AcceptPlacement, accept));
  v1::ConfirmArrivalRequest confirm;
  confirm.set_name(placement->name());
  *confirm.mutable_arrive_date() = runtime::ToDate(CivilDay(2026, 7, 1));
  EXPECT_THAT(process_.Call("other-office", &v1::PlacementService::Stub::ConfirmArrival, confirm),
              StatusIs(absl::StatusCode::kPermissionDenied));
  const auto arrived =
      process_.Call("office", &v1::PlacementService::Stub::ConfirmArrival, confirm);
  ASSERT_OK(arrived);

  const auto ratio = Ratio(arrived->sequence());
  EXPECT_EQ(ratio.outbound_person_count(), 1);
  EXPECT_EQ(ratio.organized_person_count(), 1);
  EXPECT_EQ(ratio.ratio_permille(), 1000);
  v1::ExplainOutboundRatioRequest who;
  who.set_name("divisions/520281/outboundRatios/2026-07-01");
  const auto persons =
      process_.Call("panzhou", &v1::MonitoringService::Stub::ExplainOutboundRatio, who);
  ASSERT_OK(persons);
  ASSERT_EQ(persons->persons_size(), 1);
  EXPECT_EQ(persons->persons(0).worker(), welder);
  EXPECT_EQ(persons->persons(0).outcome(), arrived->name());

  // Away and not looking: no candidate any more.
  find.mutable_at_least()->set_placement_sequence(arrived->sequence());
  const auto after = process_.Call("panzhou", &v1::MatchService::Stub::FindCandidates, find);
  ASSERT_OK(after);
  for (const auto& candidate : after->candidates()) EXPECT_NE(candidate.worker(), welder);

  // Confirmed by mistake, nobody was away; then the office confirms anew.
  v1::RetractArrivalRequest retract;
  retract.set_name(placement->name());
  EXPECT_THAT(process_.Call("other-office", &v1::PlacementService::Stub::RetractArrival, retract),
              StatusIs(absl::StatusCode::kPermissionDenied));
  const auto taken_back =
      process_.Call("office", &v1::PlacementService::Stub::RetractArrival, retract);
  ASSERT_OK(taken_back);
  EXPECT_EQ(taken_back->voids(), arrived->name());
  EXPECT_EQ(Ratio(taken_back->sequence()).status(), v1::OutboundRatio::NO_DATA);
  const auto again = process_.Call("office", &v1::PlacementService::Stub::ConfirmArrival, confirm);
  ASSERT_OK(again);
  EXPECT_EQ(Ratio(again->sequence()).organized_person_count(), 1);
}

TEST_P(JourneyTest, SendingTheSameFilesAgainChangesNothing) {
  ASSERT_OK(process_.Call("office", &v1::IntakeService::Stub::SubmitRawVacancies, VacancyRows()));
  ASSERT_OK(process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, WorkerRows()));
  const auto vacancies =
      process_.Call("office", &v1::IntakeService::Stub::SubmitRawVacancies, VacancyRows());
  ASSERT_OK(vacancies);
  EXPECT_EQ(vacancies->results(0).result(), v1::ImportResult::UNCHANGED);
  EXPECT_EQ(vacancies->committed_sequence(), 0);
  const auto workers =
      process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, WorkerRows());
  ASSERT_OK(workers);
  for (const auto& result : workers->results()) {
    EXPECT_EQ(result.result(), v1::ImportResult::UNCHANGED) << result.ShortDebugString();
  }
}

// A file cut off in the middle of a row must not erase what the missing cells said before.
TEST_P(JourneyTest, ARowCutShortIsRejectedAndChangesNothing) {
  ASSERT_OK(process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, WorkerRows()));
  auto request = WorkerRows();
  auto* cells = request.mutable_rows(0)->mutable_cells();
  cells->DeleteSubrange(4, cells->size() - 4);
  const auto answer = process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, request);
  ASSERT_OK(answer);
  EXPECT_EQ(answer->results(0).result(), v1::ImportResult::REJECTED);
  EXPECT_EQ(answer->results(1).result(), v1::ImportResult::UNCHANGED);
}

// Looking at a person is audited, and sealing the audit takes a sequence that no change bears: who
// was given it as a resume point waits for it, and nothing else comes.
TEST_P(JourneyTest, AWatchersResumePointIsReachedThoughNothingIsWritten) {
  const auto workers =
      process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, WorkerRows());
  ASSERT_OK(workers);
  v1::GetWorkerRequest get;
  get.set_name(workers->results(0).name());
  get.set_view(v1::WORKER_VIEW_FULL);
  get.set_purpose("call");
  // Until a resume point is that of a seal: nothing else moves it between two looks.
  int64_t before = 0;
  int64_t sealed = 0;
  absl::Time look_again = absl::InfinitePast();
  while (sealed <= before && !HasFailure()) {
    if (absl::Now() >= look_again) {  // the seal may have come before the first look
      ASSERT_OK(process_.Call("panzhou", &v1::WorkerService::Stub::GetWorker, get));
      before = ResumePointOfWorkers();
      look_again = absl::Now() + absl::Seconds(5);
    }
    sealed = ResumePointOfWorkers();
  }
  v1::SearchWorkersRequest search;
  search.mutable_at_least()->set_worker_sequence(sealed);
  EXPECT_OK(process_.Call("panzhou", &v1::MatchService::Stub::SearchWorkers, search));
  v1::GetOutboundRatioRequest ratio;
  ratio.set_name("divisions/520281/outboundRatios/2026-07-01");
  ratio.mutable_at_least()->set_worker_sequence(sealed);
  EXPECT_OK(process_.Call("panzhou", &v1::MonitoringService::Stub::GetOutboundRatio, ratio));
}

TEST_P(JourneyTest, AnotherCountySeesNothingOfTheWorkers) {
  const auto workers =
      process_.Call("panzhou", &v1::IntakeService::Stub::SubmitRawWorkers, WorkerRows());
  ASSERT_OK(workers);
  v1::GetWorkerRequest get;
  get.set_name(workers->results(0).name());
  EXPECT_THAT(process_.Call("liuzhi", &v1::WorkerService::Stub::GetWorker, get),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(process_.Call("office", &v1::WorkerService::Stub::GetWorker, get),
              StatusIs(absl::StatusCode::kPermissionDenied));
  const auto own = process_.Call("panzhou", &v1::WorkerService::Stub::GetWorker, get);
  ASSERT_OK(own);
  EXPECT_FALSE(own->has_personal_details());
}

TEST_P(JourneyTest, StaleEtagIsAborted) {
  const auto vacancies =
      process_.Call("office", &v1::IntakeService::Stub::SubmitRawVacancies, VacancyRows());
  ASSERT_OK(vacancies);
  v1::CloseVacancyRequest close;
  close.set_name(vacancies->results(0).name());
  close.set_etag("\"1\"");
  const auto answer = process_.Call("office", &v1::VacancyService::Stub::CloseVacancy, close);
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runtime::ReasonOf(answer.status()), "ETAG_MISMATCH");
}

// 300 bad fields in one message: over TCP the answer must arrive, and say how many there were.
TEST_P(JourneyTest, ManyViolationsInAMessageArriveCut) {
  v1::ImportVacanciesRequest request;
  request.set_parent("offices/zhongshan");
  for (int i = 0; i < 300; ++i) {
    auto* vacancy = request.add_rows()->mutable_vacancy();
    vacancy->set_title(std::string(200, 'x'));
    vacancy->set_min_wage_cny_per_month(1);
    vacancy->set_occupation_code("nonsense");
  }
  const auto answer = process_.Call("office", &v1::VacancyService::Stub::ImportVacancies, request);
  ASSERT_OK(answer);
  EXPECT_EQ(answer->results_size(), 300);
  for (const auto& result : answer->results()) {
    EXPECT_EQ(result.result(), v1::ImportResult::REJECTED);
  }
}

// In our words, whoever is allowed to call: what to do, and no code that is tried again.
TEST_P(JourneyTest, MessageOverTheLimitIsRefused) {
  v1::ImportVacanciesRequest request;
  request.set_parent("offices/zhongshan");
  std::string& description = *request.add_rows()->mutable_vacancy()->mutable_description();
  description.assign(runtime::limits::kMessageBytes, 'x');
  const auto import = [&] {
    return process_.Call("office", &v1::VacancyService::Stub::ImportVacancies, request).status();
  };
  EXPECT_THAT(import(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("send fewer rows")));
  EXPECT_EQ(runtime::ReasonOf(import()), "INVALID_FIELD");
  // So much is not even read.
  description.assign(2 * std::size_t{runtime::limits::kMessageBytes}, 'x');
  EXPECT_THAT(import(), StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST_P(JourneyTest, PageTokenOfAnotherRequestIsRefused) {
  ASSERT_OK(process_.Call("office", &v1::IntakeService::Stub::SubmitRawVacancies, VacancyRows()));
  v1::ListVacanciesRequest list;
  list.set_parent("offices/zhongshan");
  list.set_page_size(1);
  const auto page = process_.Call("office", &v1::VacancyService::Stub::ListVacancies, list);
  ASSERT_OK(page);
  ASSERT_FALSE(page->next_page_token().empty());
  list.set_page_token(page->next_page_token());
  const auto second = process_.Call("office", &v1::VacancyService::Stub::ListVacancies, list);
  ASSERT_OK(second);
  EXPECT_NE(second->vacancies(0).name(), page->vacancies(0).name());
  v1::ListOfficesRequest other;
  other.set_page_token(page->next_page_token());
  const auto refused = process_.Call("office", &v1::VacancyService::Stub::ListOffices, other);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "PAGE_TOKEN_INVALID");
}

INSTANTIATE_TEST_SUITE_P(Topologies, JourneyTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

}  // namespace
}  // namespace laowu::testing
