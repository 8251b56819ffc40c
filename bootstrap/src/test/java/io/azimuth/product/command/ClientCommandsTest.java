package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth read}, {@code write}, {@code list}, {@code delete} and {@code status}. */
final class ClientCommandsTest {

  /** The type of the mount {@code auth/azure}. Most commands work alike with every auth method. */
  private static final String TYPE = AzureMethod.isPresent() ? "azure" : "jwt";

  private static TestingServer server;
  private static Optional<AzureMount> azure = Optional.empty();
  private static Roles roles;

  @TempDir private Path home;
  private CommandLineRun anonymous;
  private CommandLineRun operator;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).start();
    if (AzureMethod.isPresent()) {
      azure = Optional.of(AzureMount.enable(server, "azure"));
      roles = azure.orElseThrow()::role;
    } else {
      roles = JwtMount.enable(server, "azure")::role;
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeRole() {
    roles.role("web", "token_policies", "web,ops", "token_ttl", "1h");
    anonymous = CommandLineRun.at(server, home);
    operator = anonymous.with("VAULT_TOKEN", server.rootToken());
  }

  /** Creates roles of the mount. */
  private interface Roles {
    Object role(String name, Object... furtherParameters);
  }

  @Test
  void statusOfAnUnsealedServerIsZero() {
    End end = anonymous.run("status");

    assertThat(end.exit()).isZero();
    assertThat(end.out().lines())
        .anyMatch(line -> line.matches("Key +Value"))
        .anyMatch(line -> line.matches("Seal Type +static"))
        .anyMatch(line -> line.matches("Sealed +false"))
        .anyMatch(line -> line.matches("Storage Type +.+"))
        .anyMatch(line -> line.matches("HA Enabled +(true|false)"));
    assertThat(end.err()).isEmpty();
  }

  @Test
  void statusOfASealedServerIsTwo(@TempDir Path directory) {
    try (TestingServer fresh = TestingServer.in(directory).uninitialised().start()) {
      End end = CommandLineRun.at(fresh, home).run("status", "-format=json");

      assertThat(end.exit()).isEqualTo(2);
      assertThat(json(end).path("sealed").asBoolean()).isTrue();
      assertThat(json(end).path("ha_enabled").isBoolean()).isTrue();
    }
  }

  @Test
  @AboutAzure
  void lintSaysWhatToChangeAndFailsForWarnings() {
    AzureMount linted = AzureMount.enable(server, "linted");
    linted.role("narrow", "token_policies", "default,linted", "token_ttl", "1h");
    server.tokenWith("linted", "path \"sys/mounts\" { capabilities = [\"read\"] }");
    linted.role("wide", "token_policies", "linted,gone", "bound_locations", "westeurope");

    End all = operator.run("lint", "-mount=linted");
    End narrow = operator.run("lint", "-mount=auth/linted/", "narrow");
    End json = operator.run("lint", "-format=json");
    End none = operator.run("lint", "-mount=linted", "none");
    End stranger = anonymous.run("lint");

    assertThat(all.exit()).isEqualTo(1);
    assertThat(all.out().lines())
        .containsSubsequence(
            "auth/linted/role/narrow",
            "  note shared_identity",
            "auth/linted/role/wide",
            "  warning identity_region",
            "    azimuth write auth/linted/role/wide bound_resource_types="
                + "Microsoft.Compute/virtualMachines,Microsoft.Compute/virtualMachineScaleSets",
            "  warning no_ttl",
            "    token_ttl is not set: a token lives 768h",
            "    azimuth write auth/linted/role/wide token_ttl=3600",
            "  warning policy_missing",
            "3 warnings and 1 note on 2 roles");
    assertThat(narrow.exit()).isZero();
    assertThat(narrow.out()).endsWith("0 warnings and 1 note on 1 role\n");
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json(json).findValuesAsText("mount")).contains("auth/azure", "auth/linted");
    assertThat(json(json).findValuesAsText("code")).contains("no_ttl", "shared_identity");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("there is no role none");
    assertThat(stranger.exit()).isEqualTo(1);
    assertThat(stranger.err()).contains("--mount names one");
  }

  @Test
  void statusOfAServerThatRefusesEveryRequestIsOne() throws IOException {
    HttpServer failing =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(failing, "seal-status", 200, "{'sealed':false,'t':0,'n':0}");
    answer(failing, "leader", 200, "{'ha_enabled':false}");
    answer(failing, "health", 299, "{'sealed':false,'azimuth_problems':['audit_failed']}");
    failing.start();
    String address = "-address=http://127.0.0.1:" + failing.getAddress().getPort();
    try {
      End end = anonymous.run("status", address);
      End asJson = anonymous.run("status", address, "-format=json");

      assertThat(end.exit()).isEqualTo(1);
      assertThat(end.out().lines()).anyMatch(line -> line.matches("Problems +audit_failed"));
      assertThat(asJson.exit()).isEqualTo(1);
      assertThat(json(asJson).path("azimuth_problems").path(0).asText()).isEqualTo("audit_failed");
    } finally {
      failing.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, int status, String json) {
    server.createContext(
        "/v1/sys/" + path,
        exchange -> {
          byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void statusWithoutAServerIsOne() {
    End end = anonymous.run("status", "-address=http://127.0.0.1:1");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err())
        .isEqualToIgnoringNewLines(
            "Error checking the seal status: nothing listens at http://127.0.0.1:1");
    assertThat(end.out()).isEmpty();
  }

  @Test
  void httpsToAPlainServerSaysSo() {
    String address = server.address().toString().replace("http:", "https:");

    End end = anonymous.run("status", "--address", address);

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("does not speak TLS", "http://");
  }

  @Test
  void noSecretGoesToAnotherMachineOverPlainHttp() {
    String address = "--address=http://azimuth.invalid:8200";
    String refusal =
        "would go to azimuth.invalid over plain HTTP, where others can read it; use https://, or"
            + " allow it with --allow-plain-http or AZIMUTH_ALLOW_PLAIN_HTTP=1";

    End read = operator.run("read", address, "auth/azure/role/web");
    assertThat(read.exit()).isEqualTo(1);
    assertThat(read.err()).contains("the token " + refusal).doesNotContain(server.rootToken());
    assertThat(anonymous.run("operator", "unseal", address, "ab").err())
        .contains("the key share " + refusal);

    String allowed = "the token goes to azimuth.invalid over plain HTTP";
    assertThat(operator.run("read", address, "--allow-plain-http", "secret/x").err())
        .contains(allowed)
        .doesNotContain(refusal);
    assertThat(operator.with("AZIMUTH_ALLOW_PLAIN_HTTP", "1").run("list", address, "x").err())
        .contains(allowed)
        .doesNotContain(refusal);
    assertThat(anonymous.run("status", address).err()).doesNotContain("plain HTTP");
  }

  @Test
  void readsAsATable() {
    End end = operator.run("read", "auth/azure/role/web");

    assertThat(end.exit()).isZero();
    assertThat(end.out().lines())
        .anyMatch(line -> line.matches("Key +Value"))
        .anyMatch(line -> line.matches("--- +-----"))
        .anyMatch(line -> line.matches("token_policies +\\[web ops]"))
        .anyMatch(line -> line.matches("token_ttl +3600"));
  }

  @Test
  @AboutAzure
  void nestedAnswersAreTreesAndTables() {
    End status = operator.run("read", "auth/azure/config/status");
    End field = operator.run("read", "-field=keys", "auth/azure/config/status");

    assertThat(status.out()).doesNotContain("map[");
    assertThat(status.out().lines())
        .containsSubsequence("discovery", "  last_error            n/a")
        .anyMatch(line -> line.matches("=+ settings =+"))
        .anyMatch(line -> line.matches("name +value +source"))
        .anyMatch(line -> line.matches("tenant_id +" + AzureMount.TENANT + " +configuration"))
        .anyMatch(line -> line.matches("  - +the .*"));
    assertThat(field.out()).startsWith("map[");
  }

  @Test
  void mountsAreReadAsATable() {
    End auth = operator.run("read", "sys/auth/");
    End json = operator.run("read", "-format=json", "sys/auth");

    assertThat(auth.out().lines())
        .anyMatch(line -> line.matches("Path +Type +Accessor .*"))
        .anyMatch(line -> line.matches("azure/ +" + TYPE + " +auth_" + TYPE + "_.*"));
    assertThat(json(json).path("data").path("azure/").path("type").asText()).isEqualTo(TYPE);
    assertThat(json(json).has("request_id")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-field=token_ttl read auth/azure/role/web",
        "--field token_ttl read auth/azure/role/web",
        "read auth/azure/role/web -field=token_ttl",
        "-format table -field token_ttl read auth/azure/role/web",
      })
  void optionsMayStandAnywhere(String line) {
    End end = operator.run(line.split(" ", -1));

    assertThat(end.err()).isEmpty();
    assertThat(end.out()).isEqualTo("3600");
  }

  @Test
  void optionsMayStandBeforeAndInsideTheWordsOfACommand() {
    CommandLineRun elsewhere = operator.with("VAULT_ADDR", "http://127.0.0.1:1");
    String address = "--address=" + server.address();

    assertThat(elsewhere.run(address, "auth", "list").out()).contains("azure/");
    assertThat(elsewhere.run("auth", address, "list", "-format=json").out()).startsWith("{");
    assertThat(elsewhere.run("-address", server.address().toString(), "status").exit()).isZero();
    assertThat(operator.run("-field", "list", "read", "auth/azure/role/web").err())
        .contains(
            "Field \"list\" not present"); // the value of an option, not the command of this name
    assertThat(elsewhere.run(address, "raed", "x").err()).contains("did you mean 'read'?");
    assertThat(elsewhere.run(address, "auth", "lst").err()).contains("mean 'auth list'?");
    assertThat(elsewhere.run("--port=1", "status").err()).contains("Unknown option: '--port=1'");
  }

  @Test
  void readsAsJsonWithTheEnvelope() {
    End end = operator.with("VAULT_FORMAT", "json").run("read", "auth/azure/role/web");

    assertThat(end.exit()).isZero();
    assertThat(json(end).path("data").path("token_ttl").asInt()).isEqualTo(3600);
    assertThat(json(end).path("request_id").asText()).isNotEmpty();
  }

  @Test
  void optionWinsOverTheVariableForTheFormat() {
    End end =
        operator.with("VAULT_FORMAT", "json").run("read", "-format=yaml", "auth/azure/role/web");

    assertThat(end.out()).contains("data:\n", "  token_policies:\n    - \"web\"\n");
  }

  @Test
  void fieldIsPrintedBare() {
    assertThat(operator.run("read", "-field=token_ttl", "auth/azure/role/web").out())
        .isEqualTo("3600");
    assertThat(operator.run("read", "--field", "token_policies", "auth/azure/role/web").out())
        .isEqualTo("[web ops]");
    End absent = operator.run("read", "-field=nothing", "auth/azure/role/web");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("\"nothing\" not present");
  }

  @Test
  void anAnswerIsWrappedAndUnwrappedOnce() {
    End table = operator.run("read", "-wrap-ttl=5m", "auth/azure/role/web");
    String token =
        operator.run("read", "-wrap-ttl=90s", "-field=wrapping_token", "auth/azure/role/web").out();
    End opened = anonymous.run("unwrap", "-field=token_ttl", token);
    End again = anonymous.run("unwrap", token);

    assertThat(table.out().lines())
        .anyMatch(line -> line.matches("wrapping_token: +azs\\..+"))
        .anyMatch(line -> line.matches("wrapping_token_ttl: +5m"))
        .anyMatch(line -> line.matches("wrapping_token_creation_path: +auth/azure/role/web"));
    assertThat(opened.out()).isEqualTo("3600");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("wrapping token is not valid or does not exist");
  }

  @Test
  void listsAndDeletesAreWrappedAsFarAsThereIsAnAnswer() {
    String token =
        operator.run("list", "-wrap-ttl=60", "-field=wrapping_token", "auth/azure/role").out();
    assertThat(anonymous.run("unwrap", token).out()).contains("web");
    assertThat(operator.run("list", "-wrap-ttl=60", "auth/azure/role").out()).contains("azs.");

    End deleted = operator.run("delete", "-wrap-ttl=60", "auth/azure/role/none");
    assertThat(deleted.exit()).isZero();
    assertThat(deleted.out()).contains("Success!");
  }

  @Test
  void aWrappedTokenIsOpenedFromStandardInputOrAsTheCallersOwn() {
    CommandLineRun wrapping = operator.with("VAULT_WRAP_TTL", "60");
    String one = wrapping.run("token", "create", "-field=wrapping_token").out();
    String other = wrapping.run("write", "-field=wrapping_token", "sys/wrapping/wrap", "a=1").out();

    assertThat(anonymous.piping(one + "\n").run("unwrap", "-field=token", "-").out())
        .startsWith("azs.");
    assertThat(anonymous.with("VAULT_TOKEN", other).run("unwrap", "-field=a").out()).isEqualTo("1");
  }

  @Test
  void answerWithoutAnEnvelopeCanBeReadToo() {
    assertThat(anonymous.run("read", "-field=type", "sys/seal-status").out()).isEqualTo("static");
  }

  @Test
  void absentThingIsTwo() {
    End read = operator.run("read", "auth/azure/role/none");
    End list = operator.run("list", "-format=json", "auth/none/such/role");

    assertThat(read.exit()).isEqualTo(2);
    assertThat(read.err()).isEqualToIgnoringNewLines("No value found at auth/azure/role/none");
    assertThat(list.exit()).isEqualTo(1);
    assertThat(list.err()).contains("no handler for route");
  }

  @Test
  void refusalIsToldWithUrlStatusAndErrors() {
    End end = anonymous.run("read", "/auth/azure/role/web/");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err().lines())
        .anyMatch(line -> line.startsWith("Error reading /auth/azure/role/web/: "))
        .contains("URL: GET " + server.address() + "v1/auth/azure/role/web")
        .contains("Code: 403. Errors:")
        .contains("* permission denied");
    assertThat(end.out()).isEmpty();
  }

  @Test
  @AboutAzure
  void writesParameters() throws IOException {
    Path file = Files.writeString(home.resolve("ids"), AzureMount.WEB_1);

    End end =
        operator
            .piping("30m")
            .run(
                "write",
                "auth/azure/role/piped",
                "bound_service_principal_ids=@" + file,
                "token_ttl=-",
                "token_policies=a",
                "token_policies=b");

    assertThat(end.exit()).isZero();
    assertThat(end.out())
        .isEqualToIgnoringNewLines("Success! Data written to: auth/azure/role/piped");
    JsonNode role = server.root().get("auth/azure/role/piped").data();
    assertThat(role.path("token_ttl").asInt()).isEqualTo(1800);
    assertThat(Reply.texts(role.path("token_policies"))).containsExactly("a", "b");
    assertThat(Reply.texts(role.path("bound_service_principal_ids")))
        .containsExactly(AzureMount.WEB_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "@role.json"})
  @AboutAzure
  void writesAJsonObject(String argument) throws IOException {
    String object = "{\"bound_service_principal_ids\":\"%s\",\"token_ttl\":7200}";
    String text = object.formatted(AzureMount.WEB_1);
    Files.writeString(home.resolve("role.json"), text);

    End end =
        operator
            .piping(text)
            .run("write", "auth/azure/role/whole", argument.replace("@", "@" + home + "/"));

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(server.root().get("auth/azure/role/whole").data().path("token_ttl").asInt())
        .isEqualTo(7200);
  }

  @Test
  void writeWithoutParametersNeedsForce() {
    End refused = operator.run("write", "auth/token/renew-self");
    End forced = operator.run("write", "-f", "-field=token_type", "auth/token/create");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--force");
    assertThat(forced.exit()).isZero();
    assertThat(forced.out()).isEqualTo("service");
  }

  @Test
  void badParametersAreNotRepeated() {
    End form = operator.run("write", "auth/azure/config", "hunter2");
    End json =
        operator.piping("{\"client_secret\": hunter2}").run("write", "auth/azure/config", "-");

    assertThat(form.exit()).isEqualTo(1);
    assertThat(form.err()).contains("key=value").doesNotContain("hunter2");
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.err()).contains("JSON object").doesNotContain("hunter2");
  }

  @Test
  void warningsGoToStandardError() {
    End end = operator.run("write", "auth/token/create", "policies=default", "colour=red");

    assertThat(end.exit()).isZero();
    assertThat(end.err()).contains("Warning: ", "colour");
    assertThat(end.out().lines())
        .anyMatch(line -> line.matches("token +azs\\..+"))
        .anyMatch(line -> line.matches("token_duration +768h"))
        .anyMatch(line -> line.matches("policies +\\[\"default\"]"));
  }

  @Test
  @AboutAzure
  void pathHelpSaysWhatCanBeDoneAtAPath() {
    End path = operator.run("path-help", "auth/azure/role/web");
    End mount = operator.run("path-help", "auth/azure/");
    End json = operator.run("path-help", "-format=json", "auth/azure/login");
    End none = operator.run("path-help", "auth/azure/none");

    assertThat(path.out()).contains("Matching Route: role/:name", "bound_service_principal_ids");
    assertThat(mount.out()).contains("## PATHS", "rotate-root");
    assertThat(json.out()).contains("\"see_also\"", "\"openapi\"");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("unsupported path");
  }

  @Test
  void listsKeys() {
    End table = operator.run("list", "auth/azure/role/");
    End json = operator.run("list", "-format=json", "auth/azure/role");

    assertThat(table.exit()).isZero();
    assertThat(table.out().lines()).contains("Keys", "----", "web");
    assertThat(Reply.texts(json(json))).contains("web");
  }

  @Test
  void deletes() {
    roles.role("gone");

    End end = operator.run("delete", "auth/azure/role/gone");

    assertThat(end.exit()).isZero();
    assertThat(end.out())
        .contains("Success! Data deleted (if it existed) at: auth/azure/role/gone");
    assertThat(server.root().get("auth/azure/role/gone").status()).isEqualTo(404);
  }

  @Test
  void azimuthVariablesWinOverVaults() {
    End end =
        operator
            .with("VAULT_ADDR", "http://127.0.0.1:1")
            .with("VAULT_TOKEN", "azs.wrong")
            .with("AZIMUTH_ADDR", server.address().toString())
            .with("AZIMUTH_TOKEN", server.rootToken())
            .run("read", "-field=display_name", "auth/token/lookup-self");

    assertThat(end.err()).isEmpty();
    assertThat(end.out()).isEqualTo("root");
  }

  @Test
  void keptTokenIsUsedWhereNoVariableHasOne() throws IOException {
    Files.writeString(home.resolve(".vault-token"), server.rootToken() + "\n");

    assertThat(anonymous.run("read", "-field=display_name", "auth/token/lookup-self").out())
        .isEqualTo("root");
  }

  @Test
  void namespaceIsSent() {
    End end = operator.run("read", "-namespace=team", "auth/azure/role/web");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("namespace not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "127.0.0.1:8200", "http://user:pw@127.0.0.1", "http://"})
  void badAddressIsRefusedWithoutRepeatingIt(String address) {
    End end = anonymous.run("status", "--address", address);

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("the address of the server (--address)").doesNotContain("pw");
  }

  @Test
  void addressWithoutASchemeSaysWhatIsMissing() {
    String variable = anonymous.with("VAULT_ADDR", "127.0.0.1:8200").run("status").err();
    String option = anonymous.run("status", "--address=localhost:8200").err();

    assertThat(variable)
        .contains(
            "the address of the server (VAULT_ADDR) is 127.0.0.1:8200: it must begin with https://"
                + " or http://, such as https://127.0.0.1:8200");
    assertThat(option).contains("(--address) is localhost:8200", "such as https://localhost:8200");
  }

  @ParameterizedTest
  @CsvSource({
    "operator rekye, operator rekey",
    "kv gett, kv get",
    "kv metadata pu, kv metadata put",
    "raed, read",
  })
  void unknownCommandNamesTheOneThatWasMeant(String typed, String meant) {
    End end = anonymous.run(typed.split(" ", -1));

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err())
        .startsWith("azimuth: there is no command '" + typed + "'; did you mean '" + meant + "'?");
  }

  @Test
  void hintsOfTheServerNameTheCommandsOfThisProgram() {
    server.root().write("sys/mounts/hinted", Map.of("type", "kv-v2"));

    End list = operator.run("list", "hinted");
    End read = operator.run("read", "hinted/x");
    End scan = operator.run("list", "-recursive", "hinted");

    assertThat(scan.err()).contains("Use 'azimuth kv list -recursive' for this operation");
    assertThat(list.err() + read.err())
        .contains("Use 'azimuth kv list' for this operation", "Use 'azimuth kv get'")
        .doesNotContain("Vault CLI");
  }

  @Test
  void explainOfALoginWithoutARightSaysWhichOne() throws IOException {
    Path jwt = Files.writeString(home.resolve("jwt"), "a.b.c");

    assertThat(anonymous.run("login", "--role=web", "--explain", "--jwt-file=" + jwt).err())
        .contains(
            "No token was sent", "--explain needs a token with update on auth/azure/login/explain");
  }

  @Test
  void tlsServerIsTrustedByItsAuthorityOnly(@TempDir Path directory) {
    try (TestingServer secure = TestingServer.in(directory).overTls().start()) {
      CommandLineRun stranger = CommandLineRun.at(secure, home);

      End refused = stranger.run("status");
      End trusted =
          stranger.with("VAULT_CACERT", secure.path("server.pem").toString()).run("status");
      End careless = stranger.with("VAULT_SKIP_VERIFY", "true").run("status");

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("is not trusted", "VAULT_CACERT");
      assertThat(trusted.err()).isEmpty();
      assertThat(trusted.exit()).isZero();
      assertThat(careless.exit()).isZero();
      assertThat(
              stranger
                  .with("VAULT_SKIP_VERIFY", "true")
                  .run("doctor", "--config", secure.path("azimuth.hcl").toString())
                  .out()
                  .lines())
          .anyMatch(line -> line.matches("ok +certificate \\S+ +valid until .*"))
          .anyMatch(line -> line.matches("note +certificate \\S+ chain +self-signed"));
    }
  }

  @Test
  @AboutAzure
  void doctorLooksAtTheMachineTheServerAndAzure() throws IOException {
    azure.orElseThrow().readingResources();
    Path bundle = home.resolve("help.tar.gz");
    String config = server.path("azimuth.hcl").toString();

    End all = operator.run("doctor", "--config", config, "--bundle", bundle.toString());
    End again = operator.run("doctor", "--bundle", bundle.toString());
    End little = anonymous.run("doctor", "-format=json");

    assertThat(all.out().lines())
        .anyMatch(line -> line.matches("ok +configuration +.*azimuth.hcl is good"))
        .anyMatch(line -> line.matches("ok +server +unsealed, and it serves"))
        .anyMatch(line -> line.matches("ok +clock +as that of the server"))
        .anyMatch(line -> line.matches("ok +version +client and server are .*"))
        .anyMatch(line -> line.matches("warn +audit devices +none: .*"))
        .anyMatch(line -> line.matches("ok +auth/azure resource_manager +reached in \\d+ ms"))
        .anyMatch(line -> line.matches("ok +clock of Azure +as that of the server"))
        .anyMatch(line -> line.matches("\\d+ checks: 0 failed, .*"));
    assertThat(all.exit()).isZero();
    assertThat(again.err()).contains("exists already");
    assertThat(json(little).path("good").asBoolean()).isTrue();
    assertThat(little.out()).contains("no --config", "no token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
        .isEqualTo("rw-------");
    String text = unpacked(bundle);
    assertThat(text)
        .contains(
            "azimuth-doctor/findings.txt",
            "azimuth-doctor/health.json",
            "azimuth-doctor/metrics.json",
            "azimuth-doctor/status-azure.json",
            "azimuth_clock_offset_seconds",
            "storage = ",
            "seal.current_key = (hidden)")
        .doesNotContain(server.rootToken(), "lab-secret-of-azimuth-server", "azs.");
  }

  /** The text of a tar file, of which the test only wants to know what is in it. */
  private static String unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] bytes = in.readAllBytes();
      assertThat(bytes.length % 512).isZero();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void doctorFailsForAServerThatIsNotThereOrSealed(@TempDir Path directory) {
    End away = operator.run("doctor", "--address=http://127.0.0.1:1");
    try (TestingServer fresh = TestingServer.in(directory).uninitialised().start()) {
      End fresher = CommandLineRun.at(fresh, home).run("doctor");
      assertThat(fresher.exit()).isEqualTo(1);
      assertThat(fresher.out()).contains("not initialised", "to do: azimuth operator init");
    }

    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.out().lines())
        .anyMatch(line -> line.matches("fail +server +no answer: nothing listens at .*"));
  }

  @Test
  void clientShowsItsCertificateWhereTheServerWantsOne(@TempDir Path directory) {
    try (TestingServer strict =
        TestingServer.in(directory)
            .overTls()
            .listener("tls_client_ca_file = \"server.pem\"")
            .uninitialised()
            .start()) {
      CommandLineRun stranger =
          CommandLineRun.at(strict, home)
              .with("VAULT_CACERT", strict.path("server.pem").toString());

      End refused = stranger.run("status");
      End known =
          stranger
              .with("VAULT_CLIENT_CERT", strict.path("server.pem").toString())
              .with("VAULT_CLIENT_KEY", strict.path("server.key").toString())
              .run("status");

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(known.err()).isEmpty();
      assertThat(known.exit()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void everyShellHasAScriptThatAsksTheProgram(String shell) {
    End end = anonymous.run("completion", shell);

    assertThat(end.exit()).isZero();
    assertThat(end.out()).contains(" complete -- ");
    assertThat(anonymous.run("completion", "tcsh").exit()).isEqualTo(2);
  }

  private static List<String> completed(CommandLineRun run, String words) {
    End end = run.run(("complete -- " + words).split(" ", -1));
    assertThat(end.err()).isEmpty();
    return end.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
  }

  @Test
  void completesCommandsOptionsAndTheirValues() {
    assertThat(completed(anonymous, ""))
        .contains("login", "kv", "server")
        .doesNotContain("warm-up");
    assertThat(completed(anonymous, "re")).containsExactly("read");
    assertThat(completed(anonymous, "kv metadata g")).containsExactly("get");
    assertThat(completed(anonymous, "read --fi")).containsExactly("--field=");
    assertThat(completed(anonymous, "read -fi")).containsExactly("--field=");
    assertThat(completed(anonymous, "login --source=a"))
        .containsExactly(
            "--source=auto", "--source=app-service", "--source=arc", "--source=aks", "--source=az");
    assertThat(completed(anonymous, "read --format ")).containsExactly("table", "json", "yaml");
    assertThat(completed(anonymous, "read --format = j")).containsExactly("json"); // from bash
    assertThat(completed(anonymous, "--format json rea")).containsExactly("read");
    assertThat(completed(anonymous, "completion f")).containsExactly("fish");
    assertThat(completed(anonymous, "policy read ")).isEmpty();
  }

  @Test
  @AboutAzure
  void completesPathsThatTheTokenMayList() {
    server.root().write("sys/mounts/shelf", Map.of("type", "kv-v2"));
    server.root().write("shelf/data/web/db", Map.of("data", Map.of("a", "1")));
    server.root().write("shelf/data/$(x)", Map.of("data", Map.of("a", "1")));

    assertThat(completed(operator, "read au")).containsExactly("auth/");
    assertThat(completed(operator, "read auth/a")).containsExactly("auth/azure/");
    assertThat(completed(operator, "read auth/azure/ro"))
        .containsExactly("auth/azure/role/", "auth/azure/rotate-root");
    assertThat(completed(operator, "read auth/azure/role/we")).contains("auth/azure/role/web");
    assertThat(completed(operator, "read shelf/"))
        .containsExactly("shelf/data/", "shelf/metadata/");
    assertThat(completed(operator, "read shelf/data/web/")).containsExactly("shelf/data/web/db");
    assertThat(completed(operator, "kv get shelf/")).containsExactly("shelf/web/");
    assertThat(completed(operator, "kv get -field x shelf/web/")).containsExactly("shelf/web/db");
    assertThat(completed(operator, "auth tune az")).containsExactly("azure/");
    assertThat(completed(anonymous, "read auth/")).isEmpty();
    assertThat(completed(operator.with("VAULT_TOKEN", "azs.wrong"), "read auth/")).isEmpty();
    assertThat(completed(operator, "--address=http://127.0.0.1:1 read auth/")).isEmpty();
  }

  @Test
  void everyCommandHasAManualPage() throws IOException {
    Path pages = home.resolve("man");

    assertThat(anonymous.run("man-pages", pages.toString()).exit()).isZero();

    try (Stream<Path> files = Files.list(pages)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("azimuth.1", "azimuth-login.1", "azimuth-kv.1", "azimuth-server.1")
          .doesNotContain("azimuth-man-pages.1", "azimuth-complete.1", "azimuth-warm-up.1");
    }
    String login = Files.readString(pages.resolve("azimuth-login.1"));
    assertThat(login)
        .startsWith(".TH AZIMUTH\\-LOGIN 1")
        .contains("\n.SH NAME\nazimuth\\-login \\- ", "\\fB\\-\\-role\\fR=\\fINAME\\fR")
        .contains("\n.SH EXAMPLES\n.nf\nazimuth login \\-\\-role=web\n")
        .doesNotContain("${");
    assertThat(Files.readString(pages.resolve("azimuth-kv.1"))).contains(".SS azimuth kv get\n");
  }

  @Test
  void helpHasTheOptionsOfTheCommandFirst() {
    String help = anonymous.run("login", "--help").out();

    assertThat(help.indexOf("--role=")).isLessThan(help.indexOf("--source="));
    assertThat(help.indexOf("--wrap-ttl=")).isLessThan(help.indexOf("Server and output:"));
    assertThat(help.indexOf("Server and output:")).isLessThan(help.indexOf("--ca-cert="));
    assertThat(help).contains("Default: https://management.azure.com/");
  }

  private static JsonNode json(End end) {
    try {
      return new ObjectMapper().readTree(end.out());
    } catch (IOException e) {
      throw new AssertionError(end.out(), e);
    }
  }
}
