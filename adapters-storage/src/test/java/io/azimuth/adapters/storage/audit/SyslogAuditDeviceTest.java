package io.azimuth.adapters.storage.audit;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class SyslogAuditDeviceTest {

  /** The kernel of a busy machine may report a closed port after the datagram is sent. */
  private static final int ROUNDS = 10;

  private static final String AWAY = "the syslog daemon of audit device main is away";

  @Test
  void sendsTheHeadOfTheStandardAndTheRecordAsJson() throws Exception {
    try (SyslogDaemon daemon = SyslogDaemon.start();
        AuditDevice device = open(daemon.port(), "facility", "local3")) {
      device.write(record("one\ntwo é"));

      assertThat(daemon.next())
          .isEqualTo(
              "<158>1 2026-11-25T12:00:00.123456Z - azimuth "
                  + ProcessHandle.current().pid()
                  + " audit - {\"time\":\"2026-11-25T12:00:00.123456789Z\","
                  + "\"text\":\"one\\ntwo \\u00E9\"}");
    }
  }

  @Test
  void keepsTheOrderOfRecordsOverOneConnection() throws Exception {
    try (SyslogDaemon daemon = SyslogDaemon.start();
        AuditDevice device = open(daemon.port(), "tag", "vault")) {
      for (int i = 0; i < 500; i++) {
        device.write(record("record-" + i));
      }

      for (int i = 0; i < 500; i++) {
        assertThat(daemon.next()).contains(" vault ", "\"record-" + i + "\"");
      }
    }
  }

  @Test
  void aRestartedDaemonGetsTheNextRecord() throws Exception {
    SyslogDaemon first = SyslogDaemon.start();
    int port = first.port();
    try (AuditDevice device = open(port, "protocol", "tcp")) {
      device.write(record("one"));
      first.next();
      first.close();
      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("lost")));
      try (SyslogDaemon second = SyslogDaemon.startOn(port)) {
        device.write(record("two"));

        assertThat(second.next()).contains("\"two\"");
      }
    }
  }

  @Test
  void nobodyThereTakesNoRecord() throws Exception {
    try (AuditDevice device = open(freePort(), "protocol", "tcp")) {
      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("one")));
      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("two")));
    }
  }

  @Test
  void nobodyThereTakesNoDatagram() throws Exception {
    boolean taken = true;
    for (int round = 0; round < ROUNDS && taken; round++) {
      try (AuditDevice device = open(freePort(), "protocol", "udp")) {
        taken = takes(device, "one") || takes(device, "two");
      }
    }
    assertThat(taken).isFalse();
  }

  private static boolean takes(AuditDevice device, String text) {
    try {
      device.write(record(text));
      return true;
    } catch (ServiceException e) {
      assertThat(e).hasMessageContaining(AWAY);
      assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_FAILED);
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aDaemonThatDoesNotReadHoldsUpARequestForALimitedTimeOnly() throws Exception {
    try (ServerSocket deaf = Hanging.listen(1);
        AuditDevice device = open(deaf.getLocalPort(), "protocol", "tcp")) {
      Value.Obj large = record("x".repeat(8 << 20));

      assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(large));
    }
  }

  @Test
  void sendsDatagrams() throws Exception {
    try (DatagramChannel daemon = DatagramChannel.open()) {
      daemon.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) daemon.getLocalAddress()).getPort();
      try (AuditDevice device = open(port, "protocol", "udp")) {
        device.write(record("one"));
        ByteBuffer datagram = ByteBuffer.allocate(2_000);
        daemon.receive(datagram);

        String text = new String(datagram.array(), 0, datagram.position(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("<38>1 ").endsWith("\"text\":\"one\"}");
        assertFault(ErrorCode.AUDIT_FAILED, AWAY, () -> device.write(record("x".repeat(70_000))));
      }
    }
  }

  @Test
  void takesNothingOnceItIsClosed() throws Exception {
    try (SyslogDaemon daemon = SyslogDaemon.start()) {
      AuditDevice device = open(daemon.port(), "protocol", "tcp");
      device.close();

      assertFault(
          ErrorCode.AUDIT_FAILED, "audit device main is closed", () -> device.write(record("x")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:6514", "127.1.2.3:1", "localhost", "[::1]:514"})
  void speaksToTheMachineItself(String address) {
    assertThat(SyslogOptions.of(Map.of("address", address)).address().getAddress())
        .satisfies(it -> assertThat(it.isLoopbackAddress()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.1:514", "example.com", "127.0.0.1.example.com", "::1", "0.0.0.0:514"})
  void speaksToNoOtherMachine(String address) {
    assertRefused(
        "address must be a loopback address, with a port or without, such as 127.0.0.1:514",
        () -> open("address", address));
  }

  @ParameterizedTest
  @CsvSource({
    "address, 127.0.0.1:0, address must have a port from 1 to 65535",
    "address, 127.0.0.1:65536, address must have a port from 1 to 65535",
    "protocol, TCP, protocol must be tcp or udp",
    "facility, LOCAL8, 'facility must be one of syslog''s, such as AUTH or LOCAL0'",
    "tag, 'a b', 'tag must be 1 to 48 printable ASCII characters, no space'",
    "tag, '', 'tag must be 1 to 48 printable ASCII characters, no space'",
    "file_path, x, unknown option \"file_path\"",
    "log_raw, true, log_raw is not supported: records never hold secrets in clear"
  })
  void refusesWhatItDoesNotDo(String name, String value, String sentence) {
    assertRefused(sentence, () -> open(name, value));
  }

  private static void open(String name, String value) {
    open(Map.of(name, value)).close();
  }

  private static AuditDevice open(int port, String name, String value) {
    Map<String, String> options = new HashMap<>(Map.of("address", "127.0.0.1:" + port));
    options.put(name, value);
    return open(options);
  }

  private static AuditDevice open(Map<String, String> options) {
    SyslogAuditDeviceFactory factory = new SyslogAuditDeviceFactory();
    assertThat(factory.type()).isEqualTo("syslog");
    return factory.open(new AuditDeviceSpec("main", "syslog", "", options, SecretText.of("salt")));
  }

  private static Value.Obj record(String text) {
    return Value.Obj.builder()
        .put("time", "2026-11-25T12:00:00.123456789Z")
        .put("text", text)
        .build();
  }
}
