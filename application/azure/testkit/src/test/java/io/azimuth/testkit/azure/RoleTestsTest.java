package io.azimuth.testkit.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RoleTestsTest {

  private static final String FILE =
      """
      mount {
        tenant_id = "11111111-1111-1111-1111-111111111111"
        resource  = "https://management.azure.com/"
      }
      role "any" {
        bound_service_principal_ids = ["bbbbbbbb-0000-4000-8000-000000000001"]
      }
      machine "one" { claims = { oid = "bbbbbbbb-0000-4000-8000-000000000001" } }
      machine "two" { claims = { oid = "bbbbbbbb-0000-4000-8000-000000000002" } }
      case "one gets in" {
        machine = "one"
        role    = "any"
        expect  = "granted"
      }
      case "two" {
        machine = "two"
        role    = "any"
        expect  = "OUTCOME"
      }
      """;

  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("roles.hcl"), text);
  }

  @TestFactory
  Stream<DynamicTest> runsAsUsersWriteIt() throws IOException {
    return RoleTests.of(file(FILE.replace("OUTCOME", "refused")));
  }

  @Test
  void failsTheTestOfTheCaseThatDiffers() throws IOException {
    Path file = file(FILE.replace("OUTCOME", "granted"));

    List<DynamicTest> tests = RoleTests.of(file).toList();

    assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("one gets in", "two");
    assertThat(tests.get(1).getTestSourceUri()).contains(URI.create(file.toUri() + "?line=15"));
    assertThatCode(tests.get(0).getExecutable()::execute).doesNotThrowAnyException();
    assertThatThrownBy(tests.get(1).getExecutable()::execute)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("login: expected granted, got refused: principal_not_bound");
  }

  @Test
  void failsTheFactoryOfAFileThatCannotBeRun() throws IOException {
    Path file = file(FILE.replace("expect  = \"OUTCOME\"", "expects = \"granted\""));

    assertThatThrownBy(() -> RoleTests.of(file))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(file + ":18: unknown key \"expects\"; did you mean \"expect\"?");
  }

  @Test
  void groupsTheTestsOfEachFile() throws IOException {
    Path file = file(FILE.replace("OUTCOME", "refused"));

    List<DynamicContainer> containers = RoleTests.of(List.of(file, file)).toList();

    assertThat(containers).hasSize(2);
    assertThat(containers.get(0).getChildren()).hasSize(2);
  }
}
