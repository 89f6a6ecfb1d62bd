#ifndef LAOWU_SERVICES_CLI_NAMES_CACHE_H_
#define LAOWU_SERVICES_CLI_NAMES_CACHE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/cli/client.h"

namespace laowu::cli {

enum class NamesFor : std::uint8_t { kScreen, kFile };

// Names for codes, asked of the server once each. A code without a name (NOT_FOUND) is shown as it
// is. Where the server answers otherwise, codes stand in the names' place, too: a screen is told so
// once, on standard error. Who writes a file looks at status() before, since codes in it would
// stay, and reports that as the command's failure.
class NamesCache {
 public:
  explicit NamesCache(Client* client, NamesFor use = NamesFor::kScreen)
      : client_(client), use_(use) {}
  // The first failure that says nothing of a code; OK: there was none.
  const absl::Status& status() const { return status_; }
  // Of a place that has no name here, such as a village, the nearest above that has one, and the
  // code.
  std::string Division(const std::string& code);
  // From the province down: 广东省中山市古镇镇. Of a country, of either, "日本 JPN".
  std::string FullDivision(const std::string& code);
  // Of whatever class.
  std::string Occupation(const std::string& code);
  std::string Occupations(const google::protobuf::RepeatedPtrField<std::string>& codes);
  std::string Skill(const std::string& code);
  std::string Skills(const google::protobuf::RepeatedPtrField<std::string>& codes);
  // The display name of organizers/{organizer}; of none, "".
  std::string Organizer(const std::string& name);

 private:
  // Of neither OK nor NOT_FOUND true: the first is kept in status(), and a screen is told.
  bool NoteFailure(const absl::Status& status);

  Client* const client_;
  const NamesFor use_;
  absl::Status status_;
  // After a failure nothing more is asked of that kind: each question might take as long.
  bool divisions_fail_ = false;
  bool organizers_fail_ = false;
  struct DivisionNames {
    std::string own, full;
  };
  const DivisionNames& DivisionOf(const std::string& code);

  std::map<std::string, DivisionNames> divisions_;
  std::map<std::string, std::string> organizers_;
  std::optional<std::map<std::string, std::string>> occupations_;
  std::optional<std::map<std::string, std::string>> skills_;
};

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_NAMES_CACHE_H_
