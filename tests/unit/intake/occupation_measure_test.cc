// How well titles are read: accuracy against labels, a ranking of titles that mean the same work,
// and speed. The figures of intake/README.md come from here. Prints a table; fails only where a
// figure falls well below what it was. Parts whose data is absent are skipped and say so.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "intake/file/table_reader.h"
#include "intake/occupation/likeness.h"
#include "intake/occupation/occupation.h"
#include "intake/text/text.h"
#include "reference/occupations.h"

namespace laowu::intake {
namespace {

// The folder of real data, which is not part of the project; `fallback` if no variable names one.
std::string SharedFolder(const char* fallback) {
  const char* stated = std::getenv("LAOWU_SHARED_DIR");
  return stated != nullptr ? stated : fallback;
}

// A table file, whole, with cells by column name.
class SharedTable {
 public:
  // Empty if the file is absent or no table. `path` may end in .gz.
  explicit SharedTable(const std::string& path) {
    if (!std::filesystem::exists(path)) return;
    const std::string command =
        absl::StrCat(absl::EndsWith(path, ".gz") ? "gzip -dc '" : "cat '", path, "'");
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    if (pipe == nullptr) return;
    TableReader reader;
    std::vector<char> piece(1 << 16);
    TableRow row;
    for (std::size_t size = 0;
         (size = std::fread(piece.data(), 1, piece.size(), pipe.get())) > 0;) {
      if (!reader.Append(absl::string_view(piece.data(), size)).ok()) return;
      while (reader.Next(row)) Take(row);
    }
    if (!reader.Finish().ok()) return;
    while (reader.Next(row)) Take(row);
  }

  bool empty() const { return rows_.empty(); }
  std::size_t size() const { return rows_.size(); }

  std::string Cell(std::size_t row, absl::string_view column) const {
    for (std::size_t i = 0; i < header_.size() && i < rows_[row].size(); ++i) {
      if (header_[i] == column) return rows_[row][i];
    }
    return "";
  }

 private:
  void Take(const TableRow& row) {
    if (header_.empty()) {
      header_ = row.cells;
    } else {
      rows_.push_back(row.cells);
    }
  }

  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

const OccupationReader& Reader() {
  static const auto* const reader = new OccupationReader();
  return *reader;
}

std::string SharedPath(absl::string_view file) {
  return absl::StrCat(SharedFolder(LAOWU_SHARED_DIR_DEFAULT), "/data/", file);
}

// Right of all, at full code, small and middle class. A label counts at the levels that it names.
class Accuracy {
 public:
  // What is set aside is not to be looked at: its misses are counted alone.
  void HideMisses() { shown_ = false; }

  void Add(absl::string_view title, absl::string_view label, const OccupationReading& reading) {
    if (label.empty()) return;
    bool missed = false;
    for (std::size_t level = 0; level < 3; ++level) {
      if (label.size() < kLengths[level]) continue;
      ++all_[level];
      const bool right = absl::string_view(reading.code).substr(0, kLengths[level]) ==
                         label.substr(0, kLengths[level]);
      right_[level] += right ? 1 : 0;
      missed = missed || !right;
    }
    if (missed && shown_ && std::getenv("LAOWU_SHOW_MISSES") != nullptr) {
      std::cout << "  miss: " << title << " -> " << reading.code << " " << reading.rule << " not "
                << label << "\n";
    }
  }

  double percent(std::size_t level) const {
    return all_[level] == 0 ? 0 : 100.0 * right_[level] / all_[level];
  }

  void Add(const Accuracy& more) {
    for (std::size_t level = 0; level < 3; ++level) {
      right_[level] += more.right_[level];
      all_[level] += more.all_[level];
    }
  }

  // With the interval that holds the true share in 95 of 100 samples (Wilson).
  void Print(absl::string_view what) const {
    std::cout << absl::StrCat(what, ":");
    for (std::size_t level = 0; level < 3; ++level) {
      const double n = std::max(1, all_[level]);
      const double share = right_[level] / n;
      constexpr double kZ = 1.96;
      const double middle = share + kZ * kZ / (2 * n);
      const double half = kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
      const double scale = 100 / (1 + kZ * kZ / n);
      std::printf("  %s %d of %d (%.1f %%, %.1f to %.1f)", kNames[level], right_[level],
                  all_[level], percent(level), scale * (middle - half), scale * (middle + half));
      std::fflush(stdout);
    }
    std::cout << std::endl;
  }

