#include "services/cli/monthly_report.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/ratio_options.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

// One of two languages.
class Say {
 public:
  explicit Say(bool english) : english_(english) {}
  std::string operator()(const char* chinese, const char* english) const {
    return english_ ? english : chinese;
  }
  bool english() const { return english_; }

 private:
  const bool english_;
};

std::string StatusText(const Say& say, v1::OutboundRatio::Status status) {
  switch (status) {
    case v1::OutboundRatio::NO_DATA:
      return say("无数据", "no data");
    case v1::OutboundRatio::PROVISIONAL:
      return say("待定", "provisional");
    case v1::OutboundRatio::MET:
      return say("达标", "met");
    case v1::OutboundRatio::MISSED:
      return say("未达标", "missed");
    default:
      return "";
  }
}

// One language of words; what is not told is an empty cell.
std::string Cell(const Say& say, const std::string& words) {
  return words == "–" ? "" : InOneLanguage(words, say.english());
}

std::string BoundaryCell(const Say& say, v1::RatioPolicy::Boundary boundary) {
  return absl::StrCat(say("", "outside the "), Cell(say, BoundaryWords(boundary)));
}

// "草稿 panzhou；已上报 panzhou".
std::string SignersCell(const Say& say, const v1::Publication& publication) {
  const auto state = [&say](v1::Publication::State one) {
    return Cell(say, PublicationWords(one));
  };
  return SignersText(publication, state, say("；", "; "));
}

std::string Count(int64_t count) { return absl::StrCat(count); }

constexpr std::size_t kTownshipDigits = 9;

// Townships of which a table has nothing to say, mostly as nobody of there is on record yet, in one
// row at the end. Figures stand from column `first` on.
void FoldEmptyTownships(const Say& say, std::size_t first, intake::SheetTable& table) {
  const std::string no_data = StatusText(say, v1::OutboundRatio::NO_DATA);
  const auto is_empty = [&](const std::vector<std::string>& row) {
    return row[0].size() == kTownshipDigits &&
           std::all_of(row.begin() + static_cast<std::ptrdiff_t>(first), row.end(),
                       [&](const std::string& cell) {
                         return cell.empty() || cell == "0" || cell == no_data;
                       });
  };
  const auto count = std::count_if(table.rows.begin(), table.rows.end(), is_empty);
  if (count < 2) return;  // one says as much in its own row
  std::erase_if(table.rows, is_empty);
  std::vector<std::string>& folded = table.rows.emplace_back(table.columns.size());
  folded[0] = "–";
  folded[1] =
      absl::StrCat(say("其余", ""), count, say("个乡镇：无数据", " more townships: no data"));
}

// "-1.2" points from `before` to `now`; empty where one of them has no figure.
std::string ChangeCell(const v1::OutboundRatio* before, const v1::OutboundRatio& now) {
  if (before == nullptr || !before->has_ratio_permille() || !now.has_ratio_permille()) return "";
  return absl::StrFormat("%.1f", (now.ratio_permille() - before->ratio_permille()) / 10.0);
}

// By division; what is not there has none.
template <typename Row>
std::map<std::string, const Row*> ByDivision(const std::vector<Row>& rows) {
  std::map<std::string, const Row*> found;
  for (const Row& row : rows) found[row.division_code()] = &row;
  return found;
}
template <typename Row>
const Row* Find(const std::map<std::string, const Row*>& rows, const std::string& division) {
  const auto found = rows.find(division);
  return found == rows.end() ? nullptr : found->second;
}

// Without the status, which ends both.
std::vector<intake::SheetColumn> FigureColumns(const Say& say) {
  return {CountColumn(say("外出（人）", "away D (persons)")),
          CountColumn(say("有组织（人）", "organised O (persons)")),
          CountColumn(say("渠道不明（人）", "channel unknown U (persons)")),
          CountColumn(say("证据不足（人）", "unproven C (persons)")),
          PercentColumn(say("组织化率（%）", "R1 (%)")),
          PercentColumn(say("最高可能（%）", "high bound (%)")),
          PercentColumn(say("渠道清楚率（%）", "coverage (%)")),
          PercentColumn(say("证明率（%）", "proof rate (%)"))};
}

