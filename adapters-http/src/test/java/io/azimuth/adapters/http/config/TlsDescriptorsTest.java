package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.azimuth.adapters.http.tls.TlsEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a TLS listener holds of connections that are over. */
@Timeout(180)
@Isolated("counts the open files of the process")
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
class TlsDescriptorsTest {

  /** A busy machine may stop the server for longer than a second. */
  private static final int ROUNDS = 3;

  private static final int CONNECTIONS = 30;
  private static final int FEW = 10;

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private TlsListener listener;

  @BeforeEach
  void issue() throws Exception {
    listener = new TlsListener(directory, engine);
  }

  @Test
  void closedConnectionsLeaveNoFileDescriptors() throws Exception {
    TlsListener.Client client = listener.new Client(new KeyManager[0]);
    try (TestServer server = listener.start()) {
      client.requestAndHangUp(server.address());
      boolean closed = false;
      for (int round = 0; round < ROUNDS && !closed; round++) {
        closed = closesSoon(client, server);
      }
      assertThat(closed).isTrue();
    }
  }

  private static boolean closesSoon(TlsListener.Client client, TestServer server) throws Exception {
    long before = openFiles();
    for (int i = 0; i < CONNECTIONS; i++) {
      client.requestAndHangUp(server.address());
    }
    // Soon: a collection of garbage, which comes later, would close them, too.
    long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (openFiles() > before + FEW && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000); // the server needs the processor too
    }
    return openFiles() <= before + FEW;
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
