#ifndef LAOWU_MATCHER_ROW_TABLE_H_
#define LAOWU_MATCHER_ROW_TABLE_H_

// Packed rows by name: slots in one block of memory for the scan, a set of slots hashed by their
// names, a list of free slots. A slot's number stays until its row is removed; then it is cleared
// at once and given to the next new row.
//
// Thread-compatible. Pointers and names are good until the next change.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"
#include "matcher/huge_pages.h"

namespace laowu::matcher {

template <typename Row>
class RowTable {
 public:
  using Slot = std::int32_t;

  RowTable() : slots_by_name_(0, NameHash{&names_}, SameName{&names_}) {}
  RowTable(const RowTable&) = delete;
  RowTable& operator=(const RowTable&) = delete;

  // Puts the row in place of the one of that name, or in a new slot; says in which.
  Slot Upsert(absl::string_view name, Row row) {
    const auto it = slots_by_name_.find(name);
    if (it != slots_by_name_.end()) {
      rows_[Index(*it)] = std::move(row);
      return *it;
    }
    const Slot slot = TakeSlot();
    names_[Index(slot)] = Name(name);
    slots_by_name_.insert(slot);
    rows_[Index(slot)] = std::move(row);
    return slot;
  }

  // False if there was none.
  bool Remove(absl::string_view name) {
    const auto it = slots_by_name_.find(name);
    if (it == slots_by_name_.end()) return false;
    const Slot slot = *it;
    slots_by_name_.erase(it);
    const Row empty;  // copied, not moved: GCC 12 warns of InlinedVector's move
    rows_[Index(slot)] = empty;
    names_[Index(slot)] = Name();
    free_slots_.push_back(slot);
    return true;
  }

  std::optional<Slot> Find(absl::string_view name) const {
    const auto it = slots_by_name_.find(name);
    if (it == slots_by_name_.end()) return std::nullopt;
    return *it;
  }

  // Slots are 0 … slot_end() - 1; some hold no row.
  Slot slot_end() const { return static_cast<Slot>(rows_.size()); }
  bool Holds(Slot slot) const { return names_[Index(slot)].given(); }
  // Only of a slot that holds a row.
  const Row& row(Slot slot) const { return rows_[Index(slot)]; }
  absl::string_view name(Slot slot) const { return names_[Index(slot)].text(); }
  // The row will be looked at soon.
  void Prefetch(Slot slot) const { PrefetchBytes(&rows_[Index(slot)], sizeof(Row)); }

  // The row is here, and so will be its skills, which may lie elsewhere.
  void PrefetchSkills(Slot slot) const { PrefetchBytes(rows_[Index(slot)].skills.data(), 1); }

  // So will be the names of these, which have a slot each.
  template <typename Item>
  void PrefetchNames(const std::vector<Item>& items) const {
    for (const Item& item : items) PrefetchBytes(&names_[Index(item.slot)], 1);
    for (const Item& item : items) names_[Index(item.slot)].Prefetch();
  }

  int size() const { return static_cast<int>(slots_by_name_.size()); }

 private:
  // A text of up to 65,535 bytes in one piece of memory behind one pointer: of a million names,
  // each byte counts.
  class Name {
   public:
    Name() = default;
    explicit Name(absl::string_view text)
        : bytes_(std::make_unique_for_overwrite<char[]>(sizeof(Length) + text.size())) {
      const auto length = static_cast<Length>(text.size());
      std::memcpy(bytes_.get(), &length, sizeof(length));
      std::memcpy(bytes_.get() + sizeof(length), text.data(), text.size());
    }
    bool given() const { return bytes_ != nullptr; }
    void Prefetch() const { PrefetchBytes(bytes_.get(), 1); }
    absl::string_view text() const {
      Length length;
      std::memcpy(&length, bytes_.get(), sizeof(length));
      return {bytes_.get() + sizeof(length), length};
    }

   private:
    using Length = std::uint16_t;
    std::unique_ptr<char[]> bytes_;
  };
  using Names = HugePageVector<Name>;

  // Slots of names_ and texts alike.
  struct NameHash {
    using is_transparent = void;
    const Names* names;
    std::size_t operator()(Slot slot) const { return (*this)((*names)[Index(slot)].text()); }
    std::size_t operator()(absl::string_view name) const {
      return absl::Hash<absl::string_view>()(name);
    }
  };
  struct SameName {
    using is_transparent = void;
    const Names* names;
    bool operator()(Slot a, Slot b) const { return a == b; }
    bool operator()(Slot slot, absl::string_view name) const {
      return (*names)[Index(slot)].text() == name;
    }
    bool operator()(absl::string_view name, Slot slot) const { return (*this)(slot, name); }
  };

  static std::size_t Index(Slot slot) { return static_cast<std::size_t>(slot); }

  Slot TakeSlot() {
    if (free_slots_.empty()) {
      rows_.emplace_back();
      names_.emplace_back();
      return slot_end() - 1;
    }
    const Slot slot = free_slots_.back();
    free_slots_.pop_back();
    return slot;
  }

  HugePageVector<Row> rows_;
  Names names_;  // not given: the slot is free
  std::vector<Slot> free_slots_;
  absl::flat_hash_set<Slot, NameHash, SameName> slots_by_name_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_ROW_TABLE_H_