std::vector<std::string> FigureCells(const v1::OutboundRatio& r) {
  return {Count(r.outbound_person_count()),
          Count(r.organized_person_count()),
          Count(r.unknown_channel_person_count()),
          Count(r.unproven_person_count()),
          PercentCell(r.has_ratio_permille(), r.ratio_permille()),
          PercentCell(r.has_high_bound_permille(), r.high_bound_permille()),
          PercentCell(r.has_coverage_permille(), r.coverage_permille()),
          PercentCell(r.has_proof_rate_permille(), r.proof_rate_permille())};
}

void AddAll(std::vector<std::string>& row, std::vector<std::string> more) {
  for (std::string& cell : more) row.push_back(std::move(cell));
}

std::vector<intake::SheetColumn> SummaryColumns(const Say& say) {
  std::vector<intake::SheetColumn> columns = {TextColumn(say("地区代码", "code")),
                                              TextColumn(say("地区", "division"), 18)};
  for (auto& column : FigureColumns(say)) columns.push_back(std::move(column));
  columns.push_back(TextColumn(say("状态", "status")));
  for (auto& column : std::vector<intake::SheetColumn>{
           CountColumn(say("距目标（人）", "missing to the target (persons)")),
           CountColumn(say("全部证实后距目标（人）", "missing if proven (persons)")),
           PercentColumn(say("上月组织化率（%）", "R1 the month before (%)")),
           PercentColumn(say("比上月（百分点）", "change (points)")),
           PercentColumn(say("按填报组织化率（%）", "R1 as reported (%)")),
           PercentColumn(say("一般口径组织化率（%）", "R1 broad (%)")),
           PercentColumn(say("从严口径组织化率（%）", "R1 strict (%)")),
           PercentColumn(say("人日组织化率R2（%）", "R2 of person-days (%)")),
           CountColumn(say("本月新外出（人次）", "new spells")),
           PercentColumn(say("新外出组织化率R3（%）", "R3 of new spells (%)")),
           PercentColumn(say("本年新外出稳岗30天（%）", "30 days of this year's spells (%)")),
           PercentColumn(say("稳岗90天（%）", "90 days (%)")),
           PercentColumn(say("稳岗180天（%）", "180 days (%)")),
           PercentColumn(say("全年组织化率R4（算到截至日，%）", "R4 of the year to known-at (%)")),
           CountColumn(say("本年未达标（天）", "days missed this year")),
           CountColumn(say("本年待定（天）", "days provisional this year")),
           CountColumn(say("回乡将满（人）", "visits about to lapse (persons)")),
           CountColumn(say("自营在外（人）", "own account (persons)")),
           CountColumn(say("调查外出人数（人）", "away by the survey (persons)")),
           PercentColumn(say("登记覆盖率（%）", "register coverage (%)"))}) {
    columns.push_back(std::move(column));
  }
  return columns;
}

// Of the organised new spells of the year, for 30, 90 and 180 days.
std::vector<std::string> RetentionCells(const v1::OutboundPeriod* year) {
  std::vector<std::string> cells(3);
  if (year == nullptr) return cells;
  for (int i = 0; i < std::min(3, year->retentions_size()); ++i) {
    const auto& retention = year->retentions(i);
    const int spells = retention.organized_spell_count();
    cells[static_cast<std::size_t>(i)] =
        PercentCell(spells > 0, Permille(retention.retained_organized_spell_count(), spells));
  }
  return cells;
}

