#include "intake/table/header_key.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// The traditional characters that headers have, each before its simplified one.
constexpr absl::string_view kTraditional =
    "編编號号崗岗稱称業业單单點点區区縣县鎮镇鄉乡學学歷历資资數数證证類类別别齡龄經经驗验電电話话聯"
    "联繫系絡络機机戶户質质實实現现務务動动勞劳時时間间開开頭头條条備备註注說说詳详細细員员報报費费"
    "飯饭險险輪轮係系關关臺台灣湾廠厂興兴專专長长種种層层職职責责內内簡简歲岁屬属轄辖處处發发佈布狀"
    "状態态況况週周記记錄录緊紧農农貧贫殘残監监測测遷迁願愿個个來来為为與与無无從从對对據据術术藝艺"
    "計计劃划設设僱雇傭佣";
static_assert(kTraditional.size() % 6 == 0);

}  // namespace

std::string HeaderKey(absl::string_view header) {
  static const auto* const simplified = [] {
    auto* made = new std::vector<std::pair<absl::string_view, absl::string_view>>;
    constexpr std::size_t kCharacter = 3;  // bytes
    for (std::size_t at = 0; at < kTraditional.size(); at += 2 * kCharacter) {
      made->emplace_back(kTraditional.substr(at, kCharacter),
                         kTraditional.substr(at + kCharacter, kCharacter));
    }
    return made;
  }();
  std::string key = absl::StrReplaceAll(FoldTight(WithoutBrackets(header)), *simplified);
  return absl::StrReplaceAll(key, {{"*", ""},
                                   {":", ""},
                                   {"_", ""},
                                   {"-", ""},
                                   {"\"", ""},
                                   {"#", ""},
                                   {"?", ""},
                                   {"、", "/"},
                                   {"·", ""},
                                   {"及", "/"},
                                   {"或", "/"},
                                   {"和", "/"},
                                   {"与", "/"}});
}

std::optional<std::pair<std::string, std::string>> TwoLanguages(absl::string_view header) {
  const std::string text = WithoutBrackets(header);
  std::string chinese;
  std::string latin;
  int letters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      chinese += c;
    } else if (absl::ascii_isalpha(byte)) {
      latin += c;
      ++letters;
    } else if (c == ' ' || c == '.' || absl::ascii_isdigit(byte)) {
      latin += c;
    }
  }
  constexpr int kLeastLetters = 4;
  const std::string folded = FoldTight(latin);
  const bool is_name = letters >= kLeastLetters || folded == "no." || folded == "no" ||
                       folded == "id" || folded == "age" || folded == "sex" || folded == "tel";
  if (chinese.size() < 3 || !is_name) return std::nullopt;
  return std::pair(std::move(chinese), std::move(latin));
}

}  // namespace laowu::intake
