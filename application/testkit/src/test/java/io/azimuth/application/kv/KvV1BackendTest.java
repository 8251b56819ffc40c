package io.azimuth.application.kv;

import static io.azimuth.application.kv.KvMount.assertNothing;
import static io.azimuth.application.kv.KvMount.secret;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KV v1, its upgrade to KV v2, and the records of a disabled mount. */
class KvV1BackendTest {

  private final KvMount kv = new KvMount("kv");

  @Test
  void aWriteReplacesTheSecret() {
    done(kv.server.write(kv.root, "secret/a", Map.of("x", 1, "path", "mine")));
    done(kv.server.write(kv.root, "secret/a", Map.of("y", Map.of("z", true))));

    assertThat(data(kv.server.read(kv.root, "secret/a")))
        .isEqualTo(Values.of(Map.of("y", Map.of("z", true))).members());
    done(kv.server.delete(kv.root, "secret/a"));
    assertNothing(kv.server.read(kv.root, "secret/a"));
    done(kv.server.delete(kv.root, "secret/a"));
  }

  @Test
  void aWriteNeedsFieldsAndThereAreNoPatches() {
    assertThat(refusal(kv.server.write(kv.root, "secret/a", Map.of())).errors())
        .containsExactly("missing data fields");
    Answer patched = kv.server.patch(kv.root, "secret/a", Map.of("x", 1));
    assertThat(refusal(patched).category()).isEqualTo(ErrorCategory.UNSUPPORTED_OPERATION);
  }

  @Test
  void aPathThatIsTooLongIsRefused() {
    String longest = "secret/" + "é".repeat(240);
    done(kv.server.write(kv.root, longest, Map.of("x", 1)));

    Answer refused = kv.server.write(kv.root, longest + "x", Map.of("x", 1));

    assertThat(refusal(refused).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(refused).errors())
        .containsExactly("the path of a secret has at most 480 bytes");
  }

  @Test
  void aSecretThatIsTooLargeIsRefused() {
    Answer refused = kv.server.write(kv.root, "secret/a", Map.of("v", "x".repeat(1_200_000)));

    assertThat(refusal(refused).category()).isEqualTo(ErrorCategory.TOO_LARGE);
    assertNothing(kv.server.read(kv.root, "secret/a"));
  }

  @Test
  void listsShowNamesAndFolders() {
    assertNothing(kv.server.list(kv.root, "secret"));
    for (String path : List.of("b", "a/x/y", "a", "a/z")) {
      done(kv.server.write(kv.root, "secret/" + path, Map.of("x", 1)));
    }

    assertThat(data(kv.server.list(kv.root, "secret")).get("keys"))
        .isEqualTo(Value.of(List.of("a", "a/", "b")));
    assertThat(data(kv.server.list(kv.root, "secret/a")).get("keys"))
        .isEqualTo(Value.of(List.of("x/", "z")));
    assertNothing(kv.server.list(kv.root, "secret/b"));
  }

