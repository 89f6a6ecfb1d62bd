#ifndef LAOWU_SERVICES_INTAKE_DITTO_ROWS_H_
#define LAOWU_SERVICES_INTAKE_DITTO_ROWS_H_

// Rows in which 同上 stands for the cell above (intake/table/ditto.h), and what is told of it: the
// fields that were read from it have "cell.ditto" in their rule, and a mark with nothing above it
// rejects its row. Not thread-safe.

#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "intake/table/column_map.h"
#include "intake/table/ditto.h"
#include "laowu/v1/intake_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {

class DittoRows {
 public:
  DittoRows(v1::Import::Kind kind, const intake::ColumnMap& map)
      : kind_(kind), fields_(map.fields()) {}

  // The cells of the next row, its marks put in; whether there were any.
  bool Fill(int sheet, std::vector<std::string>& cells);
  void Break() { fill_.Break(); }

  // Of the row that was filled last, once it has been read.
  void Tell(runtime::FieldChecks& checks,
            google::protobuf::RepeatedPtrField<v1::InferredField>* inferred) const;

 private:
  const v1::Import::Kind kind_;
  const std::vector<intake::Field> fields_;
  intake::DittoFill fill_;
  std::vector<intake::DittoFill::Told> told_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_DITTO_ROWS_H_
