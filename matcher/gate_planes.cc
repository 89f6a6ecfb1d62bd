#include "matcher/gate_planes.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "matcher/rule.h"

namespace laowu::matcher {
namespace {

constexpr int kWishUnit = 50;

// A number as it stands in planes.
struct Code {
  int number = 0;
  bool exact = true;
};

// `number` counts from 0 in steps of a code; both ends of the planes take in what lies beyond.
Code Clamped(int number, int bits) {
  const int last = (1 << bits) - 1;
  return {std::clamp(number, 0, last), number >= 0 && number <= last};
}

Code WishCode(std::int32_t wish) {
  Code code = Clamped(wish / kWishUnit, kWishBits);
  code.exact = code.exact && wish % kWishUnit == 0;
  return code;
}

Code BirthCode(PackedDate birth_date) {
  return birth_date == kNoDate ? Code() : Clamped(DayCode(birth_date), kBirthBits);
}

// None is 0, which is above no date.
Code WindowCode(PackedDate date, const GateScale& scale) {
  if (date == kNoDate) return {};
  const int number = DayCode(date) - scale.window_begin + 1;
  Code code = Clamped(number, kDayBits);
  code.exact = code.exact && number != 0;
  return code;
}

// The date matters to committed workers alone.
PackedDate WantedFrom(const PackedWorker& worker) {
  return worker.has_live_placement || worker.currently_away ? worker.job_wanted_from : kNoDate;
}

class RowWriter {
 public:
  RowWriter(GateBlock& block, int index)
      : block_(block), word_(index / 64), bit_(std::uint64_t{1} << (index % 64)) {}

  bool Is(int plane) const { return (block_.planes[plane][word_] & bit_) != 0; }
  void Put(int plane, bool value) {
    if (value) {
      block_.planes[plane][word_] |= bit_;
    } else {
      block_.planes[plane][word_] &= ~bit_;
    }
  }
  void Put(int plane, int bits, int code) {
    for (int i = 0; i < bits; ++i) Put(plane + i, (code >> i & 1) != 0);
  }

