#include "matcher/gate_columns.h"

#include <algorithm>

#include "absl/numeric/bits.h"
#include "absl/strings/string_view.h"

namespace laowu::matcher {
namespace {

constexpr std::size_t kCountyDigits = 6;
// Half a year: what is asked about lies around the dates that most rows have, mostly after them.
constexpr int kDaysBeforeWindow = 186;
// Rows outside the window that are borne: each may have to be judged one by one.
constexpr int kOutsideLeast = 1'000;
constexpr int kOutsidePercent = 2;

// So many rows are looked at as quickly as the index finds the best of more.
constexpr std::int64_t kFewHolders = 3'000;
constexpr std::int64_t kHoldersToIntersect = 300'000;

const SlotSet* FindSet(const absl::flat_hash_map<CodeNumber, SlotSet>& sets, CodeNumber code) {
  const auto it = sets.find(code);
  return it == sets.end() ? nullptr : &it->second;
}

template <typename Codes>
bool Holds(const Codes& codes, CodeNumber code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void AppendSlots(std::int32_t begin, const ChunkLanes& bits, std::vector<std::int32_t>& slots) {
  for (int lane = 0; lane < kChunkLanes; ++lane) {
    for (int word = 0; word < kLaneWords; ++word) {
      for (std::uint64_t left = bits.lanes[lane][word]; left != 0; left &= left - 1) {
        slots.push_back(begin + lane * kLaneSlots + word * 64 + absl::countr_zero(left));
      }
    }
  }
}

bool SameSkills(const PackedWorker& a, const PackedWorker& b) {
  return std::equal(a.skills.begin(), a.skills.end(), b.skills.begin(), b.skills.end(),
                    [](const PackedSkill& x, const PackedSkill& y) {
                      return x.skill == y.skill && x.level == y.level;
                    });
}

}  // namespace

// Each of `required` may be held at several levels; one of them will do.
struct GateColumns::Sets {
  bool filters_divisions = false;
  bool filters_groups = false;
  std::vector<const SlotSet*> divisions;
  std::vector<const SlotSet*> groups;
  std::vector<const SlotSet*> places;
  std::vector<std::vector<const SlotSet*>> required;
};

struct GateColumns::ChunkScratch {
  ChunkLanes takes_part;
  ChunkLanes in_group;
  ChunkLanes in_place;
  ChunkLanes lacks_skill;
  ChunkLanes holds;
};

// ---- Rows

GateColumns::Chunk& GateColumns::ChunkOf(Slot slot) {
  const auto index = static_cast<std::size_t>(slot / kChunkSlots);
  while (chunks_.size() <= index) chunks_.push_back(std::make_unique<Chunk>());
  return *chunks_[index];
}

void GateColumns::Put(Slot slot, const PackedWorker* before, const PackedWorker& now,
                      const Dictionary& divisions) {
  if (!has_window_) {
    const PackedDate date = std::max(now.available_date, now.job_wanted_from);
    has_window_ = date != kNoDate;
    if (has_window_) scale_.window_begin = DayCode(date) - kDaysBeforeWindow;
  }
  rows_outside_window_ += InWindow(now, scale_) ? 0 : 1;
  if (before == nullptr) {
    ++row_count_;
  } else {
    rows_outside_window_ -= InWindow(*before, scale_) ? 0 : 1;
  }
  PutRow(ChunkOf(slot).blocks[slot % kChunkSlots / kLaneSlots], slot % kLaneSlots, now, scale_);
  if (before == nullptr || before->division != now.division) {
    if (before != nullptr) {
      by_division_[before->division].Remove(slot);
      CountyOf(before->division, divisions).slots.Remove(slot);
    }
    by_division_[now.division].Add(slot);
    CountyOf(now.division, divisions).slots.Add(slot);
  }
  PutSets(slot, before, now);
}

void GateColumns::PutSets(Slot slot, const PackedWorker* before, const PackedWorker& now) {
  if (before == nullptr || before->preferred_divisions != now.preferred_divisions) {
    if (before != nullptr) {
      for (const CodeNumber place : before->preferred_divisions) {
        if (place != kNoCode) by_place_[place].Remove(slot);
      }
    }
    for (const CodeNumber place : now.preferred_divisions) {
      if (place != kNoCode) by_place_[place].Add(slot);
    }
  }
  if (before == nullptr || !SameSkills(*before, now)) {
    if (before != nullptr) RemoveSkills(slot, *before);
    AddSkills(slot, now);
  }
  const PolicyGroupBits groups_before = before == nullptr ? 0 : before->policy_groups;
  for (PolicyGroupBits bits = groups_before & ~now.policy_groups; bits != 0; bits &= bits - 1) {
    by_policy_group_[static_cast<std::size_t>(absl::countr_zero(bits))].Remove(slot);
  }
  for (PolicyGroupBits bits = now.policy_groups & ~groups_before; bits != 0; bits &= bits - 1) {
    by_policy_group_[static_cast<std::size_t>(absl::countr_zero(bits))].Add(slot);
  }
}

void GateColumns::AddSkills(Slot slot, const PackedWorker& worker) {
  for (const PackedSkill& skill : worker.skills) {
    by_skill_[SkillKey(skill.skill, skill.level)].Add(slot);
  }
}

void GateColumns::RemoveSkills(Slot slot, const PackedWorker& worker) {
  for (const PackedSkill& skill : worker.skills) {
    by_skill_[SkillKey(skill.skill, skill.level)].Remove(slot);
  }
}

GateColumns::County& GateColumns::CountyOf(CodeNumber division, const Dictionary& divisions) {
  const auto [it, is_new] = county_of_division_.try_emplace(division, 0);
  if (is_new) {
    const std::string key = divisions.Text(division).substr(0, kCountyDigits);
    const auto [county, is_new_county] =
        county_numbers_.try_emplace(key, static_cast<int>(counties_.size()));
    if (is_new_county) counties_.emplace_back();
    it->second = county->second;
    counties_[static_cast<std::size_t>(it->second)].divisions.push_back(division);
  }
  return counties_[static_cast<std::size_t>(it->second)];
}

void GateColumns::Clear(Slot slot, const PackedWorker& before) {
  --row_count_;
  rows_outside_window_ -= InWindow(before, scale_) ? 0 : 1;
  ClearRow(ChunkOf(slot).blocks[slot % kChunkSlots / kLaneSlots], slot % kLaneSlots);
  by_division_[before.division].Remove(slot);
  counties_[static_cast<std::size_t>(county_of_division_[before.division])].slots.Remove(slot);
  for (const CodeNumber place : before.preferred_divisions) {
    if (place != kNoCode) by_place_[place].Remove(slot);
  }
  RemoveSkills(slot, before);
  for (PolicyGroupBits bits = before.policy_groups; bits != 0; bits &= bits - 1) {
    by_policy_group_[static_cast<std::size_t>(absl::countr_zero(bits))].Remove(slot);
  }
}

void GateColumns::MoveWindowIfDue(const Workers& workers) {
  // Where dates are wider apart than any window, it is not tried again and again.
  if (rows_outside_window_ <=
      std::max({kOutsideLeast, row_count_ / 100 * kOutsidePercent, 2 * outside_at_last_move_})) {
    return;
  }
  std::vector<int> days;
  for (Slot slot = 0; slot < workers.slot_end(); ++slot) {
    if (!workers.Holds(slot)) continue;
    const PackedWorker& row = workers.row(slot);
    if (row.available_date != kNoDate) days.push_back(DayCode(row.available_date));
    if (row.job_wanted_from != kNoDate) days.push_back(DayCode(row.job_wanted_from));
  }
  if (days.empty()) return;
  const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
  std::nth_element(days.begin(), middle, days.end());
  scale_.window_begin = *middle - kDaysBeforeWindow;
  rows_outside_window_ = 0;
  for (Slot slot = 0; slot < workers.slot_end(); ++slot) {
    if (!workers.Holds(slot)) continue;
    const PackedWorker& row = workers.row(slot);
    rows_outside_window_ += InWindow(row, scale_) ? 0 : 1;
    PutRow(ChunkOf(slot).blocks[slot % kChunkSlots / kLaneSlots], slot % kLaneSlots, row, scale_);
  }
  outside_at_last_move_ = rows_outside_window_;
}

// ---- Questions

GateColumns::Sets GateColumns::SetsOf(const PackedVacancy& vacancy,
                                      const GateFilter& filter) const {
  Sets sets;
  if (filter.division_takes_part != nullptr && !filter.division_takes_part->empty()) {
    sets.filters_divisions = true;
    const std::vector<bool>& takes_part = *filter.division_takes_part;
    const auto is_asked = [&](CodeNumber division) {
      return takes_part[static_cast<std::size_t>(division)];
    };
    for (const County& county : counties_) {
      if (std::all_of(county.divisions.begin(), county.divisions.end(), is_asked)) {
        sets.divisions.push_back(&county.slots);
        continue;
      }
      for (const CodeNumber division : county.divisions) {
        if (is_asked(division)) sets.divisions.push_back(FindSet(by_division_, division));
      }
    }
  }
  sets.filters_groups = filter.policy_groups != 0;
  for (PolicyGroupBits bits = filter.policy_groups; bits != 0; bits &= bits - 1) {
    sets.groups.push_back(&by_policy_group_[static_cast<std::size_t>(absl::countr_zero(bits))]);
  }
  for (const CodeNumber place : vacancy.workplace_lineage) {
    if (place == kNoCode) break;
    if (const SlotSet* set = FindSet(by_place_, place); set != nullptr) sets.places.push_back(set);
  }
  sets.required = RequiredOf(vacancy);
  return sets;
}

std::vector<std::vector<const SlotSet*>> GateColumns::RequiredOf(
    const PackedVacancy& vacancy) const {
  std::vector<std::vector<const SlotSet*>> required;
  for (const PackedSkill& entry : vacancy.skills) {
    if (!entry.required) continue;
    std::vector<const SlotSet*>& levels = required.emplace_back();
    // A draft's skill that no row has ever had is in no set.
    if (entry.skill == kUnknownCode) continue;
    for (int level = entry.level; level <= kMaxSkillLevel; ++level) {
      const SlotSet* set = FindSet(by_skill_, SkillKey(entry.skill, level));
      if (set != nullptr) levels.push_back(set);
    }
  }
  return required;
}

GateChunk GateColumns::Prepare(std::size_t chunk, const Sets& sets, ChunkScratch& scratch) const {
  const int index = static_cast<int>(chunk);
  GateChunk out;
  out.blocks = chunks_[chunk]->blocks;
  out.block_count = kChunkLanes;
  const auto join = [index](const std::vector<const SlotSet*>& from, ChunkLanes& into) {
    into = {};
    for (const SlotSet* set : from) {
      set->Prefetch(index + 1);
      set->AddTo(index, into);
    }
  };
  if (sets.filters_divisions) join(sets.divisions, scratch.takes_part);
  if (sets.filters_groups) {
    ChunkLanes& groups = sets.filters_divisions ? scratch.in_group : scratch.takes_part;
    join(sets.groups, groups);
    if (sets.filters_divisions) {
      for (int i = 0; i < kChunkLanes; ++i) scratch.takes_part.lanes[i] &= groups.lanes[i];
    }
  }
  if (sets.filters_divisions || sets.filters_groups) out.takes_part = &scratch.takes_part;
  if (!sets.places.empty()) {
    join(sets.places, scratch.in_place);
    out.in_place = &scratch.in_place;
  }
  if (!sets.required.empty()) {
    scratch.lacks_skill = {};
    for (const auto& levels : sets.required) {
      join(levels, scratch.holds);
      for (int i = 0; i < kChunkLanes; ++i) {
        scratch.lacks_skill.lanes[i] |= ~scratch.holds.lanes[i];
      }
    }
    out.lacks_skill = &scratch.lacks_skill;
  }
  return out;
}

namespace {

// Rows of a chunk that the planes do not tell apart, by the rule for one pair.
class Settler {
 public:
  Settler(const RowTable<PackedWorker>& workers, const PackedVacancy& vacancy,
          const PackedTerms& terms)
      : workers_(workers), vacancy_(vacancy), terms_(terms) {}
  void set_begin(std::int32_t begin) { begin_ = begin; }

