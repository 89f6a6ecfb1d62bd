#ifndef LAOWU_MATCHER_ROW_TABLE_H_
#define LAOWU_MATCHER_ROW_TABLE_H_

// Packed rows by name: slots in one block of memory for the scan, a map from name to slot, a list
// of free slots. A slot's number stays until its row is removed; then it is cleared at once and
// given to the next new row.
//
// Thread-compatible. Pointers and names are good until the next change.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/strings/string_view.h"

namespace laowu::matcher {

template <typename Row>
class RowTable {
 public:
  using Slot = std::int32_t;

  // Puts the row in place of the one of that name, or in a new slot; says in which.
  Slot Upsert(absl::string_view name, Row row) {
    const auto [it, is_new] = slots_by_name_.try_emplace(name, 0);
    if (is_new) {
      it->second = TakeSlot();
      names_[Index(it->second)] = &it->first;
    }
    rows_[Index(it->second)] = std::move(row);
    return it->second;
  }

  // False if there was none.
  bool Remove(absl::string_view name) {
    const auto it = slots_by_name_.find(name);
    if (it == slots_by_name_.end()) return false;
    const Slot slot = it->second;
    const Row empty;  // copied, not moved: GCC 12 warns of InlinedVector's move
    rows_[Index(slot)] = empty;
    names_[Index(slot)] = nullptr;
    free_slots_.push_back(slot);
    slots_by_name_.erase(it);
    return true;
  }

  std::optional<Slot> Find(absl::string_view name) const {
    const auto it = slots_by_name_.find(name);
    if (it == slots_by_name_.end()) return std::nullopt;
    return it->second;
  }

  // Slots are 0 … slot_end() - 1; some hold no row.
  Slot slot_end() const { return static_cast<Slot>(rows_.size()); }
  bool Holds(Slot slot) const { return names_[Index(slot)] != nullptr; }
  // Only of a slot that holds a row.
  const Row& row(Slot slot) const { return rows_[Index(slot)]; }
  absl::string_view name(Slot slot) const { return *names_[Index(slot)]; }
  // The row will be looked at soon.
  void Prefetch(Slot slot) const {
    constexpr std::size_t kCacheLine = 64;
    const char* row = reinterpret_cast<const char*>(&rows_[Index(slot)]);
    for (std::size_t i = 0; i < sizeof(Row); i += kCacheLine) __builtin_prefetch(row + i);
  }

  int size() const { return static_cast<int>(slots_by_name_.size()); }

 private:
  static std::size_t Index(Slot slot) { return static_cast<std::size_t>(slot); }

  Slot TakeSlot() {
    if (free_slots_.empty()) {
      rows_.emplace_back();
      names_.push_back(nullptr);
      return slot_end() - 1;
    }
    const Slot slot = free_slots_.back();
    free_slots_.pop_back();
    return slot;
  }

  std::vector<Row> rows_;
  std::vector<const std::string*> names_;  // into slots_by_name_; null: the slot is free
  std::vector<Slot> free_slots_;
  absl::node_hash_map<std::string, Slot> slots_by_name_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_ROW_TABLE_H_
