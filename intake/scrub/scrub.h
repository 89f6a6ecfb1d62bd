#ifndef LAOWU_INTAKE_SCRUB_SCRUB_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_H_

// What must not stay in a vacancy's text (standards.md, "What a vacancy must say"): phones, mails,
// chat names, contact persons; conditions on sex, ethnicity, religion and region, on marriage,
// children, looks, height and hepatitis B. And what makes it suspect: deposits and fees. Pure and
// thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/scrub/suspicions.h"
#include "intake/text/asked_text.h"

namespace laowu::intake {

struct Scrubbed {
  std::string text;                     // without contacts and conditions
  int contact_count = 0;                // removed; their texts are not kept anywhere
  std::vector<std::string> conditions;  // the dropped words, for the report to the poster
  std::vector<std::string> fees;        // "押金", "服装费200元"; the text keeps them
};

Scrubbed Scrub(absl::string_view text);

// The contacts alone, before anything is read from a text: a chat name's digits are no wage.
// Returns how many.
int RemoveContacts(std::string& text);
// `asked` is `text`, before and after; for the files of this folder.
int RemoveContacts(std::string& text, AskedText& asked);

// Persons and mobile numbers alone, of what an office says to be its own contact: its name and its
// fixed line stay. Returns how many.
int RemovePersonsContacts(std::string& text);

// What a reading of a person's row says of its sources, without contacts: cells hold more than
// their headers ask for ("务工地": 小榄老王介绍 13800138000).
template <typename Reading>
void RemoveContactsOfSources(Reading& reading) {
  for (auto& field : reading.inferred_fields) (void)RemoveContacts(field.source_text);
  for (auto& warning : reading.warnings) (void)RemoveContacts(warning.source_text);
  for (auto& violation : reading.violations) (void)RemoveContacts(violation.source_text);
}

// Scrub for a text whose contacts are gone.
Scrubbed ScrubConditions(std::string text);
// `suspicions`: those of the text with its conditions.
Scrubbed ScrubConditions(std::string text, std::vector<Suspicion>& suspicions);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_H_
