package io.azimuth.bootstrap.client.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.process.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemBrowserTest {

  private static final URI PAGE = URI.create("https://idp.example/authorize?a=b&c=d");

  @TempDir private Path directory;

  private static boolean open(String path) {
    return new SystemBrowser(Environment.of(Map.of("PATH", path))).open(PAGE);
  }

  private void program(String permissions) throws IOException {
    Path program = Files.writeString(directory.resolve("xdg-open"), "#!/bin/sh\nexit 0\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void startsTheProgramOfTheDesktop() throws IOException {
    program("rwx------");

    assertThat(open("relative:" + directory)).isTrue();
  }

  @Test
  void opensTheAddressThatTheUserHasRead() {
    assertThat(
            SystemBrowser.command(
                Path.of("xdg-open"), URI.create("https://idp.example/\u202egpj?a=\u00e4")))
        .endsWith("https://idp.example/%E2%80%AEgpj?a=%C3%A4");
  }

  @Test
  void saysThatThereIsNone() throws IOException {
    assertThat(open("")).isFalse();
    assertThat(open("relative")).isFalse();
    assertThat(open(directory.toString())).isFalse();
    program("rw-------");
    assertThat(open(directory.toString())).isFalse();
  }
}
