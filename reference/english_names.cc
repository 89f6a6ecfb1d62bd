#include "reference/english_names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace laowu::reference {
namespace {

struct Spelling {
  absl::string_view code;
  absl::string_view english;
};

// What is not the pinyin: the provinces as the State Council writes them in English; names of
// Mongolian, Tibetan, Uyghur and Kazakh origin by the Roman spelling that GB/T 2260 gives them, as
// English papers write it, without marks. Shaanxi, since Shanxi is another. Five autonomous
// counties and banners whose pinyin in the table is that of their whole name.
constexpr Spelling kSpellings[] = {
    {"150000", "Inner Mongolia"}, {"150100", "Hohhot"},
    {"150600", "Ordos"},          {"150700", "Hulunbuir"},
    {"150723", "Oroqen"},         {"150724", "Ewenki"},
    {"150800", "Bayannur"},       {"150900", "Ulanqab"},
    {"152200", "Hinggan"},        {"152500", "Xilingol"},
    {"152900", "Alxa"},           {"210521", "Benxi"},
    {"210921", "Fuxin"},          {"230100", "Harbin"},
    {"230200", "Qiqihar"},        {"513300", "Garze"},
    {"540100", "Lhasa"},          {"540200", "Xigaze"},
    {"540300", "Qamdo"},          {"540400", "Nyingchi"},
    {"540600", "Nagqu"},          {"542400", "Nagqu"},
    {"542500", "Ngari"},          {"610000", "Shaanxi"},
    {"622926", "Dongxiang"},      {"632600", "Golog"},
    {"650100", "Urumqi"},         {"650200", "Karamay"},
    {"650400", "Turpan"},         {"652700", "Bortala"},
    {"652800", "Bayingolin"},     {"652900", "Aksu"},
    {"652901", "Aksu"},           {"653000", "Kizilsu"},
    {"653100", "Kashgar"},        {"653101", "Kashgar"},
    {"653200", "Hotan"},          {"653201", "Hotan"},
    {"653221", "Hotan"},          {"654000", "Ili"},
    {"654300", "Altay"},          {"654301", "Altay"},
    {"810000", "Hong Kong"},      {"820000", "Macao"},
};

// Where the short name is the whole one (承德县, beside the city 承德市), the pinyin has the level,
// too. Two characters are one syllable and its level, which stay together.
absl::string_view WithoutLevel(const Division& division) {
  constexpr std::size_t kTwoCharacters = 6;  // bytes of UTF-8
  absl::string_view pinyin = division.pinyin;
  if (division.level != DivisionLevel::kCounty || division.short_name != division.name ||
      division.name.size() <= kTwoCharacters) {
    return pinyin;
  }
  if (absl::EndsWith(division.name, "县")) absl::ConsumeSuffix(&pinyin, "xian");
  if (absl::EndsWith(division.name, "区")) absl::ConsumeSuffix(&pinyin, "qu");
  if (absl::EndsWith(division.name, "旗")) absl::ConsumeSuffix(&pinyin, "qi");
  return pinyin;
}

}  // namespace

std::string EnglishNameOf(const Division& division) {
  for (const Spelling& spelling : kSpellings) {
    if (spelling.code == division.code) return std::string(spelling.english);
  }
  std::string name(WithoutLevel(division));
  if (!name.empty()) name.front() = absl::ascii_toupper(static_cast<unsigned char>(name.front()));
  return name;
}

}  // namespace laowu::reference
