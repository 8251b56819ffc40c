package io.azimuth.adapters.storage.audit;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class SocketAuditDeviceTest {

  /** More than fits into the buffers of a connection that nobody reads. */
  private static final int LARGE = 8 << 20;

  private static final String AWAY = "the collector of audit device main is away";

  @TempDir private Path directory;

  @Test
  void sendsEachRecordAsALine() throws Exception {
    try (LineCollector collector = LineCollector.onPort(0);
        AuditDevice device = open(Map.of("address", "127.0.0.1:" + collector.port()))) {
      device.write(record("one\ntwo"));
      device.write(record("three"));

      assertThat(collector.next()).isEqualTo("{\"text\":\"one\\ntwo\"}");
      assertThat(collector.next()).isEqualTo("{\"text\":\"three\"}");
    }
  }

  @Test
  void sendsOverASocketOfTheFileSystem() throws Exception {
    Path path = directory.resolve("collector.sock");
    try (LineCollector collector = LineCollector.at(path);
        AuditDevice device = open(unix(path))) {
      device.write(record("one"));

      assertThat(collector.next()).isEqualTo("{\"text\":\"one\"}");
    }
  }

  @Test
  void nobodyAtThePathTakesNoRecord() {
    try (AuditDevice device = open(unix(directory.resolve("none.sock")))) {
      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("one")));
    }
  }

  @Test
  void sendsDatagrams() throws Exception {
    try (DatagramChannel collector = DatagramChannel.open()) {
      collector.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) collector.getLocalAddress()).getPort();
      try (AuditDevice device =
          open(Map.of("address", "127.0.0.1:" + port, "socket_type", "udp"))) {
        device.write(record("one"));
        ByteBuffer datagram = ByteBuffer.allocate(2_000);
        collector.receive(datagram);

        assertThat(new String(datagram.array(), 0, datagram.position(), StandardCharsets.UTF_8))
            .isEqualTo("{\"text\":\"one\"}\n");
        assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("x".repeat(70_000))));
      }
    }
  }

  @Test
  void aCollectorThatDiesAndComesBackGetsTheNextRecord() throws Exception {
    LineCollector first = LineCollector.onPort(0);
    int port = first.port();
    try (AuditDevice device = open(Map.of("address", "127.0.0.1:" + port))) {
      device.write(record("one"));
      first.next();
      first.close();
      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("lost")));
      try (LineCollector second = LineCollector.onPort(port)) {
        device.write(record("two"));

        assertThat(second.next()).isEqualTo("{\"text\":\"two\"}");
      }
    }
  }

  @Test
  void aCollectorThatHangsTakesItsTimeoutAndNoMore() throws Exception {
    try (ServerSocket hanging = Hanging.listen(1);
        AuditDevice device =
            open(
                Map.of(
                    "address", "127.0.0.1:" + hanging.getLocalPort(), "write_timeout", "300ms"))) {
      Value.Obj large = record("x".repeat(LARGE));
      long start = System.nanoTime();

      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(large));

      // without the limit there would be three of them: to send, to connect, to send again
      assertThat(System.nanoTime() - start).isBetween(290_000_000L, 30_000_000_000L);
    }
  }

  @Test
  void recordsThatWaitForAHangingCollectorWaitTogether() throws Exception {
    try (ServerSocket hanging = Hanging.listen(8);
        AuditDevice device =
            open(Map.of("address", "127.0.0.1:" + hanging.getLocalPort(), "write_timeout", "2s"))) {
      Value.Obj large = record("x".repeat(LARGE));
      ExecutorService threads = Executors.newFixedThreadPool(8);
      long start = System.nanoTime();

      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        writes.add(
            threads.submit(
                () -> assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(large))));
      }
      threads.shutdown();
      for (Future<?> write : writes) {
        write.get(30, TimeUnit.SECONDS);
      }

      // one behind the other they would need 16 seconds
      assertThat(System.nanoTime() - start).isBetween(1_990_000_000L, 14_000_000_000L);
    }
  }

  @Test
  void afterAHangTheNextRecordIsAWholeLineOfANewConnection() throws Exception {
    try (ServerSocket hanging = Hanging.listen(4);
        AuditDevice device =
            open(Map.of("address", "127.0.0.1:" + hanging.getLocalPort(), "write_timeout", "2s"))) {
      Value.Obj large = record("x".repeat(LARGE));
      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(large));
      hanging.accept().close();

      device.write(record("next"));

      try (Socket second = hanging.accept()) {
        byte[] line = second.getInputStream().readNBytes(16);
        assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"next\"}\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9090", "localhost:9090", "[::1]:9090", "10.0.0.5:9090"})
  void sendsToThisMachineAndToWhatTheConfigurationLists(String address) {
    open(Map.of("address", address)).close();
  }

  @Test
  void sendsToAListedPath() {
    open(unix(Path.of("/run/collector.sock"))).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp|10.0.0.5:9091",
        "tcp|10.0.0.6:9090",
        "udp|[2001:db8::1]:9090",
        "unix|/run/other.sock",
        "unix|/run/collector.sock.other",
      })
  void sendsNowhereElse(String type, String address) {
    assertRefused(
        "address must be a loopback address, a socket below audit_directory, or listed in"
            + " audit_socket_addresses of the server's configuration",
        () -> open(Map.of("address", address, "socket_type", type)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address|collector.example:9090|address must be an IP address with a port, such as"
            + " 127.0.0.1:9090, or the absolute path of a socket",
        "address|127.0.0.1|address must be an IP address with a port, such as 127.0.0.1:9090, or the"
            + " absolute path of a socket",
        "address|300.0.0.1:1|address must be an IP address with a port, such as 127.0.0.1:9090, or"
            + " the absolute path of a socket",
        "address|127.0.0.1:0|address must have a port from 1 to 65535",
        "address|/run/../etc/x|address may not hold ..",
        "address|/run/x|address must be a path with socket_type=unix, otherwise an IP address with a"
            + " port",
        "socket_type|unixgram|socket_type must be tcp, udp or unix",
        "socket_type|unix|address must be a path with socket_type=unix, otherwise an IP address with"
            + " a port",
        "write_timeout|9ms|write_timeout must be from 10ms to 10s",
        "write_timeout|11s|write_timeout must be from 10ms to 10s",
        "write_timeout|soon|invalid duration",
        "file_path|x|unknown option \"file_path\"",
        "log_raw|true|log_raw is not supported: records never hold secrets in clear"
      })
  void refusesWhatItDoesNotDo(String name, String value, String sentence) {
    Map<String, String> options = new HashMap<>(Map.of("address", "127.0.0.1:9090"));
    options.put(name, value);
    assertRefused(sentence, () -> open(options));
  }

  @Test
  void needsAnAddress() {
    assertRefused("address is required", () -> open(Map.of()));
  }

  private static Map<String, String> unix(Path path) {
    return Map.of("address", path.toString(), "socket_type", "unix");
  }

  private AuditDevice open(Map<String, String> options) {
    AuditConfig allowed =
        new AuditConfig(Optional.of(directory), List.of("10.0.0.5:9090", "/run/collector.sock"));
    return new SocketAuditDeviceFactory(allowed)
        .open(new AuditDeviceSpec("main", "socket", "", options, SecretText.of("salt")));
  }

  private static Value.Obj record(String text) {
    return Value.Obj.builder().put("text", text).build();
  }
}
