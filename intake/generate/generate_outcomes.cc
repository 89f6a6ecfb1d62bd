#include "intake/generate/generate_outcomes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "intake/file/csv_writer.h"
#include "intake/file/table_reader.h"
#include "intake/generate/draw.h"
#include "reference/identity_number.h"

namespace laowu::intake {
namespace {

constexpr std::uint64_t kOutcomeStream = 4;
constexpr int kLeastAgeYears = 16;
constexpr int kLeastDaysAway = 30;  // from the first arrival to the file's day

struct Person {
  std::string name;
  std::string identity_number;
  absl::CivilDay may_work_from;
};

struct Weighted {
  absl::string_view text;
  int weight;
};
constexpr std::array kPlaces = {
    Weighted{"广东省中山市小榄镇", 12}, Weighted{"广东省中山市古镇镇", 10},
    Weighted{"广东省中山市三乡镇", 8},  Weighted{"广东省中山市沙溪镇", 6},
    Weighted{"广东省东莞市", 12},       Weighted{"广东省广州市", 9},
    Weighted{"广东省深圳市", 8},        Weighted{"广东省佛山市", 6},
    Weighted{"浙江省宁波市", 9},        Weighted{"浙江省杭州市", 5},
    Weighted{"福建省泉州市", 6},        Weighted{"江苏省苏州市", 4},
    Weighted{"贵州省贵阳市南明区", 5},
};
constexpr std::array kWays = {
    Weighted{"劳务协作站", 26}, Weighted{"点对点", 20}, Weighted{"招聘会", 16},
    Weighted{"亲友介绍", 18},   Weighted{"自发", 14},   Weighted{"网络平台", 6},
};

absl::string_view PickOf(Draw& draw, absl::Span<const Weighted> items) {
  return draw.PickWeighted(items, [](const Weighted& item) { return item.weight; }).text;
}

std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

// Where the columns stand; -1: not there.
struct Columns {
  std::ptrdiff_t name = -1, identity_number = -1;

  explicit Columns(const std::vector<std::string>& header)
      : name(Find(header, "姓名")), identity_number(Find(header, "身份证号")) {}
  static std::ptrdiff_t Find(const std::vector<std::string>& header, absl::string_view word) {
    const auto at = std::find(header.begin(), header.end(), word);
    return at == header.end() ? -1 : at - header.begin();
  }
};

absl::StatusOr<std::vector<Person>> ReadPeople(absl::string_view workers, absl::CivilDay as_of) {
  TableReader reader;
  absl::Status status = reader.Append(workers);
  if (status.ok()) status = reader.Finish();
  if (!status.ok()) return status;
  TableRow row;
  if (!reader.Next(row))
    return absl::InvalidArgumentError("the file of workers has no row 人员文件没有一行");
  if (!reader.made_up()) {
    return absl::InvalidArgumentError(
        "the file of workers does not say in its first line that it is made up: outcomes are "
        "invented for invented people alone (laowu generate workers) 只为虚构人员编造动态");
  }
  const Columns columns(row.cells);
  if (columns.name < 0 || columns.identity_number < 0) {
    return absl::InvalidArgumentError("the file of workers has no columns 姓名 and 身份证号");
  }
  std::vector<Person> people;
  while (reader.Next(row)) {
    const auto cell = [&](std::ptrdiff_t at) {
      return at < std::ssize(row.cells) ? row.cells[static_cast<std::size_t>(at)] : std::string();
    };
    if (!row.status.ok() || cell(columns.name).empty()) continue;
    const auto number = reference::ParseIdentityNumber(cell(columns.identity_number), as_of);
    if (!number.ok() || !absl::StartsWith(number->number, reference::kUnassignedPrefix)) continue;
    const absl::CivilDay birth = number->birth_date;
    const absl::CivilDay from(birth.year() + kLeastAgeYears, birth.month(), birth.day());
    if (from + kLeastDaysAway > as_of) continue;
    people.push_back({cell(columns.name), number->number, from});
  }
  return people;
}

std::vector<std::string> ArrivalCells(Draw& draw, const Person& person, absl::CivilDay day) {
  // One draw a statement: the order of arguments is free.
  const std::string place(PickOf(draw, kPlaces));
  const std::string way(PickOf(draw, kWays));
  const int wage = 3'800 + 100 * draw.Below(42);
  return {person.name, person.identity_number, "到岗", DayText(day), place,
          way,         absl::StrCat(wage)};
}

// What happened to one person, in order of days: at least one row.
std::vector<std::vector<std::string>> StoryOf(Draw& draw, const Person& person,
                                              absl::CivilDay as_of) {
  std::vector<std::vector<std::string>> rows;
  absl::CivilDay day = std::max(person.may_work_from, as_of - kLeastDaysAway - draw.Below(500));
  rows.push_back(ArrivalCells(draw, person, day));
  if (!draw.Permille(300)) return rows;
  day += 20 + draw.Below(280);
  if (day > as_of) return rows;
  rows.push_back({person.name, person.identity_number, "返乡", DayText(day), "", "", ""});
  if (!draw.Permille(500)) return rows;
  day += 15 + draw.Below(90);
  if (day <= as_of) rows.push_back(ArrivalCells(draw, person, day));
  return rows;
}

// The order in which people's stories are told: another for each seed, so that a short file is not
// of the first lines alone.
std::vector<std::size_t> OrderOf(const std::vector<Person>& people, std::uint64_t seed) {
  std::vector<std::pair<std::uint64_t, std::size_t>> keyed;
  keyed.reserve(people.size());
  for (std::size_t i = 0; i < people.size(); ++i)
    keyed.emplace_back(Draw::Mix(seed ^ Draw::Mix(i)), i);
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::size_t> order;
  order.reserve(people.size());
  for (const auto& [key, index] : keyed) order.push_back(index);
  return order;
}

}  // namespace

absl::Status GenerateOutcomes(const OutcomeOptions& options, absl::string_view workers,
                              const WriteBytes& write) {
  const auto people = ReadPeople(workers, options.as_of);
  if (!people.ok()) return people.status();
  if (options.count < 0 || options.count > std::ssize(*people)) {
    return absl::InvalidArgumentError(
        absl::StrCat("count must lie in 0…", people->size(),
                     ", the people of the file who were 16 a month before ", DayText(options.as_of),
                     ", not ", options.count, " 行数不能超过文件中满十六周岁的人数"));
  }
  CsvWriter csv(write);
  absl::Status status = csv.Line(absl::StrCat(
      kMadeUpMarker, ": 人员、身份证号(5299)、务工动态均为虚构 nobody in this file exists; seed ",
      options.seed, ", as of ", DayText(options.as_of)));
  if (status.ok()) {
    status = csv.Row({"姓名", "身份证号", "类型", "日期", "务工地", "外出方式", "月工资"});
  }
  std::int64_t row_count = 0;
  for (const std::size_t index : OrderOf(*people, options.seed)) {
    Draw draw(options.seed, kOutcomeStream, index);
    for (const auto& cells : StoryOf(draw, (*people)[index], options.as_of)) {
      if (!status.ok() || row_count == options.count) return status.ok() ? csv.Flush() : status;
      status = csv.Row(cells);
      ++row_count;
    }
  }
  return status.ok() ? csv.Flush() : status;
}

}  // namespace laowu::intake