intake::SheetTable Summary(const Say& say, const MonthlyReport& report) {
  intake::SheetTable table;
  table.name = say("汇总", "summary");
  table.columns = SummaryColumns(say);
  const auto before = ByDivision(report.before);
  const auto in_month = ByDivision(report.in_month);
  const auto in_year = ByDivision(report.in_year);
  const auto in_known_year = ByDivision(report.in_known_year);
  std::vector<std::map<std::string, const v1::OutboundRatio*>> each;
  for (const auto& figures : report.figures) each.push_back(ByDivision(figures));
  for (const v1::OutboundRatio& r : report.main()) {
    const std::string& code = r.division_code();
    std::vector<std::string> row = {code, r.division_display_name()};
    AddAll(row, FigureCells(r));
    row.push_back(StatusText(say, r.status()));
    row.push_back(r.missing_arrival_count() < 0 ? "" : Count(r.missing_arrival_count()));
    row.push_back(
        r.missing_arrival_if_proven_count() < 0 ? "" : Count(r.missing_arrival_if_proven_count()));
    const v1::OutboundRatio* const old = Find(before, code);
    row.push_back(old == nullptr ? ""
                                 : PercentCell(old->has_ratio_permille(), old->ratio_permille()));
    row.push_back(ChangeCell(old, r));
    for (const auto& figures : each) {
      const v1::OutboundRatio* const other = Find(figures, code);
      row.push_back(other == nullptr
                        ? ""
                        : PercentCell(other->has_ratio_permille(), other->ratio_permille()));
    }
    const v1::OutboundPeriod* const month = Find(in_month, code);
    const v1::OutboundPeriod none;
    const v1::OutboundPeriod& m = month == nullptr ? none : *month;
    row.push_back(PercentCell(m.has_person_day_ratio_permille(), m.person_day_ratio_permille()));
    row.push_back(Count(m.new_spell_count()));
    row.push_back(PercentCell(m.has_new_spell_ratio_permille(), m.new_spell_ratio_permille()));
    const v1::OutboundPeriod* const year = Find(in_year, code);
    AddAll(row, RetentionCells(year));
    const v1::OutboundPeriod* const known_year = Find(in_known_year, code);
    const v1::OutboundPeriod& k = known_year == nullptr ? none : *known_year;
    row.push_back(PercentCell(k.has_long_absent_ratio_permille(), k.long_absent_ratio_permille()));
    const v1::OutboundPeriod& y = year == nullptr ? none : *year;
    row.push_back(Count(y.missed_day_count()));
    row.push_back(Count(y.provisional_day_count()));
    row.push_back(Count(r.lapsing_visit_person_count()));
    row.push_back(Count(r.self_employed_person_count()));
    row.push_back(r.has_baseline() ? Count(r.baseline().outbound_person_count()) : "");
    row.push_back(PercentCell(r.has_register_coverage_permille(), r.register_coverage_permille()));
    table.rows.push_back(std::move(row));
  }
  FoldEmptyTownships(say, 2, table);
  return table;
}

struct BreakdownText {
  const char* key;
  const char* sheet;
  const char* code;
  const char* name;
};

BreakdownText TextOf(v1::OutboundBreakdown by) {
  switch (by) {
    case v1::OUTBOUND_BREAKDOWN_TOWNSHIP:
      return {"townships", "乡镇", "乡镇代码", "乡镇"};
    case v1::OUTBOUND_BREAKDOWN_DESTINATION:
      return {"destinations", "去向", "地区代码", "务工地"};
    case v1::OUTBOUND_BREAKDOWN_CHANNEL:
      return {"channels", "渠道", "代码", "渠道"};
    case v1::OUTBOUND_BREAKDOWN_POLICY_GROUP:
      return {"policy-groups", "政策群体", "代码", "政策群体（一人可属多个群体）"};
    case v1::OUTBOUND_BREAKDOWN_SEX:
      return {"sexes", "性别", "代码", "性别"};
    default:
      return {"ages", "年龄", "代码", "年龄段"};
  }
}

