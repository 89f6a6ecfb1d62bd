#include "ratio/text_table.h"

namespace laowu::ratio {

TextTable::TextTable() { Add(""); }

TextId TextTable::Add(absl::string_view text) {
  const auto found = ids_.find(text);
  if (found != ids_.end()) return found->second;
  const auto id = static_cast<TextId>(texts_.size());
  texts_.emplace_back(text);
  ids_.emplace(texts_.back(), id);
  return id;
}

TextId TextTable::Find(absl::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? -1 : found->second;
}

}  // namespace laowu::ratio
