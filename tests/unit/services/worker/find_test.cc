// FindWorkers: by number, phone and name, within the scope, masked and audited; ListSharedPhones:
// who gives one phone with others; both also with keys that were renewed since
// (worker_service.proto, standards.md).

#include <fstream>

#include <google/protobuf/util/json_util.h>
#include <sys/stat.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/files.h"
#include "tests/support/scratch_dir.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);

class FindTest : public WorkerFixture {
 protected:
  static v1::FindWorkersRequest ByNumber(const v1::Worker& row) {
    v1::FindWorkersRequest request;
    request.set_identity_number(row.personal_details().identity_number());
    return request;
  }
  static v1::FindWorkersRequest ByPhone(const std::string& phone) {
    v1::FindWorkersRequest request;
    request.set_phone_number(phone);
    return request;
  }
  static v1::FindWorkersRequest ByName(const std::string& name, const std::string& division) {
    v1::FindWorkersRequest request;
    request.set_display_name(name);
    request.set_division_code(division);
    return request;
  }
  absl::StatusOr<v1::FindWorkersResponse> Find(const std::string& id,
                                               v1::FindWorkersRequest request) {
    request.set_purpose("at the counter");
    return role_.Call(id, &Stub::FindWorkers, request);
  }
  std::vector<std::string> NamesFound(const std::string& id,
                                      const v1::FindWorkersRequest& request) {
    const auto response = Find(id, request);
    EXPECT_OK(response);
    std::vector<std::string> names;
    if (!response.ok()) return names;
    for (const auto& worker : response->workers()) names.push_back(worker.name());
    return names;
  }

  // New workers of kPanzhou with the phone of Row(), born from 1980 on by `first`; their names.
  std::vector<std::string> CreateSharers(int first, int count) {
    std::vector<std::string> names;
    for (int i = first; i < first + count; ++i) {
      v1::Worker row = Row();
      row.mutable_personal_details()->set_identity_number(
          IdentityNumber(absl::CivilDay(1980, 1, 1) + i, 101));
      names.push_back(Create(kPanzhou, row, kMay));
    }
    return names;
  }
  absl::StatusOr<v1::ListSharedPhonesResponse> SharedPhones(const std::string& id,
                                                            const std::string& division) {
    v1::ListSharedPhonesRequest request;
    request.set_division_code(division);
    return role_.Call(id, &Stub::ListSharedPhones, request);
  }
  // How many share each phone of the county.
  std::vector<int> Sharers(const std::string& id = kPanzhou,
                           const std::string& division = "520281") {
    const auto response = SharedPhones(id, division);
    EXPECT_OK(response);
    std::vector<int> counts;
    if (!response.ok()) return counts;
    for (const auto& shared : response->shared_phones()) counts.push_back(shared.person_count());
    return counts;
  }
  void SetPhone(const std::string& name, const std::string& phone) {
    v1::UpdateWorkerRequest update;
    update.mutable_worker()->set_name(name);
    update.mutable_worker()->mutable_personal_details()->set_phone_number(phone);
    EXPECT_OK(role_.Call(kPanzhou, &Stub::UpdateWorker, update));
  }
  // The role again, with one more key of each kind, which is the newest.
  void RenewKeys();

  testing::ScratchDir scratch_;
  std::optional<runtime::Keys> renewed_;
};

TEST_F(FindTest, ByNumberPhoneAndNameMaskedAndAudited) {
  const std::string name = Create(kPanzhou, Row());
  for (const auto& [request, field] :
       {std::pair(ByNumber(Row()), "identity_number"),
        std::pair(ByPhone("13800001234"), "phone_number"),
        std::pair(ByName("阿依古丽•买买提", "520281"), "display_name")}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto found, Find(kPanzhou, request));
    ASSERT_EQ(found.workers_size(), 1) << field;
    EXPECT_FALSE(found.truncated());
    EXPECT_EQ(found.workers(0).name(), name);
    const auto& details = found.workers(0).personal_details();
    EXPECT_EQ(details.display_name(), "阿**");
    EXPECT_EQ(details.phone_number(), "138****1234");
    EXPECT_EQ(details.identity_number(), "529999************");
    EXPECT_EQ(Audits().back().purpose(), "at the counter");
    EXPECT_THAT(Audits().back().fields(), ElementsAre(field));
    EXPECT_THAT(Audits().back().resources(), ElementsAre(name));
  }
}

