// Counts and failing rows by bits are those of the rule pair by pair: for every kind of row, also
// such as codes do not tell apart, after changes, with filters, by the loops for each machine.
#include "matcher/gate_columns.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/strings/str_cat.h"
#include "matcher/division_filter.h"
#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

const MatchTerms kTerms = {absl::CivilDay(2028, 2, 29), false};

// Wishes between two codes and above all of them, dates outside of any window.
WorkerRow OddWorker(const std::string& name, Random& random) {
  WorkerRow row = RandomWorker(name, random);
  if (Below(4, random) == 0) row.min_wage_cny_per_month = 3'476 + Below(100, random);
  if (Below(10, random) == 0) row.min_wage_cny_per_month = 51'000 + 50 * Below(8, random);
  if (Below(10, random) == 0) row.available_date = absl::CivilDay(1990 + Below(80, random), 3, 1);
  if (Below(10, random) == 0) row.job_wanted_from = absl::CivilDay(2020 + Below(20, random), 3, 1);
  if (Below(10, random) == 0) row.birth_date = absl::CivilDay(1900 + Below(300, random), 1, 1);
  return row;
}

VacancyRow OddVacancy(Random& random) {
  VacancyRow row = RandomVacancy("", random);
  if (Below(4, random) == 0) row.max_wage_cny_per_month = 3'476 + Below(100, random);
  if (Below(10, random) == 0) row.max_wage_cny_per_month = 51'000 + 50 * Below(8, random);
  if (Below(10, random) == 0) row.start_date = absl::CivilDay(1900 + Below(300, random), 2, 28);
  if (Below(8, random) == 0) row.max_age_years = kMaxAgeYears;
  return row;
}

class GateColumnsTest : public ::testing::TestWithParam<int> {
 protected:
  void Upsert(const std::string& name, const WorkerRow& row) {
    PackedWorker packed = Pack(row, dictionaries_);
    const std::optional<std::int32_t> slot = table_.Find(name);
    if (slot.has_value()) {
      columns_.Put(*slot, &table_.row(*slot), packed, dictionaries_.divisions);
      table_.Upsert(name, std::move(packed));
    } else {
      const std::int32_t taken = table_.Upsert(name, std::move(packed));
      columns_.Put(taken, nullptr, table_.row(taken), dictionaries_.divisions);
    }
  }
  void Remove(const std::string& name) {
    const std::optional<std::int32_t> slot = table_.Find(name);
    if (!slot.has_value()) return;
    columns_.Clear(*slot, table_.row(*slot));
    table_.Remove(name);
  }

  bool TakesPart(const PackedWorker& row, const GateFilter& filter) const {
    if (filter.policy_groups != 0 && (row.policy_groups & filter.policy_groups) == 0) return false;
    return filter.division_takes_part->empty() ||
           (*filter.division_takes_part)[static_cast<std::size_t>(row.division)];
  }

  void ExpectAsPairByPair(const PackedVacancy& vacancy, const PackedTerms& terms,
                          const GateFilter& filter) const {
    GateCounts expected;
    for (std::int32_t slot = 0; slot < table_.slot_end(); ++slot) {
      if (!table_.Holds(slot) || !TakesPart(table_.row(slot), filter)) continue;
      const GateBits bits = PackedGates<true>(table_.row(slot), vacancy, terms);
      if (bits == 0) ++expected.eligible_count;
      for (std::size_t gate = 0; gate < kGateCount; ++gate) {
        if ((bits >> gate & 1) == 0) continue;
        ++expected.failing_count[gate];
        if (absl::has_single_bit(bits)) ++expected.only_this_gate_count[gate];
      }
    }
    const GateCounts counts = columns_.Count(table_, vacancy, terms, filter);
    ASSERT_EQ(counts.eligible_count, expected.eligible_count);
    ASSERT_EQ(counts.failing_count, expected.failing_count);
    ASSERT_EQ(counts.only_this_gate_count, expected.only_this_gate_count);
  }

  void ExpectFailingAsPairByPair(const PackedVacancy& vacancy, const PackedTerms& terms,
                                 const GateFilter& filter) const {
    const auto is_set = [](const ChunkLanes& bits, std::int32_t place) {
      return (bits.lanes[place / kLaneSlots][place % kLaneSlots / 64] >> (place % 64) & 1) != 0;
    };
    columns_.ForEachChunk(
        table_, vacancy, terms, filter, [&](std::int32_t begin, const FailingRows& failing) {
          for (std::int32_t place = 0; place < kChunkSlots; ++place) {
            const std::int32_t slot = begin + place;
            const bool takes_part = slot < table_.slot_end() && table_.Holds(slot) &&
                                    TakesPart(table_.row(slot), filter);
            ASSERT_EQ(is_set(failing.takes_part, place), takes_part);
            const GateBits bits =
                takes_part ? PackedGates<true>(table_.row(slot), vacancy, terms) : 0;
            for (std::size_t gate = 0; gate < kWorkerGateCount; ++gate) {
              ASSERT_EQ(is_set(failing.by_gate[gate], place), (bits >> gate & 1) != 0)
                  << "gate " << gate + 1 << ", slot " << slot;
            }
          }
        });
  }

