// What is wrong with a field is told in Chinese and English, in the one form that the pages take
// apart again to show the reader's half.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/at_least.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/principals.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/update_mask.h"
#include "services/runtime/watch_cursor.h"
#include "storage/open_store.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

// "中文 / English"
bool IsInBothLanguages(absl::string_view text) {
  const size_t parted = text.find(" / ");
  if (parted == absl::string_view::npos) return false;
  const absl::string_view chinese = text.substr(0, parted);
  const absl::string_view english = text.substr(parted + 3);
  const bool has_ideograph = std::any_of(chinese.begin(), chinese.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;  // leads U+4000 to U+9FFF
  });
  return has_ideograph && !english.empty() &&
         absl::ascii_isgraph(static_cast<unsigned char>(english.front()));
}

void ExpectBothLanguages(const FieldChecks& checks) {
  for (const auto& violation : checks.violations()) {
    EXPECT_TRUE(IsInBothLanguages(violation.description()))
        << violation.field() << ": " << violation.description();
  }
}

TEST(BothLanguages, OfFieldsOutOfForm) {
  FieldChecks checks;
  checks.Text("text", "\xFF", 10);
  checks.Text("text", "long", 1);
  checks.RequiredText("text", "", 10);
  checks.Id("id", "A");
  checks.RequestId("request_id", "first");
  checks.Range("range", 0, 1, 2);
  checks.RangeIfSet("range", 3, 1, 2);
  checks.CountMost("count", 2, 1);
  checks.DivisionCode("division", "x");
  checks.OccupationCode("occupation", "x");
  google::protobuf::Timestamp instant;
  instant.set_seconds(-1);
  checks.Instant("instant", instant);
  checks.Date("date", google::type::Date());
  google::type::LatLng pole;
  pole.set_latitude(91);
  checks.LatLng("near", pole);
  checks.KnownEnum("pay_kind", static_cast<v1::PayKind>(99), false);
  checks.KnownEnum("pay_kind", v1::PAY_KIND_UNSPECIFIED, false);
  EXPECT_EQ(checks.violations().size(), 15U);
  ExpectBothLanguages(checks);
}

TEST(BothLanguages, OfNamesMasksAndSequences) {
  FieldChecks checks;
  RequireName("offices/*", "office", "", checks);
  RequireName("offices/*", "office", "office", checks);
  google::protobuf::FieldMask mask;
  mask.add_paths("no_such_field");
  mask.add_paths("state");
  v1::Vacancy stored;
  constexpr absl::string_view kOutputs[] = {"state"};
  MergeMasked(mask, v1::Vacancy(), {kOutputs}, checks, &stored);
  v1::Freshness at_least;
  at_least.set_worker_sequence(-1);
  CheckAtLeast(at_least, checks);
  EXPECT_EQ(checks.violations().size(), 5U);
  ExpectBothLanguages(checks);

  v1::Freshness asked;
  asked.set_worker_sequence(1);
  v1::Freshness seen;
  seen.set_worker_sequence(storage::kRestoreLeap + 1);
  const absl::Status ended = CheckSameHistory(asked, seen);
  EXPECT_FALSE(ended.ok());
  EXPECT_TRUE(IsInBothLanguages(ended.message())) << ended;
}

TEST(BothLanguages, OfWatches) {
  const auto store = *storage::OpenStore("memory:");
  const auto make = [&](storage::Sequence after, const std::string& store_id,
                        const std::vector<std::string>& kinds) {
    return WatchCursor::Make(store.get(), {{storage::Table::kVacancies, "vacancy"}}, kinds,
                             store_id, after)
        .status();
  };
  for (const absl::Status& status :
       {make(-1, "", {}), make(1, "", {}), make(0, "", {"wrong"}), make(1, "another", {}),
        make(1, std::string(store->store_id()), {})}) {
    EXPECT_FALSE(status.ok());
    EXPECT_TRUE(IsInBothLanguages(status.message())) << status;
  }
}

TEST(BothLanguages, OfTokens) {
  const auto create = [](const char* role, const char* office, const char* organizer,
                         const char* division) {
    internal::v1::PrincipalFile::Principal principal;
    principal.set_id("one");
    principal.set_role(role);
    principal.set_office(office);
    principal.set_organizer(organizer);
    principal.set_division_prefix(division);
    return CreateToken("", principal, absl::Now()).status();
  };
  for (const absl::Status& status : {create("clerk", "", "", ""), create("office", "", "", ""),
                                     create("administrator", "offices/a", "", ""),
                                     create("administrator", "", "organizers/a", ""),
                                     create("administrator", "", "", "520281")}) {
    EXPECT_THAT(status, testing::StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_TRUE(IsInBothLanguages(status.message())) << status;
  }
}

}  // namespace
}  // namespace laowu::runtime
