// Bad requests to every method there is, found by the descriptors: none is accepted without a word,
// each bad field is named, and nothing crashes.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "google/rpc/error_details.pb.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/access.h"
#include "services/runtime/errors.h"
#include "services/runtime/keys.h"
#include "services/runtime/page_token.h"
#include "services/runtime/principal.h"
#include "tests/support/status_matchers.h"
#include "tests/system/bad_requests_table.h"
#include "tests/system/raw_call.h"
#include "tests/system/request_spoiler.h"
#include "tests/system/small_world.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using google::protobuf::MethodDescriptor;
using runtime::PrincipalRole;
using ::testing::AnyOf;

// A method with one of its good requests.
struct Case {
  const runtime::MethodAccess* access;
  const MethodDescriptor* method;
  const GoodRequest* good;
  std::string Name() const { return good->method; }
};

const std::vector<Case>& Cases() {
  static const auto* cases = [] {
    auto* out = new std::vector<Case>;
    const auto* pool = google::protobuf::DescriptorPool::generated_pool();
    for (const GoodRequest& good : GoodRequests()) {
      const std::string name = absl::StrCat("laowu.v1.", good.method);
      const auto* access = runtime::FindAccess(name);
      const auto* method = pool->FindMethodByName(absl::StrReplaceAll(name, {{"/", "."}}));
      if (access == nullptr || method == nullptr) {
        ADD_FAILURE() << "there is no method " << name;
        continue;
      }
      out->push_back({access, method, &good});
    }
    return out;
  }();
  return *cases;
}

// Callers whose scope holds nothing of the small world.
struct Stranger {
  const char* id;
  const char* role_name;
  const char* scope;
  PrincipalRole role;
};
constexpr Stranger kStrangers[] = {
    {"county", "county-bureau", "520201", PrincipalRole::kCountyBureau},
    {"city", "city-bureau", "5203", PrincipalRole::kCityBureau},
    {"office", "office", "offices/other", PrincipalRole::kOffice},
    {"organizer", "organizer", "organizers/other", PrincipalRole::kOrganizer},
    {"monitor", "monitor", "5203", PrincipalRole::kMonitor},
};

// Backups: of a process whose stores are in memory there are none (backup_test.cc).
bool NeedsDisk(const Case& test) {
  return test.Name() == "AdminService/CreateBackup" || test.Name() == "AdminService/ListBackups";
}

class BadRequestsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    for (const Stranger& stranger : kStrangers) {
      process_.AddPrincipal(stranger.id, stranger.role_name, stranger.scope);
    }
    process_.Start();
  }
  absl::StatusOr<std::string> Send(const Case& test, const std::string& bytes,
                                   const std::string& token) const {
    const bool stream = test.method->client_streaming() || test.method->server_streaming();
    return CallRaw(process_.channel(), {std::string(test.access->method), bytes, token, stream});
  }
  absl::Status SendAsAdmin(const Case& test, const std::string& bytes) const {
    return RefusalOf(Send(test, bytes, process_.token("admin")), *test.method->output_type());
  }
  std::string BytesOf(const Case& test, const SmallWorld& world) const {
    return ParseText(*test.method->input_type(), world.Fill(test.good->text))->SerializeAsString();
  }
  // Whatever came before, others are answered.
  void ExpectAlive() const {
    v1::GetDivisionRequest request;
    request.set_name("divisions/442000");
    EXPECT_OK(process_.Call("admin", &v1::ReferenceService::Stub::GetDivision, request));
  }

  TestProcess process_;
};

// A method without a good request would be left out of all that follows.
TEST_F(BadRequestsTest, EveryMethodHasAGoodRequestThatPassesTheChecks) {
  std::set<std::string> covered;
  for (const Case& test : Cases()) {
    covered.insert(std::string(test.access->method));
    // Nobody is named, so that nothing is written.
    const absl::Status refusal = SendAsAdmin(test, BytesOf(test, SmallWorld::Empty()));
    if (NeedsDisk(test)) {
      EXPECT_EQ(refusal.code(), absl::StatusCode::kFailedPrecondition) << refusal;
      continue;
    }
    EXPECT_THAT(refusal.code(), AnyOf(absl::StatusCode::kOk, absl::StatusCode::kNotFound))
        << test.Name() << ": " << refusal;
  }
  for (const auto& row : runtime::AccessTable()) {
    EXPECT_TRUE(covered.contains(std::string(row.method))) << "no good request: " << row.method;
  }
}

