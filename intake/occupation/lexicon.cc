#include "intake/occupation/lexicon.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// The character that `text` has at `at`: a whole UTF-8 sequence, or one byte that is none.
absl::string_view CharacterAt(absl::string_view text, std::size_t at) {
  const absl::string_view rest = text.substr(at);
  return rest.substr(0, std::max<std::size_t>(1, Utf8SequenceLength(rest)));
}

std::uint64_t EdgeKey(std::int32_t node, absl::string_view character) {
  std::uint64_t bytes = 0;
  for (char byte : character) bytes = bytes << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::uint64_t>(node) << 32 | bytes;
}

// The code point of a character of three bytes.
std::size_t CodeOfThree(absl::string_view character) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(character[i]));
  };
  return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
}

bool IsWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }

// "主管工作" holds no 管工, "维护工作" no 护工; but "电工作业证" holds 电工.
bool EndsInsideWork(absl::string_view name, absl::string_view rest) {
  // 商品管理员 is no 品管, but 互联网管理员 a 网管 and 仓管理货员 a 仓管.
  if (absl::EndsWith(name, "管") && !absl::EndsWith(name, "网管")) {
    return absl::StartsWith(rest, "理") && !absl::StartsWith(rest, "理货");
  }
  if (!absl::EndsWith(name, "工")) return false;
  if (absl::StartsWith(rest, "作")) return !absl::StartsWith(rest, "作业");
  for (absl::string_view more : {"程", "资", "龄", "伤", "序", "期"}) {
    if (absl::StartsWith(rest, more)) return true;
  }
  return false;
}

// Whether a hit that begins or ends in a Latin word does so at its border, and one that ends in 工
// is not the beginning of 工作, 工程 or 工资.
bool AtBorders(absl::string_view text, std::size_t begin, std::size_t end) {
  if (EndsInsideWork(text.substr(begin, end - begin), text.substr(end))) return false;
  if (begin > 0 && IsWord(text[begin]) && IsWord(text[begin - 1])) return false;
  return !(end < text.size() && IsWord(text[end - 1]) && IsWord(text[end]));
}

}  // namespace

std::int32_t Lexicon::Step(std::int32_t node, absl::string_view character) const {
  if (node == 0 && character.size() == 3) return firsts_[CodeOfThree(character)];
  const auto found = edges_.find(EdgeKey(node, character));
  return found == edges_.end() ? -1 : found->second;
}

void Lexicon::Add(absl::string_view name, int id) {
  const std::string folded = FoldTight(name);
  if (CharacterCount(folded) < 2) return;
  std::int32_t node = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const absl::string_view character = CharacterAt(folded, at);
    const auto [edge, fresh] =
        edges_.try_emplace(EdgeKey(node, character), static_cast<std::int32_t>(ids_.size()));
    if (fresh) ids_.push_back(-1);
    if (at == 0 && character.size() == 3) firsts_[CodeOfThree(character)] = edge->second;
    node = edge->second;
    at += character.size();
  }
  int& known = ids_[static_cast<std::size_t>(node)];
  if (known < 0) known = id;
}

Lexicon::Hit Lexicon::LongestAt(absl::string_view folded, std::size_t begin) const {
  Hit best{begin, begin, -1};
  // Within a Latin word begins no name.
  if (begin > 0 && begin < folded.size() && IsWord(folded[begin]) && IsWord(folded[begin - 1])) {
    return best;
  }
  std::int32_t node = 0;
  for (std::size_t at = begin; at < folded.size();) {
    const absl::string_view character = CharacterAt(folded, at);
    node = at == begin && character.size() == 3 ? firsts_[CodeOfThree(character)]
                                                : Step(node, character);
    if (node < 0) break;
    at += character.size();
    const int id = ids_[static_cast<std::size_t>(node)];
    if (id >= 0 && AtBorders(folded, begin, at)) best = {begin, at, id};
  }
  return best;
}

Lexicon::Hit Lexicon::LongestSuffix(absl::string_view folded) const {
  for (std::size_t begin = 0; begin < folded.size();
       begin += std::max<std::size_t>(1, Utf8SequenceLength(folded.substr(begin)))) {
    const int id = FindExact(folded.substr(begin));
    if (id >= 0 && AtBorders(folded, begin, folded.size())) return {begin, folded.size(), id};
  }
  return {folded.size(), folded.size(), -1};
}

std::vector<Lexicon::Hit> Lexicon::FindAll(absl::string_view folded) const {
  std::vector<Hit> hits;
  std::size_t begin = 0;
  while (begin < folded.size()) {
    const Hit hit = LongestAt(folded, begin);
    if (hit.id >= 0) {
      hits.push_back(hit);
      begin = hit.end;
    } else {
      begin += std::max<std::size_t>(1, Utf8SequenceLength(folded.substr(begin)));
    }
  }
  return hits;
}

int Lexicon::FindExact(absl::string_view folded) const {
  std::int32_t node = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const absl::string_view character = CharacterAt(folded, at);
    node = Step(node, character);
    if (node < 0) return -1;
    at += character.size();
  }
  return ids_[static_cast<std::size_t>(node)];
}

}  // namespace laowu::intake
