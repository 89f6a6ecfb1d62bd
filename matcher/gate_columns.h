#ifndef LAOWU_MATCHER_GATE_COLUMNS_H_
#define LAOWU_MATCHER_GATE_COLUMNS_H_

// Which gates every worker fails for one vacancy, in a fraction of a millisecond a million: what
// counts by gate and advice are made of. Some eight bytes a worker of bits (gate_planes.h), and
// sets of slots by place, skill, division and policy group (slot_set.h), kept beside the table of
// rows and changed with each row: there is nothing to rebuild and nothing is out of date.
//
// Exact: equal to packed_score.h for every row.
//
// Thread-compatible.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "matcher/dictionary.h"
#include "matcher/gate_planes.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/row_table.h"
#include "matcher/slot_set.h"

namespace laowu::matcher {

// Which workers take part, as ScanQuery has it.
struct GateFilter {
  const std::vector<bool>* division_takes_part = nullptr;  // by number; null or empty: all
  PolicyGroupBits policy_groups = 0;                       // 0: all
};

// By number of the gate - 1, as ScanResult has it.
struct GateCounts {
  int eligible_count = 0;
  std::array<int, kGateCount> failing_count = {};
  std::array<int, kGateCount> only_this_gate_count = {};
};

class GateColumns {
 public:
  using Slot = std::int32_t;
  using Workers = RowTable<PackedWorker>;

  explicit GateColumns(const GateLoops& loops = BestGateLoops()) : loops_(loops) {}

  // `now` stands in the slot in place of `before` (null: it was free). `divisions` tells the texts
  // of its codes.
  void Put(Slot slot, const PackedWorker* before, const PackedWorker& now,
           const Dictionary& divisions);
  void Clear(Slot slot, const PackedWorker& before);

  // Dates count as days of a window. If too many of them lie outside (a year or two later, or if
  // the first row was an odd one), queries become slower; this moves the window. Some tens of
  // nanoseconds a row if there is something to do.
  void MoveWindowIfDue(const Workers& workers);

  // ---- One vacancy. `workers` holds the rows that were put. All gates of the rule, also those
  // that the vacancy alone decides.
  [[nodiscard]] GateCounts Count(const Workers& workers, const PackedVacancy& vacancy,
                                 const PackedTerms& terms, const GateFilter& filter) const;

  // Of every kChunkSlots slots, in order, who takes part and who fails which of the gates that a
  // worker has a say in (Gate 1 to 10). VACANCY_CLOSED and EMPLOYER_BLOCKED are not looked at.
  using Visit = absl::FunctionRef<void(Slot begin, const FailingRows& failing)>;
  void ForEachChunk(const Workers& workers, const PackedVacancy& vacancy, const PackedTerms& terms,
                    const GateFilter& filter, Visit visit) const;

  // The slots of who takes part and passes all gates that a worker has a say in, in order; nullopt
  // if they are more than `slots_most`.
  [[nodiscard]] std::optional<std::vector<Slot>> FewWhoPass(const Workers& workers,
                                                            const PackedVacancy& vacancy,
                                                            const PackedTerms& terms,
                                                            const GateFilter& filter,
                                                            std::int64_t slots_most) const;

  // The slots of who may pass REQUIRED_SKILL: all who pass it are among them, each once, in order.
  // nullopt if they are more than a search by the index would look at, or nothing is required.
  [[nodiscard]] std::optional<std::vector<Slot>> FewWithRequiredSkills(
      const PackedVacancy& vacancy) const;

  [[nodiscard]] std::size_t byte_count() const;

 private:
  struct Chunk {
    GateBlock blocks[kChunkLanes];
  };
  using SetsByCode = absl::flat_hash_map<CodeNumber, SlotSet>;
  // The divisions of one county, and the rows of all of them.
  struct County {
    std::vector<CodeNumber> divisions;
    SlotSet slots;
  };
  // Sets that a question needs, looked up once.
  struct Sets;
  struct ChunkScratch;

  Chunk& ChunkOf(Slot slot);
  void PutSets(Slot slot, const PackedWorker* before, const PackedWorker& now);
  void AddSkills(Slot slot, const PackedWorker& worker);
  void RemoveSkills(Slot slot, const PackedWorker& worker);
  County& CountyOf(CodeNumber division, const Dictionary& divisions);
  Sets SetsOf(const PackedVacancy& vacancy, const GateFilter& filter) const;
  std::vector<std::vector<const SlotSet*>> RequiredOf(const PackedVacancy& vacancy) const;
  GateChunk Prepare(std::size_t chunk, const Sets& sets, ChunkScratch& scratch) const;

  static CodeNumber SkillKey(CodeNumber skill, int level) {
    return skill * (kMaxSkillLevel + 1) + level;
  }

  const GateLoops loops_;
  GateScale scale_;
  bool has_window_ = false;
  int rows_outside_window_ = 0;
  int outside_at_last_move_ = 0;
  int row_count_ = 0;
  std::vector<std::unique_ptr<Chunk>> chunks_;
  SetsByCode by_place_;
  SetsByCode by_skill_;  // by SkillKey
  SetsByCode by_division_;
  absl::flat_hash_map<std::string, int> county_numbers_;  // by the first six digits
  absl::flat_hash_map<CodeNumber, int> county_of_division_;
  std::vector<County> counties_;
  std::array<SlotSet, 32> by_policy_group_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_GATE_COLUMNS_H_