// A row whose fields are all unset must not become a record, nor an empty question an answer.
TEST_F(BadRequestsTest, AnEmptyRequestIsRefusedUnlessItMeansSomething) {
  for (const Case& test : Cases()) {
    const absl::Status refusal = SendAsAdmin(test, "");
    if (NeedsDisk(test)) continue;
    if (test.good->empty_is_right != nullptr) {
      EXPECT_OK(refusal) << test.Name();
    } else {
      EXPECT_THAT(refusal, StatusIs(absl::StatusCode::kInvalidArgument)) << test.Name();
    }
  }
}

const UncheckedField* FindUnchecked(const Case& test, const SpoiledRequest& spoiled) {
  const auto fits = [](absl::string_view asked, const std::string& is) {
    return asked.empty() || asked == is;
  };
  for (const UncheckedField& row : UncheckedFields()) {
    // What stands inside an output is one too.
    const bool inside =
        absl::StrContains(absl::StrCat(".", spoiled.path), absl::StrCat(".", row.field, "."));
    if (fits(row.message, spoiled.message) && fits(row.field, spoiled.field) &&
        fits(row.how, spoiled.how) && absl::StartsWith(test.Name(), row.methods)) {
      return &row;
    }
    if (inside && absl::string_view(row.field) == "attestations") return &row;
  }
  return nullptr;
}

// "name" or "draft": spoiling the one that is not given says nothing.
bool IsOtherAlternative(const Case& test, const std::string& path) {
  if (absl::StartsWith(path, "draft.")) return !absl::StartsWith(test.good->text, "draft");
  // Of a fact's values each kind has one; "fact.values.sex" stands in the text as "values { sex".
  constexpr absl::string_view kValues = "fact.values.";
  if (!absl::StartsWith(path, kValues)) return false;
  return !absl::StrContains(test.good->text,
                            absl::StrCat("values { ", path.substr(kValues.size())));
}

// The refusal of an unknown enum value at this field says which values there are.
bool NamesValues(const absl::Status& refusal, const SpoiledRequest& spoiled) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  const auto* type =
      pool->FindMessageTypeByName(spoiled.message)->FindFieldByName(spoiled.field)->enum_type();
  google::rpc::BadRequest bad;
  const google::rpc::Status wire = runtime::ToRpcStatus(refusal);
  for (const auto& any : wire.details()) any.UnpackTo(&bad);
  for (const auto& violation : bad.field_violations()) {
    for (int i = 0; i < type->value_count(); ++i) {
      if (absl::StrContains(violation.description(), type->value(i)->name())) return true;
    }
  }
  return false;
}

// What refuses a dead code says what it became, unless it takes no code of that many digits.
bool NamesSuccessor(const absl::Status& refusal) {
  return absl::StrContains(refusal.message(), "520281") ||
         absl::StrContains(refusal.message(), "digits") ||
         absl::StrContains(refusal.message(), "finer than a county");
}