  void operator()(int block, const Lane& doubtful, Lane* failing) const {
    for (int word = 0; word < kLaneWords; ++word) {
      for (std::uint64_t bits = doubtful[word]; bits != 0; bits &= bits - 1) {
        const int bit = absl::countr_zero(bits);
        const std::int32_t slot = begin_ + block * kLaneSlots + word * 64 + bit;
        const GateBits gates = PackedGates<true>(workers_.row(slot), vacancy_, terms_);
        for (int gate = 0; gate < kWorkerGateCount; ++gate) {
          const std::uint64_t mask = std::uint64_t{1} << bit;
          failing[gate][word] &= ~mask;
          if ((gates >> gate & 1) != 0) failing[gate][word] |= mask;
        }
      }
    }
  }

 private:
  const RowTable<PackedWorker>& workers_;
  const PackedVacancy& vacancy_;
  const PackedTerms& terms_;
  std::int32_t begin_ = 0;
};

// Behind one shut gate, who failed nothing fails that gate alone, and nobody another one alone.
GateCounts WithShutGates(const GateTally& tally, GateBits shut) {
  GateCounts counts;
  for (std::size_t gate = 0; gate < kWorkerGateCount; ++gate) {
    counts.failing_count[gate] = static_cast<int>(tally.failing_count[gate]);
    if (shut == 0) {
      counts.only_this_gate_count[gate] = static_cast<int>(tally.only_this_gate_count[gate]);
    }
  }
  if (shut == 0) counts.eligible_count = static_cast<int>(tally.eligible_count);
  for (GateBits bits = shut; bits != 0; bits &= bits - 1) {
    const auto gate = static_cast<std::size_t>(absl::countr_zero(bits));
    counts.failing_count[gate] = static_cast<int>(tally.row_count);
    if (absl::has_single_bit(shut)) {
      counts.only_this_gate_count[gate] = static_cast<int>(tally.eligible_count);
    }
  }
  return counts;
}

}  // namespace

GateCounts GateColumns::Count(const Workers& workers, const PackedVacancy& vacancy,
                              const PackedTerms& terms, const GateFilter& filter) const {
  const GateQuestion question(vacancy, terms, scale_);
  const Sets sets = SetsOf(vacancy, filter);
  const auto scratch = std::make_unique<ChunkScratch>();
  Settler settler(workers, vacancy, terms);
  GateTally tally;
  for (std::size_t chunk = 0; chunk < chunks_.size(); ++chunk) {
    settler.set_begin(static_cast<Slot>(chunk) * kChunkSlots);
    loops_.tally(question, Prepare(chunk, sets, *scratch), settler, tally);
  }
  return WithShutGates(tally, ShutGates(vacancy, terms));
}

void GateColumns::ForEachChunk(const Workers& workers, const PackedVacancy& vacancy,
                               const PackedTerms& terms, const GateFilter& filter,
                               Visit visit) const {
  const GateQuestion question(vacancy, terms, scale_);
  const Sets sets = SetsOf(vacancy, filter);
  const auto scratch = std::make_unique<ChunkScratch>();
  const auto failing = std::make_unique<FailingRows>();
  Settler settler(workers, vacancy, terms);
  for (std::size_t chunk = 0; chunk < chunks_.size(); ++chunk) {
    const Slot begin = static_cast<Slot>(chunk) * kChunkSlots;
    settler.set_begin(begin);
    loops_.find(question, Prepare(chunk, sets, *scratch), settler, *failing);
    visit(begin, *failing);
  }
}

std::optional<std::vector<GateColumns::Slot>> GateColumns::FewWhoPass(
    const Workers& workers, const PackedVacancy& vacancy, const PackedTerms& terms,
    const GateFilter& filter, std::int64_t slots_most) const {
  std::vector<Slot> slots;
  const auto is_few = [&] { return static_cast<std::int64_t>(slots.size()) <= slots_most; };
  ForEachChunk(workers, vacancy, terms, filter, [&](Slot begin, const FailingRows& failing) {
    if (!is_few()) return;
    ChunkLanes passing = failing.takes_part;
    for (const ChunkLanes& fails : failing.by_gate) {
      for (int lane = 0; lane < kChunkLanes; ++lane) passing.lanes[lane] &= ~fails.lanes[lane];
    }
    AppendSlots(begin, passing, slots);
  });
  if (!is_few()) return std::nullopt;
  return slots;
}

std::optional<std::vector<GateColumns::Slot>> GateColumns::FewWithRequiredSkills(
    const PackedVacancy& vacancy) const {
  auto required = RequiredOf(vacancy);
  if (required.empty()) return std::nullopt;
  std::int64_t all = 0;
  std::int64_t fewest = INT64_MAX;
  const std::vector<const SlotSet*>* rarest = nullptr;
  for (const auto& levels : required) {
    std::int64_t holders = 0;
    for (const SlotSet* set : levels) holders += set->size();
    all += holders;
    if (holders < fewest) {
      fewest = holders;
      rarest = &levels;
    }
  }
  std::vector<Slot> slots;
  if (fewest <= kFewHolders) {
    for (const SlotSet* set : *rarest) set->AppendTo(slots);
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
  }
  if (required.size() < 2 || all > kHoldersToIntersect) return std::nullopt;
  ChunkLanes all_held;
  ChunkLanes held;
  for (std::size_t chunk = 0; chunk < chunks_.size(); ++chunk) {
    for (std::size_t i = 0; i < required.size(); ++i) {
      ChunkLanes& into = i == 0 ? all_held : held;
      into = {};
      for (const SlotSet* set : required[i]) {
        set->Prefetch(static_cast<int>(chunk) + 1);
        set->AddTo(static_cast<int>(chunk), into);
      }
      for (int lane = 0; i > 0 && lane < kChunkLanes; ++lane) {
        all_held.lanes[lane] &= held.lanes[lane];
      }
    }
    AppendSlots(static_cast<Slot>(chunk) * kChunkSlots, all_held, slots);
    if (static_cast<std::int64_t>(slots.size()) > kFewHolders) return std::nullopt;
  }
  return slots;
}

std::size_t GateColumns::byte_count() const {
  std::size_t bytes = chunks_.size() * sizeof(Chunk);
  for (const SetsByCode* sets : {&by_place_, &by_skill_, &by_division_}) {
    for (const auto& [code, set] : *sets) bytes += sizeof(set) + set.byte_count();
  }
  for (const County& county : counties_) bytes += county.slots.byte_count();
  for (const SlotSet& set : by_policy_group_) bytes += set.byte_count();
  return bytes;
}

}  // namespace laowu::matcher