ReportSheet BreakdownSheet(const Say& say, const MonthlyReport::Breakdown& breakdown) {
  const BreakdownText text = TextOf(breakdown.by);
  ReportSheet sheet;
  sheet.key = text.key;
  sheet.table.name = say(text.sheet, text.key);
  sheet.table.columns = {TextColumn(say(text.code, "code"), 18),
                         TextColumn(say(text.name, "part"), 18)};
  for (auto& column : FigureColumns(say)) sheet.table.columns.push_back(std::move(column));
  const bool has_target = HasTarget(breakdown.by);
  if (has_target) sheet.table.columns.push_back(TextColumn(say("状态", "status")));
  const bool destinations = breakdown.by == v1::OUTBOUND_BREAKDOWN_DESTINATION;
  if (destinations) {
    sheet.table.columns.push_back(CountColumn(say("劳务协作机构（个）", "partner offices")));
  }
  for (const v1::OutboundRatio& r : breakdown.parts) {
    std::vector<std::string> row = {r.part().key(), r.part().display_name()};
    AddAll(row, FigureCells(r));
    if (has_target) row.push_back(StatusText(say, r.status()));
    if (destinations) {
      row.push_back(r.part().has_partner_office_count() ? Count(r.part().partner_office_count())
                                                        : "");
    }
    sheet.table.rows.push_back(std::move(row));
  }
  if (breakdown.by == v1::OUTBOUND_BREAKDOWN_AGE_BAND) {
    // "16-24" … "60+" sort by their keys; whose age is not known stand last.
    std::stable_sort(
        sheet.table.rows.begin(), sheet.table.rows.end(), [](const auto& a, const auto& b) {
          return std::make_pair(a[0].empty(), a[0]) < std::make_pair(b[0].empty(), b[0]);
        });
  }
  return sheet;
}

// Median pay that new arrivals of the quarter state; a cell of fewer than five is empty.
ReportSheet PaySheet(const Say& say, const MonthlyReport& report) {
  ReportSheet sheet;
  sheet.key = "pay";
  sheet.table.name = say("工资", "pay");
  sheet.table.columns = {TextColumn(say("地区代码", "code")),
                         TextColumn(say("地区", "division"), 18),
                         TextColumn(say("季度起", "from")),
                         TextColumn(say("至", "to")),
                         CountColumn(say("有组织中位数（元/月）", "organised median (yuan/month)")),
                         CountColumn(say("有组织填报（人次）", "organised, stated by")),
                         CountColumn(say("自行外出中位数（元/月）", "own median (yuan/month)")),
                         CountColumn(say("自行外出填报（人次）", "own, stated by"))};
  const auto day = [&say](const google::type::Date& date) { return Cell(say, DateWords(date)); };
  for (const v1::OutboundPeriod& p : report.in_quarter) {
    sheet.table.rows.push_back({p.division_code(), p.division_display_name(), day(p.start_date()),
                                day(p.end_date()),
                                p.has_organized_median_wage_cny_per_month()
                                    ? Count(p.organized_median_wage_cny_per_month())
                                    : "",
                                Count(p.organized_wage_count()),
                                p.has_self_arranged_median_wage_cny_per_month()
                                    ? Count(p.self_arranged_median_wage_cny_per_month())
                                    : "",
                                Count(p.self_arranged_wage_count())});
  }
  FoldEmptyTownships(say, 4, sheet.table);
  return sheet;
}