// Every field of every request, spoiled in every way that its type allows, is refused by name.
TEST_F(BadRequestsTest, EveryFieldRefusesWhatItCannotMeanByName) {
  const SmallWorld world = SmallWorld::Make(process_, "admin");
  std::set<const UncheckedField*> used;
  std::map<std::string, std::vector<std::string>> wrong;  // by field
  int sent_count = 0;
  for (const Case& test : Cases()) {
    const auto good = ParseText(*test.method->input_type(), world.Fill(test.good->text));
    for (const SpoiledRequest& spoiled : SpoilEachField(*good)) {
      if (IsOtherAlternative(test, spoiled.path)) continue;
      if (const UncheckedField* const row = FindUnchecked(test, spoiled); row != nullptr) {
        used.insert(row);
        continue;
      }
      const absl::Status refusal = SendAsAdmin(test, spoiled.bytes);
      ++sent_count;
      const bool of_enum = spoiled.how == "unknown enum value";
      const bool named = absl::IsInvalidArgument(refusal) && Names(refusal, spoiled.path) &&
                         (!of_enum || NamesValues(refusal, spoiled)) &&
                         (spoiled.how != kDeadDivision || NamesSuccessor(refusal));
      // A resume point of another store has an error of its own.
      if (named || absl::IsOutOfRange(refusal)) continue;
      wrong[absl::StrCat(test.Name(), " ", spoiled.path)].push_back(
          absl::StrCat(spoiled.how, " → ", absl::StatusCodeToString(refusal.code()), " ",
                       refusal.message().substr(0, 80)));
    }
  }
  for (const auto& [field, ways] : wrong) {
    ADD_FAILURE() << field << ": " << absl::StrJoin(ways, "; ");
  }
  for (const UncheckedField& row : UncheckedFields()) {
    EXPECT_TRUE(used.contains(&row)) << "not needed: " << row.message << " " << row.field;
  }
  EXPECT_GT(sent_count, 1'000);
  ExpectAlive();
}

bool HasPages(const MethodDescriptor& method) {
  return method.input_type()->FindFieldByName("page_token") != nullptr;
}

// Or follows stores, as match does.
bool HasStore(const Case& test) { return !absl::StartsWith(test.Name(), "ReferenceService/"); }

// A page token is of whom it was given to, and of the store as it was then: with another's, and
// with one that was made up, no method says that there is nothing more. One way for all, so that a
// new list has it from its first day.
TEST_F(BadRequestsTest, AnotherCallersPageTokenIsRefusedByEveryList) {
  const SmallWorld world = SmallWorld::Make(process_, "admin");
  LAOWU_ASSERT_OK_AND_ASSIGN(const runtime::Keys keys, runtime::Keys::Load(process_.config().keys));
  const runtime::Principal admin{"admin", PrincipalRole::kAdministrator, "", "", ""};
  const runtime::Principal other{"other", PrincipalRole::kAdministrator, "", "", ""};
  int method_count = 0;
  for (const Case& test : Cases()) {
    if (!HasPages(*test.method)) continue;
    ++method_count;
    EXPECT_NE(test.method->output_type()->FindFieldByName("next_page_token"), nullptr)
        << test.Name();
    const auto request = ParseText(*test.method->input_type(), world.Fill(test.good->text));
    const auto* field = test.method->input_type()->FindFieldByName("page_token");
    const auto send = [&](const std::string& token) {
      request->GetReflection()->SetString(request.get(), field, token);
      return runtime::ReasonOf(SendAsAdmin(test, request->SerializeAsString()));
    };
    const std::string bare = runtime::EncodePageToken(*request, internal::v1::PageToken());
    EXPECT_EQ(send(bare), "PAGE_TOKEN_INVALID") << test.Name();
    std::string of_other = bare;
    runtime::SealPageToken(keys, other, "", &of_other);
    EXPECT_EQ(send(of_other), "PAGE_TOKEN_INVALID") << test.Name();
    // Of this caller, and of no store: where the role has one, it is of another.
    std::string own = bare;
    runtime::SealPageToken(keys, admin, "", &own);
    EXPECT_EQ(send(own) == "PAGE_TOKEN_INVALID", HasStore(test)) << test.Name();
  }
  EXPECT_GE(method_count, 20);
}

// Pages of two callers, over the wire: the token of the first is no empty page to the second.
TEST_F(BadRequestsTest, ATokenOfOneCallerIsRefusedToAnotherWhoAsksTheSame) {
  SmallWorld::Make(process_, "admin");
  v1::CreateOfficeRequest create;
  create.set_office_id("foshan");
  create.mutable_office()->set_display_name("佛山站");
  create.mutable_office()->set_division_code("440600");
  ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, create));
  v1::ListOfficesRequest list;
  list.set_page_size(1);
  const auto first = process_.Call("county", &v1::VacancyService::Stub::ListOffices, list);
  ASSERT_OK(first);
  ASSERT_FALSE(first->next_page_token().empty());
  list.set_page_token(first->next_page_token());
  EXPECT_OK(process_.Call("county", &v1::VacancyService::Stub::ListOffices, list));
  const auto foreign = process_.Call("city", &v1::VacancyService::Stub::ListOffices, list);
  EXPECT_EQ(runtime::ReasonOf(foreign.status()), "PAGE_TOKEN_INVALID");
}

