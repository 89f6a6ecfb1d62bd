#include "intake/table/header_key.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "intake/text/text.h"
#include "re2/re2.h"

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

namespace {

// 什么 stands for itself, so that 么事 is not found in 什么事.
constexpr std::pair<absl::string_view, absl::string_view> kPlainWords[] = {{"啥子", "什么"},
                                                                           {"啥", "什么"},
                                                                           {"什么", "什么"},
                                                                           {"甚么", "什么"},
                                                                           {"么子", "什么"},
                                                                           {"哪样", "什么"},
                                                                           {"乜嘢", "什么"},
                                                                           {"乜野", "什么"},
                                                                           {"么事", "什么事"},
                                                                           {"哪儿", "哪"},
                                                                           {"哪里", "哪"},
                                                                           {"哪点", "哪"},
                                                                           {"哪块", "哪"},
                                                                           {"哪塌", "哪"},
                                                                           {"边度", "哪"},
                                                                           {"边个", "哪个"},
                                                                           {"几多", "多少"},
                                                                           {"好多", "多少"},
                                                                           {"多小", "多少"},
                                                                           {"何地", "哪"},
                                                                           {"何处", "哪"},
                                                                           {"何种", "什么"},
                                                                           {"何手艺", "什么手艺"},
                                                                           {"何技", "什么技"},
                                                                           {"何活", "什么活"},
                                                                           {"何工", "什么工"},
                                                                           {"咋样", "怎么样"},
                                                                           {"怎样", "怎么样"},
                                                                           {"咋个", "怎么"},
                                                                           {"咋", "怎么"},
                                                                           {"点样", "怎么样"},
                                                                           {"何时", "什么时候"},
                                                                           {"几时", "什么时候"},
                                                                           {"过好久", "过多久"},
                                                                           {"干好久", "干多久"},
                                                                           {"做好久", "做多久"},
                                                                           {"干了好久", "干了多久"},
                                                                           {"做了好久", "做了多久"},
                                                                           {"学了好久", "学了多久"},
                                                                           {"好久", "什么时候"},
                                                                           {"哪个时候", "什么时候"},
                                                                           {"什么时间", "什么时候"},
                                                                           {"哪阵", "什么时候"},
                                                                           {"几月几号", "哪天"},
                                                                           {"几月几日", "哪天"},
                                                                           {"哪一天", "哪天"},
                                                                           {"哪日", "哪天"},
                                                                           {"没得", "没有"},
                                                                           {"冇得", "没有"},
                                                                           {"冇", "没有"},
                                                                           {"屋头", "家里"},
                                                                           {"屋里", "家里"},
                                                                           {"俾", "给"},
                                                                           {"唔", "不"},
                                                                           {"喺", "在"},
                                                                           {"嘅", "的"},
                                                                           {"晓得", "知道"}};

}  // namespace

std::string PlainWords(absl::string_view key) {
  static const RE2 ending("(?:的|了|呢|啊|呀|吗|嘛|嗦|咧|喃)+$");
  std::string plain = absl::StrReplaceAll(key, absl::MakeConstSpan(kPlainWords));
  RE2::Replace(&plain, ending, "");
  return plain;
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
