#include "intake/worker/households.h"

#include "intake/place/place.h"
#include "intake/table/row_texts.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr int kMembersMost = 20;  // more are no family, but a column that means something else

bool IsHead(absl::string_view relation) {
  for (absl::string_view head : {"户主", "本人", "户主本人", "本人(户主)", "户主(本人)"}) {
    if (relation == head) return true;
  }
  return false;
}

bool IsKin(absl::string_view relation) {
  return SaysAny(relation,
                 {"配偶", "妻", "夫", "子", "女", "儿", "媳", "婿", "父", "母", "孙", "兄", "弟",
                  "姐",   "妹", "祖", "爷", "奶", "岳", "公", "婆", "侄", "甥", "爸", "妈"}) &&
         !SaysAny(relation, {"非亲属", "其他", "无"});
}

}  // namespace

std::string HouseholdsOfSheet::HeadOf(int sheet, const FieldTexts& row,
                                      absl::string_view identity_number,
                                      absl::string_view division_code) {
  const RowTexts texts(row);
  const std::string relation = FoldTight(texts.Get(Field::kHouseholdRelation));
  const std::string head_name = FoldTight(texts.Get(Field::kHouseholdHead));
  const bool known_place = division_code.size() >= kTownshipDigits;
  if (IsHead(relation)) {
    const bool own_name = head_name == FoldTight(texts.Get(Field::kPersonName));
    head_ = own_name && known_place && !head_name.empty() ? std::string(identity_number) : "";
    name_ = head_name;
    sheet_ = sheet;
    township_ = std::string(division_code.substr(0, kTownshipDigits));
    member_count_ = 1;
    return head_;
  }
  if (head_.empty() || sheet != sheet_ || head_name != name_ || !IsKin(relation)) {
    Break();
    return "";
  }
  const bool same_place = known_place && division_code.substr(0, kTownshipDigits) == township_;
  if (!same_place || ++member_count_ > kMembersMost) return "";
  return head_;
}

}  // namespace laowu::intake