 private:
  static constexpr std::size_t kLengths[] = {10, 7, 4};
  static constexpr const char* kNames[] = {"full code", "small class", "middle class"};
  bool shown_ = true;
  int right_[3] = {};
  int all_[3] = {};
};

void ExpectAtLeast(const Accuracy& accuracy, double full, double small, double middle) {
  EXPECT_GE(accuracy.percent(0), full);
  EXPECT_GE(accuracy.percent(1), small);
  EXPECT_GE(accuracy.percent(2), middle);
}

// Labels of one draw, by half; `count` of them.
void MeasureVacancies(const SharedTable& rows, const char* file, std::size_t count,
                      std::map<std::string, Accuracy>& by_half) {
  const SharedTable labels(absl::StrCat(LAOWU_LABELS_DIR, "/", file));
  ASSERT_EQ(labels.size(), count);
  std::map<std::string, std::size_t> row_of;
  for (std::size_t i = 0; i < rows.size(); ++i) row_of[rows.Cell(i, "id")] = i;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto found = row_of.find(labels.Cell(i, "id"));
    ASSERT_NE(found, row_of.end()) << labels.Cell(i, "id");
    const std::string title = rows.Cell(found->second, "title");
    const std::string employer = rows.Cell(found->second, "company");
    const std::string description = rows.Cell(found->second, "description");
    by_half[labels.Cell(i, "half")].Add(title, labels.Cell(i, "code"),
                                        Reader().Read(title, {employer, description, true}));
  }
}

TEST(OccupationMeasure, RealVacancies) {
  const SharedTable rows(SharedPath("vacancies/vacancies.tsv.gz"));
  if (rows.empty())
    GTEST_SKIP() << "no real vacancies; set LAOWU_SHARED_DIR to the folder with them";
  std::map<std::string, Accuracy> first;
  std::map<std::string, Accuracy> second;
  first["aside"].HideMisses();
  second["aside"].HideMisses();
  MeasureVacancies(rows, "vacancies.csv", 600, first);
  MeasureVacancies(rows, "vacancies_2.csv", 200, second);
  first["tune"].Print("real vacancies, tuned on, first draw ");
  second["tune"].Print("real vacancies, tuned on, second draw");
  first["aside"].Print("real vacancies, set aside, first draw ");
  second["aside"].Print("real vacancies, set aside, second draw");
  Accuracy aside = first["aside"];
  aside.Add(second["aside"]);
  aside.Print("real vacancies, set aside, both");
  ExpectAtLeast(aside, 90, 92, 93);
}

TEST(OccupationMeasure, TitlesByFrequency) {
  const SharedTable labels(absl::StrCat(LAOWU_LABELS_DIR, "/titles.csv"));
  ASSERT_EQ(labels.size(), 300u);
  const SharedTable titles(SharedPath("occupations_cn/job_titles_frequency.csv"));
  if (titles.empty()) GTEST_SKIP() << "no titles with counts; set LAOWU_SHARED_DIR";
  std::map<std::string, Accuracy> by_half;
  by_half["aside"].HideMisses();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::size_t row = 0;
    ASSERT_TRUE(absl::SimpleAtoi(labels.Cell(i, "row"), &row));
    ASSERT_LE(row, titles.size());
    const std::string title = titles.Cell(row - 1, "title");
    by_half[labels.Cell(i, "half")].Add(title, labels.Cell(i, "code"),
                                        Reader().Read(title, {"", "", true}));
  }
  by_half["tune"].Print("titles by frequency, tuned on ");
  by_half["aside"].Print("titles by frequency, set aside");
  ExpectAtLeast(by_half["aside"], 88, 90, 90);
}

TEST(OccupationMeasure, MadeUpPostings) {
  const SharedTable rows(absl::StrCat(LAOWU_LABELS_DIR, "/made_up.tsv"));
  ASSERT_EQ(rows.size(), 200u);
  Accuracy accuracy;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string title = rows.Cell(i, "title");
    const std::string text = rows.Cell(i, "text");
    accuracy.Add(title, rows.Cell(i, "code"), Reader().Read(title, {"", text, true}));
  }
  accuracy.Print("made-up postings");
  ExpectAtLeast(accuracy, 93, 95, 95);
}

