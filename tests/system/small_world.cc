#include "tests/system/small_world.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"

namespace laowu::testing {
namespace {

template <typename Request>
Request Parse(const std::string& text) {
  Request request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
  return request;
}

// The answer to a call that must succeed.
template <typename Stub, typename Request, typename Response>
Response Must(const TestProcess& process, const std::string& caller,
              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const std::string& text) {
  const auto response = process.Call(caller, method, Parse<Request>(text));
  EXPECT_TRUE(response.ok()) << response.status() << " to " << text;
  return response.ok() ? *response : Response();
}

}  // namespace

SmallWorld SmallWorld::Empty() { return SmallWorld(); }

SmallWorld SmallWorld::Make(const TestProcess& process, const std::string& caller) {
  using Vacancies = v1::VacancyService::Stub;
  using Workers = v1::WorkerService::Stub;
  using Placements = v1::PlacementService::Stub;
  SmallWorld world;
  world.office_ = Must(process, caller, &Vacancies::CreateOffice,
                       "office_id: 'zhongshan' office { display_name: '中山站' division_code: "
                       "'442000' }")
                      .name();
  world.vacancy_ = Must(process, caller, &Vacancies::ImportVacancies,
                        "parent: 'offices/zhongshan' rows { vacancy { source_reference: 'v-1' "
                        "title: '普工' employer_display_name: '某厂' workplace_division_code: "
                        "'442000' opening_count: 9 } }")
                       .results(0)
                       .name();
  world.employer_ =
      Must(process, caller, &Vacancies::GetVacancy, world.Fill("name: '$vacancy'")).employer();
  const auto workers =
      Must(process, caller, &Workers::ImportWorkers,
           "as_of_date { year: 2026 month: 1 day: 1 } rows { worker { personal_details { "
           "display_name: '王样' } birth_date { year: 1990 month: 5 day: 6 } division_code: "
           "'520281121' rural: true source_reference: 'w-1' legal_basis { kind: CONSENT "
           "reference: 'form 1' effective_time { seconds: 1767200000 } } } }");
  world.worker_ = workers.results(0).name();
  EXPECT_EQ(workers.results(0).result(), v1::ImportResult::CREATED) << workers.DebugString();
  world.organizer_ = Must(process, caller, &Placements::CreateOrganizer,
                          "organizer_id: 'a' organizer { display_name: '某公司' kind: "
                          "LABOUR_COMPANY division_code: '520281' }")
                         .name();
  world.placement_ =
      Must(process, caller, &Placements::CreatePlacement,
           world.Fill("placement { worker: '$worker' vacancy: '$vacancy' decided_by: '李样' }"))
          .name();
  world.outcome_ =
      Must(process, caller, &Placements::RecordOutcome,
           world.Fill("outcome { type: LOCAL_JOB_STARTED worker: '$worker' effective_date { year: "
                      "2026 month: 6 day: 1 } workplace_division_code: '520281' channel: "
                      "CHANNEL_LABOUR_COMPANY organizer: '$organizer' }"))
          .name();
  return world;
}

std::string SmallWorld::Fill(const std::string& text) const {
  return absl::StrReplaceAll(text, {{"$office", office_},
                                    {"$vacancy", vacancy_},
                                    {"$employer", employer_},
                                    {"$worker", worker_},
                                    {"$household", "households/none"},
                                    {"$placement", placement_},
                                    {"$outcome", outcome_},
                                    {"$organizer", organizer_}});
}

}  // namespace laowu::testing
