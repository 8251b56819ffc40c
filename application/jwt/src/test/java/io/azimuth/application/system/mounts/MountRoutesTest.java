package io.azimuth.application.system.mounts;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets mounts and moving mounts. */
class MountRoutesTest {

  private final ScriptedMethod method = new ScriptedMethod();
  private final TestServer server = new TestServer(method);
  private final String root = server.initialize();

  @Test
  void theCatalogHasWhatCanBeMounted() {
    Map<String, Value> catalog = data(server.read(root, "sys/plugins/catalog"));

    assertThat(catalog.get("database")).isEqualTo(Value.of(List.of()));
    assertThat(catalog.get("auth").toString()).contains("jwt");
    assertThat(((Value.Items) catalog.get("detailed")).values())
        .contains(
            Values.of(
                Map.of(
                    "name", "jwt",
                    "type", "auth",
                    "version", "v0.1.0+builtin.azimuth",
                    "builtin", true,
                    "deprecation_status", "supported")));
  }

  @Test
  void thePluginsOfTheServerAreShownOneByOne() {
    assertThat(data(server.read(root, "sys/plugins/catalog/auth/jwt")))
        .containsEntry("name", Value.of("jwt"))
        .containsEntry("builtin", Value.of(true))
        .containsEntry("command", Value.of(""))
        .containsEntry("sha256", Value.of(""))
        .containsEntry("version", Value.of("v0.1.0+builtin.azimuth"));
    for (String path : List.of("auth/none", "secret/jwt", "database/jwt")) {
      assertThat(server.read(root, "sys/plugins/catalog/" + path))
          .isInstanceOf(Answer.NotFound.class);
    }
    assertInvalid(
        server.read(root, "sys/plugins/catalog/none/jwt"),
        "the type of a plugin is auth, secret, database, audit or seal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"catalog/auth/mine", "reload/backend", "reload/auth/jwt", "catalog/auth/jwt"})
  void nobodyRegistersOrReloadsPlugins(String path) {
    String sentence =
        "plugins are files of the server: change plugin_directory and start the server again";

    assertInvalid(server.write(root, "sys/plugins/" + path, Map.of("command", "mine")), sentence);
    if (path.startsWith("catalog/")) {
      assertInvalid(server.delete(root, "sys/plugins/" + path), sentence);
    }
  }

  @Test
  void theServersOwnEnginesAreListed() {
    Map<String, Value> mounts = data(server.read(root, "sys/mounts"));

    assertThat(mounts).containsOnlyKeys("cubbyhole/", "identity/", "sys/");
    assertThat(((Value.Obj) mounts.get("cubbyhole/")).members())
        .containsEntry("type", Value.of("cubbyhole"))
        .containsEntry("description", Value.of("per-token private secret storage"))
        .containsKeys("accessor", "uuid", "local", "seal_wrap", "options", "config")
        .containsKeys("external_entropy_access", "plugin_version")
        .containsEntry("running_plugin_version", Value.of("v0.1.0+builtin.azimuth"))
        .containsEntry("running_sha256", Value.of(""))
        .containsEntry("deprecation_status", Value.of("supported"))
        .containsEntry("local", Value.of(true));
    assertThat(((Value.Obj) mounts.get("identity/")).members())
        .containsEntry("type", Value.of("identity"));
    assertThat(((Value.Obj) mounts.get("sys/")).members())
        .containsEntry("type", Value.of("system"))
        .containsEntry("local", Value.of(false))
        .containsEntry("seal_wrap", Value.of(true));
    assertThat(data(server.read(root, "sys/mounts/sys")))
        .isEqualTo(((Value.Obj) mounts.get("sys/")).members());
  }

  @Test
  void aParameterThatNobodyKnowsIsNamedWhenAMethodIsEnabled() {
    assertThat(
            TestServer.envelope(
                    server.write(root, "sys/auth/a", Map.of("type", "scripted", "desciption", "x")))
                .warnings())
        .containsExactly("Endpoint ignored these unrecognized parameters: [desciption]");
    assertThat(
            TestServer.envelope(
                    server.write(
                        root,
                        "sys/auth/b",
                        Map.of("type", "scripted", "config", Map.of("max_lese_ttl", "1h", "x", 0))))
                .warnings())
        .containsExactly("Endpoint ignored these unrecognized parameters: [config.max_lese_ttl]");
    assertThat(data(server.read(root, "sys/auth"))).containsOnlyKeys("a/", "b/", "token/");
  }

  @Test
  void whatMeansNothingHereIsShownAsItWasSet() {
    done(
        server.write(
            root,
            "sys/auth/a",
            Map.of(
                "type",
                "plugin",
                "plugin_name",
                "scripted",
                "local",
                true,
                "seal_wrap",
                true,
                "external_entropy_access",
                true,
                "options",
                Map.of("a", "b", "empty", ""),
                "config",
                Map.of("description", "words", "passthrough_request_headers", List.of("X-A")))));

    Map<String, Value> mount = data(server.read(root, "sys/auth/a"));
    assertThat(mount)
        .containsEntry("type", Value.of("scripted"))
        .containsEntry("description", Value.of("words"))
        .containsEntry("local", Value.of(true))
        .containsEntry("seal_wrap", Value.of(true))
        .containsEntry("external_entropy_access", Value.of(true))
        .containsEntry("options", Values.of(Map.of("a", "b")));
    assertThat(((Value.Obj) mount.get("config")).members())
        .containsEntry("passthrough_request_headers", Value.of(List.of("X-A")));
  }

  @Test
  void noMethodLocksUsersOut() {
    assertInvalid(
        server.write(
            root,
            "sys/auth/a",
            Map.of(
                "type",
                "scripted",
                "config",
                Map.of("user_lockout_config", Map.of("lockout_threshold", "3")))),
        "tuning of user lockout configuration for auth type \"scripted\" not allowed: no method"
            + " here locks users out");
  }

  @Test
  void anAuthMethodIsReadAmongMountsToo() {
    assertThat(data(server.read(root, "sys/mounts/auth/token")))
        .isEqualTo(data(server.read(root, "sys/auth/token")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "auth/none", "a/b"})
  void anEngineThatIsNotThereIsSaidSo(String path) {
    assertInvalid(
        server.read(root, "sys/mounts/" + path), "No secret engine mount at " + path + "/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"auth/x", "sys/x", "sys", "audit/x", "cubbyhole", "cubbyhole/x", "identity"})
  void whereTheServerKeepsItsOwnNothingIsMountedOrUnmounted(String path) {
    Answer answer = server.write(root, "sys/mounts/" + path, Map.of("type", "kv"));
    assertThat(refusal(answer).errors()).containsExactly("cannot mount \"" + path + "/\"");
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertInvalid(server.delete(root, "sys/mounts/" + path), "cannot unmount \"" + path + "/\"");
  }

  @Test
  void aPathThatIsTooLongIsNoneOfAMount() {
    String longest = "m".repeat(255);
    done(server.write(root, "sys/mounts/" + longest, Map.of("type", "kv-v2")));
    String secret = longest + "/data/" + "x".repeat(480);
    assertThat(data(server.write(root, secret, Map.of("data", Map.of())))).containsKey("version");

    assertInvalid(
        server.write(root, "sys/mounts/m" + longest, Map.of("type", "kv-v2")),
        "not a path that can be mounted");
  }

  @Test
  void aTypeThatIsNotHereIsRefused() {
    assertInvalid(
        server.write(root, "sys/mounts/secret", Map.of("type", "ssh")),
        "plugin not found in the catalog: ssh");
    assertInvalid(
        server.write(
            root, "sys/mounts/secret", Map.of("type", "kv-v2", "options", Map.of("version", "1"))),
        "type \"kv-v2\" contradicts the option version");
    assertInvalid(
        server.write(
            root, "sys/mounts/secret", Map.of("type", "kv", "options", Map.of("version", "3"))),
        "invalid version provided: 3");
    assertInvalid(
        server.write(
            root,
            "sys/mounts/secret",
            Map.of("type", "kv", "config", Map.of("token_type", "batch"))),
        "'token_type' can only be modified on auth mounts");
    assertInvalid(
        server.write(
            root, "sys/mounts/secret", Map.of("type", "pki", "options", Map.of("version", "2"))),
        "secrets engine \"pki\" does not allow setting a version");
    assertInvalid(
        server.write(root, "sys/mounts/secret", Map.of()),
        "backend type must be specified as a string");
    done(server.delete(root, "sys/mounts/secret"));
  }

  @Test
  void aMoveTakesWhatTheMountKeepsWithIt() {
    enable("old");
    method.act(
        call -> {
          if (call.fields().captured("name").equals("put")) {
            call.storage().put("thing", Value.Obj.builder().put("a", "b").build());
          }
          return call.storage().get("thing").map(Answer::data).orElseGet(Answer.NotFound::new);
        });
    server.delete(root, "auth/old/thing/put");
    String accessor =
        text(((Value.Obj) data(server.read(root, "sys/auth")).get("old/")), "accessor");

    Answer answer = remount("auth/old", "auth/team/new/");

    String id = text(new Value.Obj(data(answer)), "migration_id");
    Map<String, Value> mounts = data(server.read(root, "sys/auth"));
    assertThat(mounts).containsOnlyKeys("team/new/", "token/");
    assertThat(text((Value.Obj) mounts.get("team/new/"), "accessor")).isEqualTo(accessor);
    assertThat(data(server.read(root, "auth/team/new/thing/get")))
        .containsEntry("a", Value.of("b"));
    assertThat(refusal(server.read(root, "auth/old/thing/get")).category())
        .isEqualTo(ErrorCategory.NOT_FOUND);
    assertThat(data(server.read(root, "sys/remount/status/" + id)))
        .containsEntry("migration_id", Value.of(id))
        .containsEntry(
            "migration_info",
            Value.Obj.builder()
                .put("source_mount", "auth/old/")
                .put("target_mount", "auth/team/new/")
                .put("status", "success")
                .build());
  }

  @Test
  void aMoveRevokesTheTokensOfTheMountAndNoOthers() {
    enable("old");
    enable("other");
    String moved = clientToken(server.write("", "auth/old/login", Map.of()));
    String child =
        clientToken(server.write(root, "auth/token/create", Map.of("policies", "default")));
    String other = clientToken(server.write("", "auth/other/login", Map.of()));
    assertThat(data(server.read(moved, "auth/token/lookup-self"))).isNotEmpty();

    remount("auth/old", "auth/new");

    assertThat(refusal(server.read(moved, "auth/token/lookup-self")).errors().get(0))
        .contains("invalid token");
    assertThat(data(server.read(child, "auth/token/lookup-self"))).isNotEmpty();
    assertThat(data(server.read(other, "auth/token/lookup-self"))).isNotEmpty();
    String fresh = clientToken(server.write("", "auth/new/login", Map.of()));
    assertThat(data(server.read(fresh, "auth/token/lookup-self")))
        .containsEntry("path", Value.of("auth/new/login"));
  }

  @Test
  void whoMovesAMountKeepsItsEntities() {
    enable("old");
    String before = entity(server.write("", "auth/old/login", Map.of()));

    remount("auth/old", "auth/new");

    assertThat(entity(server.write("", "auth/new/login", Map.of()))).isEqualTo(before);
  }

  @Test
  void aMountMovesBelowItselfAndBack() {
    enable("a");
    remount("auth/a", "auth/a/b");
    remount("auth/a/b", "auth/a");
    assertThat(data(server.read(root, "sys/auth"))).containsOnlyKeys("a/", "token/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth/a     | auth/b/c   | path in use at \"auth/b/\"",
        "auth/a     | auth/b     | path in use at \"auth/b/\"",
        "auth/a     | auth/a     | path in use at \"auth/a/\"",
        "auth/none  | auth/c     | no matching mount at \"auth/none/\"",
        "secret     | kv         | no matching mount at \"secret/\"",
        "auth/token | auth/c     | cannot remount \"auth/token/\"",
        "sys        | c          | cannot remount \"sys/\"",
        "identity   | c          | cannot remount \"identity/\"",
        "auth/a     | auth/token | cannot remount to \"auth/token/\"",
        "secret     | sys/x      | cannot remount to \"sys/x/\"",
        "auth/a     | c          | cannot remount auth mount to \"c/\"",
        "secret     | auth/c     | cannot remount non-auth mount to \"auth/c/\"",
        "auth/a     | auth/*     | 'to' is not a mount path",
        "auth//a    | auth/c     | 'from' is not a mount path"
      })
  void whatCannotBeMovedStays(String from, String to, String error) {
    enable("a");
    enable("b");
    assertInvalid(remount(from, to), error);
    assertThat(data(server.read(root, "sys/auth"))).containsOnlyKeys("a/", "b/", "token/");
  }

  @Test
  void bothPathsMustBeGiven() {
    assertInvalid(
        server.write(root, "sys/remount", Map.of("from", "auth/a")),
        "both 'from' and 'to' path must be specified as a string");
  }

  @Test
  void aMoveIsRememberedForADay() {
    enable("a");
    String first = text(new Value.Obj(data(remount("auth/a", "auth/b"))), "migration_id");
    server.clock().advance(Duration.ofDays(1).minusSeconds(1));
    String second = text(new Value.Obj(data(remount("auth/b", "auth/c"))), "migration_id");
    assertThat(data(server.read(root, "sys/remount/status/" + first))).isNotEmpty();

    server.clock().advance(Duration.ofSeconds(1));
    remount("auth/c", "auth/d");

    assertThat(server.read(root, "sys/remount/status/" + first))
        .isInstanceOf(Answer.NotFound.class);
    assertThat(data(server.read(root, "sys/remount/status/" + second))).isNotEmpty();
    assertThat(server.read(root, "sys/remount/status/none")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void whoEnablesWhereAnotherMovesToDoesNotSucceedToo() {
    enable("a");
    server.store().beforeNextCommit(() -> server.elsewhere(() -> enable("b")));

    assertInvalid(remount("auth/a", "auth/b"), "path in use at \"auth/b/\"");
  }

  private void enable(String path) {
    done(server.write(root, "sys/auth/" + path, Map.of("type", "scripted")));
  }

  private Answer remount(String from, String to) {
    return server.write(root, "sys/remount", Map.of("from", from, "to", to));
  }

  private static String entity(Answer login) {
    return TestServer.envelope(login).auth().orElseThrow().entityId();
  }

  private static String text(Value.Obj object, String name) {
    return ((Value.Text) object.members().get(name)).text();
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).isEqualTo(List.of(error));
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
