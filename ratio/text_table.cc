#include "ratio/text_table.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"

namespace laowu::ratio {
namespace {

constexpr std::size_t kFirstBlockBytes = 1024;  // many tables hold one person alone
constexpr std::size_t kDoublings = 8;
constexpr std::size_t kMoreBlockBytes = kFirstBlockBytes << kDoublings;
constexpr std::size_t kManyBlocks = 64;  // from then on a block is a huge page and more
constexpr std::size_t kFirstSlots = 64;
using Length = std::uint32_t;

std::uint32_t HashOf(absl::string_view text) {
  return static_cast<std::uint32_t>(absl::HashOf(text));
}

}  // namespace

TextTable::TextTable() : texts_({Keep("")}), slots_(kFirstSlots) {}

absl::string_view TextTable::text(TextId id) const {
  const char* const kept = texts_[static_cast<std::size_t>(id)];
  Length length;
  std::memcpy(&length, kept, sizeof(length));
  return {kept + sizeof(length), length};
}

// Where `text` stands, or the free slot where it would.
std::size_t TextTable::SlotOf(absl::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.id == kNoText) return i;
    if (slot.hash == hash && this->text(slot.id) == text) return i;
  }
}

const char* TextTable::Keep(absl::string_view text) {
  const std::size_t size = sizeof(Length) + text.size();
  if (size > block_left_) {
    std::size_t wanted = kMoreBlockBytes;
    if (blocks_.size() < kDoublings) wanted = kFirstBlockBytes << blocks_.size();
    if (blocks_.size() >= kManyBlocks) wanted = matcher::kHugePagesLeastBytes;
    const std::size_t block = std::max(size, wanted);
    blocks_.emplace_back(static_cast<char*>(matcher::AllocateOnHugePages(block)), FreeBlock{block});
    block_next_ = blocks_.back().get();
    block_left_ = block;
  }
  char* const kept = block_next_;
  const auto length = static_cast<Length>(text.size());
  std::memcpy(kept, &length, sizeof(length));
  std::copy(text.begin(), text.end(), kept + sizeof(length));
  block_next_ += size;
  block_left_ -= size;
  return kept;
}

void TextTable::Grow() {
  matcher::HugePageVector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id == kNoText) continue;
    std::size_t i = slot.hash & mask;
    while (slots_[i].id != kNoText) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

TextId TextTable::Add(absl::string_view text) {
  if (text.empty()) return kNoText;
  const std::uint32_t hash = HashOf(text);
  std::size_t i = SlotOf(text, hash);
  if (slots_[i].id != kNoText) return slots_[i].id;
  if (texts_.size() * 4 >= slots_.size() * 3) {
    Grow();
    i = SlotOf(text, hash);
  }
  const auto id = static_cast<TextId>(texts_.size());
  texts_.push_back(Keep(text));
  slots_[i] = {hash, id};
  return id;
}

std::uint32_t TextTable::PrefetchSlot(absl::string_view text) const {
  const std::uint32_t hash = HashOf(text);
  __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  return hash;
}

TextId TextTable::PrefetchText(std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask; slots_[i].id != kNoText; i = (i + 1) & mask) {
    if (slots_[i].hash != hash) continue;
    __builtin_prefetch(&texts_[static_cast<std::size_t>(slots_[i].id)]);
    return slots_[i].id;
  }
  return -1;
}

void TextTable::PrefetchBytes(TextId id) const {
  if (id > 0) __builtin_prefetch(texts_[static_cast<std::size_t>(id)]);
}

TextId TextTable::Find(absl::string_view text) const {
  if (text.empty()) return kNoText;
  const Slot& slot = slots_[SlotOf(text, HashOf(text))];
  return slot.id == kNoText ? -1 : slot.id;
}

}  // namespace laowu::ratio
