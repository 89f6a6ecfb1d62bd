#include "intake/table/table_trim.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
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

// One after the other, in brackets and between marks or not: which page it is, how many stand on
// it, that the table goes on, when it was printed, that nothing follows.
bool IsMark(absl::string_view cell) {
  static const std::string* const number =
      new std::string(R"((?:\d{1,4}|[一二三四五六七八九十百]{1,5}))");
  static const std::string* const unit =
      new std::string(R"((?:人|户|条|项|行|名|个|家|份|笔|岗|人次|个?岗位|条记录|条信息|页))");
  static const std::string* const pieces = new std::string(absl::StrCat(
      // 第2页, 第2/4页, 共4页, 2页/4页, 页码:2/4
      "(?:本页)?第", *number, "(?:/", *number, ")?[页张]|[共总合]计?", *number, "[页张]|", *number,
      "页/[共总]?", *number, "页?|页[码次数]?:?", *number, "(?:/", *number, ")?页?|",
      // Page 2 of 4, sheet 2
      R"((?:page|sheet|pg\.?):?\d{1,4}(?:(?:of|/)\d{1,4})?|)",
      // 本页共5人, 本页小计:5户, 以上共36人
      "(?:本页|此页|本表|此表|全表|以上)(?:共计|合计|小计|总计|共有|[共计])?:?", *number, *unit,
      "|共", *number, *unit, "|",
      // 续表, 续表1, 表1续, 续上页, 接上页, 转下页, 未完待续
      R"((?:附?表\d{0,2})?\(?续(?:表|页)?\d{0,2}|[续接承](?:上|前|下)一?[页表]|[上下]接第?\d{0,4}页?|)",
      R"([转见](?:上|下|次|背)一?[页面]|下转(?:第?\d{1,4}|下)?页|[上下]一?页续|(?:未完)?待续|未完|)",
      R"((?:table)?\(?(?:continued|cont\.?|cont'd)\)?|)",
      // 打印日期:2026-06-30, 导出时间:2026年6月30日
      R"((?:打印|导出|输出)(?:日期|时间):?[\d年月日时分秒:./-]+|)",
      // 以下空白, 此页无正文
      "(?:以下|[本此]页)(?:无正文|空白|无内容|以下空白|无)"));
  static const RE2 marks(absl::StrCat(R"([\[(【〔\-—–―_~·.*=]*(?:)", *pieces,
                                      R"()(?:[\])】〕\[(【〔,，;；|/、.。:\-—–―_~·*=]*(?:)",
                                      *pieces, R"())*[\])】〕\-—–―_~·.*=]*)"));
  // 2/4, and 2 between lines, which no record is alone.
  static const RE2 bare(R"((\d{1,3})(?:/|of)(\d{1,3})|[-—–―_~·=]+\d{1,4}[-—–―_~·=]+)");
  const std::string folded = FoldTight(cell);
  if (RE2::FullMatch(folded, marks)) return true;
  std::string page;
  std::string of;
  int page_number = 0;
  int page_count = 0;
  if (!RE2::FullMatch(folded, bare, &page, &of)) return false;
  return page.empty() ||
         (absl::SimpleAtoi(page, &page_number) && absl::SimpleAtoi(of, &page_count) &&
          page_number >= 1 && page_number <= page_count);
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

bool IsPageMark(absl::Span<const std::string> cells, int added_count) {
  constexpr std::size_t kBytesMost = 90;
  const auto end = cells.end() -
                   std::min<std::ptrdiff_t>(added_count, static_cast<std::ptrdiff_t>(cells.size()));
  if (end - cells.begin() < 2) return false;
  const std::string* texts[2] = {nullptr, nullptr};
  // Most rows end at their third cell. One that is merged may stand in each.
  for (auto cell = cells.begin(); cell != end; ++cell) {
    if (cell->empty() || (texts[0] != nullptr && *cell == *texts[0])) continue;
    if (texts[1] != nullptr || cell->size() > kBytesMost) return false;
    texts[texts[0] == nullptr ? 0 : 1] = &*cell;
  }
  return texts[0] != nullptr && IsMark(*texts[0]) && (texts[1] == nullptr || IsMark(*texts[1]));
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