 private:
  GateBlock& block_;
  const int word_;
  const std::uint64_t bit_;
};

// Above(Limit): v > c bit by bit from the lowest. Where c has a 0, v is above if it has a 1 there
// or was above so far; where c has a 1, if it has one and was. One bitwise majority each.
Limit LimitOf(int code) {
  Limit limit;
  limit.below_all = code < 0;
  for (std::size_t i = 0; i < limit.zeros.size(); ++i) {
    limit.zeros[i] = code < 0 || (code >> i & 1) == 0 ? ~std::uint64_t{0} : 0;
  }
  return limit;
}

Cut CutAbove(int code) { return {true, LimitOf(code), LimitOf(std::max(code - 1, -1))}; }

// Above an integer in the form of a date.
Cut BirthCut(PackedDate date) {
  const int number = DayCode(date);
  return CutAbove(number < 0 ? -1 : Clamped(number, kBirthBits).number);
}

// ---- What is compiled for each kind of machine. Lanes are given by reference: how they would be
// by value differs.

#define LAOWU_LANES inline __attribute__((always_inline))

LAOWU_LANES void Above(const Lane* planes, int bits, const Limit& limit, Lane& above) {
  above = Lane{} - (limit.below_all ? 1 : 0);
#pragma GCC unroll 16
  for (int i = 0; i < bits; ++i) {
    const Lane bit = planes[i];
    above = (above & bit) | ((above | bit) & limit.zeros[static_cast<std::size_t>(i)]);
  }
}

LAOWU_LANES void AddPopulation(const Lane& bits, Lane& counts) {
  std::uint64_t words[kLaneWords];
  std::memcpy(words, &bits, sizeof(words));
  for (std::uint64_t& word : words) {
    word = static_cast<std::uint64_t>(__builtin_popcountll(word));
  }
  Lane added;
  std::memcpy(&added, words, sizeof(added));
  counts += added;
}

// Who has the code of the limit.
LAOWU_LANES void AddAtLimit(const Lane* planes, int bits, const Cut& cut, Lane& doubtful) {
  if (!cut.asked) return;
  Lane from;
  Lane above;
  Above(planes, bits, cut.next_lower, from);
  Above(planes, bits, cut.limit, above);
  doubtful |= from & ~above;
}

LAOWU_LANES void FindDoubtful(const GateQuestion& question, const Lane* planes, Lane& doubtful) {
  doubtful = Lane{};
  AddAtLimit(planes + kWishPlane, kWishBits, question.wish, doubtful);
  AddAtLimit(planes + kAvailablePlane, kDayBits, question.available, doubtful);
  AddAtLimit(planes + kWantedFromPlane, kDayBits, question.wanted_from, doubtful);
  AddAtLimit(planes + kBirthPlane, kBirthBits, question.underage, doubtful);
  AddAtLimit(planes + kBirthPlane, kBirthBits, question.too_young, doubtful);
  AddAtLimit(planes + kBirthPlane, kBirthBits, question.not_too_old, doubtful);
  doubtful &= planes[kInexactPlane] & planes[kHeldPlane];
}

constexpr int At(Gate gate) { return static_cast<int>(gate) - 1; }

LAOWU_LANES void FailByAge(const GateQuestion& question, const Lane* planes, Lane* failing) {
  Lane above;
  Above(planes + kBirthPlane, kBirthBits, question.underage.limit, above);
  failing[At(Gate::kUnderage)] = above & planes[kBirthKnownPlane];
  failing[At(Gate::kAgeLimit)] = Lane{};
  if (question.too_young_if_underage) {
    failing[At(Gate::kAgeLimit)] = failing[At(Gate::kUnderage)];
  }
  if (question.too_young.asked) {
    Above(planes + kBirthPlane, kBirthBits, question.too_young.limit, above);
    failing[At(Gate::kAgeLimit)] = above & planes[kBirthKnownPlane];
  }
  if (question.not_too_old.asked) {
    Above(planes + kBirthPlane, kBirthBits, question.not_too_old.limit, above);
    failing[At(Gate::kAgeLimit)] |= ~above & planes[kBirthKnownPlane];
  }
}

// Every gate of every row, whether it takes part or not; where a code does not tell, as if the
// value were the least that has it.
LAOWU_LANES void FailByPlanes(const GateQuestion& question, const GateChunk& chunk, int block,
                              Lane* failing) {
  const Lane* planes = chunk.blocks[block].planes;
  Lane above;
  failing[At(Gate::kWorkerNotVisible)] = planes[kHiddenPlane];
  if (!question.statutory_duty_suffices) {
    failing[At(Gate::kWorkerNotVisible)] |= planes[kStatutoryOnlyPlane];
  }
  Above(planes + kWantedFromPlane, kDayBits, question.wanted_from.limit, above);
  failing[At(Gate::kWorkerCommitted)] =
      planes[kCommittedPlane] | (planes[kCommittedUntilPlane] & above);
  Above(planes + kAvailablePlane, kDayBits, question.available.limit, above);
  failing[At(Gate::kNotAvailable)] = above;
  FailByAge(question, planes, failing);
  failing[At(Gate::kEducation)] = Lane{};
  if (question.education.asked) {
    Above(planes + kEducationPlane, kEducationBits, question.education.limit, above);
    failing[At(Gate::kEducation)] =
        ~above &
        (planes[kEducationPlane] | planes[kEducationPlane + 1] | planes[kEducationPlane + 2]);
  }
  failing[At(Gate::kWage)] = Lane{};
  if (question.wish.asked) {
    Above(planes + kWishPlane, kWishBits, question.wish.limit, above);
    failing[At(Gate::kWage)] = above;
  }
  failing[At(Gate::kDestination)] = Lane{};
  if (question.has_place) {
    failing[At(Gate::kDestination)] = ~planes[kAnyPlacePlane];
    if (chunk.in_place != nullptr) {
      failing[At(Gate::kDestination)] &= ~chunk.in_place->lanes[block];
    }
  }
  failing[At(Gate::kRequiredSkill)] = Lane{};
  if (chunk.lacks_skill != nullptr) {
    failing[At(Gate::kRequiredSkill)] = chunk.lacks_skill->lanes[block];
  }
  failing[At(Gate::kConditions)] = Lane{};
  if (question.no_accommodation) failing[At(Gate::kConditions)] = planes[kAccommodationPlane];
  if (question.night_shift) failing[At(Gate::kConditions)] |= planes[kNightShiftPlane];
}

LAOWU_LANES void FailingOf(const GateQuestion& question, const GateChunk& chunk, int block,
                           SettleRows settle, Lane* failing, Lane& takes_part) {
  FailByPlanes(question, chunk, block, failing);
  takes_part = chunk.blocks[block].planes[kHeldPlane];
  if (chunk.takes_part != nullptr) takes_part &= chunk.takes_part->lanes[block];
  if (chunk.blocks[block].inexact_count > 0) {
    Lane doubtful;
    FindDoubtful(question, chunk.blocks[block].planes, doubtful);
    doubtful &= takes_part;
    settle(block, doubtful, failing);
  }
  for (int gate = 0; gate < kWorkerGateCount; ++gate) failing[gate] &= takes_part;
}

LAOWU_LANES void Tally(const GateQuestion& question, const GateChunk& chunk, SettleRows settle,
                       GateTally& tally) {
  Lane row_counts = {};
  Lane eligible_counts = {};
  Lane failing_counts[kWorkerGateCount] = {};
  Lane only_counts[kWorkerGateCount] = {};
  for (int block = 0; block < chunk.block_count; ++block) {
    Lane failing[kWorkerGateCount];
    Lane takes_part;
    FailingOf(question, chunk, block, settle, failing, takes_part);
    Lane once = {};
    Lane again = {};
    for (const Lane& lane : failing) {
      again |= once & lane;
      once |= lane;
    }
    AddPopulation(takes_part, row_counts);
    AddPopulation(takes_part & ~once, eligible_counts);
    once &= ~again;
#pragma GCC unroll 16
    for (int gate = 0; gate < kWorkerGateCount; ++gate) {
      AddPopulation(failing[gate], failing_counts[gate]);
      AddPopulation(failing[gate] & once, only_counts[gate]);
    }
  }
  for (int word = 0; word < kLaneWords; ++word) {
    tally.row_count += static_cast<std::int64_t>(row_counts[word]);
    tally.eligible_count += static_cast<std::int64_t>(eligible_counts[word]);
    for (std::size_t gate = 0; gate < kWorkerGateCount; ++gate) {
      tally.failing_count[gate] += static_cast<std::int64_t>(failing_counts[gate][word]);
      tally.only_this_gate_count[gate] += static_cast<std::int64_t>(only_counts[gate][word]);
    }
  }
}

LAOWU_LANES void Find(const GateQuestion& question, const GateChunk& chunk, SettleRows settle,
                      FailingRows& found) {
  for (int block = 0; block < chunk.block_count; ++block) {
    Lane failing[kWorkerGateCount];
    FailingOf(question, chunk, block, settle, failing, found.takes_part.lanes[block]);
    for (std::size_t gate = 0; gate < kWorkerGateCount; ++gate) {
      found.by_gate[gate].lanes[block] = failing[gate];
    }
  }
}

#undef LAOWU_LANES

void TallyAnywhere(const GateQuestion& question, const GateChunk& chunk, SettleRows settle,
                   GateTally& tally) {
  Tally(question, chunk, settle, tally);
}
void FindAnywhere(const GateQuestion& question, const GateChunk& chunk, SettleRows settle,
                  FailingRows& found) {
  Find(question, chunk, settle, found);
}

#if defined(__x86_64__)
__attribute__((target("avx2,popcnt"))) void TallyAvx2(const GateQuestion& question,
                                                      const GateChunk& chunk, SettleRows settle,
                                                      GateTally& tally) {
  Tally(question, chunk, settle, tally);
}
__attribute__((target("avx2,popcnt"))) void FindAvx2(const GateQuestion& question,
                                                     const GateChunk& chunk, SettleRows settle,
                                                     FailingRows& found) {
  Find(question, chunk, settle, found);
}
__attribute__((target("avx512f,avx512vpopcntdq"))) void TallyAvx512(const GateQuestion& question,
                                                                    const GateChunk& chunk,
                                                                    SettleRows settle,
                                                                    GateTally& tally) {
  Tally(question, chunk, settle, tally);
}
__attribute__((target("avx512f,avx512vpopcntdq"))) void FindAvx512(const GateQuestion& question,
                                                                   const GateChunk& chunk,
                                                                   SettleRows settle,
                                                                   FailingRows& found) {
  Find(question, chunk, settle, found);
}
#endif

}  // namespace

bool InWindow(const PackedWorker& worker, const GateScale& scale) {
  return WindowCode(worker.available_date, scale).exact &&
         WindowCode(WantedFrom(worker), scale).exact;
}

void PutRow(GateBlock& block, int index, const PackedWorker& worker, const GateScale& scale) {
  RowWriter row(block, index);
  const bool committed = worker.has_live_placement || worker.currently_away;
  const Code wish = WishCode(worker.min_wage_cny_per_month);
  const Code available = WindowCode(worker.available_date, scale);
  const Code wanted_from = WindowCode(WantedFrom(worker), scale);
  const Code birth = BirthCode(worker.birth_date);
  const bool inexact = !(wish.exact && available.exact && wanted_from.exact && birth.exact);
  block.inexact_count += (inexact ? 1 : 0) - (row.Is(kInexactPlane) ? 1 : 0);
  row.Put(kHeldPlane, true);
  row.Put(kHiddenPlane, !worker.active || worker.dead || worker.legal_basis == LegalBasis::kNone);
  row.Put(kStatutoryOnlyPlane, worker.legal_basis == LegalBasis::kStatutoryDuty);
  row.Put(kCommittedPlane, committed && worker.job_wanted_from == kNoDate);
  row.Put(kCommittedUntilPlane, committed && worker.job_wanted_from != kNoDate);
  row.Put(kBirthKnownPlane, worker.birth_date != kNoDate);
  row.Put(kAccommodationPlane, worker.accommodation_required);
  row.Put(kNightShiftPlane, worker.refuses_night_shift);
  row.Put(kAnyPlacePlane, worker.preferred_divisions[0] == kNoCode);
  row.Put(kInexactPlane, inexact);
  row.Put(kEducationPlane, kEducationBits, static_cast<int>(worker.education));
  row.Put(kWishPlane, kWishBits, wish.number);
  row.Put(kAvailablePlane, kDayBits, available.number);
  row.Put(kWantedFromPlane, kDayBits, wanted_from.number);
  row.Put(kBirthPlane, kBirthBits, birth.number);
}

void ClearRow(GateBlock& block, int index) {
  RowWriter row(block, index);
  if (row.Is(kInexactPlane)) --block.inexact_count;
  for (int plane = 0; plane < kPlaneCount; ++plane) row.Put(plane, false);
}

GateQuestion::GateQuestion(const PackedVacancy& vacancy, const PackedTerms& terms,
                           const GateScale& scale)
    : statutory_duty_suffices(terms.statutory_duty_suffices),
      no_accommodation(vacancy.accommodation_provided == Answer::kNo),
      night_shift(vacancy.night_shift == Answer::kYes),
      has_place(vacancy.workplace_lineage[0] != kNoCode) {
  const PackedDate start = StartOf(vacancy, terms);
  const int window_code = Clamped(DayCode(start) - scale.window_begin + 1, kDayBits).number;
  available = CutAbove(window_code);
  wanted_from = CutAbove(window_code);
  const bool open_to_juveniles =
      vacancy.hazards == 0 && vacancy.no_juvenile_hazards == Answer::kYes;
  const int least_age = open_to_juveniles ? kRule.min_age_years : kRule.adult_age_years;
  underage = BirthCut(start - least_age * kOneYear);
  too_young_if_underage = vacancy.min_age_years == least_age;
  if (vacancy.min_age_years != 0 && !too_young_if_underage) {
    too_young = BirthCut(start - vacancy.min_age_years * kOneYear);
  }
  if (vacancy.max_age_years != 0) {
    not_too_old = BirthCut(start - (vacancy.max_age_years + 1) * kOneYear);
  }
  if (vacancy.min_education != EducationLevel::kUnspecified) {
    education = CutAbove(static_cast<int>(vacancy.min_education) - 1);
  }
  if (vacancy.max_wage_cny_per_month != 0) {
    wish = CutAbove(WishCode(vacancy.max_wage_cny_per_month).number);
  }
}

const std::vector<GateLoops>& UsableGateLoops() {
  static const std::vector<GateLoops> loops = [] {
    std::vector<GateLoops> usable = {{TallyAnywhere, FindAnywhere}};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) {
      usable.push_back({TallyAvx2, FindAvx2});
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq")) {
      usable.push_back({TallyAvx512, FindAvx512});
    }
#endif
    return usable;
  }();
  return loops;
}

}  // namespace laowu::matcher
