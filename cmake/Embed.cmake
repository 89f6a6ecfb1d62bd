# Script of laowu_embed: a file's bytes as a C++ constant. Adjacent raw literals of at most 8,000
# characters, since compilers limit the length of one.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
string(LENGTH "${bytes}" length)
set(text "#include \"absl/strings/string_view.h\"\nnamespace laowu::embedded {\nextern const absl::string_view ${VARIABLE};\nnamespace {\nconst char kBytes[] =\n")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${bytes}" ${at} 16000 piece)
  string(APPEND text "\"${piece}\"\n")
  math(EXPR at "${at} + 16000")
endwhile()
string(APPEND text ";\n}  // namespace\nconst absl::string_view ${VARIABLE}(kBytes, sizeof(kBytes) - 1);\n}  // namespace laowu::embedded\n")
file(WRITE ${OUT} "${text}")
