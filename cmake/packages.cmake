# Third-party libraries, all from Debian. The layer that may use each stands in engine/LAYERS.
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(valijson REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)

# Static archives are preferred, so that the executable starts quickly and moves between machines;
# the packages' own CMake and pkg-config files (where there are any) name the shared ones. The Python
# module takes the shared ones: Debian's libre2.a cannot be linked into a shared object.
function(intake_archive NAME ARCHIVE HEADER)
  cmake_parse_arguments(PARSE_ARGV 3 ARG "" "" "DEFINES;LIBS")
  if(INTAKE_PYTHON)
    string(REGEX REPLACE "\\.a$" ".so" ARCHIVE ${ARCHIVE})
  endif()
  find_library(${NAME}_ARCHIVE NAMES ${ARCHIVE} REQUIRED)
  find_path(${NAME}_HEADERS NAMES ${HEADER} REQUIRED)
  add_library(${NAME} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(${NAME} PROPERTIES
    IMPORTED_LOCATION ${${NAME}_ARCHIVE}
    INTERFACE_INCLUDE_DIRECTORIES ${${NAME}_HEADERS}
    INTERFACE_COMPILE_DEFINITIONS "${ARG_DEFINES}"
    INTERFACE_LINK_LIBRARIES "${ARG_LIBS}")
endfunction()

intake_archive(third_party_yaml_cpp libyaml-cpp.a yaml-cpp/yaml.h)
intake_archive(third_party_re2 libre2.a re2/re2.h LIBS Threads::Threads)
intake_archive(third_party_crypto libcrypto.a openssl/evp.h LIBS Threads::Threads ${CMAKE_DL_LIBS})
intake_archive(third_party_utf8proc libutf8proc.a utf8proc.h DEFINES UTF8PROC_STATIC)

# Header-only, without a CMake config that is of use.
find_path(UTF8CPP_HEADERS utf8cpp/utf8.h REQUIRED)
find_path(DTL_HEADERS dtl/dtl.hpp REQUIRED)

# For intake-reader alone.
find_package(PkgConfig REQUIRED)
find_package(pugixml REQUIRED)
find_package(qpdf REQUIRED)
pkg_check_modules(gmime REQUIRED IMPORTED_TARGET GLOBAL gmime-3.0)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET GLOBAL libzip)
pkg_check_modules(libseccomp REQUIRED IMPORTED_TARGET GLOBAL libseccomp)