// Bytes that are no message, nesting beyond the parser's depth, a length beyond the end, text that
// is no UTF-8: on every method. Streams are told so, too: to the transport such a message is the
// end of all messages.
TEST_F(BadRequestsTest, GarbageIsRefusedAndCrashesNothing) {
  const std::string no_text("\x0a\x03\xff\xfe\xfd", 5);  // in field 1
  const std::string garbage[] = {std::string(100, '\xff'), std::string("\x0a\xff\xff\xff\x7f", 5),
                                 std::string(10'000, '\x0b'),  // starts of groups
                                 no_text};
  for (const Case& test : Cases()) {
    const auto* const first = test.method->input_type()->FindFieldByNumber(1);
    const bool is_text =
        first != nullptr && first->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING;
    for (const std::string& bytes : garbage) {
      if (&bytes == &garbage[3] && !is_text) continue;  // a field to come, and skipped
      const absl::Status refusal = SendAsAdmin(test, bytes);
      EXPECT_THAT(refusal, StatusIs(absl::StatusCode::kInvalidArgument)) << test.Name();
      EXPECT_EQ(runtime::ReasonOf(refusal), "INVALID_FIELD") << test.Name();
      const bool is_named =
          absl::StartsWith(refusal.message(), first == nullptr ? "" : first->name());
      if (&bytes == &garbage[3]) {
        EXPECT_TRUE(is_named) << test.Name() << ": " << refusal;
      }
    }
  }
  ExpectAlive();
}

// gRPC would unpack it before it looks how long it has become, and before anybody asks for a token.
TEST_F(BadRequestsTest, ACompressedMessageIsNotUnpacked) {
  for (const grpc_compression_algorithm packed : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    grpc::ClientContext context;
    context.set_compression_algorithm(packed);
    context.AddMetadata(runtime::kAuthorization, "Bearer " + process_.token("admin"));
    v1::GetDivisionRequest request;
    request.set_name("divisions/442000" + std::string(100'000, ' '));
    v1::Division division;
    const grpc::Status status =
        v1::ReferenceService::Stub(process_.channel()).GetDivision(&context, request, &division);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << status.error_message();
  }
  ExpectAlive();
}

TEST_F(BadRequestsTest, AMissingOrWrongTokenIsRefused) {
  for (const Case& test : Cases()) {
    for (const char* const token : {"", "laowu_wrong", "!", " "}) {
      const auto answer = Send(test, BytesOf(test, SmallWorld::Empty()), token);
      EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnauthenticated))
          << test.Name() << " with \"" << token << '"';
    }
  }
}

// Whoever's scope holds none of the records is told so, or that there are none, or sees none of
// them; and changes nothing.
TEST_F(BadRequestsTest, AStrangerIsTurnedAwayByEveryMethod) {
  const SmallWorld world = SmallWorld::Make(process_, "admin");
  std::set<const OpenAnswer*> used;
  for (const Case& test : Cases()) {
    for (const Stranger& stranger : kStrangers) {
      const bool allowed = (test.access->roles & runtime::RoleBit(stranger.role)) != 0;
      if (allowed && test.access->scope == runtime::Scope::kNone) continue;
      if (absl::StartsWith(test.good->text, "draft")) continue;  // names nobody
      const auto answer = Send(test, BytesOf(test, world), process_.token(stranger.id));
      const absl::Status refusal = RefusalOf(answer, *test.method->output_type());
      const auto& table = OpenAnswers();
      const auto open = std::find_if(table.begin(), table.end(), [&](const OpenAnswer& row) {
        return test.Name() == row.method && absl::string_view(stranger.id) == row.caller;
      });
      if (open != table.end()) {
        used.insert(&*open);
        EXPECT_OK(refusal) << test.Name() << " as " << stranger.id;
        EXPECT_FALSE(answer.ok() && absl::StrContains(*answer, world.worker())) << test.Name();
        continue;
      }
      EXPECT_THAT(refusal.code(),
                  AnyOf(absl::StatusCode::kPermissionDenied, absl::StatusCode::kNotFound))
          << test.Name() << " as " << stranger.id << ": " << refusal;
    }
  }
  for (const OpenAnswer& row : OpenAnswers()) {
    EXPECT_TRUE(used.contains(&row)) << "not needed: " << row.method << " as " << row.caller;
  }
  ExpectAlive();
}

}  // namespace
}  // namespace laowu::testing
