package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth read}, {@code write}, {@code list}, {@code delete} and {@code unwrap}. */
final class ClientCommandsTest extends ClientCommandsFixture {

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
  void namespaceIsSent() {
    End end = operator.run("read", "-namespace=team", "auth/azure/role/web");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("namespace not found");
  }
}
