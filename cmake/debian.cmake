# Debian packages, by `cpack` in a build folder: `intake` of one with the executables, python3-intake
# of one with the Python module. `./dev package` makes both.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Intake maintainers <intake@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "checks and repairs submissions against versioned rule sets")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # what is packaged was built before
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)

if(INTAKE_PYTHON)
  set(CPACK_COMPONENTS_ALL python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-intake)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "python3 (>= 3.11), python3 (<< 3.12)")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA
      ${PROJECT_SOURCE_DIR}/bindings/python/debian/postinst
      ${PROJECT_SOURCE_DIR}/bindings/python/debian/prerm)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_STRICT_PERMISSION ON)
else()
  set(CPACK_COMPONENTS_ALL intake)
  set(CPACK_DEBIAN_INTAKE_PACKAGE_NAME intake)
  set(CPACK_DEBIAN_INTAKE_PACKAGE_SHLIBDEPS ON)
  install(TARGETS intake intake-reader RUNTIME DESTINATION bin COMPONENT intake)
endif()
include(CPack)
