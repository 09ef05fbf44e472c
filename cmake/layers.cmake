# intake_layer(NAME <target> DIR <dir> [FLAT] [EXCEPT <folder>] [DEPS <layer targets>...] [LIBS <third-party targets>...])
#
# One library per layer folder: every .cc below DIR, found again at each build. A folder
# without a .cc is a header-only library, so that the layers above it can be written first.
# FLAT leaves out the folders in DIR, which are layers of their own; EXCEPT leaves out one of them.
function(intake_layer)
  cmake_parse_arguments(ARG "FLAT" "NAME;DIR;EXCEPT" "DEPS;LIBS" ${ARGN})
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
  else()
    add_library(${ARG_NAME} INTERFACE)
    target_link_libraries(${ARG_NAME} INTERFACE intake_headers ${ARG_DEPS} ${ARG_LIBS})
  endif()
endfunction()
