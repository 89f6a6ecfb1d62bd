#include "services/runtime/add_warning.h"

#include <string>

namespace laowu::runtime {

v1::Warning* AddWarning(absl::string_view reason, absl::string_view field_path,
                        absl::string_view message, Warnings* warnings) {
  v1::Warning* const warning = warnings->Add();
  warning->set_reason(std::string(reason));
  warning->set_field_path(std::string(field_path));
  warning->set_message(std::string(message));
  return warning;
}

}  // namespace laowu::runtime
