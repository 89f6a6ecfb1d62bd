#include "reference/divisions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "reference/china.h"
#include "reference/embedded.h"
#include "reference/table.h"

namespace laowu::reference {
namespace {

constexpr std::size_t kCountyDigits = 6;
constexpr std::size_t kTownshipDigits = 9;
constexpr std::size_t kVillageDigits = 12;

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

bool IsCode(absl::string_view code) {
  return (code.size() == kCountyDigits || code.size() == kTownshipDigits ||
          code.size() == kVillageDigits) &&
         AllDigits(code);
}

bool InForce(const Division& division, absl::CivilDay day) {
  return division.valid_from <= day && day < division.valid_until;
}

absl::string_view TownshipOf(absl::string_view code) {
  return code.size() == kVillageDigits ? code.substr(0, kTownshipDigits) : code;
}

// 440000 → 44, 442000 → 4420, 441302 and anything longer as it is.
absl::string_view SignificantPrefix(absl::string_view code) {
  if (code.size() != kCountyDigits) return code;
  if (absl::EndsWith(code, "0000")) return code.substr(0, 2);
  return absl::EndsWith(code, "00") ? code.substr(0, 4) : code;
}

// The code that the digits put above `code`; empty above a province.
std::string AboveByPrefix(absl::string_view code) {
  if (code.size() > kCountyDigits) return std::string(code.substr(0, kCountyDigits));
  switch (SignificantPrefix(code).size()) {
    case 6:
      return absl::StrCat(code.substr(0, 4), "00");
    case 4:
      return absl::StrCat(code.substr(0, 2), "0000");
    default:
      return "";
  }
}

absl::StatusOr<DivisionLevel> ParseLevel(absl::string_view text, absl::string_view code) {
  if (text == "township" && code.size() == kTownshipDigits) return DivisionLevel::kTownship;
  const std::size_t digits = code.size() == kCountyDigits ? SignificantPrefix(code).size() : 0;
  if (text == "province" && digits == 2) return DivisionLevel::kProvince;
  if (text == "city" && digits == 4) return DivisionLevel::kCity;
  if (text == "county" && digits == 6) return DivisionLevel::kCounty;
  return absl::InvalidArgumentError(absl::StrCat("code ", code, " cannot be a ", text));
}

absl::Status ParseCoordinates(absl::string_view lat, absl::string_view lon, Division& division) {
  if (lat.empty() && lon.empty()) return absl::OkStatus();
  double latitude = 0;
  double longitude = 0;
  if (!absl::SimpleAtod(lat, &latitude) || !absl::SimpleAtod(lon, &longitude) ||
      !IsInChina(latitude, longitude)) {
    return absl::InvalidArgumentError(absl::StrCat("not a point in China: ", lat, " ", lon));
  }
  division.latitude = latitude;
  division.longitude = longitude;
  return absl::OkStatus();
}

absl::StatusOr<Division> ParseDivision(const std::vector<absl::string_view>& row) {
  Division division{};
  division.code = row[0];
  division.name = row[1];
  division.short_name = row[2];
  division.pinyin = row[3];
  if (!AllDigits(division.code) || division.name.empty() || division.short_name.empty()) {
    return absl::InvalidArgumentError("code, name or short name is out of form");
  }
  const absl::StatusOr<DivisionLevel> level = ParseLevel(row[4], division.code);
  if (!level.ok()) return level.status();
  division.level = *level;
  division.parent = row[5];
  absl::Status status = ParseCoordinates(row[6], row[7], division);
  if (!status.ok()) return status;
  const absl::StatusOr<absl::CivilDay> from = ParseDay(row[8]);
  if (!from.ok()) return from.status();
  division.valid_from = *from;
  division.valid_until = kNoEnd;
  if (!row[9].empty()) {
    const absl::StatusOr<absl::CivilDay> until = ParseDay(row[9]);
    if (!until.ok()) return until.status();
    division.valid_until = *until;
  }
  division.successors = absl::StrSplit(row[10], '|', absl::SkipEmpty());
  if (division.valid_from >= division.valid_until ||
      (division.valid_until == kNoEnd) != division.successors.empty()) {
    return absl::InvalidArgumentError("the dates and the successor do not agree");
  }
  return division;
}

void AddHeirs(const Divisions& divisions, const Division& ended,
              std::vector<absl::string_view>& heirs) {
  if (ended.valid_until == kNoEnd) return heirs.push_back(ended.code);
  // A table in which one of these is missing is refused where it is read.
  for (const absl::string_view code : ended.successors) {
    AddHeirs(divisions, *divisions.Find(code, ended.valid_until), heirs);
  }
  for (const Division* part : divisions.Children(ended.code, ended.valid_until - 1)) {
    AddHeirs(divisions, *part, heirs);
  }
}

}  // namespace

const Divisions& Divisions::Get() {
  static const Divisions* const divisions =
      new Divisions(ValueOrDie(Parse(embedded::kDivisionsTable)));
  return *divisions;
}

absl::StatusOr<Divisions> Divisions::Parse(absl::string_view text) {
  const absl::StatusOr<Table> table =
      ParseTable("divisions", text,
                 {"code", "name", "short_name", "pinyin", "level", "parent", "lat", "lon",
                  "valid_from", "valid_until", "successor", "date_basis"});
  if (!table.ok()) return table.status();
  Divisions divisions;
  divisions.edition_ = table->edition;
  divisions.all_.reserve(table->rows.size());
  for (const std::vector<absl::string_view>& row : table->rows) {
    absl::StatusOr<Division> division = ParseDivision(row);
    if (!division.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("divisions ", row[0], ": ", division.status().message()));
    }
    divisions.all_.push_back(*std::move(division));
  }
  divisions.BuildIndexes();
  const absl::Status status = divisions.Check();
  if (!status.ok()) return status;
  return divisions;
}

