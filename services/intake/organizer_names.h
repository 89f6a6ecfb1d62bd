#ifndef LAOWU_SERVICES_INTAKE_ORGANIZER_NAMES_H_
#define LAOWU_SERVICES_INTAKE_ORGANIZER_NAMES_H_

// Organisers by what files call them: id, name, credit code. A wrong organiser is a wrong ratio:
// what several have is told, and nothing is guessed. Thread-compatible.

#include <map>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::intake_role {

class OrganizerNames {
 public:
  void Add(const v1::Organizer& organizer);

  struct Found {
    std::string name;     // organizers/{organizer}; empty: see why_not
    std::string why_not;  // in Chinese and English, for the sender
  };
  // By id or resource name; by the credit code; by the name as written (width, case and blanks
  // apart), else without what stands in brackets. `likely`: organizers/{organizer} that is meant
  // where it is one of several of that name.
  Found Find(absl::string_view text, absl::string_view likely = "") const;
  // Whom the words of a channel name: an organiser of that very name and channel. Empty: nobody, or
  // several.
  std::string FindOfChannel(absl::string_view text, v1::Channel channel) const;

 private:
  std::set<std::string> ids_;
  std::map<std::string, v1::Organizer::Kind> kind_by_name_;  // organizers/{organizer}
  std::map<std::string, std::set<std::string>> ids_by_word_;
  std::map<std::string, std::set<std::string>> ids_by_bare_name_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_ORGANIZER_NAMES_H_
