#ifndef LAOWU_SERVICES_VACANCY_BLOCKED_EMPLOYERS_H_
#define LAOWU_SERVICES_VACANCY_BLOCKED_EMPLOYERS_H_

// The employers that have blocks, with all of their names, so that a vacancy of one, or under a
// name that is spelt otherwise, is told. Read from the store when first asked for and after what
// changes them: few employers are ever blocked, and that happens by hand.

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/types.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/vacancy/firm_name.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::vacancy {

// Thread-safe. `store` outlives it.
class BlockedEmployers {
 public:
  explicit BlockedEmployers(const storage::Reader* store) : store_(*store) {}

  // EMPLOYER_BLOCKED, with the reason and until when, where the employer of a normalised vacancy is
  // blocked on `day`, by whichever of its names: the vacancy matches nobody. Else
  // EMPLOYER_RESEMBLES_BLOCKED, naming them, where its name may be that of one that is
  // (firm_name.h). Never a reason to refuse: a block ends, and firms share names. DATA_LOSS: the
  // store cannot be read.
  absl::Status Warn(const v1::Vacancy& vacancy, absl::CivilDay day,
                    google::protobuf::RepeatedPtrField<v1::Warning>* warnings) const;

  // After a commit that wrote an employer with blocks or a name of one.
  void Forget();

 private:
  struct Blocked {
    v1::Employer employer;        // the one that its names stand for
    std::vector<FirmName> firms;  // by each of its names
    bool HasName(absl::string_view employer_name) const;
  };

  using List = std::vector<Blocked>;

  // What is kept, read if there is none: places in names are those of `day`, until all is read
  // again. Compared without the lock, since every row of every import does.
  absl::StatusOr<std::shared_ptr<const List>> Load(absl::CivilDay day) const;
  absl::StatusOr<Blocked> Read(v1::Employer employer, absl::CivilDay day) const;

  const storage::Reader& store_;
  mutable storage::Mutex mutex_;
  mutable std::shared_ptr<const List> list_ LAOWU_GUARDED_BY(mutex_);  // null: to be read
};

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_BLOCKED_EMPLOYERS_H_
