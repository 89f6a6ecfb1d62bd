// Holds the precompiled headers that tests share; see tests/CMakeLists.txt.
