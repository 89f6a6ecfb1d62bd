// The policy groups that a text names; the header is worker_texts.h.

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/facts/facts.h"
#include "intake/text/text.h"
#include "intake/worker/worker_texts.h"
#include "re2/re2.h"

namespace laowu::intake {

namespace {

// Whether a text says of the person that they are disabled, not of their household alone or of
// somebody in it: "残疾人家庭", "母亲残疾", "家有残疾人".
bool SaysDisabled(absl::string_view folded) {
  constexpr absl::string_view kWord = "残疾";
  static constexpr absl::string_view kMarks[] = {",", ";", "|", "(", ")", "、", "。", "\n", "/"};
  for (std::size_t at = folded.find(kWord); at != absl::string_view::npos;
       at = folded.find(kWord, at + kWord.size())) {
    absl::string_view before = folded.substr(0, at);
    for (absl::string_view mark : kMarks) {
      const std::size_t cut = before.rfind(mark);
      if (cut != absl::string_view::npos) before.remove_prefix(cut + mark.size());
    }
    if (EndsWithAny(before, {"非", "未", "无"})) continue;
    const bool of_another =
        SaysAny(before, {"父",   "母",   "爸",   "妈",   "爹",   "娘",   "妻",   "丈夫", "老公",
                         "老婆", "爱人", "儿",   "女儿", "媳",   "婿",   "孙",   "爷",   "奶",
                         "公公", "婆婆", "哥",   "弟",   "姐",   "妹",   "子女", "孩",   "娃",
                         "配偶", "家人", "家属", "家里", "家中", "家有", "屋头", "户内", "成员"});
    const bool of_a_household =
        StartsWithAny(folded.substr(at + kWord.size()),
                      {"人家", "人户", "户", "家庭", "人子女", "人员家", "人员子女", "人亲属"});
    const bool own = SaysAny(before, {"本人", "自己"});
    if (own || !(of_another || of_a_household)) return true;
  }
  return false;
}

}  // namespace

std::vector<PolicyGroup> PolicyGroupsIn(absl::string_view folded) {
  static constexpr std::pair<absl::string_view, PolicyGroup> kWords[] = {
      {"脱贫", PolicyGroup::kPovertyAlleviated},   {"建档立卡", PolicyGroup::kPovertyAlleviated},
      {"贫困户", PolicyGroup::kPovertyAlleviated}, {"监测", PolicyGroup::kMonitored},
      {"边缘易致", PolicyGroup::kMonitored},  // 边缘易致贫户, clipped 边缘易致户
      {"边缘户", PolicyGroup::kMonitored},         {"三类户", PolicyGroup::kMonitored},
      {"三类人员", PolicyGroup::kMonitored},       {"三类对象", PolicyGroup::kMonitored},
      {"突发户", PolicyGroup::kMonitored},         {"易迁", PolicyGroup::kRelocated},
      {"易搬", PolicyGroup::kRelocated},           {"突发严重困难", PolicyGroup::kMonitored},
      {"突发困难", PolicyGroup::kMonitored},       {"易地", PolicyGroup::kRelocated},
      {"搬迁", PolicyGroup::kRelocated},           {"低保", PolicyGroup::kLowIncome},
      {"低收入", PolicyGroup::kLowIncome},         {"残疾", PolicyGroup::kDisabled}};
  // One of the three kinds of households that are watched over.
  static constexpr absl::string_view kUnstable = "脱贫不稳定";
  bool unstable = false;
  std::vector<PolicyGroup> groups;
  for (const auto& [word, group] : kWords) {
    const std::size_t at = folded.find(word);
    if (at == absl::string_view::npos) continue;
    if (group == PolicyGroup::kPovertyAlleviated &&
        absl::StartsWith(folded.substr(at), kUnstable)) {
      unstable = true;
      continue;
    }
    if (group == PolicyGroup::kDisabled && !SaysDisabled(folded)) continue;
    const absl::string_view before = folded.substr(0, at);
    if (absl::EndsWith(before, "非") || absl::EndsWith(before, "未") ||
        absl::EndsWith(before, "无")) {
      continue;
    }
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  const bool named =
      std::find(groups.begin(), groups.end(), PolicyGroup::kMonitored) != groups.end();
  if (unstable && !named) groups.push_back(PolicyGroup::kMonitored);
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::vector<PolicyGroup> PolicyGroupsTold(absl::string_view text, std::string* said) {
  // All of a clause, so that 在搬迁点做保安 and 扶贫车间 name none.
  static const RE2 of_groups(
      R"((?:我们?|本人|家里?|家中|家庭|属于?|是|系|为|现在?|目前|原来?|已经?|享受|纳入|也|还|有|持有?|吃|:|、|和|及|/|\(|\)|建档立卡|脱贫|不稳定|稳定|贫困|监测|边缘|易致贫|三类|突发|严重|困难|易地|扶贫|搬迁|易搬|易迁|低保|低收入|残疾|肢体|听力|视力|言语|[一二三四1-4]级|户|人口?|对象|人员|群众|证)*)");
  std::vector<PolicyGroup> groups;
  if (!SaysAny(text, {"脱贫", "档立卡", "贫困", "监测", "边缘", "三类", "突发", "易地", "搬迁",
                      "易搬", "易迁", "低保", "低收入", "残疾"})) {
    return groups;
  }
  const std::string parted = absl::StrReplaceAll(text, {{"。", ","}, {"！", ","}});
  for (const std::string& piece : SplitList(parted, /*at_blanks=*/true)) {
    const std::string clause = FoldTight(piece);
    if (!RE2::FullMatch(clause, of_groups)) continue;
    for (const PolicyGroup group : PolicyGroupsIn(clause)) {
      if (std::find(groups.begin(), groups.end(), group) != groups.end()) continue;
      groups.push_back(group);
      if (said->empty()) *said = piece;
    }
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

void TakePolicyGroups(const RowTexts& texts, WorkerDraft& draft, Reports<WorkerReading>& reports) {
  static constexpr std::pair<Field, PolicyGroup> kColumns[] = {
      {Field::kPovertyAlleviated, PolicyGroup::kPovertyAlleviated},
      {Field::kMonitored, PolicyGroup::kMonitored},
      {Field::kRelocated, PolicyGroup::kRelocated},
      {Field::kLowIncome, PolicyGroup::kLowIncome},
      {Field::kDisabled, PolicyGroup::kDisabled}};
  std::vector<PolicyGroup>& groups = draft.policy_groups;
  const auto add = [&](PolicyGroup group) {
    const auto at = std::lower_bound(groups.begin(), groups.end(), group);
    if (at == groups.end() || *at != group) groups.insert(at, group);
  };
  std::string named = FoldTight(texts.Join({Field::kPolicyGroups}));
  bool stated = !named.empty();
  for (const auto& [field, group] : kColumns) {
    const absl::string_view text = texts.Get(field);
    if (text.empty()) continue;
    stated = true;
    if (const auto yes = ReadYesNo(text); yes.has_value()) {
      if (*yes) add(group);
    } else {
      absl::StrAppend(&named, "|", FoldTight(text));  // "脱贫户" in the column itself
    }
  }
  for (PolicyGroup group : PolicyGroupsIn(named)) add(group);
  if (stated) return;
  std::string said;
  for (PolicyGroup group : PolicyGroupsTold(texts.Join({Field::kDescription}), &said)) add(group);
  constexpr int kTold = 80;
  if (!said.empty()) reports.Infer("policy_groups", said, "policy.told", kTold);
}

namespace {

bool SaysLittleWorkCapacity(const FieldText& cell) {
  const std::string said = FoldTight(cell.text);
  if (SaysAny(said, {"未丧失", "没有丧失", "没丧失", "非弱"})) return false;
  if (SaysAny(said, {"丧失劳动", "无劳动", "没有劳动", "没劳动", "弱劳", "半劳", "丧失部分劳动",
                     "劳动能力弱", "不能劳动", "无劳力"})) {
    return true;
  }
  if (cell.field != Field::kWorkCapacity) return false;
  if (SaysAny(cell.header, {"是否丧失", "是否无"})) return ReadYesNo(said).value_or(false);
  return StartsWithAny(said, {"丧失", "部分丧失", "弱", "半", "无", "没有", "否", "不能", "不具"});
}

}  // namespace

void TellWorkCapacity(const RowTexts& texts, Reports<WorkerReading>& reports) {
  // 劳动技能 of the national system holds such words, too.
  for (Field field : {Field::kWorkCapacity, Field::kSkills, Field::kPolicyGroups}) {
    for (const FieldText* cell : texts.All(field)) {
      if (!SaysLittleWorkCapacity(*cell)) continue;
      reports.Warn(reason::kWorkCapacity, "", cell->text,
                   "写明无劳动能力或弱劳动力：健康和劳动能力不登记，也不影响推荐，此人照常登记；不"
                   "外出务工的请"
                   "不要列入，或登记后暂停推荐（laowu worker pause） (said to be unable to work, "
                   "or to little: "
                   "that is not kept and decides nothing; leave out who will not go to work, or "
                   "pause them)");
      return;
    }
  }
}

}  // namespace laowu::intake
