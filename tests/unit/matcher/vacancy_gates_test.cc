// No vacancy that passes is left out, whatever has changed; and what fails a gate that is looked at
// is, else a search would have nothing of it.
#include "matcher/vacancy_gates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matcher/division_filter.h"
#include "matcher/row_table.h"
#include "tests/unit/matcher/random_rows.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

constexpr std::int64_t kAll = INT64_MAX;

// Of these a failing pair is told for sure.
constexpr GateBits kLookedAt = BitOf(Gate::kWorkerCommitted) | BitOf(Gate::kNotAvailable) |
                               BitOf(Gate::kAgeLimit) | BitOf(Gate::kEducation) |
                               BitOf(Gate::kWage) | BitOf(Gate::kConditions) |
                               BitOf(Gate::kVacancyClosed);

class VacancyGatesTest : public ::testing::Test {
 protected:
  void Upsert(const VacancyRow& row) {
    const std::int32_t slot = table_.Upsert(row.name, Pack(row, dictionaries_));
    gates_.Put(slot, table_.row(slot));
  }
  void Remove(const std::string& name) {
    const std::optional<std::int32_t> slot = table_.Find(name);
    if (!slot.has_value()) return;
    gates_.Clear(*slot);
    table_.Remove(name);
  }
  bool Names(const VacancyRow& vacancy, const WorkerRow& worker, const MatchTerms& terms) {
    Upsert(vacancy);
    const auto slots =
        gates_.FewThatMayPass(PackDraft(worker, dictionaries_), Pack(terms), {}, kAll);
    return slots.has_value() && !slots->empty();
  }

  Random random_{7};
  Dictionaries dictionaries_;
  RowTable<PackedVacancy> table_;
  VacancyGates gates_;
};

TEST_F(VacancyGatesTest, NameAllThatPassAfterRandomChanges) {
  int passing_count = 0;
  int left_out_count = 0;
  for (int round = 0; round < 30; ++round) {
    for (int i = 0; i < 100; ++i) {
      const std::string name = absl::StrCat("offices/o/vacancies/", Below(400, random_));
      if (Below(5, random_) == 0) {
        Remove(name);
      } else {
        Upsert(RandomVacancy(name, random_));
      }
    }
    for (int i = 0; i < 20; ++i) {
      const WorkerRow row = RandomWorker("", random_);
      const PackedWorker worker = PackDraft(row, dictionaries_);
      const PackedTerms terms =
          Pack(MatchTerms{absl::CivilDay(2028, 2, 29) + (Below(20, random_) - 10), i % 2 == 0});
      std::vector<std::string> prefixes;
      if (i % 3 == 0) prefixes = {"4420"};
      const std::vector<bool> takes_part = DivisionsThatTakePart(prefixes, dictionaries_.divisions);
      const auto slots = gates_.FewThatMayPass(worker, terms, takes_part, kAll);
      ASSERT_TRUE(slots.has_value());
      ASSERT_TRUE(std::is_sorted(slots->begin(), slots->end()));
      for (std::int32_t slot = 0; slot < table_.slot_end(); ++slot) {
        const bool named = std::binary_search(slots->begin(), slots->end(), slot);
        if (!table_.Holds(slot)) {
          ASSERT_FALSE(named);
          continue;
        }
        const PackedVacancy& vacancy = table_.row(slot);
        const bool out_of_filter =
            !takes_part.empty() &&
            !takes_part[static_cast<std::size_t>(vacancy.workplace_division)];
        const GateBits failed = PackedGates<true>(worker, vacancy, terms);
        if (out_of_filter || (failed & kLookedAt) != 0) {
          ASSERT_FALSE(named) << absl::StrCat("gates ", failed);
          ++left_out_count;
        } else if (failed == 0) {
          ASSERT_TRUE(named);
          ++passing_count;
        }
      }
      const auto count = static_cast<std::int64_t>(slots->size());
      EXPECT_EQ(gates_.FewThatMayPass(worker, terms, takes_part, count), slots);
      if (count > 0) {
        EXPECT_EQ(gates_.FewThatMayPass(worker, terms, takes_part, count - 1), std::nullopt);
      }
    }
  }
  EXPECT_GT(passing_count, 1'000);
  EXPECT_GT(left_out_count, 1'000);
}

// By bits that several share: here they have one of their own.
TEST_F(VacancyGatesTest, PlacesAndRequiredSkillsAreLookedAt) {
  EXPECT_TRUE(Names(FittingVacancy(), FittingWorker(), kTerms));
  WorkerRow worker = FittingWorker();
  worker.skills.clear();
  EXPECT_FALSE(Names(FittingVacancy(), worker, kTerms));
  VacancyRow vacancy = FittingVacancy();
  vacancy.skill_requirements[0].required = false;
  EXPECT_TRUE(Names(vacancy, worker, kTerms));
  worker.preferred_division_codes = {"441900"};
  dictionaries_.divisions.Intern("441900");
  EXPECT_FALSE(Names(vacancy, worker, kTerms));
  vacancy.workplace_lineage_codes.clear();
  vacancy.workplace_division_code.clear();
  EXPECT_TRUE(Names(vacancy, worker, kTerms)) << "a place that is not stated is wanted";
}

// The edges of what is compared.
TEST_F(VacancyGatesTest, TheLastDayAndTheLastYuanPass) {
  WorkerRow worker = FittingWorker();
  VacancyRow vacancy = FittingVacancy();
  worker.available_date = vacancy.start_date;
  worker.min_wage_cny_per_month = vacancy.max_wage_cny_per_month;
  vacancy.expire_date = kTerms.as_of_date;
  vacancy.min_age_years = vacancy.max_age_years = 36;  // on the very birthday
  EXPECT_TRUE(Names(vacancy, worker, kTerms));
  worker.birth_date = absl::CivilDay(1989, 3, 16);
  EXPECT_TRUE(Names(vacancy, worker, kTerms)) << "37 on the day after";
  worker.birth_date = absl::CivilDay(1989, 3, 15);
  EXPECT_FALSE(Names(vacancy, worker, kTerms));
  worker.birth_date = absl::CivilDay(1990, 3, 16);
  EXPECT_FALSE(Names(vacancy, worker, kTerms)) << "36 on the day after";
}

}  // namespace
}  // namespace laowu::matcher
