// What is told of a person of a figure, and what parts of one are called.

#include "services/monitoring/entries_from_proto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/monitoring/part_names.h"
#include "services/runtime/field_checks.h"

namespace laowu::monitoring {
namespace {

using ::testing::SizeIs;

TEST(ToExplainedPerson, ListsAreCutAndDatesAreToldWhereTheyAre) {
  ratio::ExplainedPerson person;
  for (int i = 0; i < 30; ++i) {
    person.outcomes.push_back(absl::StrCat("outcomes/", i));
    person.other_names.push_back(absl::StrCat("workers/", i));
    person.attestations.emplace_back();
  }
  person.lapse_date = absl::CivilDay(2026, 7, 25);
  const v1::ExplainedPerson told = ToExplainedPerson(person);
  EXPECT_THAT(told.outcomes(), SizeIs(20));
  EXPECT_EQ(told.outcome(), "outcomes/0");
  EXPECT_THAT(told.other_workers(), SizeIs(20));
  EXPECT_THAT(told.attestations(), SizeIs(20));
  EXPECT_EQ(*runtime::ToCivilDay(told.lapse_date()), absl::CivilDay(2026, 7, 25));
  EXPECT_FALSE(told.has_job_start_date());
}

TEST(ToLicence, IsTheOneThatTheEntryWasMadeOf) {
  v1::Organizer organizer;
  organizer.set_name("organizers/company");
  auto& licence = *organizer.add_licences();
  licence.set_number("黔人社/2020 第 7 号");
  *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2020, 1, 1));
  *licence.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  licence.mutable_record_time()->set_seconds(1'780'000'000);
  const auto entries = ToEntries(organizer);
  ASSERT_THAT(entries, SizeIs(2));
  const ratio::OrganizerFact& entry = entries[1];
  const v1::Organizer::Licence told =
      ToLicence({entry.name, entry.effective_date, entry.licence_end});
  EXPECT_EQ(told.DebugString(), licence.DebugString());
}

// A report shows no bare code.
TEST(PartNamesTest, ADestinationAbroadIsNamedWithItsCode) {
  const auto name_of = [](const char* code) {
    return ToPart(code, 0, ratio::Breakdown::kDestination, absl::CivilDay(2026, 6, 30),
                  [](const std::string&) { return ""; })
        .display_name();
  };
  EXPECT_EQ(name_of("JPN"), "境外 日本 JPN");
  EXPECT_EQ(name_of("JP"), "境外 日本 JP");
  EXPECT_EQ(name_of("HKG"), "境外 中国香港 HKG");
  EXPECT_EQ(name_of("XYZ"), "境外 XYZ");
  EXPECT_EQ(name_of(""), "地点不明");
}

}  // namespace
}  // namespace laowu::monitoring
