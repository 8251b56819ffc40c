package io.azimuth.bootstrap.agent.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path directory;

  private AtomicFile file(int mode) {
    return new AtomicFile(directory.resolve("token"), mode, Optional.empty(), Optional.empty());
  }

  @Test
  void hasModeAndContentAndLeavesNothingBesideIt() throws Exception {
    file(0640).replace(SecretText.of("first"));
    file(0604).replace(SecretText.of("second"));

    Path written = directory.resolve("token");
    assertThat(written).hasContent("second");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
        .isEqualTo("rw----r--");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).containsExactly(written);
    }
  }

  @Test
  void aReaderSeesOneContentOrTheOther() throws Exception {
    AtomicFile file = file(0600);
    String one = "a".repeat(5000);
    String other = "b".repeat(3000);
    file.replace(SecretText.of(one));
    Set<String> seen = new HashSet<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                try {
                  seen.add(Files.readString(directory.resolve("token")));
                } catch (java.io.IOException e) {
                  seen.add("unreadable");
                }
              }
            });
    reader.start();
    for (int i = 0; i < 50; i++) {
      file.replace(SecretText.of(i % 2 == 0 ? other : one));
    }
    done.set(true);
    reader.join();

    assertThat(seen).isNotEmpty().isSubsetOf(one, other);
  }

  @Test
  void removesWhatAKilledProcessLeftBesideIt() throws Exception {
    AtomicFile file = file(0600);
    for (String left : List.of(".token123.new", ".token18446744073709551615.new")) {
      Files.writeString(directory.resolve(left), "azs.");
    }
    List<String> others = List.of(".token.new", ".token2.1.new", ".tokens7.new", "token1.new");
    for (String other : others) {
      Files.writeString(directory.resolve(other), "of somebody else");
    }

    file.replace(SecretText.of("whole"));

    Set<String> expected = new HashSet<>(others);
    expected.add("token");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(directory.resolve("token")).hasContent("whole");
  }

  @Test
  void replacesALinkAndLeavesItsTarget() throws Exception {
    Path target = Files.writeString(directory.resolve("target"), "old");
    Files.createSymbolicLink(directory.resolve("token"), target);

    file(0600).replace(SecretText.of("new"));

    assertThat(directory.resolve("token")).isRegularFile().hasContent("new");
    assertThat(Files.isSymbolicLink(directory.resolve("token"))).isFalse();
    assertThat(target).hasContent("old");
  }

  @Test
  void anUnknownOwnerOrDirectoryIsSaidAndTheFileKept() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "old");
    AtomicFile owned =
        new AtomicFile(token, 0600, Optional.of("no-such-user-here"), Optional.empty());

    assertThatThrownBy(() -> owned.replace(SecretText.of("new")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("cannot be written");
    assertThat(token).hasContent("old");
    assertThatThrownBy(
            () ->
                new AtomicFile(
                        directory.resolve("none/token"), 0600, Optional.empty(), Optional.empty())
                    .replace(SecretText.of("new")))
        .hasMessageContaining("does not exist");
  }
}
