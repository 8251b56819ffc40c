package io.azimuth.bootstrap.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.domain.secret.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  private static final SecretText TOKEN = SecretText.of("azs.one");
  private static final SecretText OTHER = SecretText.of("azs.two");

  @TempDir private Path home;

  private Path path() {
    return home.resolve("key.pem");
  }

  private KeyFile file() {
    return new KeyFile(path());
  }

  @Test
  void aKeyIsThatOfItsTokenAlone() throws Exception {
    ClientKey key = ClientKey.generate();
    file().write(TOKEN, key);

    assertThat(file().of(TOKEN)).get().extracting(ClientKey::pem).isEqualTo(key.pem());
    assertThat(file().of(OTHER)).isEmpty();
    assertThat(Files.readString(path())).doesNotContain(TOKEN.expose()).endsWith(key.pem());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void theNextTokenReplacesIt() {
    file().write(TOKEN, ClientKey.generate());
    file().write(OTHER, ClientKey.generate());

    assertThat(file().of(TOKEN)).isEmpty();
    assertThat(file().of(OTHER)).isPresent();
    file().erase();
    file().erase();
    assertThat(file().of(OTHER)).isEmpty();
  }

  @Test
  void aDamagedFileIsToldOf() throws Exception {
    file().write(TOKEN, ClientKey.generate());
    Files.writeString(path(), Files.readString(path()).replace("PRIVATE", "SHREDDED"));

    assertThatThrownBy(() -> file().of(TOKEN))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("damaged; delete it, and log in again");
  }
}