void Divisions::BuildIndexes() {
  for (const Division& division : all_) {
    by_code_[division.code].push_back(&division);
    by_parent_[division.parent].push_back(&division);
    by_name_[division.name].push_back(&division);
    if (division.short_name != division.name) by_name_[division.short_name].push_back(&division);
    for (absl::string_view successor : division.successors) {
      by_successor_[successor].push_back(&division);
    }
    change_days_.push_back(division.valid_from);
    if (division.valid_until != kNoEnd) change_days_.push_back(division.valid_until);
  }
  std::sort(change_days_.begin(), change_days_.end());
  change_days_.erase(std::unique(change_days_.begin(), change_days_.end()), change_days_.end());
}

absl::Status Divisions::Check() const {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Division& division = all_[i];
    if (i > 0) {
      const Division& before = all_[i - 1];
      if (before.code > division.code ||
          (before.code == division.code && before.valid_until > division.valid_from)) {
        return absl::InvalidArgumentError(absl::StrCat(
            "divisions ", division.code, ": out of order, or two meanings on one day"));
      }
    }
    const absl::Status status = CheckLineage(division);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Divisions::CheckLineage(const Division& division) const {
  if (division.parent.empty() != (division.level == DivisionLevel::kProvince)) {
    return absl::InvalidArgumentError(
        absl::StrCat("divisions ", division.code, ": a province, and only it, has no parent"));
  }
  // Over the whole time of the division, since a parent may be renamed meanwhile.
  for (absl::CivilDay day = division.valid_from;
       !division.parent.empty() && day < division.valid_until;) {
    const Division* parent = Find(division.parent, day);
    if (parent == nullptr || parent->level >= division.level) {
      return absl::InvalidArgumentError(absl::StrCat("divisions ", division.code, ": parent ",
                                                     division.parent, " is not above it on ",
                                                     absl::FormatCivilTime(day)));
    }
    day = parent->valid_until;
  }
  for (absl::string_view successor : division.successors) {
    if (Find(successor, division.valid_until) == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("divisions ", division.code, ": successor ",
                                                     successor, " is not in force on ",
                                                     absl::FormatCivilTime(division.valid_until)));
    }
  }
  return absl::OkStatus();
}

const Divisions::Records* Divisions::RecordsOf(absl::string_view code) const {
  const auto found = by_code_.find(TownshipOf(code));
  return found == by_code_.end() ? nullptr : &found->second;
}

const Division* Divisions::Find(absl::string_view code, absl::CivilDay day) const {
  const Records* records = RecordsOf(code);
  if (records == nullptr || (code.size() > kTownshipDigits && !IsCode(code))) return nullptr;
  for (const Division* division : *records) {
    if (InForce(*division, day)) return division;
  }
  return nullptr;
}

std::vector<const Division*> Divisions::FindEver(absl::string_view code) const {
  const Records* records = RecordsOf(code);
  if (records == nullptr) return {};
  return {records->rbegin(), records->rend()};
}

const Division* Divisions::FindNearest(absl::string_view code, absl::CivilDay day) const {
  if (!IsCode(code)) return nullptr;
  std::string at(TownshipOf(code));
  while (!at.empty() && RecordsOf(at) == nullptr) at = AboveByPrefix(at);
  return at.empty() ? nullptr : Find(at, day);
}

bool Divisions::IsAccepted(absl::string_view code, absl::CivilDay day) const {
  if (!IsCode(code)) return false;
  if (RecordsOf(code) != nullptr) return Find(code, day) != nullptr;
  if (code.size() == kCountyDigits) {
    const Division* city = FindNearest(code, day);
    return code[4] == '7' && city != nullptr && city->level == DivisionLevel::kCity;
  }
  const absl::string_view county_code = code.substr(0, kCountyDigits);
  if (RecordsOf(county_code) == nullptr) return IsAccepted(county_code, day);
  const Division* county = Find(county_code, day);
  return county != nullptr && !by_parent_.contains(county_code) &&
         county->level >= DivisionLevel::kCity;
}

