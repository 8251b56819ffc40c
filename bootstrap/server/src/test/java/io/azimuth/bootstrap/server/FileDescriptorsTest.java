package io.azimuth.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.config.ListenerBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileDescriptorsTest {

  private static final ListenerBlock PLAIN = listener(Optional.empty());
  private static final ListenerBlock TLS =
      listener(
          Optional.of(new TlsConfig(Path.of("c"), Path.of("k"), Optional.empty(), TlsEngine.AUTO)));

  private static ListenerBlock listener(Optional<TlsConfig> tls) {
    return new ListenerBlock(
        new HostAndPort("127.0.0.1", 1), tls, ForwardingConfig.NONE, ListenerLimits.DEFAULT);
  }

  @Test
  void aTlsConnectionNeedsThreeAndAPlainOneNeedsOne() {
    long needed = 200 + 1_024 * 3 + 1_024;
    assertThat(FileDescriptors.problem(needed, List.of(PLAIN, TLS))).isEmpty();
    assertThat(FileDescriptors.problem(needed - 1, List.of(PLAIN, TLS)))
        .contains(
            "the limit of file descriptors is 4295, and max_connections of the listeners needs"
                + " 4296: raise the limit (ulimit -n, LimitNOFILE), or lower max_connections");
  }
}