// Written later, for workshops that the first 200 hardly name: one half was worked on, one set
// aside, and what is called "later" was written after all rules and aliases were done.
TEST(OccupationMeasure, MadeUpTitlesOfWorkshops) {
  const SharedTable rows(absl::StrCat(LAOWU_LABELS_DIR, "/made_up_2.tsv"));
  ASSERT_EQ(rows.size(), 468u);
  std::map<std::string, Accuracy> by_half;
  by_half["aside"].HideMisses();
  by_half["later"].HideMisses();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string title = rows.Cell(i, "title");
    by_half[rows.Cell(i, "half")].Add(title, rows.Cell(i, "code"),
                                      Reader().Read(title, {"", rows.Cell(i, "text"), true}));
  }
  by_half["tune"].Print("made-up titles of workshops, tuned on ");
  by_half["aside"].Print("made-up titles of workshops, set aside");
  by_half["later"].Print("made-up titles of workshops, later    ");
  ExpectAtLeast(by_half["tune"], 91, 93, 94);
  ExpectAtLeast(by_half["aside"], 88, 90, 90);
}

// How often an unknown word is guessed, and how often rightly: every name is held back once, a
// fifth of them at a time.
TEST(OccupationMeasure, GuessesOfNamesHeldBack) {
  std::vector<std::pair<std::string, std::string>> names;
  const reference::Occupations& occupations = reference::Occupations::Get();
  for (const auto& alias : occupations.aliases()) names.emplace_back(alias.alias, alias.code);
  for (const auto& occupation : occupations.all()) {
    if (occupation.level == 4) names.emplace_back(occupation.name, occupation.code);
  }
  constexpr std::size_t kParts = 5;
  constexpr std::size_t kMiddleClass = 4;
  int guessed = 0;
  int right = 0;
  for (std::size_t part = 0; part < kParts; ++part) {
    LikenessModel model;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i % kParts != part) model.Add(names[i].first, names[i].second);
    }
    for (std::size_t i = part; i < names.size(); i += kParts) {
      const auto guess = model.Read(names[i].first);
      if (!guess.has_value()) continue;
      ++guessed;
      right += guess->code.substr(0, kMiddleClass) == names[i].second.substr(0, kMiddleClass);
    }
  }
  std::printf("names held back: %d of %d guessed, %.1f %% of them of the right middle class\n",
              guessed, static_cast<int>(names.size()), 100.0 * right / guessed);
  EXPECT_GT(right, 0.8 * guessed);
}

// Titles as bags of characters and pairs of characters, each weighed by how rare it is.
using Bag = std::map<std::string, double>;

Bag Pieces(absl::string_view title, bool single) {
  std::vector<std::string> characters;
  for (absl::string_view rest = title; !rest.empty();) {
    const std::size_t size = std::max<std::size_t>(1, Utf8SequenceLength(rest));
    characters.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  Bag bag;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (single) bag[characters[i]] += 1;
    if (i + 1 < characters.size()) bag[characters[i] + characters[i + 1]] += 1;
  }
  return bag;
}

double Cosine(const Bag& a, const Bag& b) {
  double both = 0;
  double a_square = 0;
  double b_square = 0;
  for (const auto& [piece, weight] : a) {
    const auto found = b.find(piece);
    if (found != b.end()) both += weight * found->second;
    a_square += weight * weight;
  }
  for (const auto& [piece, weight] : b) b_square += weight * weight;
  return both == 0 ? 0 : both / std::sqrt(a_square * b_square);
}

// How near two readings are: the matching rule's steps between classes, times how sure both are.
double Nearness(const OccupationReading& a, const OccupationReading& b) {
  if (a.code.empty() || b.code.empty()) return 0;
  const auto same = [&](std::size_t length) {
    return absl::string_view(a.code).substr(0, length) ==
           absl::string_view(b.code).substr(0, length);
  };
  const double step = a.code == b.code ? 1.0 : same(7) ? 0.8 : same(4) ? 0.4 : same(1) ? 0.1 : 0;
  const auto sureness = [](const OccupationReading& reading) {
    static const std::set<std::string> catch_alls = {"1-06-01-02", "2-02-99", "2-06-07-02",
                                                     "4-01-02-01", "6-99-00"};
    const bool by_default = reading.rule == "occupation.head" && catch_alls.count(reading.code) > 0;
    const bool in_part = reading.rule == "occupation.part" || reading.rule == "occupation.ending";
    return reading.confidence / 100.0 * (by_default ? 0.4 : 1) * (in_part ? 0.5 : 1);
  };
  return step * sureness(a) * sureness(b);
}

