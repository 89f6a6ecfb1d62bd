#include "intake/scrub/scrub_patterns.h"

#include "absl/strings/str_split.h"
#include "intake/text/text.h"

namespace laowu::intake {

std::vector<AskedWord> WordsOf(absl::string_view list) {
  return absl::StrSplit(list, '|', absl::SkipEmpty());
}

PatternLists::PatternLists(std::initializer_list<const Patterns*> lists)
    : lists_(lists), of_slots_(AskedText::kSlots) {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const auto bit = static_cast<Bits>(1u << i);
    if (lists_[i]->of_any != 0) of_any_ |= bit;
    for (std::size_t slot = 0; slot < AskedText::kSlots; ++slot) {
      if (lists_[i]->of_slots[slot] != 0) of_slots_[slot] |= bit;
    }
  }
}

Patterns Compile(std::initializer_list<Source> sources) {
  RE2::Options options;
  options.set_case_sensitive(false);
  Patterns patterns;
  patterns.of_slots.resize(AskedText::kSlots);
  absl::string_view before = " ";
  for (const Source& source : sources) {
    const Patterns::Bits bit = Patterns::BitOf(patterns.all.size());
    Pattern pattern;
    pattern.holds_as_the_last = before == source.holds;
    before = source.holds;
    pattern.holds = WordsOf(source.holds);
    for (const AskedWord& word : pattern.holds) {
      if (word.slot == AskedWord::kNoSlot) {
        patterns.of_any |= bit;
      } else {
        patterns.of_slots[word.slot] |= bit;
      }
    }
    if (pattern.holds.empty()) patterns.of_any |= bit;
    pattern.expression = std::make_unique<RE2>(source.expression, options);
    patterns.all.push_back(std::move(pattern));
  }
  return patterns;
}

void CloseGaps(std::string& text) {
  static const RE2 empty_brackets(R"([(（【\[]\s*[,，、;；]*\s*[)）】\]])");
  static const RE2 leading(R"(^[\s,，、;；:：]+)");
  static const RE2 doubled(R"(([,，、;；])[\s,，、;；]+)");
  // "要求：，40岁", "灌装。，20岁": what stood between the two is gone.
  static const RE2 behind_label(R"(([:：])[\s]*[,，、;；]+)");
  static const RE2 behind_stop(R"(([。！!])\s*[,，、;；:：]+)");
  static const RE2 label_before_stop(R"([:：]\s*([。！!]))");
  static const RE2 trailing(R"([\s,，、;；:：]+$)");
  static const RE2 before_stop(R"([,，、;；。]+\s*([。；;]))");
  // "请联系小彭" leaves a 请, "电话微信同号" a 电话.
  static const RE2 left_over(
      R"((^|[,，;；。、\s!！(（])(?:有意向?者?|请|打|直接|可|电话|手机号?码?|微信号?|联系人|介绍人|招聘人|负责人|联系方式|联系|咨询|报名|致电|电联|来电|拨打|座机|固话)+[:：]*([,，;；。、\s!！)）]|$))");
  // "人事部：" with nothing behind it any more
  static const RE2 bare_label(
      R"((^|[,，;；。、\s!！(（])(?:(?:人事|人资|人力资源|行政|招聘)部|厂办|门卫室?|招聘处|(?:人事|人资|行政|办公室|老板娘?|厂长|经理|主管|前台|文员)(?:电话|热线|微信|手机)?[:：])[:：]*([,，;；。、\s!！)）]|$))");
  RE2::GlobalReplace(&text, empty_brackets, "");
  RE2::GlobalReplace(&text, left_over, R"(\1\2)");
  RE2::GlobalReplace(&text, bare_label, R"(\1\2)");
  RE2::GlobalReplace(&text, empty_brackets, "");
  RE2::GlobalReplace(&text, doubled, R"(\1)");
  RE2::GlobalReplace(&text, before_stop, R"(\1)");
  RE2::GlobalReplace(&text, behind_label, R"(\1)");
  RE2::GlobalReplace(&text, behind_stop, R"(\1)");
  RE2::GlobalReplace(&text, label_before_stop, R"(\1)");
  RE2::Replace(&text, trailing, "");
  RE2::Replace(&text, leading, "");
  text = std::string(Trim(text));
}

}  // namespace laowu::intake
