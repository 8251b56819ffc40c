package com.example.orders;

import io.azimuth.testkit.azure.RoleTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of the role alone: no server, no Azure. */
class RolesTest {

  @TestFactory
  Stream<DynamicTest> roles() {
    return RoleTests.of(Path.of("src/test/roles.hcl"));
  }
}
