package io.azimuth.adapters.storage.record.repository;

import static io.azimuth.adapters.storage.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.adapters.storage.record.Samples;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {

  private static final String MOUNT = "11111111-6a0b-4c1e-9d5e-2f1f0c8f3c11";
  private static final String OTHER_MOUNT = "11111111-6a0b-4c1e-9d5e-2f1f0c8f3c1";
  private static final Value.Obj DATA = Value.Obj.builder().put("a", 1).build();

  private final TestServer server = TestServer.open();

  @Test
  void findsATokenByItsHash() {
    server.write(work -> work.tokens().put(Samples.HASH, Samples.FULL_TOKEN));

    TokenRecords tokens = server.begin().tokens();
    assertThat(tokens.find(Samples.HASH)).contains(Samples.FULL_TOKEN);
    assertThat(tokens.find(Samples.PARENT)).isEmpty();
  }

  @Test
  void removesAToken() {
    server.write(work -> work.tokens().put(Samples.HASH, Samples.FULL_TOKEN));
    server.write(work -> work.tokens().remove(Samples.HASH));

    TokenRecords tokens = server.begin().tokens();
    assertThat(tokens.find(Samples.HASH)).isEmpty();
  }

  @Test
  void removesAWrappedAnswerTogetherWithItsTokenAndNoOther() {
    server.write(
        work -> {
          work.tokens().put(Samples.HASH, Samples.FULL_TOKEN);
          work.wrappedAnswers().put(Samples.HASH, DATA);
          work.wrappedAnswers().put(Samples.PARENT, DATA);
        });
    assertThat(server.begin().wrappedAnswers().find(Samples.HASH)).contains(DATA);

    server.write(work -> work.tokens().remove(Samples.HASH));

    assertThat(server.begin().wrappedAnswers().find(Samples.HASH)).isEmpty();
    assertThat(server.begin().wrappedAnswers().find(Samples.PARENT)).contains(DATA);
  }

  @Test
  void pagesThroughTokensInOrderOfTheirHash() {
    List<TokenHash> hashes = List.of(Samples.HASH, Samples.PARENT, Samples.GRANDPARENT);
    server.write(
        work ->
            hashes.forEach(hash -> work.tokens().put(hash, Samples.token("x", Optional.empty()))));
    TokenRecords tokens = server.begin().tokens();

    assertThat(hashes(tokens.page(Optional.empty(), 2)))
        .containsExactly(Samples.HASH, Samples.PARENT);
    assertThat(hashes(tokens.page(Optional.of(Samples.PARENT), 2)))
        .containsExactly(Samples.GRANDPARENT);
    assertThat(tokens.page(Optional.of(Samples.GRANDPARENT), 2)).isEmpty();
    assertThat(tokens.page(Optional.empty(), 1).get(0).token())
        .isEqualTo(Samples.token("x", Optional.empty()));
  }

  private static List<TokenHash> hashes(List<TokenRecords.Stored> page) {
    return page.stream().map(TokenRecords.Stored::hash).toList();
  }

  @Test
  void listsMountsInOrderOfTheirPath() {
    server.write(
        work -> {
          work.mounts().put(mount("b/"));
          work.mounts().put(mount("auth/azure/"));
          work.mounts().put(mount("a/b/"));
        });
    assertThat(server.begin().mounts().all())
        .containsExactly(mount("a/b/"), mount("auth/azure/"), mount("b/"));

    server.write(work -> work.mounts().remove(new MountPath("auth/azure/")));
    assertThat(server.begin().mounts().all()).containsExactly(mount("a/b/"), mount("b/"));
  }

  @Test
  void keepsAMountOfTheLongestPath() {
    Mount mount = mount("漢".repeat(255) + "/");
    server.write(work -> work.mounts().put(mount));

    assertThat(server.begin().mounts().all()).containsExactly(mount);
  }

  private static Mount mount(String path) {
    return new Mount(new MountPath(path), "kv", "u", "kv_1", "", MountSettings.DEFAULT, 0);
  }

  @Test
  void listsMoreThanOnePageOfRecords() {
    for (int part = 0; part < 2; part++) {
      int first = part * 750;
      server.write(
          work ->
              IntStream.range(first, first + 750)
                  .forEach(i -> work.policies().put("p%04d".formatted(i), "text")));
    }

    assertThat(server.begin().policies().names())
        .hasSize(1_500)
        .isSorted()
        .startsWith("p0000")
        .endsWith("p1499");
  }

  @Test
  void keepsPoliciesByName() {
    server.write(
        work -> {
          work.policies().put("web/a b", "one");
          work.policies().put("é", "two");
        });
    assertThat(server.begin().policies().names()).containsExactly("web/a b", "é");
    assertThat(server.begin().policies().find("web/a b")).contains("one");

    server.write(work -> work.policies().remove("web/a b"));
    assertThat(server.begin().policies().names()).containsExactly("é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ud800"})
  void storesNoPolicyUnderANameThatIsNone(String name) {
    assertRefused(
        "a policy name has 1 to 128 well-formed characters",
        () -> server.begin().policies().put(name, "text"));
    assertThat(server.begin().policies().find(name)).isEmpty();
  }

  @Test
  void storesPolicyNamesOf128CharactersAndNoMore() {
    String longest = "漢".repeat(128);
    server.write(work -> work.policies().put(longest, "text"));

    assertThat(server.begin().policies().find(longest)).contains("text");
    assertThat(server.begin().policies().find(longest + "x")).isEmpty();
    assertThatThrownBy(() -> server.begin().policies().put(longest + "x", "text"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void listsAuditDevicesInOrderOfTheirPath() {
    AuditDeviceSpec second = new AuditDeviceSpec("z", "file", "", Map.of(), SecretText.of("salt"));
    server.write(
        work -> {
          work.auditDevices().put(second);
          work.auditDevices().put(Samples.AUDIT_DEVICE);
        });
    assertThat(server.begin().auditDevices().all()).containsExactly(Samples.AUDIT_DEVICE, second);

    server.write(work -> work.auditDevices().remove("main"));
    assertThat(server.begin().auditDevices().all()).containsExactly(second);
  }

  @Test
  void keepsTheRecordsOfAMountFromAllOthers() {
    server.write(
        work -> {
          work.storage(MOUNT).put("role/web", DATA);
          work.storage(OTHER_MOUNT).put("role/web", Value.Obj.EMPTY);
          work.storage(OTHER_MOUNT).put("1/role/web", Value.Obj.EMPTY);
        });

    assertThat(server.begin().storage(MOUNT).get("role/web")).contains(DATA);
    assertThat(server.begin().storage(OTHER_MOUNT).get("role/web")).contains(Value.Obj.EMPTY);
    assertThat(server.begin().storage(MOUNT).list("")).containsExactly("role/web");
    assertThat(server.begin().storage(OTHER_MOUNT).list(""))
        .containsExactly("1/role/web", "role/web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a\0", "../x", "é"})
  void takesNoMountUuidThatCouldLeadIntoAnotherMount(String uuid) {
    assertThatThrownBy(() -> server.begin().storage(uuid).get("a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> server.begin().sweeps().begin(uuid))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listsWhatFollowsAPrefixInByteOrder() {
    server.write(
        work -> {
          MountStorage storage = work.storage(MOUNT);
          for (String path : List.of("role/b", "role/a/x", "role/é", "role/Z", "roles", "config")) {
            storage.put(path, DATA);
          }
        });

    MountStorage storage = server.begin().storage(MOUNT);
    assertThat(storage.list("role/")).containsExactly("Z", "a/x", "b", "é");
    assertThat(storage.list("role")).containsExactly("/Z", "/a/x", "/b", "/é", "s");
    assertThat(storage.list("config")).containsExactly("");
    assertThat(storage.list("none")).isEmpty();
    List<String> all = storage.list("");
    assertThat(storage.page(Optional.empty(), 2)).isEqualTo(all.subList(0, 2));
    assertThat(storage.page(Optional.of(all.get(1)), 2)).isEqualTo(all.subList(2, 4));
    assertThat(storage.page(Optional.of(all.get(all.size() - 1)), 2)).isEmpty();
  }

  @Test
  void showsFoldersWithoutReadingWhatIsInThem() {
    for (int part = 0; part < 3; part++) {
      int first = part * 900;
      server.write(
          work ->
              IntStream.range(first, first + 900)
                  .forEach(i -> work.storage(MOUNT).put("m/full/" + i / 10 + "/" + i, DATA)));
    }
    server.write(
        work ->
            List.of("m/a", "m/a-b", "m/a/x", "m/full", "m/full/", "m/full0", "m/full!", "m/é/x")
                .forEach(path -> work.storage(MOUNT).put(path, DATA)));
    int before = server.engine().keysRead();

    assertThat(server.begin().storage(MOUNT).folder("m/"))
        .containsExactly("a", "a-b", "a/", "full", "full!", "full/", "full0", "é/");

    assertThat(server.engine().keysRead() - before).isLessThan(400);
    assertThat(server.begin().storage(MOUNT).folder("m/full/")).hasSize(271);
    assertThat(server.begin().storage(MOUNT).folder("none/")).isEmpty();
  }

  @Test
  void deletesRecordsAlsoWhereThereAreNone() {
    server.write(work -> work.storage(MOUNT).put("a", DATA));
    server.write(
        work -> {
          work.storage(MOUNT).delete("a");
          work.storage(MOUNT).delete("b");
        });

    assertThat(server.begin().storage(MOUNT).get("a")).isEmpty();
  }

  @Test
  void takesPathsOf512BytesAndNoMore() {
    String longest = "é".repeat(256);
    server.write(work -> work.storage(MOUNT).put(longest, DATA));

    assertThat(server.begin().storage(MOUNT).get(longest)).contains(DATA);
    for (String wrong : List.of("", longest + "x", "a\ud800")) {
      assertRefused(
          "a path has 1 to 512 bytes of well-formed text",
          () -> server.begin().storage(MOUNT).put(wrong, DATA));
      assertRefused(
          "a path has 1 to 512 bytes of well-formed text",
          () -> server.begin().storage(MOUNT).get(wrong));
    }
  }

  @Test
  void keepsValuesWithoutLoss() {
    Value.Obj value =
        Value.Obj.builder()
            .put("big", new Value.Num("1.000000000000000000000000000010e+400"))
            .put("v", "not the version")
            .put("null", Value.NULL)
            .put("text", "\ud800 é 😀 \0")
            .build();
    server.write(work -> work.storage(MOUNT).put("a", value));

    assertThat(server.begin().storage(MOUNT).get("a")).contains(value);
  }

  @Test
  void sweepsTheStorageOfOneMountInSteps() {
    server.write(
        work -> {
          IntStream.range(0, 5).forEach(i -> work.storage(MOUNT).put("p" + i, DATA));
          work.storage(OTHER_MOUNT).put("p", DATA);
          work.sweeps().begin(MOUNT);
        });
    assertThat(server.begin().sweeps().mounts()).containsExactly(MOUNT);

    assertThat(sweep(3)).isTrue();
    assertThat(server.begin().storage(MOUNT).list("")).containsExactly("p3", "p4");
    assertThat(sweep(3)).isTrue();
    assertThat(sweep(3)).isFalse();
    server.write(work -> work.sweeps().end(MOUNT));

    assertThat(server.begin().sweeps().mounts()).isEmpty();
    assertThat(server.begin().storage(OTHER_MOUNT).list("")).containsExactly("p");
  }

  @Test
  void sweepsNoMoreThanOneBatchTakes() {
    for (int part = 0; part < 2; part++) {
      int first = part * 600;
      server.write(
          work ->
              IntStream.range(first, first + 600)
                  .forEach(i -> work.storage(MOUNT).put("p" + i, DATA)));
    }

    assertThat(sweep(Integer.MAX_VALUE)).isTrue();
    assertThat(server.begin().storage(MOUNT).list("")).hasSize(1_200 - EngineSweeps.MAX_DELETIONS);
    assertThatThrownBy(() -> sweep(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private boolean sweep(int limit) {
    UnitOfWork work = server.begin();
    boolean some = work.sweeps().deleteSome(MOUNT, limit);
    server.commit(work);
    return some;
  }

  @Test
  void removesATokenTogetherWithTheCountOfItsUses() {
    server.write(
        work -> {
          work.tokens().put(Samples.HASH, Samples.FULL_TOKEN);
          work.tokens().putUsesLeft(Samples.HASH, 5);
        });
    assertThat(server.begin().tokens().usesLeft(Samples.HASH)).contains(5);

    server.write(work -> work.tokens().remove(Samples.HASH));

    assertThat(server.begin().tokens().usesLeft(Samples.HASH)).isEmpty();
  }

  @Test
  void keepsMarksOfRevokedPrefixesByTheirPath() {
    server.write(
        work -> {
          work.revocations().put(new RevokedPrefix("auth/b/", 1));
          work.revocations().put(new RevokedPrefix("auth/a/", 2));
        });
    server.write(
        work -> {
          work.revocations().remove(new RevokedPrefix("auth/a/", 2));
          work.revocations().put(new RevokedPrefix("auth/b/", 3));
        });

    assertThat(server.begin().revocations().all()).containsExactly(new RevokedPrefix("auth/b/", 3));
  }

  @Test
  void tidiesWhatLeadsToNoTokenPageByPage() {
    server.write(
        work -> {
          for (int i = 0; i < 7; i++) {
            work.tokens()
                .put(Samples.hash((char) ('0' + i)), Samples.token("a" + i, Optional.empty()));
            work.tokens().putUsesLeft(Samples.hash((char) ('0' + i)), 1);
          }
          work.tokens().put(Samples.HASH, Samples.FULL_TOKEN);
          work.tokens().putUsesLeft(Samples.HASH, 5);
        });
    for (int i = 0; i < 5; i++) {
      server.engine().erase("token/" + Samples.hash((char) ('0' + i)));
    }
    int removed = 0;
    Optional<TokenHash> after = Optional.empty();
    do {
      UnitOfWork work = server.begin();
      TokenRecords.TidyStep step = work.tokens().tidy(after, 2);
      assertThat(server.outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
      removed += step.removed();
      after = step.end();
    } while (after.isPresent());

    // Five have no token; two belong to tokens whose uses are not counted.
    assertThat(removed).isEqualTo(7);
    TokenRecords tokens = server.begin().tokens();
    assertThat(tokens.usesLeft(Samples.HASH)).contains(5);
  }
}
