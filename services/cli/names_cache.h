#ifndef LAOWU_SERVICES_CLI_NAMES_CACHE_H_
#define LAOWU_SERVICES_CLI_NAMES_CACHE_H_

#include <map>
#include <optional>
#include <string>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/cli/client.h"

namespace laowu::cli {

// Names for codes, asked of the server once each. A code without a name is shown as it is.
class NamesCache {
 public:
  explicit NamesCache(Client* client) : client_(client) {}
  // Of a place that has no name here, such as a village, the nearest above that has one, and the
  // code.
  std::string Division(const std::string& code);
  // From the province down: 广东省中山市古镇镇.
  std::string FullDivision(const std::string& code);
  // Of whatever class.
  std::string Occupation(const std::string& code);
  std::string Occupations(const google::protobuf::RepeatedPtrField<std::string>& codes);
  std::string Skill(const std::string& code);
  std::string Skills(const google::protobuf::RepeatedPtrField<std::string>& codes);
  // The display name of organizers/{organizer}; of none, "".
  std::string Organizer(const std::string& name);

 private:
  Client* const client_;
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
