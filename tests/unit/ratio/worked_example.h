#ifndef LAOWU_TESTS_UNIT_RATIO_WORKED_EXAMPLE_H_
#define LAOWU_TESTS_UNIT_RATIO_WORKED_EXAMPLE_H_

// The worked example of ratio.md, W1 to W13: county X, t = 30 June 2026, as told by then.

#include <string>
#include <vector>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {

struct WorkedStory {
  WorkedStory();

  // W12 comes back from the visit; recorded on 6 July.
  void Resumes(absl::string_view day);
  // On 1 August it becomes known that W3 had only been on a visit.
  void CorrectW3();

  Story s;
  std::string w3_returned;
  std::string w12_visit;
  std::vector<std::string> w3_corrections;
  const FigureQuery june = Story::Query("2026-06-30", "2026-06-30");
};

}  // namespace laowu::ratio

#endif  // LAOWU_TESTS_UNIT_RATIO_WORKED_EXAMPLE_H_