  void ExpectFewAsPairByPair(const PackedVacancy& vacancy, const PackedTerms& terms,
                             const GateFilter& filter) const {
    std::vector<std::int32_t> expected;
    for (std::int32_t slot = 0; slot < table_.slot_end(); ++slot) {
      if (!table_.Holds(slot) || !TakesPart(table_.row(slot), filter)) continue;
      const GateBits bits = PackedGates<true>(table_.row(slot), vacancy, terms);
      if ((bits & (BitOf(kWorkerGateCount) - 1)) == 0) expected.push_back(slot);
    }
    const auto count = static_cast<std::int64_t>(expected.size());
    ASSERT_EQ(columns_.FewWhoPass(table_, vacancy, terms, filter, count), expected);
    if (count > 0) {
      ASSERT_EQ(columns_.FewWhoPass(table_, vacancy, terms, filter, count - 1), std::nullopt);
    }
  }

  Random random_{7};
  Dictionaries dictionaries_;
  RowTable<PackedWorker> table_;
  GateColumns columns_{UsableGateLoops()[static_cast<std::size_t>(GetParam())]};
};

TEST_P(GateColumnsTest, AreThoseOfTheRulePairByPairAfterRandomChanges) {
  for (int round = 0; round < 8; ++round) {
    for (int i = 0; i < 1'500; ++i) {
      const std::string name = absl::StrCat("workers/", Below(900, random_));
      if (Below(6, random_) == 0) {
        Remove(name);
      } else {
        Upsert(name, OddWorker(name, random_));
      }
    }
    if (round % 2 == 1) columns_.MoveWindowIfDue(table_);
    for (int i = 0; i < 25; ++i) {
      const PackedVacancy vacancy = PackDraft(OddVacancy(random_), dictionaries_);
      MatchTerms terms = kTerms;
      terms.statutory_duty_suffices = i % 2 == 0;
      std::vector<std::string> prefixes;
      if (i % 3 == 1) prefixes = {"520281"};
      if (i % 3 == 2) prefixes = {"5202031", "520201001"};
      const std::vector<bool> divisions = DivisionsThatTakePart(prefixes, dictionaries_.divisions);
      const GateFilter filter = {&divisions, i % 4 == 0 ? BitOf(1) | BitOf(4) : 0};
      ExpectAsPairByPair(vacancy, Pack(terms), filter);
      if (i % 5 == 0) ExpectFailingAsPairByPair(vacancy, Pack(terms), filter);
      if (i % 5 == 1) ExpectFewAsPairByPair(vacancy, Pack(terms), filter);
      if (HasFatalFailure()) return;
    }
  }
}

// Where most dates lie outside of the window it moves there, and nothing else changes.
TEST_P(GateColumnsTest, TheWindowMovesToWhereDatesAre) {
  for (int i = 0; i < 3'000; ++i) {
    WorkerRow row = RandomWorker(absl::StrCat("workers/", i), random_);
    row.available_date =
        i == 0 ? absl::CivilDay(1995, 1, 1) : absl::CivilDay(2028, 2, 1) + Below(60, random_);
    Upsert(row.name, row);
  }
  const std::vector<bool> all;
  for (int i = 0; i < 20; ++i) {
    if (i == 10) columns_.MoveWindowIfDue(table_);
    ExpectAsPairByPair(PackDraft(OddVacancy(random_), dictionaries_), Pack(kTerms), {&all, 0});
    if (HasFatalFailure()) return;
  }
}

TEST_P(GateColumnsTest, FewWithRequiredSkillsAreAllWhoHoldThem) {
  for (int i = 0; i < 8'000; ++i) {
    Upsert(absl::StrCat("workers/", i), RandomWorker("", random_));
  }
  int answered = 0;
  for (int i = 0; i < 200; ++i) {
    const PackedVacancy vacancy = PackDraft(OddVacancy(random_), dictionaries_);
    const auto few = columns_.FewWithRequiredSkills(vacancy);
    if (!few.has_value()) continue;
    ++answered;
    std::vector<bool> listed(static_cast<std::size_t>(table_.slot_end()));
    for (const std::int32_t slot : *few) {
      ASSERT_FALSE(listed[static_cast<std::size_t>(slot)]) << "twice";
      listed[static_cast<std::size_t>(slot)] = true;
    }
    for (std::int32_t slot = 0; slot < table_.slot_end(); ++slot) {
      const GateBits bits = PackedGates<true>(table_.row(slot), vacancy, Pack(kTerms));
      if ((bits & BitOf(Gate::kRequiredSkill)) == 0) {
        ASSERT_TRUE(listed[static_cast<std::size_t>(slot)]) << slot;
      }
    }
  }
  EXPECT_GT(answered, 10);
}

INSTANTIATE_TEST_SUITE_P(Loops, GateColumnsTest,
                         ::testing::Range(0, static_cast<int>(UsableGateLoops().size())));

}  // namespace
}  // namespace laowu::matcher
