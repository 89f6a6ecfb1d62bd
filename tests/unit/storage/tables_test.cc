// The registry agrees with itself and with what is on disk in the field.

#include "storage/tables.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laowu::storage {
namespace {

TEST(TablesTest, IdsAndNamesAreUnique) {
  std::set<int> ids;
  std::set<absl::string_view> names;
  for (const TableDefinition& definition : kTables) {
    EXPECT_TRUE(ids.insert(static_cast<int>(definition.table)).second) << definition.name;
    EXPECT_TRUE(names.insert(definition.name).second) << definition.name;
    EXPECT_EQ(FindTable(definition.table), &definition);
  }
  EXPECT_EQ(FindTable(Table{0}), nullptr);
  EXPECT_EQ(FindTable(Table{99}), nullptr);
}

TEST(TablesTest, AppendOnlyTablesAreAnnounced) {
  for (const TableDefinition& definition : kTables) {
    if (definition.append_only) {
      EXPECT_TRUE(definition.announced) << definition.name;
    }
  }
}

// Golden. Lines may be added; a changed line breaks stores in the field.
TEST(TablesTest, GoldenRegistry) {
  std::string lines;
  for (const TableDefinition& definition : kTables) {
    absl::StrAppend(&lines, static_cast<int>(definition.table), " ", definition.owner, " ",
                    definition.name, definition.announced ? " announced" : "",
                    definition.append_only ? " append-only" : "", "\n");
  }
  EXPECT_EQ(lines,
            "1 vacancy vacancies announced\n"
            "2 vacancy vacancies_by_expiry\n"
            "3 vacancy offices\n"
            "4 vacancy employers announced\n"
            "5 vacancy vacancies_by_content\n"
            "16 worker workers announced\n"
            "17 worker identities\n"
            "18 worker workers_by_division\n"
            "19 worker households announced\n"
            "20 worker personal_details\n"
            "21 worker worker_facts announced append-only\n"
            "22 worker workers_by_blind_index\n"
            "23 worker workers_by_household\n"
            "24 worker households_by_division\n"
            "25 worker worker_fact_notes\n"
            "26 worker merged_workers\n"
            "32 placement placements announced\n"
            "33 placement outcomes announced append-only\n"
            "34 placement live_placement_by_worker\n"
            "35 placement outcomes_by_worker\n"
            "36 placement vacancy_fill announced\n"
            "37 placement placements_by_vacancy\n"
            "38 placement placements_by_office\n"
            "39 placement attestations announced append-only\n"
            "40 placement worker_states announced\n"
            "41 placement organizer_facts announced append-only\n"
            "42 placement notes\n"
            "43 placement placements_by_worker\n"
            "44 placement placements_by_division\n"
            "45 placement proposals_by_expiry\n"
            "46 placement worker_states_by_lapse\n"
            "47 placement followed_feeds\n"
            "48 monitoring baselines\n"
            "49 monitoring publications\n"
            "55 monitoring target_standings\n"
            "56 monitoring audit_samples\n"
            "57 monitoring audit_answers\n"
            "58 monitoring publications_by_day\n"
            "64 intake imports announced\n"
            "65 intake import_rows\n"
            "66 intake files\n"
            "67 intake imports_by_parent\n"
            "68 intake vacancies_by_source\n"
            "69 intake closed_vacancies\n"
            "72 placement erased_notes announced\n"
            "251 every answered_requests\n"
            "252 every audit_chain\n"
            "253 every audit announced append-only\n"
            "254 every changes\n"
            "255 every meta\n");
}

}  // namespace
}  // namespace laowu::storage
