package io.azimuth.application.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountTableTest {

  private final MountTable table =
      new MountTable(
          List.of(
              mount("auth/azure/"),
              mount("auth/team/azure/"),
              mount("auth/token/"),
              mount("sys/")));

  @Test
  void servesWhatIsBelowAMount() {
    assertThat(serving("auth/azure/login")).contains("auth/azure/");
    assertThat(serving("auth/azure/role/web")).contains("auth/azure/");
    assertThat(serving("auth/azure/")).contains("auth/azure/");
    assertThat(serving("sys/auth/azure/login")).contains("sys/");
    assertThat(serving("auth/team/azure/login")).contains("auth/team/azure/");
  }

  @Test
  void aMountIsNotBelowItself() {
    assertThat(serving("auth/azure")).isEmpty();
    assertThat(serving("sys")).isEmpty();
  }

  @Test
  void siblingsWithTheSameBeginningAreOthers() {
    assertThat(serving("auth/azure2/login")).isEmpty();
    assertThat(serving("auth/azur/login")).isEmpty();
    assertThat(serving("auth/team/login")).isEmpty();
    assertThat(serving("auth/AZURE/login")).isEmpty();
    assertThat(serving("auth/login")).isEmpty();
    assertThat(serving("azure/login")).isEmpty();
    assertThat(serving("/auth/azure/login")).isEmpty();
    assertThat(serving("")).isEmpty();
    assertThat(serving("/")).isEmpty();
  }

  @Test
  void theLongestMountServes() {
    MountTable nested = new MountTable(List.of(mount("kv/"), mount("kv/deep/er/")));

    assertThat(nested.serving("kv/deep/er/x").map(m -> m.path().text())).contains("kv/deep/er/");
    assertThat(nested.serving("kv/deep/x").map(m -> m.path().text())).contains("kv/");
  }

  @Test
  void aPathOfVeryManySegmentsCostsNoMoreThanAnother() {
    String longest = "m".repeat(MountPath.MAX_LENGTH - 1) + "/";
    String path = "a/".repeat(50_000);

    assertThat(new MountTable(List.of(mount(longest))).serving(longest + path)).isPresent();
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertThat(table.serving(path)).isEmpty();
          }
        });
  }

  @Test
  void mountsOverlapWhenOneIsBelowTheOther() {
    assertThat(table.overlapping(new MountPath("auth/azure/"))).isPresent();
    assertThat(table.overlapping(new MountPath("auth/azure/sub/"))).isPresent();
    assertThat(table.overlapping(new MountPath("auth/team/"))).isPresent();
    assertThat(table.overlapping(new MountPath("auth/azure2/"))).isEmpty();
  }

  @Test
  void accessorsLeadToTheirMountOnly() {
    assertThat(table.withAccessor("acc:sys/").map(m -> m.path().text())).contains("sys/");
    assertThat(table.withAccessor("")).isEmpty();
    assertThat(table.at(new MountPath("auth/azure/"))).isPresent();
    assertThat(table.at(new MountPath("auth/"))).isEmpty();
  }

  private Optional<String> serving(String path) {
    return table.serving(path).map(mount -> mount.path().text());
  }

  private static Mount mount(String path) {
    return new Mount(
        new MountPath(path), "type", "uuid", "acc:" + path, "", MountSettings.DEFAULT, 0);
  }
}
