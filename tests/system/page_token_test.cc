// A token that was made by somebody who knows its form, and even by one who has the keys, begins no
// list with another office's, worker's or county's records.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/keys.h"
#include "services/runtime/page_token.h"
#include "services/runtime/principal.h"
#include "storage/key.h"
#include "tests/support/status_matchers.h"
#include "tests/system/raw_call.h"
#include "tests/system/small_world.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using storage::EncodeKey;

struct ForeignStart {
  std::string role;       // whose store is read
  std::string method;     // "VacancyService/ListVacancies"
  std::string request;    // with the names of the small world
  std::string own_key;    // within what the request names
  std::string other_key;  // of another's records, before its own
};

class PageTokenTest : public ::testing::Test {
 protected:
  PageTokenTest() : process_(scratch_.file("data")) {
    process_.config().backups = scratch_.file("backups");
    process_.AddPrincipal("admin", "administrator", "");
    process_.Start();
    world_ = std::make_unique<SmallWorld>(SmallWorld::Make(process_, "admin"));
    auto keys = runtime::Keys::Load(process_.config().keys);
    EXPECT_OK(keys);
    keys_ = std::make_unique<runtime::Keys>(*std::move(keys));
    const auto backup =
        process_.Call("admin", &v1::AdminService::Stub::CreateBackup, v1::CreateBackupRequest());
    EXPECT_OK(backup);
    if (!backup.ok()) return;
    for (const auto& copy : backup->stores()) store_ids_[copy.role()] = copy.store_id();
  }

  static absl::CivilDay Day() { return absl::CivilDay(2026, 6, 1); }

  std::vector<ForeignStart> Starts() const {
    const std::string worker = world_->worker();
    const std::string worker_id = worker.substr(worker.find('/') + 1);
    const std::string vacancy = world_->Fill("$vacancy");
    return {
        {"vacancy", "VacancyService/ListVacancies", "parent: '$office'",
         EncodeKey("zhongshan", "a"), EncodeKey("dongguan", "dg-1")},
        {"worker", "WorkerService/ListWorkerFacts", "parent: '$worker'",
         EncodeKey(worker_id, Day(), "a"), EncodeKey("-", Day(), "a")},
        {"placement", "PlacementService/ListOutcomes", "worker: '$worker'",
         EncodeKey(worker, Day(), "a"), EncodeKey("workers/-", Day(), "a")},
        {"placement", "PlacementService/ListPlacements", "worker: '$worker'",
         EncodeKey(worker, "placements/a"), EncodeKey("workers/-", "placements/a")},
        {"placement", "PlacementService/ListPlacements", "vacancy: '$vacancy'",
         EncodeKey(vacancy, "placements/a"),
         EncodeKey("offices/dongguan/vacancies/dg-1", "placements/a")},
        {"placement", "PlacementService/ListPlacements", "office: '$office'",
         EncodeKey("offices/zhongshan", "placements/a"),
         EncodeKey("offices/dongguan", "placements/a")},
        {"placement", "PlacementService/ListPlacements", "division_code: '520281'",
         EncodeKey("520281121", "placements/a"), EncodeKey("520201001", "placements/a")},
        {"intake", "IntakeService/ListImports", "parent: '$office'",
         EncodeKey("offices/zhongshan", int64_t{1}, "a"),
         EncodeKey("offices/dongguan", int64_t{1}, "a")},
        {"monitoring", "MonitoringService/ListBaselines", "parent: 'divisions/520281'",
         EncodeKey("520281", "a"), EncodeKey("520201", "a")},
    };
  }

  // The reason of the answer when the list goes on behind `last_key`; "": it was answered.
  std::string ReasonBehind(const ForeignStart& start, const std::string& last_key, bool sealed) {
    const std::string method = absl::StrCat("laowu.v1.", start.method);
    std::string dotted = method;
    dotted[dotted.find('/')] = '.';
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(dotted);
    if (descriptor == nullptr) return "no such method";
    const std::unique_ptr<google::protobuf::Message> request(
        google::protobuf::MessageFactory::generated_factory()
            ->GetPrototype(descriptor->input_type())
            ->New());
    EXPECT_TRUE(
        google::protobuf::TextFormat::ParseFromString(world_->Fill(start.request), request.get()));
    internal::v1::PageToken token;
    token.set_last_key(last_key);
    std::string text = runtime::EncodePageToken(*request, token);
    const runtime::Principal admin{"admin", runtime::PrincipalRole::kAdministrator, "", "", ""};
    if (sealed) runtime::SealPageToken(*keys_, admin, store_ids_.at(start.role), &text);
    const auto* field = descriptor->input_type()->FindFieldByName("page_token");
    request->GetReflection()->SetString(request.get(), field, text);
    const auto answer = CallRaw(
        process_.channel(), {method, request->SerializeAsString(), process_.token("admin"), false});
    return answer.ok() ? "" : runtime::ReasonOf(answer.status());
  }

  ScratchDir scratch_;
  TestProcess process_;
  std::unique_ptr<SmallWorld> world_;
  std::unique_ptr<runtime::Keys> keys_;
  std::map<std::string, std::string> store_ids_;
};

TEST_F(PageTokenTest, NoListBeginsOutsideOfWhatItsRequestNames) {
  for (const ForeignStart& start : Starts()) {
    const std::string told = absl::StrCat(start.method, " ", start.request);
    ASSERT_TRUE(store_ids_.contains(start.role)) << start.role;
    EXPECT_EQ(ReasonBehind(start, start.own_key, /*sealed=*/true), "") << told;
    EXPECT_EQ(ReasonBehind(start, start.own_key, /*sealed=*/false), "PAGE_TOKEN_INVALID") << told;
    for (const std::string& other : {start.other_key, std::string("\xff"), std::string(1, '\0')}) {
      EXPECT_EQ(ReasonBehind(start, other, /*sealed=*/true), "PAGE_TOKEN_INVALID") << told;
      EXPECT_EQ(ReasonBehind(start, other, /*sealed=*/false), "PAGE_TOKEN_INVALID") << told;
    }
  }
}

// Keys and store are those of before: so are the tokens.
TEST_F(PageTokenTest, PagesGoOnAfterARestart) {
  v1::CreateOfficeRequest create;
  create.set_office_id("foshan");
  create.mutable_office()->set_display_name("佛山站");
  create.mutable_office()->set_division_code("440600");
  ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, create));
  v1::ListOfficesRequest list;
  list.set_page_size(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first,
                             process_.Call("admin", &v1::VacancyService::Stub::ListOffices, list));
  ASSERT_FALSE(first.next_page_token().empty());
  process_.Stop();
  process_.Start();
  list.set_page_token(first.next_page_token());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second,
                             process_.Call("admin", &v1::VacancyService::Stub::ListOffices, list));
  ASSERT_EQ(second.offices_size(), 1);
  EXPECT_EQ(second.offices(0).name(), "offices/zhongshan");
}

}  // namespace
}  // namespace laowu::testing
