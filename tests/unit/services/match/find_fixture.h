#ifndef LAOWU_TESTS_UNIT_SERVICES_MATCH_FIND_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_MATCH_FIND_FIXTURE_H_

// What the specification says of the forty workers and forty vacancies of MatchFixture::PutMany.

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "match_fixture.h"
#include "matcher/score.h"

namespace laowu::match {

// What the specification says of one side against all of the other.
struct Expected {
  std::vector<std::string> names;  // that pass, in order
  std::map<int, int> failing, only_this;
};

class FindTest : public MatchFixture {
 protected:
  std::vector<matcher::WorkerRow> Workers() {
    const MatchIndex::View view(fed_.index());
    std::vector<matcher::WorkerRow> rows;
    for (int i = 0; i < 40; ++i) {
      rows.push_back(*view.matcher().GetWorker(absl::StrCat("workers/w", i)));
    }
    return rows;
  }
  std::vector<matcher::VacancyRow> Vacancies() {
    const MatchIndex::View view(fed_.index());
    std::vector<matcher::VacancyRow> rows;
    for (int i = 0; i < 40; ++i) {
      rows.push_back(*view.matcher().GetVacancy(VacancyNamed(absl::StrCat("v", i)).name()));
    }
    return rows;
  }

  // Pairs of one worker or one vacancy with all others, by score.h alone.
  static Expected Oracle(const std::vector<matcher::WorkerRow>& workers,
                         const std::vector<matcher::VacancyRow>& vacancies, absl::CivilDay day) {
    const matcher::MatchTerms terms = TermsOn(day);
    std::vector<std::tuple<int, int64_t, std::string>> order;
    Expected expected;
    for (const auto& worker : workers) {
      for (const auto& vacancy : vacancies) {
        const auto failed = matcher::Gates(worker, vacancy, terms);
        for (const auto& gate : failed) {
          ++expected.failing[static_cast<int>(gate.gate)];
          if (failed.size() == 1) ++expected.only_this[static_cast<int>(gate.gate)];
        }
        if (!failed.empty()) continue;
        order.emplace_back(-matcher::Score(worker, vacancy).total_micros,
                           worker.tie_hash ^ vacancy.tie_hash,
                           workers.size() == 1 ? vacancy.name : worker.name);
      }
    }
    std::sort(order.begin(), order.end());
    for (const auto& place : order) expected.names.push_back(std::get<2>(place));
    return expected;
  }

  template <typename Response>
  static void ExpectCounts(const Response& response, const Expected& expected) {
    ASSERT_EQ(response.excluded_size(), matcher::kGateCount);
    for (const auto& count : response.excluded()) {
      const auto of = [&](const std::map<int, int>& counts) {
        const auto it = counts.find(count.gate());
        return it == counts.end() ? 0 : it->second;
      };
      EXPECT_EQ(count.failing_count(), of(expected.failing)) << v1::Gate_Name(count.gate());
      EXPECT_EQ(count.only_this_gate_count(), of(expected.only_this))
          << v1::Gate_Name(count.gate());
    }
  }
};

}  // namespace laowu::match

#endif  // LAOWU_TESTS_UNIT_SERVICES_MATCH_FIND_FIXTURE_H_
