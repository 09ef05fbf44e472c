# intake_embed_rules(): the library `intake_embedded`, which carries rules/ and schemas/ inside
# the executable.
#
# `embed_rules` runs whenever a file below those folders changes. Its table refers to a .bin file
# beside it, by `.incbin`: a large literal would make the compiler slow.
function(intake_embed_rules)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/embed_rules/*.cc)
  add_executable(embed_rules ${sources})
  target_link_libraries(embed_rules PRIVATE intake_formats)
  file(GLOB_RECURSE data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/* ${PROJECT_SOURCE_DIR}/schemas/*)
  set(output ${PROJECT_BINARY_DIR}/generated/embedded_rules.cc)
  add_custom_command(
    OUTPUT ${output} ${PROJECT_BINARY_DIR}/generated/embedded_rules.bin
    COMMAND embed_rules ${PROJECT_SOURCE_DIR}/rules ${PROJECT_SOURCE_DIR}/schemas ${output}
    DEPENDS embed_rules ${data}
    COMMENT "Embedding rules/ and schemas/")
  set_source_files_properties(${output} PROPERTIES
    OBJECT_DEPENDS ${PROJECT_BINARY_DIR}/generated/embedded_rules.bin)
  add_library(intake_embedded STATIC ${output})
  target_include_directories(intake_embedded PUBLIC ${PROJECT_SOURCE_DIR}/tools/embed_rules)
  target_link_libraries(intake_embedded PUBLIC intake_headers)
endfunction()
