#ifndef LAOWU_INTAKE_OCCUPATION_TITLE_NAME_H_
#define LAOWU_INTAKE_OCCUPATION_TITLE_NAME_H_

// What one name of a title (采购主管, 电焊师傅) says of the work, and how surely. For
// OccupationReader, which weighs a title's names against each other.
// Thread-safe: constant after construction.

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "intake/occupation/occupation.h"

namespace laowu::intake {

// Any hand, engineer or manager: codes that say nothing of the work.
inline constexpr absl::string_view kAnyHand = "6-99-00";
inline constexpr absl::string_view kAnyEngineer = "2-02-99";
inline constexpr absl::string_view kAnyManager = "1-06-01-02";

// How a name was recognised, the surest last.
enum class Sureness { kNone, kEnding, kPart, kTopic, kShortHead, kHead, kExact };

struct Candidate {
  Sureness sureness = Sureness::kNone;
  std::size_t size = 0;  // bytes recognised
  OccupationReading reading;

  bool BetterThan(const Candidate& other) const {
    return std::make_pair(sureness, size) > std::make_pair(other.sureness, other.size);
  }
};

// All that a name is read with.
struct TitleTexts {
  absl::string_view whole;  // the title, folded, without blanks and what it says it is not
  std::string employer;     // folded
  std::string description;  // its beginning, folded
  bool may_guess = false;
};

class TitleNames {
 public:
  TitleNames();
  ~TitleNames();

  // Whether the folded text is, word for word, an official name or an alias.
  bool IsKnown(absl::string_view folded) const;

  // `name`: one of TitleParts. `guess`: what no table knows may be read by its characters.
  Candidate Read(absl::string_view name, const TitleTexts& texts, bool guess) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_TITLE_NAME_H_
