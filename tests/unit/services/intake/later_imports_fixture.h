#ifndef LAOWU_TESTS_UNIT_SERVICES_INTAKE_LATER_IMPORTS_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_INTAKE_LATER_IMPORTS_FIXTURE_H_

// Imports one after another and their undoing, for tests of what a later one keeps.

#include <string>

#include "import_fixture.h"

namespace laowu::intake_role {

// Made-up people: the number's prefix is nobody's.
inline constexpr char kOne[] = "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n";
inline constexpr char kOther[] = "王样,529999199001010019,盘州市新民镇,初中,10012345679,是\n";

class LaterImportsFixture : public ImportFixture {
 protected:
  // What is written at another time is another commit's.
  void Tick() { role_.set_now(role_.now() + absl::Seconds(1)); }
  Import RunVacancies(const std::string& lines) {
    Tick();
    return Run(Read(absl::StrCat(kVacancyHeader, lines)));
  }
  Import RunWorkers(const std::string& lines) {
    Tick();
    return Run(Read(absl::StrCat(kWorkerHeader, lines), Spec(Import::WORKER)));
  }
  Import UndoLater(const Import& done) {
    Tick();
    return Undo(done);
  }
};

}  // namespace laowu::intake_role

#endif  // LAOWU_TESTS_UNIT_SERVICES_INTAKE_LATER_IMPORTS_FIXTURE_H_
