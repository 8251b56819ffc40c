package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth kv} on mounts with and without versions. */
final class KvCommandsTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  @RegisterExtension static final SharedServer YOUNG = SharedServer.standing();

  private static TestingServer server;

  @TempDir private Path home;
  private CommandLineRun operator;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/plain", Map.of("type", "kv-v1"));
  }

  @BeforeEach
  void begin() {
    operator = CommandLineRun.at(server, home).with("VAULT_TOKEN", server.rootToken());
  }

  private End done(String... arguments) {
    End end = operator.run(arguments);
    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    return end;
  }

  @Test
  void putsAndGetsOneVersionAfterAnother() {
    End first = done("kv", "put", "secret/web/db", "user=app", "password=one");
    done("kv", "put", "-mount=secret", "web/db", "user=app", "password=two");

    assertThat(first.out().lines())
        .contains("secret/data/web/db")
        .anyMatch(line -> line.matches("=+ Metadata =+"))
        .anyMatch(line -> line.matches("version +1"));
    assertThat(done("kv", "get", "secret/web/db").out().lines())
        .contains("== Secret Path ==", "secret/data/web/db")
        .anyMatch(line -> line.matches("=+ Data =+"))
        .anyMatch(line -> line.matches("deletion_time +n/a"))
        .anyMatch(line -> line.matches("version +2"))
        .anyMatch(line -> line.matches("password +two"));
    assertThat(done("kv", "get", "-version=1", "-field=password", "secret/web/db").out())
        .isEqualTo("one");
    assertThat(done("kv", "get", "-mount", "secret", "-field=password", "web/db").out())
        .isEqualTo("two");
    assertThat(done("kv", "get", "-format=json", "secret/web/db").out())
        .contains("\"request_id\"", "\"password\": \"two\"");
  }

  @Test
  void readsOneValueByItsPath() {
    operator
        .piping(
            "{\"login\":{\"password\":\"deep\"},\"hosts\":[\"a\",\"b\"],\"dotted.key\":\"dot\"}")
        .run("kv", "put", "secret/nested", "-");

    assertThat(done("read", "-field=data.login.password", "secret/data/nested").out())
        .isEqualTo("deep");
    assertThat(done("read", "-field=data.dotted.key", "secret/data/nested").out()).isEqualTo("dot");
    assertThat(done("read", "-field=data.hosts.1", "secret/data/nested").out()).isEqualTo("b");
    assertThat(done("kv", "get", "-field=login.password", "secret/nested").out()).isEqualTo("deep");
    assertThat(operator.run("kv", "get", "-field=hosts.2", "secret/nested").err())
        .contains("\"hosts.2\" not present");
  }

  @Test
  void aWriteNamesTheVersionThatItFollows() {
    done("kv", "put", "-cas=0", "secret/guarded", "a=1");

    End late = operator.run("kv", "put", "-cas=0", "secret/guarded", "a=2");
    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.err()).contains("check-and-set parameter did not match");
    assertThat(done("kv", "put", "-cas=1", "-field=version", "secret/guarded", "a=2").out())
        .isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"patch", "rw"})
  void patchesSingleKeys(String method) {
    String path = "secret/patched-" + method;
    done("kv", "put", path, "a=1", "b=2", "c=3");

    done("kv", "patch", "-method", method, "-remove-data=c", path, "b=4");

    assertThat(done("kv", "get", "-field=b", path).out()).isEqualTo("4");
    assertThat(done("kv", "get", "-field=a", path).out()).isEqualTo("1");
    assertThat(operator.run("kv", "get", "-field=c", path).exit()).isEqualTo(1);
    End absent = operator.run("kv", "patch", "-method", method, "secret/never", "a=1");
    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.err()).contains("No value found at secret/data/never");
  }

  @Test
  void deletesUndeletesAndDestroysVersions() {
    done("kv", "put", "secret/gone", "a=1");
    done("kv", "put", "secret/gone", "a=2");

    done("kv", "delete", "secret/gone");
    End deleted = operator.run("kv", "get", "secret/gone");
    assertThat(deleted.exit()).isEqualTo(2);
    assertThat(deleted.out()).contains("Metadata").doesNotContain("Data =");
    done("kv", "undelete", "-versions=2", "secret/gone");
    assertThat(done("kv", "get", "-field=a", "secret/gone").out()).isEqualTo("2");
    done("kv", "delete", "-versions=1,2", "secret/gone");
    done("kv", "undelete", "-versions=1", "-versions=2", "secret/gone");
    done("kv", "destroy", "-versions=1", "secret/gone");
    done("kv", "undelete", "-versions=1", "secret/gone");
    assertThat(operator.run("kv", "get", "-version=1", "secret/gone").exit()).isEqualTo(2);
    assertThat(operator.run("kv", "destroy", "secret/gone").err()).contains("--versions");
  }

  @Test
  void rollsBackToAnEarlierVersion() {
    done("kv", "put", "secret/rolled", "a=1");
    done("kv", "put", "secret/rolled", "a=2");

    assertThat(done("kv", "rollback", "-version=1", "secret/rolled").out().lines())
        .anyMatch(line -> line.matches("version +3"));
    assertThat(done("kv", "get", "-field=a", "secret/rolled").out()).isEqualTo("1");
    End none = operator.run("kv", "rollback", "-version=9", "secret/rolled");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("version 9 is deleted or was never there");
  }

  @Test
  void lists() {
    done("kv", "put", "secret/listed/one", "a=1");
    done("kv", "put", "plain/listed/two", "a=1");

    assertThat(done("kv", "list", "secret/listed").out().lines()).contains("one");
    assertThat(done("kv", "list", "-mount=secret", "listed/").out().lines()).contains("one");
    assertThat(done("kv", "list", "-mount=secret").out().lines()).contains("listed/");
    assertThat(done("kv", "list", "plain").out().lines()).contains("listed/");
    assertThat(operator.run("kv", "list", "secret/none").exit()).isEqualTo(2);
    assertThat(done("kv", "list", "-recursive", "-mount=secret").out().lines())
        .contains("listed/one");
    assertThat(done("list", "-recursive", "plain").out().lines()).contains("listed/two");
  }

  @Test
  void readsAndWritesMetadata() {
    done("kv", "put", "secret/known", "a=1");
    done(
        "kv",
        "metadata",
        "put",
        "-max-versions=3",
        "-cas-required",
        "-delete-version-after=24h",
        "-custom-metadata=team=web",
        "-custom-metadata=tier=2",
        "secret/known");
    done(
        "kv",
        "metadata",
        "patch",
        "-cas-required=false",
        "-custom-metadata=tier=1",
        "-remove-custom-metadata=team",
        "secret/known");

    assertThat(done("kv", "metadata", "get", "secret/known").out().lines())
        .contains("secret/metadata/known")
        .anyMatch(line -> line.matches("cas_required +false"))
        .anyMatch(line -> line.matches("max_versions +3"))
        .anyMatch(line -> line.matches("  tier +1"))
        .anyMatch(line -> line.matches("=+ Version 1 =+"));
    assertThat(done("kv", "metadata", "get", "-field=max_versions", "secret/known").out())
        .isEqualTo("3");
    done("kv", "metadata", "delete", "secret/known");
    assertThat(operator.run("kv", "metadata", "get", "secret/known").exit()).isEqualTo(2);
  }

  @Test
  void mountWithoutVersionsHasTheSameCommandsAsFarAsItCan() {
    assertThat(done("kv", "put", "plain/app", "a=1").out())
        .contains("Success! Data written to: plain/app");
    assertThat(done("kv", "get", "plain/app").out().lines()).anyMatch(line -> line.matches("a +1"));
    for (String command : List.of("undelete -versions=1", "rollback -version=1", "metadata get")) {
      String[] line = ("kv " + command + " plain/app").split(" ", -1);
      End end = operator.run(line);
      assertThat(end.exit()).isEqualTo(1);
      assertThat(end.err()).contains("needs a mount with versions; plain/ has none");
    }
    done("kv", "delete", "plain/app");
    assertThat(operator.run("kv", "get", "plain/app").exit()).isEqualTo(2);
  }

  @Test
  void mountCanGetVersions() {
    server.root().write("sys/mounts/young", Map.of("type", "kv-v1"));

    End end = operator.run("kv", "enable-versioning", "young/");

    assertThat(end.exit()).isZero();
    assertThat(end.err()).contains("Upgrading mount from version 1 to version 2");
    assertThat(end.out()).contains("Success! Tuned the secrets engine at: young/");
    awaitVersions("young/app");
    assertThat(done("kv", "get", "-field=a", "young/app").out()).isEqualTo("1");
  }

  /** The upgrade runs in the background; until it ends, the mount refuses every request. */
  private void awaitVersions(String path) {
    Waiting.until(
        Duration.ofSeconds(30),
        () -> {
          End put = operator.run("kv", "put", path, "a=1");
          assertThat(put.exit() == 0 || put.err().contains("Upgrading from non-versioned"))
              .as(put.err())
              .isTrue();
          return put.exit() == 0;
        });
  }

  @Test
  void pathThatIsNoSecretIsToldApart() {
    assertThat(operator.run("kv", "get", "secret").err())
        .contains("the path of a secret is missing after secret/");
    assertThat(operator.run("kv", "get", "sys/health").err()).contains("sys/ is of type system");
    assertThat(operator.run("kv", "get", "nowhere/x").err())
        .contains("Error finding the mount of nowhere/x", "Code: 403");
  }

  @Test
  @AboutAzure
  void importsFromAnotherServer() {
    new ImportedServer(server.root()).fill();
    TestingServer young = YOUNG.server();
    CommandLineRun here =
        CommandLineRun.at(young, home)
            .with("VAULT_TOKEN", young.rootToken())
            .with("AZIMUTH_IMPORT_TOKEN", server.rootToken());
    String from = "--from=" + server.address();

    End dry = here.run("import", from);
    assertThat(dry.exit()).as(dry.out() + dry.err()).isZero();
    assertThat(dry.out()).contains("Nothing was written yet: add --apply.");
    assertThat(young.root().get("sys/mounts/moved").status()).isEqualTo(400);

    End applied = here.run("import", from, "--apply");
    assertThat(applied.exit()).as(applied.out() + applied.err()).isZero();
    assertThat(lines(applied, "write"))
        .containsExactlyElementsOf(lines(dry, "write"))
        .contains(
            "write     mount moved/: kv version 2",
            "write     auth/cloud/role/web",
            "write     mount auth/apps/: approle",
            "write     auth/apps/role/web",
            "write     auth/ci/config",
            "write     auth/ci/role/deploy",
            "write     auth/people/config",
            "write     auth/pods/role/web",
            "write     entity ada, alias 0-a on auth/cloud/",
            "write     group all: internal",
            "write     policy own",
            "write     quota slow",
            "write     audited header x-trace",
            "write     secret moved/app/db: 4 versions, 2 of them without data, max_versions,"
                + " cas_required, custom_metadata");
    assertThat(lines(applied, "note"))
        .anyMatch(line -> line.contains("auth/cloud/config: secrets cannot be read"))
        .anyMatch(line -> line.contains("auth/people/config: secrets cannot be read"))
        .anyMatch(line -> line.contains("auth/apps/: secret ids cannot be read"));
    assertThat(applied.out())
        .contains(
            "printf %s \"$SECRET\" | azimuth write auth/people/config oidc_client_secret=-"
                + " oidc_discovery_url=https://people.example.com oidc_client_id=web");
    assertThat(applied.out()).doesNotContain("hunter");
    new ImportedServer(young.root()).check();

    new ImportedServer(young.root()).interrupt();
    End again = here.run("import", from, "--apply");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("written 0, changed 1; already here ", "refused 0");
    assertThat(lines(again, "change"))
        .containsExactly(
            "change    secret moved/app/late: 1 version, destroys the empty versions of an import"
                + " that did not end");
    new ImportedServer(young.root()).checkFirstLogin();
    Reply late = young.root().get("moved/metadata/app/late");
    assertThat(late.data().path("versions").path("1").path("destroyed").asBoolean()).isTrue();
    assertThat(late.data().path("current_version").asInt()).isEqualTo(2);

    young.root().write("auth/cloud/role/web", Map.of("token_ttl", "2h"));
    young
        .root()
        .write("auth/people/config", Map.of("oidc_discovery_url", "https://people.example.com"));
    young.root().write("auth/ci/config", Map.of("jwks_url", "https://ci.example.com/other"));
    End methods = here.run("import", from, "--only=methods", "--mount=auth/people,auth/ci");
    assertThat(methods.exit()).isEqualTo(1);
    assertThat(methods.out())
        .contains(
            "change    auth/ci/config: jwks_url https://ci.example.com/other becomes"
                + " https://ci.example.com/keys, bound_issuer \"\" becomes",
            "refused   auth/people/config: oidc_client_id \"\" becomes web; a write replaces its"
                + " secret, too, which cannot be read");
    young
        .root()
        .write("moved/data/app/db", Map.of("options", Map.of("cas", 4), "data", Map.of("a", "b")));
    young.root().write("movedplain/x", Map.of("a", "other"));
    End differs = here.run("import", from, "--mount=moved,movedplain/,auth/cloud,none");
    assertThat(differs.exit()).isEqualTo(1);
    assertThat(differs.out().lines())
        .contains(
            "change    auth/cloud/role/web: token_ttl 7200 becomes 3600",
            "change    secret movedplain/x: its data differs",
            "refused   mount none/: the server to read has no such mount",
            "refused   secret moved/app/db: this server has version 5 of it, the other one 4; it"
                + " stays as it is here");
    assertThat(
            here.run("import", from, "--only=policies,kv", "--mount=movedplain", "--format=json")
                .out())
        .contains("\"same\": 1", "\"change\": 1", "\"write\": 0", "\"applied\": false");
  }

  private static List<String> lines(End end, String outcome) {
    return end.out().lines().filter(line -> line.startsWith(outcome + " ")).toList();
  }

  @Test
  void importSaysWhatItNeeds(@TempDir Path files) {
    assertThat(operator.run("import").exit()).isEqualTo(2);
    assertThat(operator.run("import", "--from=x:1", "--only=all").err())
        .contains("--only takes mounts, azure");
    assertThat(operator.run("import", "--from=x:1").err()).contains("(--from) is x:1");
    assertThat(operator.run("import", "--from=http://vault.example.com:8200").err())
        .contains("the token of the server to read would go to vault.example.com over plain HTTP");
    String token = "--from-token-file=" + files.resolve("none");
    assertThat(operator.run("import", "--from=" + server.address(), token).err())
        .contains("does not exist");
    End denied = operator.run("import", "--from=" + server.address(), "--from-token=nobody");
    assertThat(denied.exit()).isEqualTo(1);
    assertThat(denied.err())
        .contains("Warning: the token stands on the command line")
        .contains("the other server answers 403 to GET sys/mounts");

    CommandLineRun patient = operator.piping("t");
    assertThat(patient.run("import", "--from=http://127.0.0.1:1").err())
        .contains("the other server: ");
    assertThat(patient.pauses())
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L);
  }
}