  @ParameterizedTest
  @CsvSource({"ttl, 5m, 300", "lease, 90, 90", "ttl, none, 2764800", "ttl, 0, 2764800"})
  void aSecretMaySayWhenToReadItAgain(String name, String value, long seconds) {
    kv.server.write(kv.root, "secret/a", Map.of(name, value));

    assertThat(envelope(kv.server.read(kv.root, "secret/a")).freshFor())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theDefaultOfTheMountSaysItOtherwise() {
    kv.server.write(kv.root, "sys/mounts/secret/tune", Map.of("default_lease_ttl", "1h"));
    kv.server.write(kv.root, "secret/a", Map.of("x", "y"));

    assertThat(envelope(kv.server.read(kv.root, "secret/a")).freshFor())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void anUpgradeMakesAFirstVersionOfEach() {
    for (int n = 0; n < 20; n++) {
      kv.server.write(kv.root, "secret/app/" + n, Map.of("n", n));
    }
    assertThat(upgrade().warnings())
        .containsExactly(
            "Upgrading mount from version 1 to version 2. This mount will be unavailable for a"
                + " brief period and will resume service shortly.");
    for (Answer meanwhile :
        List.of(kv.get("app/1"), kv.put("app/1", Map.of()), kv.put("new", Map.of()))) {
      assertThat(refusal(meanwhile).errors())
          .singleElement()
          .asString()
          .startsWith("Upgrading from non-versioned to versioned data.");
    }

    kv.server.get(MountMaintenance.class).maintain();

    for (int n = 0; n < 20; n++) {
      assertThat(secret(kv.get("app/" + n))).isEqualTo(Values.of(Map.of("n", n)));
    }
    assertThat(data(kv.put("app/1", Map.of(), 1))).containsEntry("version", Value.of(2));
    assertThat(storage()).noneMatch(path -> path.startsWith("plain/"));
    kv.server.get(MountMaintenance.class).maintain();
    assertThat(secret(kv.get("app/2"))).isEqualTo(Values.of(Map.of("n", 2)));
  }

  @Test
  void aLargeMountIsUpgradedAndDisabledStepByStep() {
    String large = "x".repeat(1_000_000);
    for (int n = 0; n < 9; n++) { // more than one commit takes
      done(kv.server.write(kv.root, "secret/a-large/" + n, Map.of("v", large)));
    }
    for (int n = 0; n < 700; n++) {
      done(kv.server.write(kv.root, "secret/app/" + n, Map.of("n", n)));
    }
    upgrade();

    kv.server.get(MountMaintenance.class).maintain();

    assertThat(secret(kv.get("app/699"))).isEqualTo(Values.of(Map.of("n", 699)));
    assertThat(secret(kv.get("a-large/8"))).isEqualTo(Values.of(Map.of("v", large)));
    assertThat(storage()).hasSize(2 * 709).noneMatch(path -> path.startsWith("plain/"));
    assertThat(data(kv.server.list(kv.root, "secret/metadata")).get("keys"))
        .isEqualTo(Value.of(List.of("a-large/", "app/")));

    assertDisabledWithoutATrace();
  }

  private void assertDisabledWithoutATrace() {
    String old = uuid();
    done(kv.server.delete(kv.root, "sys/mounts/secret"));

    kv.server.get(Sweeper.class).runIfDue();

    assertThat(kv.server.store().begin().storage(old).list("")).isEmpty();
    assertThat(kv.server.store().begin().sweeps().mounts()).isEmpty();
  }

  @Test
  void anEmptyMountIsUpgradedToo() {
    upgrade();
    kv.server.get(MountMaintenance.class).maintain();

    assertThat(data(kv.put("a", Map.of()))).containsEntry("version", Value.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", ""})
  void aDowngradeIsRefused(String version) {
    upgrade();

    assertThat(refusal(tune(version)).errors())
        .containsExactly("cannot downgrade mount from version 2");
  }

  @Test
  void otherOptionsAreKept() {
    done(
        kv.server.write(
            kv.root, "sys/mounts/secret/tune", Map.of("options", Map.of("owner", "me"))));

    assertThat(data(kv.server.read(kv.root, "sys/mounts/secret")))
        .containsEntry("options", Values.of(Map.of("owner", "me")));
    kv.server.write(kv.root, "sys/mounts/secret/tune", Map.of("description", "d"));
    assertThat(data(kv.server.read(kv.root, "sys/mounts/secret")))
        .containsEntry("options", Values.of(Map.of("owner", "me")));
  }

  @Test
  void nothingIsLeftOfADisabledMountAndNothingIsFoundBySucceedingOnes() {
    for (int n = 0; n < 30; n++) {
      kv.server.write(kv.root, "secret/" + n, Map.of("n", n));
    }
    String old = uuid();
    done(kv.server.delete(kv.root, "sys/mounts/secret"));
    done(kv.server.write(kv.root, "sys/mounts/secret", Map.of("type", "kv")));
    assertNothing(kv.server.read(kv.root, "secret/1"));

    kv.server.get(Sweeper.class).runIfDue();

    assertThat(kv.server.store().begin().storage(old).list("")).isEmpty();
    assertThat(kv.server.store().begin().sweeps().mounts()).isEmpty();
  }

  private Answer.Envelope upgrade() {
    return envelope(tune("2"));
  }

  private Answer tune(String version) {
    return kv.server.write(
        kv.root, "sys/mounts/secret/tune", Map.of("options", Map.of("version", version)));
  }

  private List<String> storage() {
    return kv.server.store().begin().storage(uuid()).list("");
  }

  private String uuid() {
    Value uuid = data(kv.server.read(kv.root, "sys/mounts/secret")).get("uuid");
    return ((Value.Text) uuid).text();
  }
}
