#include "intake/worker/home_text.h"

#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/place/place.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

PlaceReading ReadHomeText(absl::string_view text, absl::string_view village,
                          const PlaceReader& places) {
  PlaceReading read = places.Read(text);
  // "海坪村一组": a village of that name may lie in any township, and 海坪街道 is but one.
  if (read.rule == "place.short_name" && read.code.size() == kTownshipDigits &&
      absl::StartsWith(read.unread_text, "村") && read.names_read == 1) {
    read = PlaceReading();
    read.outcome = PlaceReading::Outcome::kUnknown;
    return read;
  }
  if (village.empty() || read.outcome != PlaceReading::Outcome::kFound ||
      read.code.size() >= kTownshipDigits || !read.unread_name.empty() ||
      SaysAny(village, {"村", "社区", "居委", "组", "寨"})) {
    return read;
  }
  PlaceReading finer = places.Read(absl::StrCat(text, village));
  const bool is_within = finer.outcome == PlaceReading::Outcome::kFound &&
                         finer.code.size() >= kTownshipDigits &&
                         places.Contains(read.code, finer.code);
  return is_within ? finer : read;
}

std::string VillageBehind(const PlaceReading& home) {
  // Behind the village's name its groups and houses, or nothing.
  static const RE2 village(
      R"(^(\p{Han}{1,7}?(?:村|社区))(?:村?民?委员?会|居委会|民委员会|委会|\p{Han}{0,5}(?:组|寨|队|屯|湾|坝|冲|小区)|[\d一二三四五六七八九十零〇]{1,4}(?:村民小组|小组|组|社|队|号|栋|单元|幢)|第|[,;(/\-]|$))");
  if (home.code.size() != kTownshipDigits || !SaysAny(home.unread_text, {"村", "社区"})) return "";
  std::string name;
  if (!RE2::PartialMatch(Piece(home.unread_text), village, &name) ||
      SaysAny(name, {"农村", "新村路", "大道", "街", "路", "号", "组"})) {
    return "";
  }
  constexpr std::size_t kLeast = 6;  // bytes: a name and 村
  return name.size() >= kLeast ? name : "";
}

}  // namespace laowu::intake