// What was handed in; a draft was not.
ReportSheet PublicationSheet(const Say& say, const MonthlyReport& report) {
  constexpr int kMomentWidth = 33;
  ReportSheet sheet;
  sheet.key = "publications";
  sheet.table.name = say("发布", "publications");
  sheet.table.columns = {TextColumn(say("发布", "publication"), 24),
                         TextColumn(say("状态", "state")),
                         TextColumn(say("地区", "division"), 18),
                         TextColumn(say("日期", "figure of the day")),
                         TextColumn(say("发布数截至", "figure known at"), kMomentWidth),
                         TextColumn(say("发布口径", "figure's policy")),
                         TextColumn(say("发布边界", "figure's boundary")),
                         TextColumn(say("渠道沿用", "figure's carry")),
                         CountColumn(say("外出（人）", "away D (persons)")),
                         CountColumn(say("有组织（人）", "organised O (persons)")),
                         PercentColumn(say("组织化率（%）", "R1 (%)")),
                         TextColumn(say("达标情况", "figure's status")),
                         TextColumn(say("签署", "signed by"), 40),
                         TextColumn(say("校验码", "hash"), 66)};
  for (const v1::Publication& p : report.publications) {
    if (p.state() == v1::Publication::DRAFT) continue;
    const v1::OutboundRatio& r = p.outbound_ratio();
    sheet.table.rows.push_back({p.name(), Cell(say, PublicationWords(p.state())),
                                absl::StrCat(r.division_code(), " ", r.division_display_name()),
                                Cell(say, DateWords(r.date())), KnownAtText(r.known_at()),
                                Cell(say, StrictnessWords(r.policy().strictness())),
                                BoundaryCell(say, r.policy().boundary()),
                                Cell(say, CarryWords(r.policy().carry())),
                                Count(r.outbound_person_count()), Count(r.organized_person_count()),
                                PercentCell(r.has_ratio_permille(), r.ratio_permille()),
                                StatusText(say, r.status()), SignersCell(say, p), p.hash()});
  }
  return sheet;
}

}  // namespace

bool HasTarget(v1::OutboundBreakdown by) {
  return by != v1::OUTBOUND_BREAKDOWN_CHANNEL && by != v1::OUTBOUND_BREAKDOWN_SEX &&
         by != v1::OUTBOUND_BREAKDOWN_AGE_BAND;
}

std::vector<std::pair<std::string, std::string>> MonthlyContext(const MonthlyReport& report) {
  const Say say(report.english);
  const v1::OutboundRatio& r = report.main().front();
  std::vector<std::pair<std::string, std::string>> context = {
      {say("月份", "month"),
       absl::StrFormat("%04d-%02d", report.month.year(), report.month.month())},
      {say("统计日", "day"), runtime::DateText(report.day)},
      {say("截至", "known at"), KnownAtText(r.known_at())},
      {say("口径", "policy"), Cell(say, StrictnessWords(r.policy().strictness()))},
      {say("外出边界", "boundary"), BoundaryCell(say, r.policy().boundary())},
      {say("政策版本", "policy version"), r.policy().version()},
      {say("目标（%）", "target (%)"), Count(r.target_percent())}};
  // Unless asked for it is the policy version's.
  if (report.policy.carry() != v1::RatioPolicy::CARRY_UNSPECIFIED) {
    context.emplace_back(say("沿用", "carry"), Cell(say, CarryWords(r.policy().carry())));
  }
  if (!report.asked_as.empty()) {
    context.emplace_back(
        say("当时代码", "code of the day"),
        absl::StrCat(report.division, say("（查询 ", " (asked as "), report.asked_as,
                     report.is_same_area ? "" : say("，辖区不同", ", another area"),
                     say("）", ")")));
  }
  return context;
}

std::vector<ReportSheet> MonthlySheets(const MonthlyReport& report) {
  const Say say(report.english);
  std::vector<ReportSheet> sheets = {{"", Summary(say, report)}};
  for (const auto& breakdown : report.breakdowns) {
    sheets.push_back(BreakdownSheet(say, breakdown));
  }
  sheets.push_back(PaySheet(say, report));
  sheets.push_back(PublicationSheet(say, report));
  const std::string title = absl::StrCat(
      report.main().front().division_display_name(),
      say("农村劳动力外出务工组织化情况月报表", ": organised outbound work, monthly report"));
  std::string context;
  for (const auto& [name, text] : MonthlyContext(report)) {
    absl::StrAppend(&context, context.empty() ? "" : "    ", name, " ", text);
  }
  for (ReportSheet& sheet : sheets) {
    sheet.table.lines = {title, context,
                         say("比率截取一位小数，不进位；空格表示无数据或填报不足五人次。",
                             "Ratios are cut to one decimal. Empty: no figure, or stated by fewer "
                             "than five.")};
  }
  return sheets;
}

}  // namespace laowu::cli
