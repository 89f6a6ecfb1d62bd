#ifndef LAOWU_RATIO_EXTRACT_H_
#define LAOWU_RATIO_EXTRACT_H_

// The log behind one figure, for those who recompute it by themselves: the facts, outcomes and
// attestations, known at T, of everybody who was ever registered in the division, as lines of
// comma-separated values. README.md, "The text of an extract", describes its bytes.
//
// Names of records, outcomes, employers and placements come out as pseudonyms, those of organisers
// as they are; nothing stands in it that the figure does not follow from. Pure; thread-safe as long
// as nobody changes the entries.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ratio/entries.h"
#include "ratio/standing.h"

namespace laowu::ratio {

// Records that were merged by T stand together, whether they are one person at T or were parted
// again. What is merged later changes nothing.
struct ExtractedGroup {
  std::string pseudonym;  // of its first record by name
  std::int32_t worker;    // that record
};
// In order of pseudonym, which says nothing of the order of names.
std::vector<ExtractedGroup> GroupsToExtract(const reference::Divisions& divisions,
                                            const Entries& entries, const std::string& division,
                                            const Question& question, const Pseudonym& pseudonym);

// The lines of one group.
std::string ExtractGroup(const Entries& entries, const ExtractedGroup& group,
                         const Question& question, const Pseudonym& pseudonym);
// Of all organisers, by name.
std::string ExtractOrganizers(const Entries& entries, const Question& question);

// "SELF", as the lines name it; empty if unspecified.
absl::string_view ChannelName(reference::Channel channel);

// The first line of each.
extern const absl::string_view kExtractHeader;
extern const absl::string_view kOrganizersHeader;

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_EXTRACT_H_
