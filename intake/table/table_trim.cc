#include "intake/table/table_trim.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kLeastColumns = 3;

// The lower line of "要求/年龄" is what a page repeats.
bool IsName(absl::string_view cell, absl::string_view name) {
  return absl::EndsWith(name, cell) &&
         (cell.size() == name.size() || name[name.size() - cell.size() - 1] == '/');
}

// Most rows are records, and are known for such by their first cell.
bool MayBeNote(absl::string_view first) {
  if (first.empty() || absl::ascii_isdigit(static_cast<unsigned char>(first[0]))) return false;
  return SaysAny(first, {":", "：", "、", ".", "章", "签", "人"}) ||
         absl::StartsWith(first, "以上") || absl::StartsWith(first, "以下") ||
         absl::StartsWith(first, "第") || absl::StartsWith(first, "审") ||
         absl::StartsWith(first, "示") || absl::StartsWith(first, "样例") ||
         absl::StartsWith(first, "范") || absl::StartsWith(first, "填") ||
         absl::StartsWith(first, "复核") || absl::StartsWith(first, "制") ||
         absl::StartsWith(first, "（") || absl::StartsWith(first, "(");
}

// "经办人签字,,,年  月  日" and "审核人,李四,,制表人,张三": signatures without a colon, each with
// the cell beside it or none.
bool IsSignedLine(absl::Span<const std::string> cells) {
  static const RE2 label(
      R"((?:填表|制表|填报|审核|审批|复核|经办|登记|统计|报送|主管|分管|(?:单位|部门)?负责)(?:人|领导|单位)?(?:\(?(?:签字|签名|签章|盖章|公章)\)?)?)");
  static const RE2 signs(R"(.*(?:签字|签名|签章|盖章|公章)\)?)");
  static const RE2 name(R"(\p{Han}{2,4})");
  static const RE2 date(R"((?:20\d\d)?年\d{0,2}月\d{0,2}日|20\d\d[-/.]\d{1,2}[-/.]\d{1,2})");
  int labels = 0;
  bool has_sign = false;
  bool is_behind_label = false;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    const std::string folded = FoldTight(cell);
    if (RE2::FullMatch(folded, label)) {
      ++labels;
      has_sign = has_sign || RE2::FullMatch(folded, signs);
      is_behind_label = true;
      continue;
    }
    if (labels > 0 && RE2::FullMatch(folded, date)) continue;
    if (!is_behind_label || !RE2::FullMatch(folded, name)) return false;
    is_behind_label = false;
  }
  // A single 负责人 may be a work that is asked for.
  return labels >= 2 || has_sign;
}

// "二、服务业", "（三）工业", "第二部分 服务业": what the rows below it are.
bool IsSectionLine(absl::string_view folded) {
  static const RE2 section(
      R"((?:\([一二三四五六七八九十]{1,3}\)[、.]?|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}(?:部分|类|组|章|批)[、:.]?)\D{1,24})");
  // "一、普工" in a column of postings is one.
  static const RE2 work(R"(.*[招聘元].*|.*(?:[工员手师]|师傅))");
  const re2::StringPiece line(folded.data(), folded.size());
  return RE2::FullMatch(line, section) && !RE2::FullMatch(line, work);
}

}  // namespace

bool HasLongNumber(absl::string_view text) {
  constexpr int kDigits = 5;
  int digits = 0;
  for (const char c : text) {
    digits = absl::ascii_isdigit(static_cast<unsigned char>(c)) ? digits + 1 : 0;
    if (digits >= kDigits) return true;
  }
  return false;
}

bool IsHeaderAgain(absl::Span<const std::string> cells, absl::Span<const std::string> names) {
  constexpr int kLeast = 2;
  int filled = 0;
  int same = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    ++filled;
    if (i < names.size() && IsName(cells[i], names[i])) ++same;
  }
  return same >= kLeast && same * 4 >= filled * 3;
}

bool BearsNames(absl::Span<const std::string> cells, absl::Span<const std::string> names) {
  constexpr int kLeast = 3;
  int filled = 0;
  int same = 0;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    ++filled;
    // Most rows end here: identity numbers, phones, dates.
    if (HasLongNumber(cell)) return false;
    // "1", "2", "3" are names of columns in some tables, and figures in their rows.
    if (absl::ascii_isdigit(static_cast<unsigned char>(cell[0]))) continue;
    const auto is_cell = [&](const std::string& name) { return IsName(cell, name); };
    if (std::any_of(names.begin(), names.end(), is_cell)) ++same;
  }
  return same >= kLeast && same * 2 >= filled;
}

