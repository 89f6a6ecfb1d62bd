#ifndef LAOWU_TESTS_BENCH_MATCHING_MATCH_MESSAGES_H_
#define LAOWU_TESTS_BENCH_MATCHING_MATCH_MESSAGES_H_

#include "services/match/match_index.h"
#include "tests/bench/matching/made_up_rows.h"

namespace laowu::matcher {

// Puts made-up workers and vacancies into the match role's index as its three feeds would, and
// builds what it answers from.
void FillMatchIndex(int worker_count, int vacancy_count, RowMaker& maker, match::MatchIndex& index);

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_MATCH_MESSAGES_H_
