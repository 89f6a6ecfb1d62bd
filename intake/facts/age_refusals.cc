#include "intake/facts/age_refusals.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kYoungest = 14;
constexpr int kOldest = 80;
// Nobody sets this as the greatest age: below it "18以下,45以上不要" refuses both.
constexpr int kNoGreatestAge = 25;

absl::string_view View(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

bool MayRefuse(absl::string_view text) {
  return SaysAny(text, {"不", "勿", "免", "绝", "拒", "绕", "别来", "莫来", "禁"}) &&
         SaysAny(text, {"以上", "以下", "过", "满", "于", "往", "到", "开外", "朝上", "足", "岁"});
}

// A figure that a refusal speaks of, and how it is bounded.
struct Refused {
  int years = 0;
  absl::string_view before;  // 超过, 未满 …
  absl::string_view behind;  // 以上, 以下
};

// False where it is not said which side is refused.
bool Add(const Refused& refused, AgesLeft& left) {
  const int years = refused.years;
  if (SaysAny(refused.before, {"未", "不", "没", "低于", "小于"}) ||
      (refused.before.empty() && SaysAny(refused.behind, {"下"}))) {
    left.min_years = left.min_years == 0 ? years : std::min(left.min_years, years);
    return true;
  }
  if (refused.before.empty() && refused.behind.empty()) return false;
  // Over 45 leaves 45 in; from 45 on and "满45" do not.
  const bool over = !refused.before.empty() && refused.before != "满";
  left.max_years = std::max(left.max_years, over ? years : years - 1);
  return true;
}

// Whether what stands before a figure lets it be an age where no 岁 says so.
bool MayBeAge(absl::string_view before) {
  return before.empty() || EndsWithAny(before, {",",    ";",  "。", "!",  "、", "(",  ":",  "/",
                                                "年龄", "男", "女", "性", "工", "生", "士", "以下",
                                                "和",   "或", "及", "收", "要", "招"});
}

constexpr absl::string_view kSide =
    "(超过|超|大于|高于|过了|过|未满|不满|没满|没到|不到|不足|低于|小于|满)?";

// "46岁以上的一律不要". What follows 不要 and the like must not be what is refused instead
// (18岁以上不要求经验, 不收押金, 不要学生).
class BehindFigure {
 public:
  BehindFigure(std::string& text, bool bare) : text_(text), bare_(bare) {}

  void Take(AgesLeft& left) {
    static const RE2 pattern(absl::StrCat(
        kSide,
        R"((\d{2})(周?岁)?(?:及|或|含|\(含\))?(以上|以下|往上|往下|开外|朝上)?(?:的|者|人员|人士|男女|男|女|员工|工|性|一律|一概|就|请|都|概|均|暂时|暂|,)*)",
        R"((?:(?:勿扰|勿打扰|勿来|勿投|勿进|勿联系|勿加|免谈|免扰|免聊|免进|请?绕道|请?绕行|别来|莫来|别找|进不[了去来]|不(?:让|准|给|能|许|得|可以?)进|(?:入|录|招|收)不了|上不了[岗班]|办不了入职|不办入职)|)",
        R"((?:不要|不收|不招收?|不聘用?|不考虑|不接受|不录用?|不予考虑|不予录用|不用来|不能来|不得录用|不得入职|不可以|不行|拒收|拒绝|谢绝|(?:严禁|禁止)(?:进厂|入厂|入职|进入|上岗|录用|招用|使用)?)(?:$|[^\p{Han}\da-z]|[的了啊哈哦噢哟呢吧来包能月底综]|工资)))"));
    std::size_t from = 0;
    re2::StringPiece groups[5];
    while (from < text_.size() &&
           pattern.Match(text_, from, text_.size(), RE2::UNANCHORED, groups, 5)) {
      from = TakeOne(groups, left);
    }
  }

 private:
  // Returns where to look on.
  std::size_t TakeOne(const re2::StringPiece* groups, AgesLeft& left) {
    auto begin = static_cast<std::size_t>(groups[0].data() - text_.data());
    const std::size_t end = begin + groups[0].size();
    const absl::string_view before = absl::string_view(text_).substr(0, begin);
    Refused refused;
    (void)absl::SimpleAtoi(View(groups[2]), &refused.years);
    refused.before = View(groups[1]);
    refused.behind = View(groups[4]);
    const bool in_number =
        !before.empty() && groups[1].empty() &&
        (absl::ascii_isdigit(static_cast<unsigned char>(before.back())) || before.back() == '.');
    const bool is_age = bare_ || !groups[3].empty() || MayBeAge(before);
    if (in_number || !is_age || refused.years < kYoungest || refused.years > kOldest) return end;
    // "16-18岁不要"; but of "18-45,以上不要" only the rest is refused.
    static const RE2 low(R"((\d{2}(?:周?岁)?[-~至到]+)$)");
    re2::StringPiece beginning;
    if (RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), low, &beginning)) {
      if (!groups[4].empty()) {
        const bool up = View(groups[4]) != "以下" && View(groups[4]) != "往下";
        if (!up) return end;
        left.max_years = std::max(left.max_years, refused.years);
        begin = static_cast<std::size_t>(groups[4].data() - text_.data());
      } else {
        begin -= beginning.size();
      }
    } else if (!Add(refused, left)) {
      return end;
    } else {
      begin -= TakeJoined(before, refused, left);
    }
    if (left.text.empty()) left.text = text_.substr(begin, end - begin);
    text_.replace(begin, end - begin, ",");
    return begin + 1;
  }

  // "18岁以下或50岁以上勿扰": bytes of what is refused together with what follows it.
  static std::size_t TakeJoined(absl::string_view before, const Refused& refused, AgesLeft& left) {
    static const RE2 joined(R"(((\d{2})(?:周?岁)?及?以下的?(?:[,、和或及与跟/]|以及)*)$)");
    re2::StringPiece words;
    int years = 0;
    if (refused.behind != "以上" ||
        !RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), joined, &words,
                           &years) ||
        years < kYoungest || years >= kNoGreatestAge) {
      return 0;
    }
    (void)Add({years, "", "以下"}, left);
    return words.size();
  }

  std::string& text_;
  const bool bare_;
};

