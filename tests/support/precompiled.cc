// Holds the precompiled headers that the tests of services share; see tests/CMakeLists.txt.
