# The three functions that every folder uses.

# laowu_warnings is for every source, laowu_options for those that run in service: under the sanitizers the
# latter are checked for undefined behaviour, too, which doubles the time that a compiler takes for a test.
add_library(laowu_warnings INTERFACE)
add_library(laowu_options INTERFACE)
target_link_libraries(laowu_options INTERFACE laowu_warnings)
# Warnings are errors, but not where laowu is built to be run: there optimisation makes GCC see overlaps
# that are none (bug 105651), and who only wants to start it must not be stopped by a compiler's guess.
target_compile_options(laowu_warnings INTERFACE -Wall -Wextra -Wshadow -Wconversion
                       $<$<NOT:$<CONFIG:Release>>:-Werror>
                       -ffp-contract=off)  # one rounding on every machine: matching.md, plane
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(laowu_warnings INTERFACE -Wthread-safety -Wno-sign-conversion)
endif()
if(LAOWU_SANITIZER STREQUAL "asan")
  add_compile_options(-fsanitize=address -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # Not on generated code, where it triples the build time, nor on tests.
  target_compile_options(laowu_options INTERFACE -fsanitize=undefined -fno-sanitize-recover=undefined)
elseif(LAOWU_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer
                      -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
elseif(LAOWU_SANITIZER STREQUAL "tsan")
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
endif()

# laowu_library(NAME storage SOURCES a.cc b.cc LINKS absl::strings ...)
#
# Makes static library laowu_<NAME> (slashes become underscores) of the folder NAME. Its headers are
# reachable as "NAME/x.h" only for who links it: each library has an include root of its own with one
# link to its folder. That is the dependency rule, enforced by the compiler.
function(laowu_library)
  cmake_parse_arguments(A "" "NAME" "SOURCES;LINKS" ${ARGN})
  string(REPLACE "/" "_" flat ${A_NAME})
  set(target laowu_${flat})
  set(root ${CMAKE_BINARY_DIR}/include/${target})
  get_filename_component(parent ${root}/${A_NAME} DIRECTORY)
  file(MAKE_DIRECTORY ${parent})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${A_NAME} ${root}/${A_NAME} SYMBOLIC)
  add_library(${target} STATIC ${A_SOURCES})
  target_include_directories(${target} PUBLIC ${root})
  target_link_libraries(${target} PUBLIC ${A_LINKS} PRIVATE laowu_options)
endfunction()

# laowu_test(NAME unit_storage_key SOURCES key_test.cc LINKS laowu_storage)
#
# A GoogleTest program; each of its tests is a ctest test, prefixed by NAME. Precompiled headers: PCH, else those of
# tests that link no gRPC.
function(laowu_test)
  cmake_parse_arguments(A "" "NAME;TIMEOUT;PCH" "SOURCES;LINKS" ${ARGN})
  if(NOT A_PCH)
    set(A_PCH laowu_pure_tests_pch)
  endif()
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  add_executable(${A_NAME} ${A_SOURCES})
  target_link_libraries(${A_NAME} PRIVATE ${A_LINKS} laowu_test_support GTest::gmock GTest::gtest
                        GTest::gtest_main laowu_warnings)
  target_compile_options(${A_NAME} PRIVATE -pthread)  # as the precompiled headers: RE2 brings it to some
  target_precompile_headers(${A_NAME} REUSE_FROM ${A_PCH})
  gtest_discover_tests(${A_NAME} TEST_PREFIX ${A_NAME}. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${A_TIMEOUT})
endfunction()

# laowu_embed(TARGET VARIABLE FILE): puts FILE's bytes into TARGET as
#   extern const absl::string_view VARIABLE;   (namespace laowu::embedded)
function(laowu_embed target variable file)
  get_filename_component(absolute ${file} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${variable}.cc)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DIN=${absolute} -DOUT=${out} -DVARIABLE=${variable}
            -P ${CMAKE_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${absolute} ${CMAKE_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
