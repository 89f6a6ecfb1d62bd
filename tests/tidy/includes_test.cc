// The include table on small trees: each row's promise is broken once and kept once.

#include "tests/tidy/includes.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laowu::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string LibraryOfQuoted(const std::string& path) { return LibraryOf({1, path, false}); }
std::string LibraryOfAngled(const std::string& path) { return LibraryOf({1, path, true}); }

Findings CheckOne(const std::string& path, const std::string& include) {
  return CheckIncludes({{path, "#include " + include + "\n"}});
}

TEST(LibraryOf, SortsIncludes) {
  EXPECT_EQ(LibraryOfAngled("vector"), "std");
  EXPECT_EQ(LibraryOfAngled("chrono"), "clock");
  EXPECT_EQ(LibraryOfAngled("fstream"), "files");
  EXPECT_EQ(LibraryOfAngled("sys/stat.h"), "posix");
  EXPECT_EQ(LibraryOfAngled("unistd.h"), "posix");
  EXPECT_EQ(LibraryOfQuoted("absl/time/time.h"), "absl");
  EXPECT_EQ(LibraryOfQuoted("absl/time/clock.h"), "clock");
  EXPECT_EQ(LibraryOfQuoted("laowu/v1/types.pb.h"), "proto");
  EXPECT_EQ(LibraryOfQuoted("laowu/v1/match_service.grpc.pb.h"), "grpc");
  EXPECT_EQ(LibraryOfAngled("grpcpp/grpcpp.h"), "grpc");
  EXPECT_EQ(LibraryOfQuoted("storage/key.h"), "storage");
  EXPECT_EQ(LibraryOfQuoted("storage/mutex.h"), "basics");
  EXPECT_EQ(LibraryOfQuoted("services/runtime/errors.h"), "services/runtime");
  EXPECT_EQ(LibraryOfQuoted("services/roles.h"), "services");
  EXPECT_EQ(LibraryOfQuoted("boost/any.hpp"), "");
  EXPECT_EQ(LibraryOfAngled("boost/any.hpp"), "");
}

TEST(CheckIncludes, EnginesKnowNoNetworkNoDiskAndNoClock) {
  for (const char* path : {"matcher/a.cc", "ratio/a.cc", "reference/a.cc", "intake/a.h"}) {
    for (const char* include :
         {"<grpcpp/grpcpp.h>", "\"laowu/v1/types.pb.h\"", "\"storage/store.h\"", "<chrono>",
          "\"absl/time/clock.h\"", "\"services/runtime/errors.h\"", "<rocksdb/db.h>"}) {
      EXPECT_THAT(CheckOne(path, include), ElementsAre(HasSubstr("may not include")))
          << path << " " << include;
    }
    EXPECT_THAT(CheckOne(path, "<vector>"), IsEmpty()) << path;
    EXPECT_THAT(CheckOne(path, "\"absl/time/civil_time.h\""), IsEmpty()) << path;
  }
  EXPECT_THAT(CheckOne("matcher/a.cc", "<fstream>"), ElementsAre(HasSubstr("(files)")));
  EXPECT_THAT(CheckOne("matcher/a.cc", "\"ratio/spells.h\""), ElementsAre(HasSubstr("(ratio)")));
  EXPECT_THAT(CheckOne("ratio/a.cc", "\"reference/divisions.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("reference/a.cc", "\"ratio/spells.h\""), ElementsAre(HasSubstr("(ratio)")));
  EXPECT_THAT(CheckOne("intake/a.cc", "<re2/re2.h>"), IsEmpty());
}

