#include "intake/skill/skill_clauses.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "intake/occupation/occupation.h"
#include "intake/skill/skill_experience.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr absl::string_view kMark = "、";

// Of the clause around a skill, whether names and what is said of them are all there is.
bool StandsAlone(absl::string_view statement, const std::vector<Lexicon::Hit>& hits,
                 const ClauseSpan& clause) {
  static const RE2 said_of_it(
      R"((?:熟练|熟悉|精通|能够?|会|懂得?|掌握|了解|具备|具有|拥有|有|持有?|必须|须|需要?|要求?|至少|最少|最低|相关|使用|操作|技能|技术|能力|经验|经历|工作|从业|岗位|工种|专业|行业|资格|上岗|作业|特种|操作证|证书?|执照|及|和|或|与|等|以上|左右|的|者|人员|师傅|工人?|员|师|机|类|级|高级|中级|初级|技师|[一二三四五半几两]|\d|年|月|个|优先|最好|可以?|均可|都可以?|不限|独立|简单|基本|一定|良好|设备|机器|机台|生产|车间|现场|超市|商场|酒店|餐厅|日常|各类|各种|[abcn]\d|[()\[\]:;.、+\-~*"'])*)");
  std::string rest;
  std::size_t at = clause.begin;
  for (const Lexicon::Hit& hit : hits) {
    if (hit.end <= clause.begin || hit.begin >= clause.end) continue;
    if (hit.begin > at) absl::StrAppend(&rest, statement.substr(at, hit.begin - at));
    at = std::max(at, hit.end);
  }
  if (at < clause.end) absl::StrAppend(&rest, statement.substr(at, clause.end - at));
  constexpr std::size_t kMostSaid = 60;  // bytes of twenty ideographs; what is longer is a sentence
  return rest.empty() || (rest.size() <= kMostSaid && RE2::FullMatch(rest, said_of_it));
}

}  // namespace

SkillClauses::SkillClauses(absl::string_view statement) : size_(statement.size()) {
  for (std::size_t at = statement.find(kMark); at != absl::string_view::npos;
       at = statement.find(kMark, at + kMark.size())) {
    marks_.push_back(at);
  }
}

ClauseSpan SkillClauses::Around(const Lexicon::Hit& hit) const {
  // Of whole characters: a mark that begins before the name ends before it as well.
  const auto behind = std::lower_bound(marks_.begin(), marks_.end(), hit.begin);
  const auto next = std::lower_bound(behind, marks_.end(), hit.end);
  return {behind == marks_.begin() ? 0 : *(behind - 1) + kMark.size(),
          next == marks_.end() ? size_ : *next};
}

SaidOfClauses::SaidOfClauses(absl::string_view statement, const std::vector<Lexicon::Hit>& hits,
                             bool of_a_person)
    : statement_(statement), hits_(hits), of_a_person_(of_a_person), clauses_(statement) {}

const SaidOfClause& SaidOfClauses::Of(const Lexicon::Hit& hit) {
  const ClauseSpan clause = clauses_.Around(hit);
  if (!last_.has_value() || last_->clause != clause) {
    const absl::string_view words = statement_.substr(clause.begin, clause.end - clause.begin);
    last_ = {clause, ReadSkillLevel(words), MonthsSaid(words),
             !of_a_person_ && StandsAlone(statement_, hits_, clause)};
  }
  return *last_;
}

}  // namespace laowu::intake
