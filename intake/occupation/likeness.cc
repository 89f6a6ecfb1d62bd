#include "intake/occupation/likeness.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kMiddleClass = 4;  // "6-18"
// A piece that is met once tells less than one that is met often: each begins with as many names
// that are spread as all names are.
constexpr double kSmoothing = 3;
// How common a class is counts half: rare trades are what is asked here.
constexpr double kPriorWeight = 0.5;
// Of names held back, nine of ten guesses above it were of the right middle class.
constexpr double kLeastMargin = 4;

// One ideograph means much.
constexpr std::size_t kOneIdeograph = 3;
constexpr double kLeastMarginOfOne = 6;

constexpr absl::string_view kBegin = "^";
constexpr absl::string_view kEnd = "$";

// Ideographs and pairs of them, the borders of the name among them; each once, in order. Latin
// letters tell nothing one by one.
std::vector<std::string> PiecesOf(absl::string_view name) {
  std::vector<absl::string_view> characters = {kBegin};
  while (!name.empty()) {
    const std::size_t size = std::max<std::size_t>(1, Utf8SequenceLength(name));
    if (size > 1) characters.push_back(name.substr(0, size));
    name.remove_prefix(size);
  }
  if (characters.size() == 1) return {};
  characters.push_back(kEnd);
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    if (i > 0) pieces.emplace_back(characters[i]);
    pieces.push_back(absl::StrCat(characters[i], characters[i + 1]));
  }
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return pieces;
}

int CountOf(const std::vector<std::pair<int, int>>& counts, int index) {
  for (const auto& [at, count] : counts) {
    if (at == index) return count;
  }
  return 0;
}

int Sum(const std::vector<std::pair<int, int>>& counts) {
  int sum = 0;
  for (const auto& [at, count] : counts) sum += count;
  return sum;
}

// How much likelier a class is for a piece of whose `all` names it has `count`.
double Evidence(int count, int all, double prior) {
  return std::log((count + kSmoothing * prior) / ((all + kSmoothing) * prior));
}

}  // namespace

void LikenessModel::Count(Counts& counts, int index) {
  for (auto& [at, count] : counts) {
    if (at != index) continue;
    ++count;
    return;
  }
  counts.emplace_back(index, 1);
}

int LikenessModel::IndexOf(absl::string_view code, absl::flat_hash_map<std::string, int>& index,
                           std::vector<std::string>& codes, std::vector<int>& totals) {
  const auto [entry, fresh] = index.try_emplace(std::string(code), static_cast<int>(codes.size()));
  if (fresh) {
    codes.emplace_back(code);
    totals.push_back(0);
  }
  ++totals[static_cast<std::size_t>(entry->second)];
  return entry->second;
}

void LikenessModel::Add(absl::string_view name, absl::string_view code) {
  const int at = IndexOf(code, code_index_, codes_, code_totals_);
  const int middle = IndexOf(code.substr(0, kMiddleClass), middle_index_, middles_, middle_totals_);
  ++names_;
  for (const std::string& piece : PiecesOf(name)) {
    Count(by_code_[piece], at);
    Count(by_middle_[piece], middle);
  }
}

LikenessModel::Scored LikenessModel::Score(const std::vector<std::string>& pieces, bool by_middle,
                                           absl::string_view within) const {
  const std::vector<std::string>& codes = by_middle ? middles_ : codes_;
  const std::vector<int>& totals = by_middle ? middle_totals_ : code_totals_;
  const auto& known = by_middle ? by_middle_ : by_code_;
  std::vector<std::size_t> order;
  std::vector<double> priors(codes.size());  // 0 of what is not asked for
  std::vector<double> scores(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!absl::StartsWith(codes[i], within)) continue;
    order.push_back(i);
    priors[i] = static_cast<double>(totals[i]) / names_;
    scores[i] = kPriorWeight * std::log(priors[i]);
  }
  Scored scored;
  for (const std::string& piece : pieces) {
    const auto found = known.find(piece);
    if (found == known.end()) continue;
    scored.found = true;
    const int all = Sum(found->second);
    // A class without the piece has the same evidence whatever its size.
    const double none = std::log(kSmoothing / (all + kSmoothing));
    for (const std::size_t i : order) scores[i] += none;
    for (const auto& [at, count] : found->second) {
      const auto i = static_cast<std::size_t>(at);
      if (priors[i] > 0) scores[i] += Evidence(count, all, priors[i]) - none;
    }
  }
  // The best two; by code where scores are equal, so that the order of adding says nothing.
  const auto best_two = order.begin() + std::min<std::ptrdiff_t>(2, std::ssize(order));
  std::partial_sort(order.begin(), best_two, order.end(), [&](std::size_t a, std::size_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : codes[a] < codes[b];
  });
  scored.found = scored.found && !order.empty();
  if (!scored.found) return scored;
  scored.index = order[0];
  scored.best = scores[order[0]];
  scored.second = order.size() > 1 ? scores[order[1]] : scored.best - kLeastMargin;
  return scored;
}

std::string LikenessModel::Speaker(const std::vector<std::string>& pieces, int middle) const {
  const double prior =
      static_cast<double>(middle_totals_[static_cast<std::size_t>(middle)]) / names_;
  std::string speaker;
  double most = 0;
  for (const std::string& piece : pieces) {
    if (absl::StartsWith(piece, kBegin) || absl::EndsWith(piece, kEnd)) continue;
    const auto found = by_middle_.find(piece);
    if (found == by_middle_.end()) continue;
    const double evidence = Evidence(CountOf(found->second, middle), Sum(found->second), prior);
    // Of pieces that say the same, the longer one: it tells a reader more.
    if (evidence < most || (evidence == most && piece.size() <= speaker.size())) continue;
    most = evidence;
    speaker = piece;
  }
  return speaker;
}

std::optional<LikenessModel::Guess> LikenessModel::Read(absl::string_view name,
                                                        absl::string_view within) const {
  const std::vector<std::string> pieces = PiecesOf(name);
  // Of one middle class alone nothing is to be decided.
  const absl::string_view middles = within.substr(0, kMiddleClass);
  const Scored middle = Score(pieces, /*by_middle=*/true, middles);
  if (!middle.found || middle.best - middle.second < kLeastMargin) return std::nullopt;
  const Scored code = Score(pieces, /*by_middle=*/false, middles_[middle.index]);
  if (!code.found) return std::nullopt;
  // Where the middle class is given, what is finer must be sure.
  if (middles.size() == kMiddleClass && code.best - code.second < kLeastMargin / 2) {
    return std::nullopt;
  }
  std::string words = Speaker(pieces, static_cast<int>(middle.index));
  const double margin = middle.best - middle.second;
  if (words.size() <= kOneIdeograph && margin < kLeastMarginOfOne) return std::nullopt;
  return Guess{codes_[code.index], std::move(words), margin};
}

}  // namespace laowu::intake
