package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MapDbLockTest {

  @TempDir Path directory;

  @Test
  void secondProcessIsRefusedUntilTheFirstLetsGo() throws Exception {
    MapDbEngine engine = TestStore.open(TestStore.options(directory));
    assertThat(openInChild())
        .contains("STORE_UNUSABLE")
        .contains("the directory " + directory.resolve("store") + " is in use by another process");
    engine.close();
    assertThat(openInChild()).isEqualTo("opened0");
  }

  private String openInChild() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process child =
        new ProcessBuilder(java, "-cp", classPath, Child.class.getName(), directory.toString())
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    child.waitFor();
    return said;
  }

  /** Tries to open the store and prints the result. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) {
      try (MapDbEngine engine = TestStore.open(TestStore.options(Path.of(args[0])))) {
        System.out.print("opened" + engine.get(List.of()).size());
      } catch (ServiceException refused) {
        System.out.print(refused.getMessage());
      }
    }
  }
}