std::optional<std::string> Divisions::Translate(absl::string_view code, absl::CivilDay known_day,
                                                absl::CivilDay day) const {
  if (!IsCode(code)) return std::nullopt;
  if (RecordsOf(code) == nullptr) return TranslateByPrefix(code, known_day, day);
  const Division* division = Find(code, known_day);
  while (division != nullptr && day >= division->valid_until) {
    if (division->successors.size() != 1) return std::nullopt;
    division = Find(division->successors[0], division->valid_until);
  }
  while (division != nullptr && day < division->valid_from) {
    const auto found = by_successor_.find(division->code);
    if (found == by_successor_.end()) return std::nullopt;
    const Division* before = nullptr;
    for (const Division* candidate : found->second) {
      if (candidate->valid_until != division->valid_from) continue;
      if (before != nullptr) return std::nullopt;  // merged from several
      before = candidate;
    }
    division = before;
  }
  if (division == nullptr) return std::nullopt;
  return std::string(division->code == TownshipOf(code) ? code : division->code);
}

std::optional<std::string> Divisions::TranslateByPrefix(absl::string_view code,
                                                        absl::CivilDay known_day,
                                                        absl::CivilDay day) const {
  const std::string above = AboveByPrefix(code);
  if (above.empty()) return std::nullopt;
  std::optional<std::string> translated = Translate(above, known_day, day);
  if (translated.has_value() && *translated == above) return std::string(code);
  return translated;
}

std::vector<absl::string_view> Divisions::HeirsOf(absl::string_view code) const {
  std::vector<const Division*> meanings = FindEver(code);
  if (meanings.empty() && code.size() > kCountyDigits) {
    meanings = FindEver(code.substr(0, kCountyDigits));
  }
  std::vector<absl::string_view> heirs;
  if (meanings.empty() || meanings.front()->valid_until == kNoEnd) return heirs;
  for (const Division* meaning : meanings) AddHeirs(*this, *meaning, heirs);
  std::sort(heirs.begin(), heirs.end());
  heirs.erase(std::unique(heirs.begin(), heirs.end()), heirs.end());
  return heirs;
}

bool Divisions::Contains(absl::string_view area, absl::string_view code, absl::CivilDay day) const {
  if (!IsCode(code) || !AllDigits(area)) return false;
  std::string whole_area(area);
  if (area.size() == 2 || area.size() == 4) whole_area.resize(kCountyDigits, '0');
  if (!IsCode(whole_area)) return false;
  const bool area_in_tables = RecordsOf(whole_area) != nullptr;
  if (area_in_tables && Find(whole_area, day) == nullptr) return false;
  if (whole_area.size() == kVillageDigits) return whole_area == code;

  absl::string_view at = TownshipOf(code);
  if (at == whole_area) return true;
  const Division* division = FindNearest(at, day);
  if (division == nullptr) return false;  // dead, or in no province
  if (!area_in_tables) return absl::StartsWith(at, SignificantPrefix(whole_area));
  for (; division != nullptr; division = Find(division->parent, day)) {
    if (division->code == whole_area) return true;
  }
  return false;
}

std::vector<const Division*> Divisions::Lineage(absl::string_view code, absl::CivilDay day) const {
  std::vector<const Division*> lineage;
  for (const Division* division = Find(code, day); division != nullptr;
       division = Find(division->parent, day)) {
    lineage.push_back(division);
  }
  std::reverse(lineage.begin(), lineage.end());
  return lineage;
}

std::optional<Point> Divisions::Centroid(absl::string_view code, absl::CivilDay day) const {
  for (const Division* division = FindNearest(code, day); division != nullptr;
       division = Find(division->parent, day)) {
    if (division->latitude.has_value()) return Point{*division->latitude, *division->longitude};
  }
  return std::nullopt;
}

absl::string_view Divisions::CountyOf(absl::string_view code, absl::CivilDay day) const {
  const Division* division = FindNearest(code, day);
  if (division == nullptr) return "";
  // What is not in the tables is known by its county; a zone's county is not known.
  if (RecordsOf(code) == nullptr &&
      (code.size() == kCountyDigits || division->code != code.substr(0, kCountyDigits))) {
    return "";
  }
  if (division->level == DivisionLevel::kTownship) division = Find(division->parent, day);
  if (division->level == DivisionLevel::kCounty) return division->code;
  if (division->level != DivisionLevel::kCity) return "";
  for (const Division* child : Children(division->code, day)) {
    if (child->level == DivisionLevel::kCounty) return "";
  }
  return division->code;
}

std::vector<const Division*> Divisions::Children(absl::string_view parent,
                                                 absl::CivilDay day) const {
  std::vector<const Division*> children;
  const auto found = by_parent_.find(parent);
  if (found == by_parent_.end()) return children;
  std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(children),
               [day](const Division* division) { return InForce(*division, day); });
  return children;
}

std::vector<const Division*> Divisions::FindByName(absl::string_view text,
                                                   absl::CivilDay day) const {
  std::vector<const Division*> named;
  const auto found = by_name_.find(text);
  if (found == by_name_.end()) return named;
  std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(named),
               [day](const Division* division) { return InForce(*division, day); });
  return named;
}

}  // namespace laowu::reference
