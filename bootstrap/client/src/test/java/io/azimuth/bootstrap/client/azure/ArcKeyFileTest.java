package io.azimuth.bootstrap.client.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A false agent cannot make the client read another file. */
class ArcKeyFileTest {

  @TempDir private Path root;
  private Path directory;
  private ArcKeyFile keys;

  @BeforeEach
  void make() throws IOException {
    directory = Files.createDirectory(root.resolve("tokens"));
    keys = new ArcKeyFile(directory);
  }

  private Path write(Path file, String content) throws IOException {
    return Files.writeString(file, content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=%s", "Basic realm=\"%s\""})
  void readsTheKey(String challenge) throws IOException {
    Path file = write(directory.resolve("a.key"), "secret\n");

    assertThat(keys.read(challenge.formatted(file)).expose()).isEqualTo("secret");
  }

  @Test
  void readsExactly4096Bytes() throws IOException {
    Path file = write(directory.resolve("a.key"), "x".repeat(4096));

    assertThat(keys.read("Basic realm=" + file).expose()).hasSize(4096);
    write(file, "x".repeat(4097));
    refuses(file, "is not a small file");
  }

  @Test
  void refusesFilesElsewhere() throws IOException {
    refuses(write(root.resolve("b.key"), "secret"), "not one of its keys");
    refuses(write(directory.resolve("b.txt"), "secret"), "not one of its keys");
    Path below = Files.createDirectory(directory.resolve("below"));
    refuses(write(below.resolve("b.key"), "secret"), "not one of its keys");
    refuses(directory.resolve("../b.key"), "not one of its keys");
  }

  @Test
  void refusesLinksThatLeadOut() throws IOException {
    Path outside = write(root.resolve("shadow"), "secret");
    Path link = Files.createSymbolicLink(directory.resolve("c.key"), outside);

    refuses(link, "not one of its keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Bearer realm=/x.key", "Basic realm=", "Negotiate"})
  void refusesOtherChallenges(String challenge) {
    assertThatThrownBy(() -> keys.read(challenge))
        .isInstanceOf(ClientException.class)
        .hasMessage("the Arc agent named no key file");
  }

  @Test
  void refusesWhatIsNoKey() throws IOException {
    refuses(write(directory.resolve("d.key"), "two\nlines"), "holds no key");
    refuses(write(directory.resolve("e.key"), ""), "holds no key");
    refuses(directory.resolve("absent.key"), "cannot be read");
  }

  private void refuses(Path file, String why) {
    assertThatThrownBy(() -> keys.read("Basic realm=" + file))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }
}
