#ifndef LAOWU_MATCHER_BLOCK_TREE_H_
#define LAOWU_MATCHER_BLOCK_TREE_H_

// Postings in an order that keeps like ones together, and over them a tree of summaries: one a
// block of kBlockPostings, then one for every kFanout below it. A search looks at the summaries
// with the highest bounds first and never opens the others.
//
// A tree is built once and never changed: that a row has changed since is known outside
// (row_index.h). It holds slots and codes, nothing of a person.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "matcher/bounds.h"
#include "matcher/huge_pages.h"

namespace laowu::matcher {

inline constexpr int kBlockPostings = 32;
inline constexpr int kFanout = 16;

template <typename Summary>
class BlockTree {
 public:
  struct Posting {
    std::int32_t slot;
    PostingHint hint;
  };

  // Postings are put in order, and with the last of each kBlockPostings the summary of that block;
  // so the builder may pause anywhere.
  void Reserve(std::size_t posting_count) {
    postings_.reserve(posting_count);
    if (posting_count > 0) Level(0).reserve(posting_count / kBlockPostings + 1);
  }
  void Add(const Posting& posting) { postings_.push_back(posting); }
  void AddBlockSummary(const Summary& summary) { Level(0).push_back(summary); }
  // After the last block: the levels above.
  void Finish() {
    while (!levels_.empty() && levels_.back().size() > 1) {
      const HugePageVector<Summary>& below = levels_.back();
      HugePageVector<Summary> level;
      level.reserve(below.size() / kFanout + 1);
      for (std::size_t i = 0; i < below.size(); ++i) {
        if (i % kFanout == 0) level.emplace_back();
        level.back().Add(below[i]);
      }
      levels_.push_back(std::move(level));
    }
  }

  bool empty() const { return postings_.empty(); }
  // Level 0 summarises blocks; the top level has one summary.
  int top_level() const { return static_cast<int>(levels_.size()) - 1; }
  const Summary& summary(int level, std::int32_t index) const {
    return levels_[static_cast<std::size_t>(level)][static_cast<std::size_t>(index)];
  }
  // What a summary of `level` > 0 is over, of the level below: [first, second).
  std::pair<std::int32_t, std::int32_t> Children(int level, std::int32_t index) const {
    const auto end = static_cast<std::int32_t>(levels_[static_cast<std::size_t>(level - 1)].size());
    return {index * kFanout, std::min(end, (index + 1) * kFanout)};
  }
  absl::Span<const Posting> Block(std::int32_t block) const {
    return absl::MakeConstSpan(postings_).subspan(static_cast<std::size_t>(block) * kBlockPostings,
                                                  kBlockPostings);
  }
  // What is below a summary will be read soon: the block, with that summary, or the summaries of
  // the level below.
  void PrefetchBelow(int level, std::int32_t index) const {
    if (level > 0) {
      const auto [begin, end] = Children(level, index);
      PrefetchBytes(&summary(level - 1, begin),
                    static_cast<std::size_t>(end - begin) * sizeof(Summary));
      return;
    }
    PrefetchBytes(&summary(0, index), sizeof(Summary));
    const absl::Span<const Posting> postings = Block(index);
    PrefetchBytes(postings.data(), postings.size() * sizeof(Posting));
  }
  const HugePageVector<Posting>& postings() const { return postings_; }

  std::size_t byte_count() const {
    std::size_t bytes = postings_.capacity() * sizeof(Posting);
    for (const auto& level : levels_) bytes += level.capacity() * sizeof(Summary);
    return bytes;
  }

 private:
  HugePageVector<Summary>& Level(std::size_t level) {
    if (levels_.size() <= level) levels_.resize(level + 1);
    return levels_[level];
  }

  HugePageVector<Posting> postings_;
  std::vector<HugePageVector<Summary>> levels_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_BLOCK_TREE_H_
