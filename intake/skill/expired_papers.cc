#include "intake/skill/expired_papers.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

struct Piece {
  absl::string_view words;
  absl::string_view mark;  // that ends it
};

// Parted by the marks of a list, but not within brackets.
std::vector<Piece> PiecesOf(absl::string_view text) {
  static constexpr std::array<absl::string_view, 13> kMarks = {
      ",", "，", ";", "；", "、", "。", "|", "｜", "\n", "\r", "/", "／", "！"};
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length =
        std::min(text.size() - at, std::max<std::size_t>(1, Utf8SequenceLength(text.substr(at))));
    const absl::string_view one = text.substr(at, length);
    if (one == "(" || one == "（") ++depth;
    if (one == ")" || one == "）") --depth;
    if (depth <= 0 && std::find(kMarks.begin(), kMarks.end(), one) != kMarks.end()) {
      // "2024/5/1" is a day.
      const bool in_date = one == "/" && at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
      if (!in_date) {
        pieces.push_back({text.substr(begin, at - begin), one});
        begin = at + length;
      }
    }
    at += length;
  }
  pieces.push_back({text.substr(begin), ""});
  return pieces;
}

absl::CivilDay LastDayOf(int year, int month, int day) {
  if (month < 1 || month > 12) return absl::CivilDay(absl::CivilYear(year) + 1) - 1;
  if (day < 1 || day > 31) return absl::CivilDay(absl::CivilMonth(year, month) + 1) - 1;
  return absl::CivilDay(year, month, day);
}

bool SaysExpired(absl::string_view folded, absl::CivilDay as_of) {
#define LAOWU_DAY R"((20\d{2})(?:[年./-](\d{1,2}))?(?:[月./-](\d{1,2}))?[年月日号]?)"
  static const RE2 until(LAOWU_DAY "(?:份|底|前|初|末|已经?|就)*(?:到期|过期|失效|期满|截止|止)");
  static const RE2 valid_to("(?:有效期?限?|期限)(?:为|是|:)?(?:至|到|截至|截止)+:?" LAOWU_DAY);
  static const RE2 has_expired(
      "过期|失效|作废|已经?到期|到期了|超期|(?:证书?|照|本|[a-c][1-3])(?:都|已经?|也|早就?)*(?:被)?"
      "(?:"
      "吊销|注销|没收|收缴|扣(?:了|押|$)|丢|弄丢|搞丢|遗失|掉(?:了|$)|弄掉|搞掉|不见)");
  static const RE2 not_yet(
      "[未没]有?(?:过期|失效|到期|作废|吊销|注销|丢)|(?:不|快|将|即将|马上)(?:会)?(?:要)?(?:过期|"
      "失效|到期)");
#undef LAOWU_DAY
  const re2::StringPiece piece(folded.data(), folded.size());
  int year = 0;
  int month = 0;
  int day = 0;
  std::string month_text;
  std::string day_text;
  for (const RE2* pattern : {&until, &valid_to}) {
    if (!RE2::PartialMatch(piece, *pattern, &year, &month_text, &day_text)) continue;
    month = month_text.empty() ? 0 : std::stoi(month_text);
    day = day_text.empty() ? 0 : std::stoi(day_text);
    return LastDayOf(year, month, day) < as_of;
  }
  return RE2::PartialMatch(piece, has_expired) && !RE2::PartialMatch(piece, not_yet);
}

bool NamesPaper(absl::string_view folded) {
  return SaysAny(folded, {"证", "驾照", "执照", "资格"});
}

}  // namespace

std::string WithoutExpiredPapers(absl::string_view text, absl::CivilDay as_of,
                                 std::vector<std::string>& expired) {
  if (!SaysAny(text, {"期", "失效", "作废", "止", "销", "收", "扣", "丢", "遗失", "掉", "不见"}))
    return std::string(text);
  std::vector<Piece> kept;
  static const RE2 can_all_the_same(
      "^(?:但是?|不过|还是|还|也|仍)*(?:会|能|可以)(?:开|做|干|操作|修|焊)");
  const std::vector<Piece> pieces = PiecesOf(text);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const std::string folded = FoldTight(piece.words);
    const std::string next = i + 1 < pieces.size() ? FoldTight(pieces[i + 1].words) : "";
    // "叉车证过期了,会开": the work is known.
    if (RE2::PartialMatch(next, can_all_the_same)) {
      kept.push_back(piece);
      continue;
    }
    if (SaysAny(folded, {"合同", "协议"}) || !SaysExpired(folded, as_of)) {
      kept.push_back(piece);
      continue;
    }
    if (NamesPaper(folded)) {
      expired.emplace_back(piece.words);
    } else if (!kept.empty() && NamesPaper(FoldTight(kept.back().words))) {
      expired.emplace_back(kept.back().words);  // "叉车证,已过期"
      kept.pop_back();
    } else {
      kept.push_back(piece);
    }
  }
  std::string out;
  for (const Piece& piece : kept) absl::StrAppend(&out, piece.words, piece.mark);
  return out;
}

}  // namespace laowu::intake
