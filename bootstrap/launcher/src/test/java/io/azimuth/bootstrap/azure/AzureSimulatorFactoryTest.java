package io.azimuth.bootstrap.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.azimuth.bootstrap.command.SimulatorFactory;
import io.azimuth.bootstrap.config.HostAndPort;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureSimulatorFactoryTest {

  private static final HostAndPort FREE = new HostAndPort("127.0.0.1", 0);

  @TempDir private Path directory;

  @Test
  void tellsTheAddressesAtWhichItListensOnFreePorts() throws Exception {
    try (SimulatorFactory.Running running =
        new AzureSimulatorFactory()
            .start(new SimulatorFactory.Order(FREE, FREE, directory, false))) {
      URI authority = running.authorityUri();
      URI metadata = running.metadataUri();

      assertThat(authority).hasScheme("https").hasHost("127.0.0.1");
      assertThat(metadata).hasScheme("http").hasHost("127.0.0.1");
      assertThat(authority.getPort()).isPositive().isNotEqualTo(metadata.getPort());
      assertThat(Files.readString(directory.resolve("cloud.hcl")))
          .contains(authority.getAuthority(), metadata.getAuthority());
      for (URI address : new URI[] {authority, metadata}) {
        assertThatCode(() -> new Socket(address.getHost(), address.getPort()).close())
            .doesNotThrowAnyException();
      }
    }
  }
}
