package io.azimuth.product.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several kinds of devices at the same time, and the audit record of a login. */
final class AuditDevicesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void enableFile() {
    assertThat(enable("file", "file", "file_path", "audit.log").status()).isEqualTo(204);
  }

  @AfterEach
  void removeDevices() throws IOException {
    for (String device : List.of("log", "collector", "file")) {
      server.root().delete("sys/audit/" + device);
    }
    Files.delete(server.path("audit/audit.log"));
  }

  private Reply enable(String path, String type, String option, String value) {
    return server
        .root()
        .post("sys/audit/" + path, Map.of("type", type, "options", Map.of(option, value)));
  }

  private ResourceFixture azure() {
    return ResourceFixture.on(server).role("bound_subscription_ids", ResourceFixture.SUBSCRIPTION);
  }

  private JsonNode lastLogin(ResourceFixture azure) throws IOException {
    String path = azure.mount().at("login");
    List<String> lines = Files.readAllLines(server.path("audit/audit.log"));
    for (int i = lines.size() - 1; i >= 0; i--) {
      JsonNode one = JSON.readTree(lines.get(i));
      if (one.path("request").path("path").asText().equals(path)
          && one.path("type").asText().equals("response")) {
        return one.path("azimuth");
      }
    }
    throw new AssertionError("no record of a login");
  }

  @Test
  @AboutAzure
  void theRecordOfALoginSaysWhatItStandsOnAndWhetherThatWasRemembered() throws IOException {
    ResourceFixture azure = azure();
    ResourceFixture.granted(azure.login(azure.jwt("web-1")));
    JsonNode first = lastLogin(azure);
    ResourceFixture.granted(azure.login(azure.jwt("web-1")));
    JsonNode second = lastLogin(azure);

    assertThat(first.path("decision").asText()).isEqualTo("granted");
    assertThat(first.path("role").asText()).isEqualTo(ResourceFixture.ROLE);
    assertThat(first.path("principal").asText()).isEqualTo(AzureMount.WEB_1);
    assertThat(first.path("resource").asText())
        .containsIgnoringCase("/virtualMachines/web-1")
        .containsIgnoringCase(ResourceFixture.SUBSCRIPTION);
    assertThat(first.path("facts").asText()).isEqualTo("asked");
    assertThat(second.path("facts").asText()).isEqualTo("cached");
  }

  @Test
  @AboutAzure
  void theRecordOfARefusedLoginHasTheCodesOfItsReasons() throws IOException {
    ResourceFixture azure = azure();
    azure.role("bound_subscription_ids", ResourceFixture.SECOND_SUBSCRIPTION);

    assertThat(azure.login(azure.jwt("web-1")).status()).isEqualTo(403);

    JsonNode note = lastLogin(azure);
    assertThat(note.path("decision").asText()).isEqualTo("refused");
    assertThat(Reply.texts(note.path("reasons"))).containsExactly("subscription_not_bound");
    assertThat(note.path("role").asText()).isEqualTo(ResourceFixture.ROLE);
    assertThat(note.path("principal").asText()).isEqualTo(AzureMount.WEB_1);
  }

  @Test
  @AboutAzure
  void aLoginWithAForgedTokenHasItsRoleAndNoPrincipal() throws IOException {
    ResourceFixture azure = azure();
    assertThat(azure.login(azure.jwt("web-1") + "x").status()).isEqualTo(403);

    JsonNode note = lastLogin(azure);
    assertThat(note.path("decision").asText()).isEqualTo("refused");
    assertThat(note.path("role").asText()).isEqualTo(ResourceFixture.ROLE);
    assertThat(note.has("principal")).isFalse();
  }

  @Test
  @AboutAzure
  void aLoginUnderNoRoleIsRefusedForThat() throws IOException {
    ResourceFixture azure = azure();
    azure.mount().login("none", azure.jwt("web-1"));

    JsonNode note = lastLogin(azure);
    assertThat(note.path("decision").asText()).isEqualTo("refused");
    assertThat(note.path("role").asText()).isEqualTo("none");
    assertThat(note.path("principal").asText()).isEqualTo(AzureMount.WEB_1);
    assertThat(note.path("reasons").path(0).asText()).isEqualTo("role_unknown");
  }

  @Test
  void aDaemonGetsWhatTheFileGets() throws IOException {
    try (DatagramChannel daemon = DatagramChannel.open()) {
      daemon.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) daemon.getLocalAddress()).getPort();
      Map<String, String> options =
          Map.of("address", "127.0.0.1:" + port, "protocol", "udp", "hmac_accessor", "false");
      server.root().write("sys/audit/log", Map.of("type", "syslog", "options", options));
      assertThat(received(daemon).path("request").path("path").asText())
          .isEqualTo("sys/audit/test");

      String id = server.root().get("sys/auth").body().path("request_id").asText();

      assertThat(received(daemon).path("request").path("id").asText()).isEqualTo(id);
      assertThat(received(daemon).path("request").path("id").asText()).isEqualTo(id);
      assertThat(server.auditLog()).contains(id);
    }
  }

  @Test
  void aCollectorMayDieAndComeBackWhileAFileTakesTheRecords() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    int port;
    try (ServerSocket listener = new ServerSocket(0, 1, here)) {
      port = listener.getLocalPort();
      assertThat(enable("collector", "socket", "address", "127.0.0.1:" + port).status())
          .isEqualTo(204);
      try (Socket collector = listener.accept()) {
        assertThat(line(collector).path("request").path("path").asText())
            .isEqualTo("sys/audit/test");
      }
    }
    server.root().get("sys/auth");

    try (ServerSocket listener = new ServerSocket()) {
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(here, port));
      String id = server.root().get("sys/auth").body().path("request_id").asText();
      try (Socket collector = listener.accept()) {
        assertThat(line(collector).path("request").path("id").asText()).isEqualTo(id);
      }
    }
  }

  private static JsonNode line(Socket collector) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(collector.getInputStream(), StandardCharsets.UTF_8));
    return JSON.readTree(in.readLine());
  }

  @Test
  void headersThatTheOperatorNamesAreRecordedAndTokensNever() {
    server.root().write("sys/config/auditing/request-headers/User-Agent", Map.of("hmac", false));

    server.root().with("User-Agent", "fleet-agent/7").get("sys/auth");

    assertThat(server.auditLog()).contains("\"headers\":{\"user-agent\":[\"fleet-agent/7\"]}");
    assertThat(server.auditLog()).doesNotContain(server.rootToken());
    assertThat(server.auditLog())
        .contains(
            "\"policy_results\":{\"allowed\":true,\"granting_policies\":[{\"name\":\"root\","
                + "\"namespace_id\":\"root\",\"type\":\"acl\"}]}");
  }

  private static JsonNode received(DatagramChannel daemon) throws IOException {
    ByteBuffer datagram = ByteBuffer.allocate(65_536);
    daemon.receive(datagram);
    String text = new String(datagram.array(), 0, datagram.position(), StandardCharsets.UTF_8);
    return JSON.readTree(text.substring(text.indexOf('{')));
  }

  @Test
  void aDaemonThatIsAwayIsNoDevice() {
    Reply reply = enable("log", "syslog", "address", "127.0.0.1:1");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors())
        .containsExactly(
            "the audit device takes no records: the syslog daemon of audit device log is away");
  }

  @Test
  void aFileThatCannotBeOpenedIsNoDeviceAndTheAnswerSaysWhy() {
    Reply reply = enable("other", "file", "file_path", "x".repeat(300));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors())
        .containsExactly("the audit file cannot be opened: its name is too long");
  }

  @Test
  void theHashOfATokenLeadsToItsRecords() {
    String token = server.root().write("auth/token/create", Map.of()).clientToken();
    server.as(token).get("auth/token/lookup-self");
    String records = server.auditLog();

    Reply reply = server.root().write("sys/audit-hash/file", Map.of("input", token));

    String hash = reply.data().path("hash").asText();
    assertThat(reply.body().path("hash").asText()).isEqualTo(hash);
    assertThat(records).contains("\"client_token\":\"" + hash + "\"");
  }
}