// "不收45岁以上", "不要超过50岁", "不得低于18周岁".
void TakeBehindRefusal(std::string& text, bool bare, AgesLeft& left) {
  static const RE2 pattern(absl::StrCat(
      R"((?:不要|不收|不招收?|不能|不可|不得|不接受|不录用?|谢绝|拒绝|拒收|禁止|严禁)(?:招收|招用|录用)?(年龄)?)",
      kSide, R"((\d{2})(周?岁)?(?:及|或)?(以上|以下)?(?:的|者)?)"));
  std::size_t from = 0;
  re2::StringPiece groups[6];
  while (from < text.size() && pattern.Match(text, from, text.size(), RE2::UNANCHORED, groups, 6)) {
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    from = begin + groups[0].size();
    Refused refused;
    (void)absl::SimpleAtoi(View(groups[3]), &refused.years);
    refused.before = View(groups[2]);
    refused.behind = View(groups[5]);
    const bool is_age = bare || !groups[1].empty() || !groups[4].empty();
    const bool in_number =
        from < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[from]));
    if (!is_age || in_number || refused.years < kYoungest || refused.years > kOldest ||
        !Add(refused, left)) {
      continue;
    }
    if (left.text.empty()) left.text = text.substr(begin, groups[0].size());
    text.replace(begin, groups[0].size(), ",");
    from = begin + 1;
  }
}

}  // namespace

AgesLeft TakeRefusedAges(std::string& text, bool bare) {
  AgesLeft left;
  if (!MayRefuse(text)) return left;
  BehindFigure(text, bare).Take(left);
  TakeBehindRefusal(text, bare, left);
  return left;
}

}  // namespace laowu::intake
