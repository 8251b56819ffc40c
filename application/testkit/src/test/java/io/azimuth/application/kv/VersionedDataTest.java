package io.azimuth.application.kv;

import static io.azimuth.application.kv.KvMount.about;
import static io.azimuth.application.kv.KvMount.assertNothing;
import static io.azimuth.application.kv.KvMount.notFound;
import static io.azimuth.application.kv.KvMount.secret;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data of KV v2 secrets. */
class VersionedDataTest {

  private static final String NOW = "2026-11-25T12:00:00Z";

  private final KvMount kv = new KvMount("kv-v2");

  @Test
  void whatIsWrittenIsReadBackWithItsVersion() {
    Map<String, Value> written =
        data(kv.put("app/db", Map.of("user", "x", "deep", Map.of("a", 1))));

    Value.Obj version =
        Value.Obj.builder()
            .put("created_time", NOW)
            .put("deletion_time", "")
            .put("destroyed", false)
            .put("custom_metadata", Value.NULL)
            .put("version", 1)
            .build();
    assertThat(written).isEqualTo(version.members());
    Answer read = kv.get("app/db");
    assertThat(secret(read)).isEqualTo(Values.of(Map.of("user", "x", "deep", Map.of("a", 1))));
    assertThat(about(read)).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1.0", "1e400", "-0.000", "123456789012345678901234567890", "1E-7", "0.10"})
  void numbersStayAsTheyWereWritten(String literal) {
    kv.put("n", Map.of("n", new Value.Num(literal)));

    assertThat(((Value.Obj) secret(kv.get("n"))).get("n")).contains(new Value.Num(literal));
  }

  @Test
  void noDataIsRefusedButNoneOrNullIsData() {
    assertInvalid(kv.server.write(kv.root, "secret/data/a", Map.of()), "no data provided");
    assertInvalid(
        kv.server.write(kv.root, "secret/data/a", Map.of("data", "text")),
        "Field validation failed: error converting input for field \"data\": an object is"
            + " expected");

    kv.put("a", Map.of());
    assertThat(secret(kv.get("a"))).isEqualTo(Value.Obj.EMPTY);
    kv.server.write(kv.root, "secret/data/a", Map.of("data", Value.NULL));
    assertThat(secret(kv.get("a"))).isEqualTo(Value.NULL);
    assertThat(about(kv.get("a")).get("version")).contains(Value.of(2));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    kv.put("a", Map.of("x", "y"));

    assertNothing(kv.get("b"));
    assertNothing(kv.get("a/b"));
    assertNothing(kv.get("a", 2));
    assertNothing(kv.get("a", -1));
  }

  @Test
  void eachVersionCanBeRead() {
    kv.versions("a", 3);

    assertThat(secret(kv.get("a", 1))).isEqualTo(Values.of(Map.of("n", 1)));
    assertThat(secret(kv.get("a", 0))).isEqualTo(Values.of(Map.of("n", 3)));
    assertThat(about(kv.get("a", 2)).get("version")).contains(Value.of(2));
  }

  @Test
  void aNameMayLookLikeAVersionOfAnother() {
    kv.versions("a", 2);
    kv.put("a/2", Map.of("n", "other"));

    assertThat(secret(kv.get("a", 2))).isEqualTo(Values.of(Map.of("n", 2)));
    assertThat(secret(kv.get("a/2"))).isEqualTo(Values.of(Map.of("n", "other")));
  }

  @Test
  void aWriteThatFollowsAnotherVersionIsRefused() {
    String mismatch = "check-and-set parameter did not match the current version";
    assertInvalid(kv.put("a", Map.of("n", 1), 1), mismatch);
    data(kv.put("a", Map.of("n", 1), 0));
    assertInvalid(kv.put("a", Map.of("n", 2), 0), mismatch);
    data(kv.put("a", Map.of("n", 2), "1"));
    assertInvalid(kv.put("a", Map.of("n", 3), 1), mismatch);
    assertInvalid(kv.put("a", Map.of("n", 3), 3), mismatch);
    assertInvalid(kv.put("a", Map.of("n", 3), -1), mismatch);
    assertThat(about(kv.get("a")).get("version")).contains(Value.of(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-", "1.0", "1e0", ""})
  void whatIsNoVersionIsSaidSo(String cas) {
    assertInvalid(kv.put("a", Map.of(), cas), "error parsing check-and-set parameter");
  }

  @Test
  void checkAndSetComparesWithADeletedVersionToo() {
    kv.versions("a", 1);
    done(kv.server.delete(kv.root, "secret/data/a"));

    assertInvalid(
        kv.put("a", Map.of(), 0), "check-and-set parameter did not match the current version");
    assertThat(data(kv.put("a", Map.of(), 1))).containsEntry("version", Value.of(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret/config", "secret/metadata/a"})
  void checkAndSetCanBeRequired(String where) {
    kv.server.write(kv.root, where, Map.of("cas_required", true));

    assertInvalid(kv.put("a", Map.of("n", 1)), "check-and-set parameter required for this call");
    data(kv.put("a", Map.of("n", 1), 0));
    assertInvalid(
        kv.server.patch(kv.root, "secret/data/a", Map.of("data", Map.of())),
        "check-and-set parameter required for this call");
    done(kv.server.delete(kv.root, "secret/data/a"));
  }

  @Test
  void aPatchMerges() {
    kv.put(
        "a", Map.of("keep", "k", "drop", "d", "deep", Map.of("x", 1, "y", 2), "list", List.of(1)));
    Map<String, Object> change = new HashMap<>();
    change.put("drop", Value.NULL);
    change.put("deep", Map.of("x", Value.NULL, "z", Map.of("new", true, "gone", Value.NULL)));
    change.put("list", List.of(2, 3));

    Answer patched = kv.server.patch(kv.root, "secret/data/a", Map.of("data", change));

    assertThat(data(patched)).containsEntry("version", Value.of(2));
    assertThat(secret(kv.get("a")))
        .isEqualTo(
            Values.of(
                Map.of(
                    "keep", "k",
                    "deep", Map.of("y", 2, "z", Map.of("new", true)),
                    "list", List.of(2, 3))));
  }

  @Test
  void onlyWhatCanBeReadCanBePatched() {
    Map<String, ?> change = Map.of("data", Map.of("n", 9));
    assertNothing(kv.server.patch(kv.root, "secret/data/a", change));
    kv.server.write(kv.root, "secret/metadata/a", Map.of());
    assertNothing(kv.server.patch(kv.root, "secret/data/a", change));
    kv.versions("a", 1);
    assertInvalid(kv.server.patch(kv.root, "secret/data/a", Map.of()), "no data provided");
    assertInvalid(
        kv.server.patch(
            kv.root, "secret/data/a", Map.of("data", Map.of(), "options", Map.of("cas", 0))),
        "check-and-set parameter did not match the current version");
    done(kv.server.delete(kv.root, "secret/data/a"));

    Answer.NotFound deleted = notFound(kv.server.patch(kv.root, "secret/data/a", change));

    assertThat(deleted.data().orElseThrow().get("version")).contains(Value.of(1));
    assertThat(deleted.data().orElseThrow().get("deletion_time")).contains(Value.of(NOW));
  }

  @Test
  void aDeletedVersionIsKnownButNotShown() {
    kv.versions("a", 2);
    done(kv.server.delete(kv.root, "secret/data/a"));

    Value.Obj told = notFound(kv.get("a")).data().orElseThrow();

    assertThat(told.get("data")).contains(Value.NULL);
    assertThat(((Value.Obj) told.get("metadata").orElseThrow()).members())
        .containsEntry("version", Value.of(2))
        .containsEntry("deletion_time", Value.of(NOW))
        .containsEntry("destroyed", Value.of(false));
    assertThat(secret(kv.get("a", 1))).isEqualTo(Values.of(Map.of("n", 1)));
    done(kv.server.delete(kv.root, "secret/data/none"));
  }

  @Test
  void deletingAgainLeavesTheTimeOfTheFirst() {
    kv.versions("a", 1);
    kv.server.delete(kv.root, "secret/data/a");
    kv.server.clock().advance(Duration.ofHours(1));
    kv.server.delete(kv.root, "secret/data/a");

    Value.Obj told = notFound(kv.get("a")).data().orElseThrow();
    assertThat(((Value.Obj) told.get("metadata").orElseThrow()).get("deletion_time"))
        .contains(Value.of(NOW));
  }

  @Test
  void versionsAreDeletedAndComeBack() {
    kv.versions("a", 3);
    done(kv.server.write(kv.root, "secret/delete/a", Map.of("versions", List.of(1, 3, 7))));
    notFound(kv.get("a", 1));
    notFound(kv.get("a"));
    assertThat(secret(kv.get("a", 2))).isEqualTo(Values.of(Map.of("n", 2)));

    done(kv.server.write(kv.root, "secret/undelete/a", Map.of("versions", "1, 3")));

    assertThat(secret(kv.get("a", 1))).isEqualTo(Values.of(Map.of("n", 1)));
    assertThat(about(kv.get("a")).get("deletion_time")).contains(Value.of(""));
  }

  @Test
  void aDestroyedVersionIsGoneForEver() {
    kv.versions("a", 2);
    done(kv.server.write(kv.root, "secret/destroy/a", Map.of("versions", 1)));
    done(kv.server.write(kv.root, "secret/undelete/a", Map.of("versions", List.of("1"))));

    Value.Obj told = notFound(kv.get("a", 1)).data().orElseThrow();

    assertThat(((Value.Obj) told.get("metadata").orElseThrow()).members())
        .containsEntry("destroyed", Value.of(true))
        .containsEntry("deletion_time", Value.of(""));
    assertThat(kv.server.store().begin().storage(uuid()).list("data/")).containsExactly("2/a");
  }

  @ParameterizedTest
  @CsvSource({"delete, No", "undelete, No", "destroy, no"})
  void versionsMustBeNamed(String action, String no) {
    kv.versions("a", 1);
    String path = "secret/" + action + "/";

    assertInvalid(kv.server.write(kv.root, path + "a", Map.of()), no + " version number provided");
    assertInvalid(
        kv.server.write(kv.root, path + "a", Map.of("versions", List.of())),
        no + " version number provided");
    assertInvalid(
        kv.server.write(kv.root, path + "a", Map.of("versions", "x")),
        "Field validation failed: error converting input for field \"versions\": a whole number is"
            + " expected");
    done(kv.server.write(kv.root, path + "none", Map.of("versions", 1)));
    assertThat(secret(kv.get("a"))).isEqualTo(Values.of(Map.of("n", 1)));
  }

  @Test
  void aVersionCanBeReadUntilItsTimeIsOver() {
    kv.server.write(kv.root, "secret/metadata/a", Map.of("delete_version_after", "1h"));
    kv.versions("a", 1);

    assertThat(about(kv.get("a")).get("deletion_time")).contains(Value.of("2026-11-25T13:00:00Z"));
    kv.server.clock().advance(Duration.ofHours(1).minusNanos(1));
    assertThat(secret(kv.get("a"))).isEqualTo(Values.of(Map.of("n", 1)));
    kv.server.clock().advance(Duration.ofNanos(1));
    notFound(kv.get("a"));
    done(kv.server.write(kv.root, "secret/undelete/a", Map.of("versions", 1)));
    assertThat(secret(kv.get("a"))).isEqualTo(Values.of(Map.of("n", 1)));
  }

  @Test
  void subkeysShowNamesOnly() {
    kv.put(
        "a",
        Map.of(
            "s", "x", "deep", Map.of("in", Map.of("most", 1), "none", Map.of()), "l", List.of(1)));

    assertThat(data(kv.server.read(kv.root, "secret/subkeys/a")).get("subkeys"))
        .isEqualTo(
            Values.of(
                Map.of(
                    "s", Value.NULL,
                    "deep", Map.of("in", Map.of("most", Value.NULL), "none", Value.NULL),
                    "l", Value.NULL)));
    assertThat(
            data(kv.server.read(kv.root, "secret/subkeys/a", Map.of("depth", "1"))).get("subkeys"))
        .isEqualTo(Values.of(Map.of("s", Value.NULL, "deep", Value.NULL, "l", Value.NULL)));
    assertThat(
            data(kv.server.read(kv.root, "secret/subkeys/a", Map.of("depth", "2"))).get("subkeys"))
        .isEqualTo(
            Values.of(
                Map.of(
                    "s", Value.NULL,
                    "deep", Map.of("in", Value.NULL, "none", Value.NULL),
                    "l", Value.NULL)));
    assertNothing(kv.server.read(kv.root, "secret/subkeys/b"));
    kv.server.delete(kv.root, "secret/data/a");
    assertThat(notFound(kv.server.read(kv.root, "secret/subkeys/a")).data().orElseThrow().members())
        .containsEntry("subkeys", Value.NULL)
        .containsKey("metadata");
  }

  @Test
  void whoMayOnlyCreateDoesNotOverwrite() {
    String text = "path \"secret/data/*\" { capabilities = [\"create\"] }";
    kv.server.write(kv.root, "sys/policies/acl/creator", Map.of("policy", text));
    String creator =
        clientToken(kv.server.write(kv.root, "auth/token/create", Map.of("policies", "creator")));
    Map<String, ?> body = Map.of("data", Map.of("n", 1));

    assertThat(data(kv.server.write(creator, "secret/data/a", body))).containsKey("version");
    assertThat(refusal(kv.server.write(creator, "secret/data/a", body)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    kv.server.write(kv.root, "secret/metadata/b", Map.of());
    assertThat(refusal(kv.server.write(creator, "secret/data/b", body)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "READ, get",
    "WRITE, put",
    "PATCH, patch",
    "DELETE, delete",
    "LIST, list",
  })
  void whoTakesItForSecretsWithoutVersionsIsToldSo(String operation, String command) {
    Answer answer =
        switch (operation) {
          case "READ" -> kv.server.read(kv.root, "secret/app/db");
          case "WRITE" -> kv.server.write(kv.root, "secret/app/db", Map.of("a", "b"));
          case "PATCH" -> kv.server.patch(kv.root, "secret/app/db", Map.of("a", "b"));
          case "DELETE" -> kv.server.delete(kv.root, "secret/app/db");
          default -> kv.server.list(kv.root, "secret/app");
        };

    assertThat(notFound(answer).warnings())
        .singleElement()
        .asString()
        .startsWith("Invalid path for a versioned K/V secrets engine.")
        .endsWith("use 'vault kv " + command + "' for this operation.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "metadata", "delete", "undelete", "destroy", "subkeys"})
  void aFolderOfTheApiIsNoSecret(String folder) {
    assertThat(notFound(kv.server.read(kv.root, "secret/" + folder)).warnings())
        .containsExactly("Non-listing operations on the root of a K/V v2 mount are not supported.");
    assertInvalid(kv.server.write(kv.root, "secret/" + folder, Map.of()), "missing path");
  }

  @Test
  void anOperationThatAPathDoesNotHaveIsSaidSo() {
    for (Answer answer :
        List.of(
            kv.server.read(kv.root, "secret/delete/a"),
            kv.server.write(kv.root, "secret/subkeys/a", Map.of()),
            kv.server.list(kv.root, "secret/data/a"),
            kv.server.delete(kv.root, "secret/config"))) {
      assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.UNSUPPORTED_OPERATION);
    }
  }

  @Test
  void aPolicyThatTakesItForSecretsWithoutVersionsIsWarnedOf() {
    String text =
        "path \"secret/app/*\" { capabilities = [\"read\"] }\n"
            + "path \"secret/data/app/*\" { capabilities = [\"read\"] }";

    Answer answer = kv.server.write(kv.root, "sys/policies/acl/p", Map.of("policy", text));

    assertThat(envelope(answer).warnings())
        .singleElement()
        .asString()
        .contains("secret/app/*", "nothing is served at such a path");
  }

  @Test
  void aPathThatIsTooLongIsRefused() {
    data(kv.put("é".repeat(240), Map.of()));
    assertInvalid(
        kv.put("é".repeat(240) + "x", Map.of()), "the path of a secret has at most 480 bytes");
  }

  @Test
  void aPatchThatMakesASecretTooLargeIsRefused() {
    String half = "x".repeat(600_000);
    data(kv.put("a", Map.of("a", half)));

    Answer patched = kv.server.patch(kv.root, "secret/data/a", Map.of("data", Map.of("b", half)));

    assertThat(TestServer.refusal(patched).category()).isEqualTo(ErrorCategory.TOO_LARGE);
    assertThat(TestServer.refusal(patched).errors())
        .containsExactly("the record would have more than 1 MiB");
    assertThat(about(kv.get("a")).get("version")).contains(Value.of(1));
  }

  private String uuid() {
    Value.Obj mount = new Value.Obj(data(kv.server.read(kv.root, "sys/mounts/secret")));
    return ((Value.Text) mount.get("uuid").orElseThrow()).text();
  }

  private static void assertInvalid(Answer answer, String sentence) {
    assertThat(TestServer.refusal(answer).errors()).containsExactly(sentence);
    assertThat(TestServer.refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