double AveragePrecision(const std::vector<double>& scores, const std::set<std::size_t>& relevant) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  double sum = 0;
  int found = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    if (relevant.count(order[rank]) == 0) continue;
    ++found;
    sum += found / static_cast<double>(rank + 1);
  }
  return relevant.empty() ? 0 : sum / static_cast<double>(relevant.size());
}

TEST(OccupationMeasure, TitlesThatMeanTheSameWork) {
  const SharedTable queries(SharedPath("title_match/queries_zh.tsv"));
  const SharedTable corpus(SharedPath("title_match/corpus_zh.tsv"));
  const SharedTable judgements(SharedPath("title_match/relevant_zh.tsv"));
  if (queries.empty() || corpus.empty() || judgements.empty()) {
    GTEST_SKIP() << "no judged titles; set LAOWU_SHARED_DIR";
  }
  std::map<std::string, std::size_t> corpus_row;
  std::map<std::string, int> titles_with;  // in how many titles a piece stands
  std::vector<Bag> plain;
  std::vector<Bag> weighed;
  std::vector<OccupationReading> readings;
  for (std::size_t i = 0; i < corpus.size(); ++i) {
    const std::string title = corpus.Cell(i, "title");
    corpus_row[corpus.Cell(i, "c_id")] = i;
    plain.push_back(Pieces(title, false));
    weighed.push_back(Pieces(title, true));
    for (const auto& [piece, count] : weighed.back()) ++titles_with[piece];
    readings.push_back(Reader().Read(title));
  }
  const auto weigh = [&](Bag& bag) {
    for (auto& [piece, weight] : bag) {
      weight *= std::log((static_cast<double>(corpus.size()) + 1) / (titles_with[piece] + 0.5));
    }
  };
  for (Bag& bag : weighed) weigh(bag);
  std::map<std::string, std::set<std::size_t>> relevant;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    relevant[judgements.Cell(i, "q_id")].insert(corpus_row[judgements.Cell(i, "c_id")]);
  }
  double pairs = 0;
  double characters = 0;
  double with_codes = 0;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    const std::string title = queries.Cell(q, "title");
    const Bag plain_query = Pieces(title, false);
    Bag query = Pieces(title, true);
    weigh(query);
    const OccupationReading reading = Reader().Read(title);
    std::vector<double> by_pairs;
    std::vector<double> by_characters;
    std::vector<double> by_codes;
    for (std::size_t i = 0; i < corpus.size(); ++i) {
      by_pairs.push_back(Cosine(plain_query, plain[i]));
      by_characters.push_back(Cosine(query, weighed[i]));
      by_codes.push_back(by_characters.back() + 0.25 * Nearness(reading, readings[i]));
    }
    const std::set<std::size_t>& wanted = relevant[queries.Cell(q, "q_id")];
    pairs += AveragePrecision(by_pairs, wanted);
    characters += AveragePrecision(by_characters, wanted);
    with_codes += AveragePrecision(by_codes, wanted);
  }
  const auto count = static_cast<double>(queries.size());
  std::printf(
      "mean average precision: pairs of characters %.3f, weighed characters and pairs %.3f, "
      "with the readings %.3f\n",
      pairs / count, characters / count, with_codes / count);
  EXPECT_GT(with_codes, 1.3 * pairs);
  EXPECT_GT(with_codes, characters);
}

TEST(OccupationMeasure, Speed) {
  const SharedTable rows(SharedPath("vacancies/vacancies_guangdong.tsv.gz"));
  if (rows.empty()) GTEST_SKIP() << "no real vacancies; set LAOWU_SHARED_DIR";
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < rows.size(); ++i) titles.push_back(rows.Cell(i, "title"));
  int known = 0;
  const absl::Time begin = absl::Now();
  for (const std::string& title : titles) known += Reader().Read(title).code.empty() ? 0 : 1;
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  const auto count = static_cast<double>(titles.size());
  std::printf("titles: %.0f a second, %.1f %% with a code\n", count / seconds, 100 * known / count);
  EXPECT_GT(known / count, 0.95);
}

}  // namespace
}  // namespace laowu::intake
