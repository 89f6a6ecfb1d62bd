#ifndef LAOWU_SERVICES_INTAKE_MASKED_ROWS_H_
#define LAOWU_SERVICES_INTAKE_MASKED_ROWS_H_

// Rows of persons for who has not said what their details are needed for, as the worker role masks
// a record. Pure; thread-safe.

#include <string>
#include <vector>

#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

// Masks a row of `import`, which is of persons: names, phone and identity numbers, in cells, in
// what was read, and in every text about the row (runtime/masked_text.h). Of cells that may name
// anybody (under headers that are unknown or not used, addresses, free text) "**" is left, and of
// the words that a value was read from nothing.
void MaskPersons(const v1::Import& import, v1::ImportRow& row);

// Details that whole rows of it show, for the audit record: "cells" and the fields of
// Worker.PersonalDetails that columns speak of.
std::vector<std::string> DetailsIn(const v1::Import& import);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_MASKED_ROWS_H_