// As a clerk copies it out of a list, and as rows are read.
TEST_F(FindTest, NumbersAreFoundAsTheyAreTyped) {
  const std::string name = Create(kPanzhou, Row());
  for (const char* typed : {"１３８００００１２３４", "138 0000 1234", "138-0000-1234",
                            "+86 13800001234", "8613800001234", "＋８６－１３８００００１２３４"}) {
    EXPECT_THAT(NamesFound(kPanzhou, ByPhone(typed)), ElementsAre(name)) << typed;
  }
  for (const char* none : {"138x0001234", "23800001234", "1380000123"}) {
    EXPECT_THAT(Find(kPanzhou, ByPhone(none)), StatusIs(absl::StatusCode::kInvalidArgument))
        << none;
  }
  v1::FindWorkersRequest by_number = ByNumber(Row());
  by_number.mutable_identity_number()->insert(6, " ");
  EXPECT_THAT(NamesFound(kPanzhou, by_number), ElementsAre(name));
}

// Who asks of another county's people is told that first (AIP-211).
TEST_F(FindTest, AForeignDivisionIsRefusedBeforeWhatElseIsWrong) {
  v1::FindWorkersRequest request = ByName("阿依古丽·买买提", "520281");
  const auto refused = role_.Call(kLiuzhi, &Stub::FindWorkers, request);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kPermissionDenied)) << "without a purpose";
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::FindWorkers, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("purpose")));
}

TEST_F(FindTest, AnotherCountyFindsNobodyAndThatIsAuditedToo) {
  Create(kPanzhou, Row());
  for (const auto& request :
       {ByNumber(Row()), ByPhone("13800001234"), ByName("阿依古丽·买买提", "520203")}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto none, Find(kLiuzhi, request));
    EXPECT_EQ(none.workers_size(), 0);
    EXPECT_FALSE(none.truncated());
    EXPECT_EQ(Audits().back().principal(), kLiuzhi);
    EXPECT_THAT(Audits().back().resources(), IsEmpty());
  }
  EXPECT_THAT(Find(kLiuzhi, ByName("阿依古丽·买买提", "520281")),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(NamesFound(kCity, ByName("阿依古丽·买买提", "520281")), SizeIs(1));
}

// No audit record, no answer.
TEST_F(FindTest, NobodyIsShownIfTheAuditRecordCannotBeWritten) {
  Create(kPanzhou, Row());
  store_->fail_commits = absl::UnavailableError("refuses writes");
  EXPECT_THAT(Find(kPanzhou, ByNumber(Row())), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(FindTest, ADivisionNarrows) {
  const std::string name = Create(kPanzhou, Row());
  auto request = ByPhone("13800001234");
  request.set_division_code("520281002");
  EXPECT_THAT(NamesFound(kPanzhou, request), IsEmpty());
  request.set_division_code(kYizi);
  EXPECT_THAT(NamesFound(kPanzhou, request), ElementsAre(name));
  EXPECT_THAT(NamesFound(kPanzhou, ByName("阿依古丽·买买提", "520281002")), IsEmpty());
}

TEST_F(FindTest, TheOldPhoneAndNameFindNobodyAfterAChange) {
  const std::string name = Create(kPanzhou, Row());
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(name);
  update.mutable_worker()->mutable_personal_details()->set_phone_number("13900000000");
  update.mutable_worker()->mutable_personal_details()->set_display_name("买买提");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UpdateWorker, update));
  EXPECT_THAT(NamesFound(kPanzhou, ByPhone("13900000000")), ElementsAre(name));
  EXPECT_THAT(NamesFound(kPanzhou, ByPhone("13800001234")), IsEmpty());
  EXPECT_THAT(NamesFound(kPanzhou, ByName("买买提", "520281")), ElementsAre(name));
  EXPECT_THAT(NamesFound(kPanzhou, ByName("阿依古丽·买买提", "520281")), IsEmpty());
  EXPECT_THAT(Records(Table::kWorkersByBlindIndex), SizeIs(2));
}

