#include "services/cli/office_report.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {
namespace {

struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
  bool has(absl::CivilDay day) const { return first <= day && day <= last; }
  bool has(const google::protobuf::Timestamp& time) const {
    return time.seconds() != 0 && has(runtime::DayOf(runtime::ToTime(time)));
  }
};

OfficeCounts CountsOf(const v1::Placement& placement, const Days& days) {
  OfficeCounts counts;
  counts.proposed = days.has(placement.propose_time()) ? 1 : 0;
  counts.accepted = days.has(placement.accept_time()) ? 1 : 0;
  const auto start = runtime::ToCivilDay(placement.start_date());
  if (placement.has_start_date() && start.has_value()) counts.arrived = days.has(*start) ? 1 : 0;
  return counts;
}

std::vector<intake::SheetColumn> CountColumns(bool english) {
  std::vector<intake::SheetColumn> columns;
  for (const auto& [chinese, in_english] :
       std::vector<std::pair<const char*, const char*>>{{"推荐（人次）", "proposed"},
                                                        {"接收（人次）", "accepted"},
                                                        {"到岗（人次）", "arrived"},
                                                        {"本月满30天（人次）", "30 days due"},
                                                        {"满30天稳岗（人次）", "stayed 30 days"},
                                                        {"本月满90天（人次）", "90 days due"},
                                                        {"满90天稳岗（人次）", "stayed 90 days"}}) {
    columns.push_back(CountColumn(english ? in_english : chinese));
  }
  return columns;
}

void AddCells(std::vector<std::string>& row, const OfficeCounts& counts) {
  for (const int count : {counts.proposed, counts.accepted, counts.arrived, counts.due_30,
                          counts.stayed_30, counts.due_90, counts.stayed_90}) {
    row.push_back(absl::StrCat(count));
  }
}

}  // namespace

void OfficeCounts::Add(const OfficeCounts& other) {
  proposed += other.proposed;
  accepted += other.accepted;
  arrived += other.arrived;
  due_30 += other.due_30;
  stayed_30 += other.stayed_30;
  due_90 += other.due_90;
  stayed_90 += other.stayed_90;
}

std::map<std::string, OfficeCounts> CountPlacements(const std::vector<v1::Placement>& placements,
                                                    const std::vector<v1::OfficeStay>& stays,
                                                    absl::CivilDay first, absl::CivilDay last) {
  std::map<std::string, OfficeCounts> counts;
  for (const v1::OfficeStay& stay : stays) {
    OfficeCounts& of_vacancy = counts[stay.vacancy()];
    const bool after_30 = stay.day_count() == 30;
    (after_30 ? of_vacancy.due_30 : of_vacancy.due_90) += stay.due_count();
    (after_30 ? of_vacancy.stayed_30 : of_vacancy.stayed_90) += stay.stayed_count();
  }
  for (const v1::Placement& placement : placements) {
    const OfficeCounts one = CountsOf(placement, {first, last});
    if (!one.empty()) counts[placement.vacancy()].Add(one);
  }
  return counts;
}

std::vector<ReportSheet> OfficeSheets(const std::string& title,
                                      const std::map<std::string, OfficeCounts>& counts,
                                      const std::map<std::string, v1::Vacancy>& vacancies,
                                      bool english) {
  ReportSheet by_vacancy;
  ReportSheet by_employer{"employers", {}};
  by_vacancy.table.name = english ? "vacancies" : "岗位";
  by_vacancy.table.columns = {TextColumn(english ? "number" : "岗位编号", 16),
                              TextColumn(english ? "title" : "岗位名称", 24),
                              TextColumn(english ? "employer" : "用人单位", 30),
                              CountColumn(english ? "people wanted" : "招聘人数（人）")};
  by_employer.table.name = english ? "employers" : "用人单位";
  by_employer.table.columns = {TextColumn(english ? "employer" : "用人单位", 30)};
  for (ReportSheet* sheet : {&by_vacancy, &by_employer}) {
    sheet->table.lines = {title};
    for (auto& column : CountColumns(english)) sheet->table.columns.push_back(std::move(column));
  }
  const std::string all = english ? "all" : "合计";
  std::map<std::string, OfficeCounts> employers;
  OfficeCounts sum;
  for (const auto& [name, each] : counts) {
    const auto found = vacancies.find(name);
    const v1::Vacancy vacancy = found == vacancies.end() ? v1::Vacancy() : found->second;
    // The office's own number, else the last part of "offices/z/vacancies/a".
    std::vector<std::string> row = {
        vacancy.source_reference().empty() ? name.substr(name.rfind('/') + 1)
                                           : vacancy.source_reference(),
        vacancy.title(), vacancy.employer_display_name(),
        vacancy.opening_count() > 0 ? absl::StrCat(vacancy.opening_count()) : ""};
    AddCells(row, each);
    by_vacancy.table.rows.push_back(std::move(row));
    employers[vacancy.employer_display_name()].Add(each);
    sum.Add(each);
  }
  by_vacancy.table.rows.push_back({all, "", "", ""});
  AddCells(by_vacancy.table.rows.back(), sum);
  for (const auto& [employer, each] : employers) {
    by_employer.table.rows.push_back({employer});
    AddCells(by_employer.table.rows.back(), each);
  }
  by_employer.table.rows.push_back({all});
  AddCells(by_employer.table.rows.back(), sum);
  return {by_vacancy, by_employer};
}

}  // namespace laowu::cli
