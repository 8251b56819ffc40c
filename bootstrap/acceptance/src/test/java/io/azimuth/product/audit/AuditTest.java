package io.azimuth.product.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every request and every answer is recorded; a request that cannot be recorded fails. */
final class AuditTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROTATED = "audit.log.1.gz";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();
  @RegisterExtension static final SharedServer ON_DISK = SharedServer.onMapDb();

  private static TestingServer server;
  private static JwtMount mount;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web");
  }

  @BeforeEach
  void enableDevice() {
    enableDevice(server);
  }

  private static void enableDevice(TestingServer server) {
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
  }

  @AfterEach
  void removeDevices() throws IOException {
    for (String device : List.of("file", "second")) {
      server.root().delete("sys/audit/" + device);
    }
    try (Stream<Path> files = Files.list(server.path("audit"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private List<JsonNode> records() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  private static Path file() {
    return file(server);
  }

  private static Path file(TestingServer server) {
    return server.path("audit/audit.log");
  }

  private List<JsonNode> recordsOf(String path) throws IOException {
    return records().stream()
        .filter(one -> one.path("request").path("path").asText().equals(path))
        .toList();
  }

  @Test
  void aGrantedLoginLeavesBothRecordsWithoutItsSecrets() throws IOException {
    Reply login = mount.loggedIn("web");

    List<JsonNode> records = recordsOf("auth/jwt/login");
    assertThat(records).hasSize(2);
    assertThat(types(records)).containsExactly("request", "response");
    JsonNode auth = records.get(1).path("response").path("auth");
    assertThat(auth.path("client_token").asText()).startsWith("hmac-sha256:");
    assertThat(auth.path("display_name").asText()).isEqualTo("jwt-" + JwtMount.SUBJECT);
    assertThat(records.get(0).path("auth").isMissingNode()).isTrue();
    assertThat(records.get(1).path("auth")).isEqualTo(auth);
    assertThat(auth.path("entity_id").asText()).isEqualTo(login.auth().path("entity_id").asText());
    assertThat(records.get(0).path("request").path("data").path("jwt").asText())
        .startsWith("hmac-sha256:");
  }

  private static List<String> types(List<JsonNode> records) {
    return records.stream().map(record -> record.path("type").asText()).toList();
  }

  @Test
  @AboutAzure
  void aClientSecretIsNotRecordedInClear() throws IOException {
    AzureMount.enable(server, "azure")
        .with("client_secret", "lab-secret-of-azimuth-server"); // records of two writes

    assertThat(server.auditLog()).doesNotContain("lab-secret-of-azimuth-server");
    assertThat(recordsOf("auth/azure/config")).hasSize(4);
  }

  @Test
  void aFailingDeviceStopsEverythingBeforeItHappens() throws IOException {
    long tokens = server.count("token/");
    breakTheDevice();
    server.reload();

    Reply written = server.root().post("auth/jwt/role/unheard", JwtMount.roleParameters());
    Reply login = mount.login("web", mount.jwt());
    Reply child = server.root().post("auth/token/create", Map.of());

    for (Reply reply : List.of(written, login, child)) {
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).isEqualTo("{\"errors\":[\"internal error\"]}\n");
    }
    assertThat(server.count("token/")).isEqualTo(tokens);
    repairTheDevice();
    assertThat(server.root().get("auth/jwt/role/unheard").status()).as(server.log()).isEqualTo(404);
    assertThat(mount.login("web", mount.jwt()).status()).isEqualTo(200);
  }

  @Test
  void whatAStrangerSendsCostsFiveTimesItsSizeAtMost() throws IOException {
    List<String> many = Collections.nCopies(150, "a");
    List<String> tokens = Collections.nCopies(150, "azs.a");
    String query = IntStream.range(0, 100).mapToObj(i -> i + "=").collect(Collectors.joining("&"));

    for (String target :
        List.of(
            "x/".repeat(500) + "y",
            "azs.a/".repeat(150) + "y",
            "eyJ,".repeat(250),
            "%22".repeat(300),
            "auth/token/" + "x/".repeat(200) + "y",
            "identity/oidc/.well-known/keys?" + query,
            "sys/internal/ui/mounts?" + query)) {
      assertProportionate(target.length(), () -> server.anonymous().get(target));
    }
    for (String path :
        List.of("auth/jwt/login", "sys/wrapping/lookup", "sys/wrapping/unwrap", "none/x")) {
      for (Map<String, ?> body :
          List.of(
              Map.of("role", "web", "jwt", "x", "p", many),
              Map.of("role", many, "jwt", tokens),
              Map.of("token", tokens),
              Map.of("token", Map.of("a", many)),
              Map.<String, Object>of())) {
        int bytes = path.length() + JSON.writeValueAsBytes(body).length;
        assertProportionate(bytes, () -> server.anonymous().post(path, body));
      }
    }
  }

  private void assertProportionate(int bytes, Runnable request) throws IOException {
    long before = Files.size(file());
    request.run();
    assertThat(Files.size(file()) - before)
        .as(() -> server.auditLog().substring((int) before))
        .isLessThanOrEqualTo(5L * bytes + 2_500);
  }

  private static void breakTheDevice() throws IOException {
    breakTheDevice(server);
  }

  private static void breakTheDevice(TestingServer server) throws IOException {
    Files.move(file(server), server.path("audit/kept.log"), StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectory(file(server));
  }

  private static void repairTheDevice() throws IOException {
    Files.delete(file());
  }

  @Test
  void aTokenWhoseAnswerLeavesNoRecordIsTakenBack() throws IOException {
    long tokens = server.count("token/");

    server.beforeNextCommit(this::loseTheDevice);
    Reply login = mount.login("web", mount.jwt());
    repairTheDevice();
    server.beforeNextCommit(this::loseTheDevice);
    Reply child = server.root().post("auth/token/create", Map.of());

    assertThat(List.of(login.status(), child.status())).containsExactly(500, 500);
    assertThat(List.of(login.clientToken(), child.clientToken())).containsOnly("");
    assertThat(server.count("token/")).isEqualTo(tokens);
    repairTheDevice();
  }

  private void loseTheDevice() {
    try {
      breakTheDevice();
      server.reload();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatStartsWithoutItsDeviceServesOnceItIsRepaired() throws IOException {
    TestingServer other = ON_DISK.server();
    enableDevice(other);
    other.stop();
    breakTheDevice(other);
    other.start();

    assertThat(other.root().get("sys/auth").status()).isEqualTo(500);
    Files.delete(file(other));
    assertThat(other.root().get("sys/auth").status()).isEqualTo(200);
  }

  @Test
  void oneDeviceThatWorksIsEnough() throws IOException {
    server
        .root()
        .write(
            "sys/audit/second",
            Map.of("type", "file", "options", Map.of("file_path", "second.log")));
    breakTheDevice();
    server.reload();

    assertThat(mount.login("web", mount.jwt()).status()).isEqualTo(200);
    repairTheDevice();
  }

  @Test
  void aRotatedFileIsLeftAloneAfterAHangup() throws IOException {
    Path rotated = server.path("audit/rotated.log");
    Files.move(file(), rotated);
    server.reload();
    long size = Files.size(rotated);

    mount.loggedIn("web");

    assertThat(Files.size(rotated)).isEqualTo(size);
    assertThat(recordsOf("auth/jwt/login")).hasSize(2);
  }

  /** What an operator looks for at night, in a rotated file and the live one. */
  @Test
  void findsLoginsAndWhatTheirTokensDid() throws IOException {
    Reply issued = mount.loggedIn("web");
    String login = issued.clientToken();
    String accessor = issued.auth().path("accessor").asText();
    server.as(login).get("auth/token/lookup-self");
    compress(directory.resolve(ROTATED));
    server.reload();
    mount.login("web", mount.jwt() + "x");
    CommandLineRun anybody = CommandLineRun.at(server, directory);
    CommandLineRun operator = anybody.with("VAULT_TOKEN", server.rootToken());

    End granted = find(anybody, "--granted", "--path=auth/jwt/login");
    End refused = find(anybody, "--refused", "--format=json", "--role=web");
    End counted = find(anybody, "--mount=auth/jwt", "--count-by=reason");
    End token = find(operator.piping(login), "--token=-", "--path=auth/token/");
    End byAccessor = find(operator, "--accessor=" + accessor, "--count-by=path");
    End unasked = find(anybody, "--accessor=" + accessor);

    assertThat(granted.out().lines()).hasSize(3).last().asString().contains(" granted ", " web ");
    assertThat(refused.out().lines()).hasSize(1);
    assertThat(JSON.readTree(refused.out()).path("azimuth").path("decision").asText())
        .isEqualTo("refused");
    assertThat(counted.out()).containsPattern("1 +signature_invalid");
    assertThat(token.out()).contains(" auth/token/lookup-self ").doesNotContain(login);
    assertThat(byAccessor.out())
        .containsPattern("1 +auth/jwt/login")
        .containsPattern("1 +auth/token/lookup-self");
    assertThat(unasked.out()).isEmpty();
    assertThat(unasked.err()).contains("only accessors in clear", "no record matches");
  }

  private End find(CommandLineRun user, String... arguments) {
    List<String> words = new ArrayList<>(List.of("audit", "find", server.path("audit").toString()));
    words.add(directory.resolve(ROTATED).toString());
    words.addAll(List.of(arguments));
    End end = user.run(words.toArray(String[]::new));
    assertThat(end.exit()).as(end.err()).isZero();
    return end;
  }

  private void compress(Path target) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      Files.copy(file(), out);
    }
    Files.delete(file());
  }

  @Test
  void nothingIsWrittenOutsideTheAuditDirectory() {
    for (String path : List.of("/tmp/outside.log", "../outside.log", "a/../../outside.log", "")) {
      Reply reply =
          server
              .root()
              .post(
                  "sys/audit/other", Map.of("type", "file", "options", Map.of("file_path", path)));
      assertThat(reply.status()).isEqualTo(400);
    }
    assertThat(server.path("outside.log")).doesNotExist();
  }
}