bool IsTotalRow(absl::Span<const std::string> cells, int added_count) {
  const auto end = cells.end() -
                   std::min<std::ptrdiff_t>(added_count, static_cast<std::ptrdiff_t>(cells.size()));
  const auto is_filled = [](const std::string& cell) { return !cell.empty(); };
  const auto first = std::find_if(cells.begin(), end, is_filled);
  if (first == end) return false;
  const auto filled = std::count_if(first, end, is_filled);
  const auto is_figure = [](const std::string& cell) {
    return cell.empty() || absl::ascii_isdigit(static_cast<unsigned char>(cell.front()));
  };
  // A record says more than a few figures; of a table of few columns they may be most cells.
  const bool only_figures = std::all_of(first + 1, end, is_figure);
  if (!only_figures && filled * 2 > end - cells.begin() + 1) return false;
  const std::string text = FoldTight(*first);
  for (const absl::string_view word : {"合计", "总计", "小计", "共计", "total", "subtotal"}) {
    if (absl::EndsWith(text, word)) return true;
    absl::string_view rest = text;
    if (!absl::ConsumePrefix(&rest, word)) continue;
    if (rest[0] == ':' || absl::ascii_isdigit(static_cast<unsigned char>(rest[0]))) return true;
  }
  return false;
}

bool BeginsAsSample(absl::string_view folded) {
  static const RE2 sample(
      R"(^(?:\(?(?:例|例如|示例|样例|范例)\)?[:：]|(?:填写|填表|填报)?(?:示例|样例|范例)\d{0,2}$))");
  return RE2::PartialMatch({folded.data(), folded.size()}, sample);
}

bool IsNoteOrSignature(absl::Span<const std::string> cells, std::size_t columns) {
  static const RE2 note(
      R"(^(?:注|备注|说明|填表说明|填报说明|注意事项|提示|温馨提示)\d*[:.、]|^(?:以上|以下)(?:信息|内容|数据|岗位|名单|人员))");
  static const RE2 signature(
      R"(^(?:填表人|制表人|填报人|审核人|审批人|复核人|负责人|经办人|登记人|统计人|联系人|村支书|支书|村主任|主任|村委|第一书记|(?:村)?党支部书记|驻村|组长|队长|审核|审批|复核|制表|填表|报送人|报送单位|报送日期|日期|联系电话|包保干部|填表单位|填报单位|填表日期|填报日期|填表时间|填报时间|制表日期|制表单位|单位盖章|盖章|签字|签名|(?:村委会|村支部|乡镇|单位|企业|公司)?\(?(?:盖章|公章|签章|签字)\)?|主要领导|分管领导|单位负责人|主管领导)[^:]{0,10}:)");
  // "年   月   日", to be filled in by hand; the sheet's name, where several are one table.
  static const RE2 beside_signatures(
      R"((?:20\d\d)?年\d{0,2}月\d{0,2}日|\p{Han}{1,10}(?:村|社区|镇|乡|街道))");
  if (columns < kLeastColumns) return false;
  const auto filled_cell = std::find_if(cells.begin(), cells.end(),
                                        [](const std::string& cell) { return !cell.empty(); });
  if (filled_cell == cells.end() || !MayBeNote(*filled_cell)) return false;
  absl::string_view first;
  bool all_signed = true;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    const std::string folded = FoldTight(cell);
    all_signed = all_signed && (RE2::PartialMatch(folded, signature) ||
                                (!first.empty() && RE2::FullMatch(folded, beside_signatures)));
    if (first.empty()) first = cell;
  }
  const std::string folded = FoldTight(first);
  if (BeginsAsSample(folded)) return true;
  const bool alone = std::all_of(cells.begin(), cells.end(), [&](const std::string& cell) {
    return cell.empty() || absl::string_view(cell) == first ||
           RE2::FullMatch(FoldTight(cell), beside_signatures);
  });
  const bool is_note = RE2::PartialMatch(folded, note) || RE2::PartialMatch(folded, signature) ||
                       IsSectionLine(folded);
  return (alone && is_note) || all_signed || IsSignedLine(cells);
}

}  // namespace laowu::intake