// A name is found in the county of registration: it moves along.
TEST_F(FindTest, WhoMovesToAnotherCountyIsFoundThere) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, name, Moved(kJune, kYanjiao)));
  EXPECT_THAT(NamesFound(kPanzhou, ByName("阿依古丽·买买提", "520281")), IsEmpty());
  EXPECT_THAT(NamesFound(kLiuzhi, ByName("阿依古丽·买买提", "520203")), ElementsAre(name));
}

TEST_F(FindTest, MoreThanFiftyAreTruncatedAndSaySo) {
  std::vector<v1::Worker> rows;
  for (int i = 0; i < 51; ++i) {
    rows.push_back(Row());
    rows.back().mutable_personal_details()->set_identity_number(
        IdentityNumber(absl::CivilDay(1980, 1, 1) + i, 101));
  }
  ASSERT_OK(Import(kPanzhou, rows));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto found, Find(kPanzhou, ByPhone("13800001234")));
  EXPECT_EQ(found.workers_size(), 50);
  EXPECT_TRUE(found.truncated());
}

TEST_F(FindTest, BadSearchesAreRefused) {
  struct Case {
    v1::FindWorkersRequest request;
    const char* text;
  };
  auto two = ByPhone("13800001234");
  two.set_display_name("王");
  std::string wrong = Row().personal_details().identity_number();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  v1::FindWorkersRequest wrong_number;
  wrong_number.set_identity_number(wrong);
  const Case cases[] = {
      {v1::FindWorkersRequest(), "exactly one"},
      {two, "exactly one"},
      {ByPhone("1380000"), "phone_number"},
      {ByName("王", ""), "division_code"},
      {ByName("王", "5202"), "division_code"},
      {ByName(std::string(200, 'x'), "520281"), "display_name"},
      {wrong_number, "identity_number"},
  };
  for (const Case& c : cases) {
    const auto status = Find(kPanzhou, c.request).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.text)));
    EXPECT_FALSE(absl::StrContains(status.ToString(), "19900501"));
  }
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::FindWorkers, ByNumber(Row())),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("purpose")));
}

// The keys of `folder` and one more of each kind, which is the newest.
runtime::Keys RenewedKeys(const std::string& folder, const std::string& renewed) {
  internal::v1::KeyFile file;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(
                  *runtime::ReadFile(runtime::KeyFilePath(folder)), &file)
                  .ok());
  for (auto* key : {file.add_encryption_keys(), file.add_digest_keys()}) {
    key->set_id(2);
    key->set_secret(runtime::RandomBytes(32));
  }
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(file, &json).ok());
  EXPECT_OK(runtime::ReplaceFile(runtime::KeyFilePath(renewed), json, 0600));
  return *runtime::Keys::Load(renewed);
}

void FindTest::RenewKeys() {
  renewed_ = RenewedKeys(role_.keys_folder(), scratch_.path());
  runtime::Environment environment = role_.environment();
  environment.keys = &*renewed_;
  role_.Shutdown();
  service_->Stop();
  service_ = std::make_unique<WorkerService>(environment, &owned_);
  role_.Serve({service_.get()});
}

// What was written under an old key is found, read, changed and erased under the new one.
TEST_F(FindTest, RenewedKeysFindWhatOldOnesWrote) {
  v1::Worker row = Row();
  row.set_source_reference("ref-1");
  row.set_household("H-17");
  const std::string name = Create(kPanzhou, row, kMay);
  const std::string household = Get(kPanzhou, name)->household();
  RenewKeys();

  EXPECT_THAT(NamesFound(kPanzhou, ByNumber(row)), ElementsAre(name));
  EXPECT_THAT(NamesFound(kPanzhou, ByPhone("13800001234")), ElementsAre(name));
  EXPECT_THAT(NamesFound(kPanzhou, ByName("阿依古丽·买买提", "520281")), ElementsAre(name));
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UNCHANGED));
  v1::Worker other = Row(103);
  other.set_household("H-17");
  EXPECT_EQ(Get(kPanzhou, Create(kPanzhou, other, kMay))->household(), household);
  row.mutable_personal_details()->set_phone_number("13900000000");
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(NamesFound(kPanzhou, ByPhone("13900000000")), ElementsAre(name));
  EXPECT_THAT(NamesFound(kPanzhou, ByPhone("13800001234")), SizeIs(1));  // the other one

  v1::DeleteWorkerRequest erase;
  erase.set_name(name);
  erase.set_purpose("asked for");
  EXPECT_OK(role_.Call(kPanzhou, &Stub::DeleteWorker, erase));
  EXPECT_THAT(NamesFound(kPanzhou, ByNumber(row)), IsEmpty());
  EXPECT_THAT(Records(Table::kIdentities), SizeIs(4));  // the other's, three notes of the erased
  EXPECT_THAT(Records(Table::kWorkersByBlindIndex), SizeIs(2));
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::REJECTED));
}