TEST(CheckIncludes, OnlyTheRocksdbFilesKnowRocksdb) {
  EXPECT_THAT(CheckOne("storage/rocksdb_store.cc", "<rocksdb/db.h>"), IsEmpty());
  EXPECT_THAT(CheckOne("storage/rocksdb_store.cc", "\"storage/store.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("storage/open_store.cc", "<rocksdb/db.h>"),
              ElementsAre(HasSubstr("(rocksdb)")));
  EXPECT_THAT(CheckOne("storage/store.h", "\"laowu/v1/types.pb.h\""),
              ElementsAre(HasSubstr("(proto)")));
}

TEST(CheckIncludes, ARoleKnowsNoOtherRole) {
  EXPECT_THAT(CheckOne("services/vacancy/a.cc", "\"services/worker/worker_records.h\""),
              ElementsAre(HasSubstr("(services/worker)")));
  EXPECT_THAT(CheckOne("services/vacancy/a.cc", "\"services/runtime/rpc.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("services/runtime/a.cc", "\"services/vacancy/vacancy_rules.h\""),
              ElementsAre(HasSubstr("(services/vacancy)")));
  EXPECT_THAT(CheckOne("services/vacancy/a.cc", "\"matcher/score.h\""),
              ElementsAre(HasSubstr("(matcher)")));
  EXPECT_THAT(CheckOne("services/match/a.cc", "\"matcher/score.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("services/monitoring/a.cc", "\"ratio/spells.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("services/vacancy/a.cc", "\"services/roles.h\""),
              ElementsAre(HasSubstr("(services)")));
}

TEST(CheckIncludes, DoorsReachNoStoreButForAStoppedOne) {
  EXPECT_THAT(CheckOne("services/gateway/a.cc", "\"storage/store.h\""),
              ElementsAre(HasSubstr("(storage)")));
  EXPECT_THAT(CheckOne("services/cli/commands_match.cc", "\"storage/store.h\""),
              ElementsAre(HasSubstr("(storage)")));
  EXPECT_THAT(CheckOne("services/cli/commands_admin.cc", "\"storage/store.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("services/cli/commands_admin.cc", "<CLI/CLI.hpp>"), IsEmpty());
  EXPECT_THAT(CheckOne("services/cli/commands_match.cc", "\"services/process.h\""),
              ElementsAre(HasSubstr("(services)")));
  EXPECT_THAT(CheckOne("services/cli/commands_serve.cc", "\"services/process.h\""), IsEmpty());
}

TEST(CheckIncludes, LocksAndStatusMacrosAreForAllButTheEngines) {
  EXPECT_THAT(CheckOne("services/gateway/a.cc", "\"storage/mutex.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("matcher/a.cc", "\"storage/mutex.h\""), ElementsAre(HasSubstr("(basics)")));
}

TEST(CheckIncludes, BareNamesAreOfNeighboursInTestsAlone) {
  const std::string include = "#include \"b.h\"\n";
  EXPECT_THAT(CheckIncludes({{"tests/crash/a.cc", include}, {"tests/crash/b.h", ""}}), IsEmpty());
  EXPECT_THAT(CheckIncludes({{"tests/crash/a.cc", include}, {"tests/other/b.h", ""}}),
              ElementsAre(HasSubstr("belongs to nothing")));
  EXPECT_THAT(CheckIncludes({{"ratio/a.cc", include}, {"ratio/b.h", ""}}),
              ElementsAre(HasSubstr("belongs to nothing")));
}

TEST(CheckIncludes, TheProcessJoinsAll) {
  EXPECT_THAT(CheckOne("services/roles.cc", "\"services/match/match_service.h\""), IsEmpty());
  EXPECT_THAT(CheckOne("services/serve.cc", "\"matcher/score.h\""), IsEmpty());
}

TEST(CheckIncludes, UnknownFoldersAndLibrariesAreFindings) {
  EXPECT_THAT(CheckOne("services/payroll/a.cc", "<vector>"),
              ElementsAre(HasSubstr("no row in the include table")));
  EXPECT_THAT(CheckOne("extra/a.cc", "<vector>"), ElementsAre(HasSubstr("no row")));
  EXPECT_THAT(CheckOne("tests/unit/a_test.cc", "<boost/any.hpp>"),
              ElementsAre(HasSubstr("belongs to nothing")));
}

TEST(CheckRoleLayers, RulesReachNeitherGrpcNorStorage) {
  EXPECT_THAT(CheckRoleLayers({{"services/a/a_rules.cc", "#include <grpcpp/grpcpp.h>\n"}}),
              ElementsAre(HasSubstr("reaches grpc")));
  EXPECT_THAT(CheckRoleLayers({{"services/a/a_rules.h", "#include \"storage/store.h\"\n"}}),
              ElementsAre(HasSubstr("reaches storage")));
  EXPECT_THAT(CheckRoleLayers({{"services/a/a_rules.h", "#include \"storage/status_macros.h\"\n"},
                               {"services/a/a_service.h", "#include <grpcpp/grpcpp.h>\n"}}),
              IsEmpty());
}

TEST(CheckRoleLayers, AlsoThroughAnotherHeader) {
  EXPECT_THAT(CheckRoleLayers({{"services/a/a_rules.h", "#include \"services/runtime/x.h\"\n"},
                               {"services/runtime/x.h", "#include \"services/runtime/y.h\"\n"},
                               {"services/runtime/y.h", "#include <grpcpp/grpcpp.h>\n"}}),
              ElementsAre(HasSubstr("services/a/a_rules.h > services/runtime/x.h > "
                                    "services/runtime/y.h > grpcpp/grpcpp.h")));
}

TEST(CheckRoleLayers, RecordsReachStorageButNotGrpc) {
  EXPECT_THAT(CheckRoleLayers({{"services/a/a_records.h", "#include \"storage/store.h\"\n"}}),
              IsEmpty());
  EXPECT_THAT(
      CheckRoleLayers({{"services/a/a_records.cc", "#include \"laowu/v1/a_service.grpc.pb.h\"\n"}}),
      ElementsAre(HasSubstr("reaches grpc")));
}

TEST(CheckProtoImports, TheWireDoesNotKnowTheDisk) {
  const std::string internal = "import \"laowu/internal/v1/stored.proto\";\n";
  EXPECT_THAT(CheckProtoImports({{"proto/laowu/v1/a.proto", internal}}),
              ElementsAre(HasSubstr("never on the wire")));
  EXPECT_THAT(CheckProtoImports({{"proto/laowu/internal/v1/b.proto", internal}}), IsEmpty());
  EXPECT_THAT(CheckProtoImports({{"proto/laowu/v1/a.proto", "import \"grpc/x.proto\";\n"}}),
              ElementsAre(HasSubstr("may not import")));
  EXPECT_THAT(
      CheckProtoImports({{"proto/laowu/v1/a.proto", "import \"google/type/date.proto\";\n"}}),
      IsEmpty());
}

}  // namespace
}  // namespace laowu::tidy
