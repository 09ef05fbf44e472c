# intake_layer(NAME <target> DIR <dir> [FLAT] [COLD] [EXCEPT <folder>] [DEPS <layer targets>...] [LIBS <third-party targets>...])
#
# One library per layer folder: every .cc below DIR, found again at each build. A folder
# without a .cc is a header-only library, so that the layers above it can be written first.
# FLAT leaves out the folders in DIR, which are layers of their own; EXCEPT leaves out one of them.
# COLD: what no check runs, or hardly ever; small code is better there (INTAKE_HARDEN).
function(intake_layer)
  cmake_parse_arguments(ARG "FLAT;COLD" "NAME;DIR;EXCEPT" "DEPS;LIBS" ${ARGN})
  if(ARG_FLAT)
    file(GLOB sources CONFIGURE_DEPENDS ${ARG_DIR}/*.cc)
  else()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ARG_DIR}/*.cc)
  endif()
  if(ARG_EXCEPT)
    list(FILTER sources EXCLUDE REGEX "/${ARG_EXCEPT}/")
  endif()
  if(sources)
    add_library(${ARG_NAME} STATIC ${sources})
    target_link_libraries(${ARG_NAME} PUBLIC intake_headers ${ARG_DEPS} PRIVATE ${ARG_LIBS})
    if(ARG_COLD AND INTAKE_HARDEN)
      target_compile_options(${ARG_NAME} PRIVATE -Os)
    endif()
  else()
    add_library(${ARG_NAME} INTERFACE)
    target_link_libraries(${ARG_NAME} INTERFACE intake_headers ${ARG_DEPS} ${ARG_LIBS})
  endif()
endfunction()