// ratio.md, "Signals": one phone for more than five workers. Names alone leave the role.
TEST_F(FindTest, ASixthPersonWithThePhoneMakesItShared) {
  std::vector<std::string> names = CreateSharers(0, 5);
  EXPECT_THAT(Sharers(), IsEmpty());
  names.push_back(CreateSharers(5, 1).front());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto shared, SharedPhones(kPanzhou, "520281"));
  ASSERT_THAT(shared.shared_phones(), SizeIs(1));
  EXPECT_EQ(shared.shared_phones(0).person_count(), 6);
  std::sort(names.begin(), names.end());
  EXPECT_THAT(shared.shared_phones(0).workers(), ElementsAreArray(names));
  EXPECT_FALSE(shared.truncated());
  EXPECT_FALSE(absl::StrContains(shared.SerializeAsString(), "13800001234"));
  // The larger one first.
  for (int i = 0; i < 7; ++i) SetPhone(CreateSharers(6 + i, 1).front(), "13900000000");
  EXPECT_THAT(Sharers(), ElementsAre(7, 6));
}

// As of now: after a change of number, a move, a merger or an erasure it is another count.
TEST_F(FindTest, WhoNoLongerHasThePhoneIsNotCounted) {
  const std::vector<std::string> names = CreateSharers(0, 10);
  EXPECT_THAT(Sharers(), ElementsAre(10));
  SetPhone(names[0], "13900000000");
  EXPECT_THAT(Sharers(), ElementsAre(9));
  v1::DeleteWorkerRequest erase;
  erase.set_name(names[1]);
  erase.set_purpose("asked for");
  EXPECT_OK(role_.Call(kPanzhou, &Stub::DeleteWorker, erase));
  EXPECT_THAT(Sharers(), ElementsAre(8));
  v1::MergeWorkersRequest merge;
  merge.set_name(names[2]);
  merge.set_merged_worker(names[3]);
  merge.set_purpose("the same person");
  merge.set_accept_differences(true);
  merge.set_reference("notice-1");
  EXPECT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, merge));
  EXPECT_THAT(Sharers(), ElementsAre(7));
  ASSERT_OK(Record(kPanzhou, names[4], Moved(kJune, kYanjiao)));
  EXPECT_THAT(Sharers(), ElementsAre(6));
  // The city has them all; the other county has one, which is nobody's business.
  EXPECT_THAT(Sharers(kCity, "5202"), ElementsAre(7));
  EXPECT_THAT(Sharers(kLiuzhi, "520203"), IsEmpty());
  EXPECT_THAT(Sharers(kPanzhou, kYizi), ElementsAre(6));
}

TEST_F(FindTest, SharedPhonesOfAnotherCountyAreNotTold) {
  CreateSharers(0, 6);
  EXPECT_THAT(SharedPhones(kLiuzhi, "520281"), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(SharedPhones(kPanzhou, "5202"), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(SharedPhones("office", "520281"), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(SharedPhones(kPanzhou, ""), StatusIs(absl::StatusCode::kInvalidArgument));
}

// Four under the old key and three under the new one have one phone; so have four and one.
TEST_F(FindTest, RenewedKeysShareAPhoneWithOldOnes) {
  CreateSharers(0, 4);
  RenewKeys();
  CreateSharers(4, 1);
  EXPECT_THAT(Sharers(), IsEmpty());
  CreateSharers(5, 2);
  EXPECT_THAT(Sharers(), ElementsAre(7));
}

}  // namespace
}  // namespace laowu::worker
