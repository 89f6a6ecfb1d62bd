#include "intake/skill/skill_reach.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace laowu::intake {
namespace {

constexpr SkillReach kReach[] = {
    {"welding-", "2-02 !2-02-10 4-06 4-08 4-09 4-11 4-12 5 6"},
    {"machining-", "2-02 !2-02-10 2-08 2-09 3-01 4-01 4-02 4-08 4-12 5-05 6"},
    {"machining-cnc-programming", "2-02 2-08 2-09 6"},
    {"sheet-metal-", "2-02 !2-02-10 2-09 4-12 6"},
    {"moulds-", "2-02 !2-02-10 2-09 6 !6-01 !6-29-01"},
    {"casting-", "2-02 !2-02-10 2-09 6"},
    {"finishing-", "2-02 !2-02-10 2-09 4-09 4-12 6"},
    {"plastics-", "2-02 !2-02-10 6 !6-01 !6-02 !6-16 !6-29 !6-30"},
    {"assembly-", "2-02 !2-02-10 4-06 4-11 4-12 6"},
    {"assembly-line",
     "6-01 6-02 6-04 6-05 6-07 6-08 6-09 6-10 6-11 6-12 6-13 6-14 6-15 6-18 6-22 6-24 "
     "6-25 6-26 6-31 6-99"},
    {"assembly-lighting", "6-09 6-18 6-24 6-25 6-29 6-99"},
    {"electronics-", "2-02 !2-02-10 4-08 4-12 6"},
    {"electronics-repair", "2-02 !2-02-10 4-08 4-12 6-22 6-24 6-25 6-26 6-99"},
    {"electronics-insertion", "6-21 6-22 6-24 6-25 6-26 6-99"},
    {"electronics-pcb", "6-08 6-24 6-25 6-99"},
    {"electrical-wiring", "2-02 4-04 4-06 4-08 4-09 4-11 4-12 6"},
    {"electrical-plc", "2-02 4-04 4-08 4-12 6"},
    {"maintenance-", "2-02 !2-02-10 4-02 4-04 4-06 4-07 4-08 4-09 4-11 4-12 4-13 5 6"},
    {"maintenance-lift", "2-02 !2-02-10 4-06 4-07-05 4-12 6-20 6-29 6-31"},
    {"maintenance-sewing-machines", "4-12 6-04 6-05 6-31 6-99"},
    {"vehicles-repair-", "2-02 4-01 4-02 4-08 4-11 4-12 6-22 6-30 6-31"},
    {"vehicles-repair-washing", "4-01 4-10 4-12 6-22"},
    {"garments-", "2-02-23 2-09 4-10 4-11 4-12 6-04 6-05 6-06 6-09 6-14 6-99"},
    {"textiles-", "2-02-23 2-09 4-12 6-04 6-05 6-08 6-09 6-14 6-99"},
    {"leather-shoes-", "2-02-23 2-09 4-10 4-12 6-04 6-05 6-07 6-08 6-09 6-14 6-99"},
    {"leather-shoes-glue", "6"},
    {"furniture-", "2-09 4-01 4-12 5-02 6-06 6-09 6-13 6-14 6-29 6-99"},
    {"furniture-panel", "6-06 6-29 6-99"},
    {"furniture-lacquer", "6-06 6-09 6-18-03 6-29 6-99"},
    {"furniture-sanding", "6-06 6-09 6-18-03 6-29 6-99"},
    {"furniture-upholstery", "4-12 6-05 6-06 6-22 6-29 6-99"},
    {"furniture-mattress", "6-04 6-05 6-06 6-09"},
    {"furniture-carving", "2-09 6-06 6-09 6-15 6-18 6-99"},
    {"furniture-cnc-carving", "2-09 6-06 6-09 6-14 6-15 6-18 6-99"},
    {"paper-print-", "2-02 !2-02-10 2-09 4-08 4-13 6 !6-16 !6-29 !6-30 !6-31"},
    {"paper-print-offset", "2-09 6-04 6-07 6-08 6-14 6-99"},
    {"paper-print-binding", "4-13 6-07 6-08 6-99"},
    {"paper-print-cartons", "6-07 6-08 6-99"},
    {"ceramics-", "2-02 2-09 6"},
    {"food-processing-", "2-02-24 4-01 4-02 4-03 4-10 5 6-01 6-02 6-12 6-99"},
    {"food-processing-packing", "4-03 5 6-01 6-02 6-99"},
    {"food-processing-baking", "4-01 4-03 4-10 6-01 6-02"},
    {"food-processing-hygiene", "2-02 2-05 4-01 4-02 4-03 5 6-01 6-02"},
    {"quality-", "2-02 !2-02-10 3-01 4-01 4-02 4-08 4-12 5 6"},
    {"quality-lab", "2-02 !2-02-10 2-05 4-08 4-09 5 6"},
    {"packing-", "3-01 4-01 4-02 4-03 4-09 4-10 4-11 4-12 5 6"},
    {"warehouse-keeping", "4-01 4-02 4-03 4-11 4-12 5 6"},
    {"warehouse-software", "2-02 !2-02-10 2-06-07 3-01 4-01 4-02 4-03 4-07 6"},
    {"warehouse-picking", "4-01 4-02 4-03 4-11 5 6"},
    {"warehouse-sorting", "4-01 4-02 4-03 4-09 4-11 5 6"},
    {"warehouse-loading", "4-01 4-02 4-03 4-06 4-09 4-11 4-12 5 6"},
    {"warehouse-delivery", "4 5 6"},
    {"warehouse-dispatch", "2-02 !2-02-10 3-01 4 6"},
    {"warehouse-freight", "2-06 3-01 4-01 4-02"},
    {"construction-", "2-02 !2-02-10 4-06 4-08 4-09 4-11 4-12 5-02 6"},
    {"construction-documents", "2-02 2-06 3-01 4-08 6-29"},
    {"construction-cost", "2-02 2-06 3-01 4-01 4-08 6-29"},
    {"construction-management", "2-02 2-06 3-01 4-08 6-29"},
    {"construction-safety", "2-02 3-01 3-02 4 5 6"},
    {"construction-height", "2-02 4 5 6"},
    {"construction-labour", "4-02 4-09 4-12 5 6"},
    {"decoration-", "2-02 !2-02-10 2-09 4-01 4-06 4-08 4-11 4-12 6"},
    {"decoration-tiling", "4-06 4-12 6-15 6-29 6-99"},
    {"decoration-plastering", "4-06 4-12 6-29 6-99"},
    {"decoration-windows", "2-09 4-01 4-12 6-06 6-29 6-99"},
    {"mining-", "2-02 !2-02-10 4-08 4-09-05 6"},
    {"kitchen-", "2-05 4-01 4-03 4-10 4-14 6-01 6-02"},
    {"kitchen-hotpot", "4-03 !4-03-02-05 6-01"},
    {"kitchen-nutrition", "2-05 4-03 4-10 4-14 6-01"},
    {"kitchen-washing", "4-03 4-09 4-10 4-14 6-01 6-02 6-99"},
    {"hospitality-waiting", "4-01 4-03 4-10 4-13 4-14"},
    {"hospitality-reception", "2-05 2-08 3-01 3-99 4-01 4-03 4-06 4-07 4-10 4-13 4-14"},
    {"hospitality-rooms", "4-03 4-06 4-09 4-10 4-14"},
    {"hospitality-laundry", "4-03 4-06 4-09 4-10 4-12 4-14 6-04 6-05"},
    {"hospitality-banquet", "4-03 4-07 4-10"},
    {"hospitality-leisure", "4-03 4-04 4-10 4-13"},
    {"hospitality-guiding", "2-08 2-10 4-03 4-07 4-13"},
    {"cleaning-general", "4 5 6-99"},
    {"cleaning-gardening", "2-02 2-03 2-09 4-06 4-09 5 6-29 6-99"},
    {"household-", "2-05 2-07 2-08 4-03 4-06 4-09 4-10 4-12 4-13 4-14"},
    {"household-housework", "4-03 4-06 4-09 4-10 4-14"},
    {"household-patient", "2-05 4-10 4-14"},
    {"beauty-", "2-05 2-08 2-09 4-01 4-03 4-10 4-12 4-13 4-14"},
    {"security-", "2-05 2-08 3-02 4 6-28 6-29 6-31"},
    {"security-guard", "3-02 4 5 6-28"},
    {"security-fire", "2-02-28 3-02 4 6-29 6-31"},
    {"retail-", "2-06 2-09 2-10 3-01 4 5"},
    {"retail-field", "2-02-30 2-06 3-01 4"},
    {"retail-pharmacy", "2-05 4-01 4-14"},
    {"retail-trade", "2-06 2-10 3-01 4-01 4-07"},
    {"office-cad", "2 3-01 4-01 4-04 4-08 4-12 4-13 6"},
    {"office-graphic", "2 3-01 4-01 4-04 4-07 4-08 4-10-06 4-12 4-13 6-05 6-07 6-08 6-09"},
    {"office-video", "2 3-01 4-01 4-04 4-07 4-08 4-13"},
    {"office-bookkeeping", "1 2-06 3-01 3-99 4-01 4-02 4-03 4-05 4-07"},
    {"office-statistics", "2-02-30 2-06 3-01 4 !4-04 6"},
    {"office-order-tracking", "2-02-30 2-06 3-01 4 6"},
    {"office-personnel", "1 2-02-30 2-06 3-01 3-99 4-07"},
    {"office-reception", "1 2-06 2-08 3-01 3-99 4-01 4-03 4-06 4-07 4-10 4-13 4-14"},
    {"office-procurement", "1 2-02 !2-02-10 2-06 3-01 4-01 4-02 4-03"},
    {"office-teaching", "2-05 2-08 2-09 2-10 4-07 4-10 4-13"},
    {"office-nursing", "2-05 2-08 4-10 4-14"},
    {"office-law", "1 2-02 2-06 2-07 3-01 4-01 4-05 4-06 4-07"},
    {"office-driving-errands", "2-06 3 4"},
    {"office-it", "2-02 3-01 4-04 4-08 4-12 4-13 6-25"},
    {"office-programming", "2 4-04 4-08 4-13"},
    {"supervision-line-leader", "1 2-02 !2-02-10 3-01 4 5 6"},
    {"supervision-foreman", "2-02 4-06 4-09 4-12 5 6-06 6-16 6-28 6-29 6-30 6-31 6-99"},
    {"supervision-scheduling", "2-02 2-06 3-01 4-01 4-02 6"},
    {"supervision-shop", "2-06 2-08 4"},
    {"supervision-labour", "2-06 3-01 4-02 4-07 4-10 4-13 5 6-29"},
    {"supervision-lean", "2-02 3-01 4-08 6"},
    {"farming-", "2-03 4-01 4-06 4-09 5 6-01 6-02 6-99"},
    {"farming-forestry", "2-03 4-06 4-09 5 6-29 6-99"},
    {"livestock-", "2-03 4-01 4-02 4-10 5 6-01 6-02 6-99"},
    {"livestock-fish", "2-03 4-01 4-02 4-03 5 6-01 6-02 6-99"},
    {"livestock-veterinary", "2-03 4-12 5"},
};

struct Classes {
  std::vector<absl::string_view> near;
  std::vector<absl::string_view> but;
};

std::size_t LongestPrefix(const std::vector<absl::string_view>& classes, absl::string_view code) {
  std::size_t longest = 0;
  for (absl::string_view one : classes) {
    if (absl::StartsWith(code, one)) longest = std::max(longest, one.size());
  }
  return longest;
}

const Classes* ClassesOf(absl::string_view skill_code) {
  static const auto* const all = [] {
    auto* by_skill = new absl::flat_hash_map<absl::string_view, Classes>;
    for (const SkillReach& row : kReach) {
      Classes& classes = (*by_skill)[row.skill];
      for (absl::string_view one : absl::StrSplit(row.classes, ' ')) {
        if (absl::StartsWith(one, "!")) {
          classes.but.push_back(one.substr(1));
        } else {
          classes.near.push_back(one);
        }
      }
    }
    return by_skill;
  }();
  for (absl::string_view key = skill_code; !key.empty();) {
    if (const auto found = all->find(key); found != all->end()) return &found->second;
    // "paper-print-offset", then "paper-print-", then "paper-".
    const std::size_t dash = key.substr(0, key.size() - 1).rfind('-');
    if (dash == absl::string_view::npos) break;
    key = key.substr(0, dash + 1);
  }
  return nullptr;
}

}  // namespace

absl::Span<const SkillReach> SkillReaches() { return kReach; }

bool IsFarFromWork(absl::string_view skill_code, absl::string_view occupation_code) {
  const Classes* const classes = ClassesOf(skill_code);
  if (classes == nullptr || occupation_code.size() < 4) return false;
  const std::size_t near = LongestPrefix(classes->near, occupation_code);
  return near == 0 || LongestPrefix(classes->but, occupation_code) > near;
}

}  // namespace laowu::intake
