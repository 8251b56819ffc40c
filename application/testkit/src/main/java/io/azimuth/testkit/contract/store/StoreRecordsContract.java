package io.azimuth.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.AuditDeviceRecords;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.lease.FailedAttempts;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseHolder;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.lease.LeaseTerm;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records of tokens, mounts, policies, audit devices, sweeps and storages promise. */
abstract class StoreRecordsContract extends StoreCommitContract {

  private static final String OTHER_MOUNT = MOUNT.substring(0, MOUNT.length() - 1);

  // In the order of bytes; String orders the last two the other way round.
  private static final List<String> IN_BYTE_ORDER =
      List.of("Z", "a", "a-b", "a/x", "a0", "b", "é", "\uff5e", "\uD83D\uDE00");

  @Test
  void findsATokenByItsHashAlone() {
    write(work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("t")));

    assertThat(begin().tokens().find(StoreSamples.HASH)).contains(StoreSamples.token("t"));
    assertThat(begin().tokens().find(StoreSamples.PARENT)).isEmpty();
  }

  @Test
  void changesAToken() {
    write(work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("old")));
    write(work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("new")));

    assertThat(begin().tokens().find(StoreSamples.HASH)).contains(StoreSamples.token("new"));
  }

  @Test
  void removesATokenWithTheCountOfItsUsesAndTheAnswerThatItOpens() {
    write(
        work -> {
          for (TokenHash hash : List.of(StoreSamples.HASH, StoreSamples.PARENT)) {
            work.tokens().put(hash, StoreSamples.token("t", Optional.empty(), 5));
            work.tokens().putUsesLeft(hash, 5);
            work.wrappedAnswers().put(hash, StoreSamples.DATA);
          }
        });
    assertThat(begin().tokens().usesLeft(StoreSamples.HASH)).contains(5);
    assertThat(begin().wrappedAnswers().find(StoreSamples.HASH)).contains(StoreSamples.DATA);

    write(work -> work.tokens().remove(StoreSamples.HASH));

    assertThat(begin().tokens().find(StoreSamples.HASH)).isEmpty();
    assertThat(begin().tokens().usesLeft(StoreSamples.HASH)).isEmpty();
    assertThat(begin().wrappedAnswers().find(StoreSamples.HASH)).isEmpty();
    assertThat(begin().tokens().find(StoreSamples.PARENT)).isPresent();
    assertThat(begin().tokens().usesLeft(StoreSamples.PARENT)).contains(5);
    assertThat(begin().wrappedAnswers().find(StoreSamples.PARENT)).contains(StoreSamples.DATA);
  }

  @Test
  void pagesThroughTokensInOrderOfTheirHash() {
    write(
        work -> {
          for (char digit : new char[] {'c', 'a', 'b'}) {
            work.tokens().put(StoreSamples.hash(digit), StoreSamples.token("t" + digit));
          }
        });
    TokenRecords tokens = begin().tokens();

    assertThat(tokens.page(Optional.empty(), 2))
        .containsExactly(
            new TokenRecords.Stored(StoreSamples.hash('a'), StoreSamples.token("ta")),
            new TokenRecords.Stored(StoreSamples.hash('b'), StoreSamples.token("tb")));
    assertThat(tokens.page(Optional.of(StoreSamples.hash('b')), 2))
        .extracting(TokenRecords.Stored::hash)
        .containsExactly(StoreSamples.hash('c'));
    assertThat(tokens.page(Optional.of(StoreSamples.hash('c')), 2)).isEmpty();
  }

  @Test
  void pageOfTokensBeginsBehindATokenThatIsGone() {
    write(work -> work.tokens().put(StoreSamples.hash('a'), StoreSamples.token("ta")));
    write(work -> work.tokens().put(StoreSamples.hash('c'), StoreSamples.token("tc")));

    assertThat(begin().tokens().page(Optional.of(StoreSamples.hash('b')), 2))
        .extracting(TokenRecords.Stored::hash)
        .containsExactly(StoreSamples.hash('c'));
  }

  @Test
  void tidiesCountsOfUsesStepByStep() {
    write(
        work -> {
          for (int i = 0; i < 5; i++) {
            work.tokens().putUsesLeft(digit(i), 1); // without a token
          }
          for (int i = 5; i < 7; i++) {
            work.tokens().put(digit(i), StoreSamples.token("t" + i)); // without limited uses
            work.tokens().putUsesLeft(digit(i), 1);
          }
          work.tokens().put(digit(7), StoreSamples.token("t7", Optional.empty(), 5));
          work.tokens().putUsesLeft(digit(7), 4);
        });
    List<Integer> removed = new ArrayList<>();
    Optional<TokenHash> after = Optional.empty();
    do {
      UnitOfWork work = begin();
      TokenRecords.TidyStep step = work.tokens().tidy(after, 3);
      commit(work);
      removed.add(step.removed());
      after = step.end();
    } while (after.isPresent());

    assertThat(removed).containsExactly(3, 3, 1);
    for (int i = 0; i < 7; i++) {
      assertThat(begin().tokens().usesLeft(digit(i))).isEmpty();
    }
    assertThat(begin().tokens().usesLeft(digit(7))).contains(4);
  }

  @Test
  void tidyingConflictsWhenTheTokenIsThereMeanwhile() {
    write(work -> work.tokens().putUsesLeft(StoreSamples.HASH, 1));
    UnitOfWork tidying = begin();
    assertThat(tidying.tokens().tidy(Optional.empty(), 10).removed()).isEqualTo(1);
    write(
        work -> work.tokens().put(StoreSamples.HASH, StoreSamples.token("t", Optional.empty(), 1)));

    assertThat(outcome(tidying)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(begin().tokens().usesLeft(StoreSamples.HASH)).contains(1);
  }

  private static TokenHash digit(int digit) {
    return StoreSamples.hash((char) ('0' + digit));
  }

  @Test
  void refusesAWrappedAnswerAboveOneMebibyte() {
    Value.Obj large = text((1 << 20) - 1_024);
    write(work -> work.wrappedAnswers().put(StoreSamples.HASH, large));
    assertThat(begin().wrappedAnswers().find(StoreSamples.HASH)).contains(large);

    assertRefused(
        ErrorCategory.TOO_LARGE,
        () -> begin().wrappedAnswers().put(StoreSamples.HASH, text(1 << 20)));
  }

  private static Value.Obj text(int length) {
    return Value.Obj.builder().put("text", "x".repeat(length)).build();
  }

  @Test
  void listsMountsInOrderOfTheirPath() {
    write(
        work -> {
          for (String path : List.of("b/", "auth/azure/", "a/b/")) {
            work.mounts().put(StoreSamples.mount(path));
          }
        });
    assertThat(begin().mounts().all())
        .containsExactly(
            StoreSamples.mount("a/b/"),
            StoreSamples.mount("auth/azure/"),
            StoreSamples.mount("b/"));

    write(work -> work.mounts().remove(new MountPath("auth/azure/")));
    assertThat(begin().mounts().all())
        .containsExactly(StoreSamples.mount("a/b/"), StoreSamples.mount("b/"));
  }

  @Test
  void keepsAMountOfTheLongestPath() {
    String path = "漢".repeat(255) + "/";
    write(work -> work.mounts().put(StoreSamples.mount(path)));

    assertThat(begin().mounts().all()).containsExactly(StoreSamples.mount(path));
  }

  @Test
  void keepsPoliciesByName() {
    write(
        work -> {
          work.policies().put("é", "two");
          work.policies().put("web/a b", "one");
        });
    assertThat(begin().policies().names()).containsExactly("web/a b", "é");
    assertThat(begin().policies().find("web/a b")).contains("one");
    assertThat(begin().policies().find("WEB/a b")).isEmpty();

    write(work -> work.policies().remove("web/a b"));
    assertThat(begin().policies().names()).containsExactly("é");
    assertThat(begin().policies().find("web/a b")).isEmpty();
  }

  @Test
  void listsManyPolicies() {
    for (int part = 0; part < 2; part++) {
      int first = part * 750;
      write(
          work ->
              IntStream.range(first, first + 750)
                  .forEach(i -> work.policies().put("p%04d".formatted(i), "text")));
    }

    assertThat(begin().policies().names())
        .hasSize(1_500)
        .isSorted()
        .startsWith("p0000")
        .endsWith("p1499");
  }

  @Test
  void takesPolicyNamesOf1To128Characters() {
    String longest = "漢".repeat(128);
    write(work -> work.policies().put(longest, "text"));
    assertThat(begin().policies().find(longest)).contains("text");

    for (String wrong : List.of("", longest + "x", "\ud800")) {
      assertRefused(ErrorCategory.INVALID_REQUEST, () -> begin().policies().put(wrong, "text"));
      assertThat(begin().policies().find(wrong)).isEmpty();
      UnitOfWork work = begin();
      work.policies().remove(wrong);
      assertThat(work.hasWrites()).isFalse();
    }
  }

  @Test
  void listsAuditDevicesInOrderOfTheirPath() {
    write(
        work -> {
          work.auditDevices().put(StoreSamples.device("z"));
          work.auditDevices().put(StoreSamples.device("main"));
        });
    assertThat(begin().auditDevices().all())
        .containsExactly(StoreSamples.device("main"), StoreSamples.device("z"));

    write(work -> work.auditDevices().remove("main"));
    assertThat(begin().auditDevices().all()).containsExactly(StoreSamples.device("z"));
  }

  @Test
  void eachChangeOfADeviceChangesTheListAndBeginsAnEpoch() {
    write(work -> work.auditDevices().listNone());
    long before = begin().epoch();
    assertThat(begin().auditDevices().isListed()).isTrue();
    assertThat(begin().auditDevices().gone()).isEmpty();

    write(work -> work.auditDevices().put(StoreSamples.device("main")));
    long after = begin().epoch();
    assertThat(after).isGreaterThan(before);
    assertThat(begin().auditDevices().gone()).isEmpty();

    write(work -> work.auditDevices().remove("main"));
    assertThat(begin().epoch()).isGreaterThan(after);
    assertThat(begin().auditDevices().all()).isEmpty();
    assertThat(begin().auditDevices().gone()).isEmpty();
    assertThat(begin().auditDevices().listPresent()).isFalse();
  }

  @Test
  void anEpochCarriesTheListOn() {
    write(work -> work.auditDevices().listNone());
    write(
        work -> {
          work.auditDevices().put(StoreSamples.device("main"));
          work.beginEpoch();
        });
    write(UnitOfWork::beginEpoch);

    assertThat(begin().auditDevices().all()).containsExactly(StoreSamples.device("main"));
    assertThat(begin().auditDevices().isListed()).isTrue();
  }

  @Test
  void withoutARecordOfTheEpochNobodyKnowsWhichDevicesThereWere() {
    assertThat(begin().auditDevices().gone()).containsExactly(AuditDeviceRecords.UNKNOWN);
    write(UnitOfWork::beginEpoch);
    assertThat(begin().auditDevices().gone()).containsExactly(AuditDeviceRecords.UNKNOWN);
    assertThat(begin().auditDevices().listPresent()).isFalse();

    write(work -> work.auditDevices().put(StoreSamples.device("main")));
    assertThat(begin().auditDevices().all()).containsExactly(StoreSamples.device("main"));
    assertThat(begin().auditDevices().gone()).containsExactly(AuditDeviceRecords.UNKNOWN);

    write(work -> work.auditDevices().remove(AuditDeviceRecords.UNKNOWN));
    assertThat(begin().auditDevices().gone()).isEmpty();
    assertThat(begin().auditDevices().all()).containsExactly(StoreSamples.device("main"));
  }

  @Test
  void whatWasRemovedSinceTheUnitOfWorkBeganIsNotMissing() {
    write(work -> work.auditDevices().listNone());
    write(work -> work.auditDevices().put(StoreSamples.device("main")));
    UnitOfWork earlier = begin();
    earlier.epoch();

    write(work -> work.auditDevices().remove("main"));

    assertThat(earlier.auditDevices().gone()).isEmpty();
  }

  @Test
  void keepsOneMarkOfEachRevokedPrefix() {
    write(
        work -> {
          work.revocations().put(new RevokedPrefix("auth/c/", 3));
          work.revocations().put(new RevokedPrefix("auth/b/", 1));
          work.revocations().put(new RevokedPrefix("auth/a/", 2));
        });
    write(
        work -> {
          work.revocations().remove(new RevokedPrefix("auth/a/", 2));
          work.revocations().put(new RevokedPrefix("auth/b/", 4));
        });

    assertThat(begin().revocations().all())
        .containsExactly(new RevokedPrefix("auth/b/", 4), new RevokedPrefix("auth/c/", 3));
  }

  @Test
  void keepsWhetherAMarkIsForced() {
    write(work -> work.revocations().put(new RevokedPrefix("lab/", 1).force()));

    assertThat(begin().revocations().all()).containsExactly(new RevokedPrefix("lab/", 1, true));
  }

  @Test
  void keepsLeasesAsTheyAre() {
    Lease pending = StoreSamples.lease("lab/creds/web/a");
    Lease batch =
        new Lease(
            "lab/creds/web/b",
            "u",
            new RevocationStamp("kv_1", 3),
            LeaseHolder.of(StoreSamples.HASH, StoreSamples.carried(Optional.of("e-1"))),
            LeaseTerm.of(StoreSamples.CREATED, Duration.ofSeconds(90), Duration.ZERO, false)
                .renewed(StoreSamples.CREATED.plusSeconds(9), Duration.ofSeconds(5)),
            LeaseState.FORCED,
            FailedAttempts.NONE.another(StoreSamples.CREATED, "away"),
            Map.of());
    write(
        work -> {
          work.leases().put(pending);
          work.leases().put(batch);
        });

    assertThat(begin().leases().find(pending.id())).contains(pending);
    assertThat(begin().leases().find(batch.id())).contains(batch);
    write(work -> work.leases().put(pending.in(LeaseState.REVOKED)));
    assertThat(begin().leases().find(pending.id())).contains(pending.in(LeaseState.REVOKED));
    write(work -> work.leases().remove(pending.id()));
    assertThat(begin().leases().find(pending.id())).isEmpty();
    assertThat(begin().leases().find("")).isEmpty();
    assertThat(begin().leases().find("x".repeat(600))).isEmpty();
  }

  @Test
  void pagesThroughLeasesBelowAPrefix() {
    List<String> ids = List.of("a/x/1", "lab/creds/1", "lab/creds/2", "lab/creds/3", "lab/d/1");
    write(work -> ids.forEach(id -> work.leases().put(StoreSamples.lease(id))));

    assertThat(leases("", Optional.empty(), 10)).isEqualTo(ids);
    assertThat(leases("", Optional.of("lab/creds/2"), 1)).containsExactly("lab/creds/3");
    assertThat(leases("lab/creds/", Optional.empty(), 2))
        .containsExactly("lab/creds/1", "lab/creds/2");
    assertThat(leases("lab/creds/", Optional.of("lab/creds/2"), 2)).containsExactly("lab/creds/3");
    assertThat(leases("nothing/", Optional.empty(), 2)).isEmpty();
    assertThat(leases("x".repeat(600), Optional.empty(), 2)).isEmpty();
  }

  private List<String> leases(String prefix, Optional<String> after, int limit) {
    return begin().leases().page(prefix, after, limit).stream().map(Lease::id).toList();
  }

  @Test
  void keepsDisabledMountsApart() {
    Mount mount = StoreSamples.mount("lab/");
    write(
        work -> {
          work.mounts().put(mount);
          work.mounts().remove(mount.path());
          work.leases().putEnded(mount);
        });
    assertThat(begin().leases().endedMounts()).containsExactly(mount);
    assertThat(begin().mounts().all()).isEmpty();

    write(work -> work.leases().removeEnded(mount.uuid()));
    assertThat(begin().leases().endedMounts()).isEmpty();
  }

  @Test
  void takesPathsOfMarksAndDevicesOf512BytesAndNoMore() {
    String longest = "é".repeat(256);
    write(
        work -> {
          work.auditDevices().put(StoreSamples.device(longest));
          work.revocations().put(new RevokedPrefix(longest.substring(1) + "x/", 1));
        });
    assertThat(begin().auditDevices().all()).hasSize(1);
    assertThat(begin().revocations().all()).hasSize(1);

    assertRefused(
        ErrorCategory.INVALID_REQUEST,
        () -> begin().auditDevices().put(StoreSamples.device(longest + "x")));
    assertRefused(
        ErrorCategory.INVALID_REQUEST,
        () -> begin().revocations().put(new RevokedPrefix(longest + "/", 1)));
  }

  @Test
  void keepsTheRecordsOfAMountFromAllOthers() {
    write(
        work -> {
          work.storage(MOUNT).put("role/web", StoreSamples.DATA);
          work.storage(OTHER_MOUNT).put("role/web", Value.Obj.EMPTY);
          work.storage(OTHER_MOUNT).put("1/role/web", Value.Obj.EMPTY);
        });

    assertThat(begin().storage(MOUNT).get("role/web")).contains(StoreSamples.DATA);
    assertThat(begin().storage(OTHER_MOUNT).get("role/web")).contains(Value.Obj.EMPTY);
    assertThat(begin().storage(MOUNT).list("")).containsExactly("role/web");
    assertThat(begin().storage(OTHER_MOUNT).list("")).containsExactly("1/role/web", "role/web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a\0", "../x", "é"})
  void takesNoMountUuidThatCouldLeadIntoAnotherMount(String uuid) {
    assertThatThrownBy(() -> begin().storage(uuid).get("a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> begin().sweeps().begin(uuid))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  protected void decodesARecordOfAMountAsItIsNow() {
    Function<Value.Obj, List<String>> names = record -> List.copyOf(record.members().keySet());
    assertThat(begin().storage(MOUNT).getDecoded("role/web", names)).isEmpty();
    write(work -> work.storage(MOUNT).put("role/web", oneMember("old")));
    assertThat(begin().storage(MOUNT).getDecoded("role/web", names)).contains(List.of("old"));
    UnitOfWork stale = begin();
    stale.storage(MOUNT).getDecoded("role/web", names);

    write(work -> work.storage(MOUNT).put("role/web", oneMember("new")));
    stale.storage(MOUNT).put("role/other", oneMember("any"));

    assertThat(begin().storage(MOUNT).getDecoded("role/web", names)).contains(List.of("new"));
    assertThat(begin().storage(MOUNT).getDecoded("role/web", it -> 7)).contains(7);
    assertThat(outcome(stale)).isEqualTo(CommitOutcome.CONFLICT);
    write(work -> work.storage(MOUNT).delete("role/web"));
    assertThat(begin().storage(MOUNT).getDecoded("role/web", names)).isEmpty();
  }

  private static Value.Obj oneMember(String name) {
    return Value.Obj.builder().put(name, 1).build();
  }

  @Test
  void listsAndPagesInByteOrder() {
    write(work -> IN_BYTE_ORDER.forEach(it -> work.storage(MOUNT).put(it, StoreSamples.DATA)));
    MountStorage storage = begin().storage(MOUNT);

    assertThat(storage.list("")).isEqualTo(IN_BYTE_ORDER);
    assertThat(storage.page(Optional.empty(), 4)).isEqualTo(IN_BYTE_ORDER.subList(0, 4));
    assertThat(storage.page(Optional.of("a/x"), 100))
        .isEqualTo(IN_BYTE_ORDER.subList(4, IN_BYTE_ORDER.size()));
    assertThat(storage.page(Optional.of("a/"), 1)).containsExactly("a/x");
    assertThat(storage.page(Optional.of("\uff5e"), 2)).containsExactly("\uD83D\uDE00");
    assertThat(storage.page(Optional.of("\uD83D\uDE00"), 2)).isEmpty();
  }

  @Test
  void listsWhatFollowsAPrefix() {
    write(
        work ->
            List.of("role/b", "role/a/x", "role/é", "role/Z", "roles", "config")
                .forEach(path -> work.storage(MOUNT).put(path, StoreSamples.DATA)));
    MountStorage storage = begin().storage(MOUNT);

    assertThat(storage.list("role/")).containsExactly("Z", "a/x", "b", "é");
    assertThat(storage.list("role")).containsExactly("/Z", "/a/x", "/b", "/é", "s");
    assertThat(storage.list("config")).containsExactly("");
    assertThat(storage.list("none")).isEmpty();
  }

  @Test
  void showsEachFolderOnceHoweverMuchItHolds() {
    for (int part = 0; part < 3; part++) {
      int first = part * 900;
      write(
          work ->
              IntStream.range(first, first + 900)
                  .forEach(i -> work.storage(MOUNT).put("m/full/" + i, StoreSamples.DATA)));
    }
    write(
        work ->
            List.of("m/a", "m/a-b", "m/a/x", "m/full", "m/full/", "m/full0", "m/full!", "m/é/x")
                .forEach(path -> work.storage(MOUNT).put(path, StoreSamples.DATA)));

    assertThat(begin().storage(MOUNT).folder("m/"))
        .containsExactly("a", "a-b", "a/", "full", "full!", "full/", "full0", "é/");
    assertThat(begin().storage(MOUNT).folder("m/full/")).hasSize(2_701);
    assertThat(begin().storage(MOUNT).folder("")).containsExactly("m/");
    assertThat(begin().storage(MOUNT).folder("none/")).isEmpty();
  }

  @Test
  void showsAFolderInParts() {
    write(
        work ->
            List.of("m/a", "m/a-b", "m/a/x", "m/a/y", "m/b", "m/c/x", "m/d", "n")
                .forEach(path -> work.storage(MOUNT).put(path, StoreSamples.DATA)));
    MountStorage storage = begin().storage(MOUNT);

    assertThat(storage.folder("m/", Optional.empty(), 3)).containsExactly("a", "a-b", "a/");
    assertThat(storage.folder("m/", Optional.of("a/"), 2)).containsExactly("b", "c/");
    assertThat(storage.folder("m/", Optional.of("a/x"), 1)).containsExactly("b");
    assertThat(storage.folder("m/", Optional.of("a!"), 9))
        .containsExactly("a-b", "a/", "b", "c/", "d");
    assertThat(storage.folder("m/", Optional.of("c/"), 9)).containsExactly("d");
    assertThat(storage.folder("m/", Optional.of("d"), 9)).isEmpty();
    assertThat(storage.folder("", Optional.of("m"), 1)).containsExactly("m/");
  }

  @Test
  void refusesAListThatWouldBeTooLong() {
    for (int part = 0; part < 3; part++) {
      int first = 1_000 * (part + 1);
      write(
          work ->
              IntStream.range(first, first + 900)
                  .forEach(
                      i -> work.storage(MOUNT).put("m/" + i + "x".repeat(400), StoreSamples.DATA)));
    }
    MountStorage storage = begin().storage(MOUNT);

    assertRefused(ErrorCategory.INVALID_REQUEST, () -> storage.folder("m/"));
    assertRefused(ErrorCategory.INVALID_REQUEST, () -> storage.list("m/"));
    List<String> part = storage.folder("m/", Optional.empty(), 2_000);
    assertThat(part).hasSize(2_000);
    assertThat(storage.folder("m/", Optional.of(part.get(1_999)), 2_000)).hasSize(700);
  }

  @Test
  void deletesRecordsAlsoWhereThereAreNone() {
    write(work -> work.storage(MOUNT).put("a", StoreSamples.DATA));
    write(
        work -> {
          work.storage(MOUNT).delete("a");
          work.storage(MOUNT).delete("b");
        });

    assertThat(begin().storage(MOUNT).get("a")).isEmpty();
    assertThat(begin().storage(MOUNT).list("")).isEmpty();
  }

  @Test
  void takesPathsOf1To512Bytes() {
    String longest = "é".repeat(256);
    write(work -> work.storage(MOUNT).put(longest, StoreSamples.DATA));
    assertThat(begin().storage(MOUNT).get(longest)).contains(StoreSamples.DATA);

    for (String wrong : List.of("", longest + "x", "a\ud800")) {
      assertRefused(
          ErrorCategory.INVALID_REQUEST,
          () -> begin().storage(MOUNT).put(wrong, StoreSamples.DATA));
      assertRefused(ErrorCategory.INVALID_REQUEST, () -> begin().storage(MOUNT).get(wrong));
      assertRefused(ErrorCategory.INVALID_REQUEST, () -> begin().storage(MOUNT).delete(wrong));
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
            .put("list", List.of("b", "a"))
            .put("on", true)
            .build();
    write(work -> work.storage(MOUNT).put("a", value));

    assertThat(begin().storage(MOUNT).get("a")).contains(value);
    assertThat(begin().storage(MOUNT).get("a").orElseThrow().members().keySet())
        .containsExactly("big", "v", "null", "text", "list", "on");
  }

  @Test
  void sweepsTheStorageOfOneMountInSteps() {
    write(
        work -> {
          IntStream.range(0, 5).forEach(i -> work.storage(MOUNT).put("p" + i, StoreSamples.DATA));
          work.storage(OTHER_MOUNT).put("p", StoreSamples.DATA);
          work.sweeps().begin(MOUNT);
        });
    assertThat(begin().sweeps().mounts()).containsExactly(MOUNT);

    assertThat(sweep(3)).isTrue();
    assertThat(begin().storage(MOUNT).list("")).hasSize(2);
    assertThat(sweep(3)).isTrue();
    assertThat(sweep(3)).isFalse();
    write(work -> work.sweeps().end(MOUNT));

    assertThat(begin().sweeps().mounts()).isEmpty();
    assertThat(begin().storage(MOUNT).list("")).isEmpty();
    assertThat(begin().storage(OTHER_MOUNT).list("")).containsExactly("p");
  }

  @Test
  void sweepOfManyEntriesTakesNoMoreThanOneCommitDoes() {
    for (int part = 0; part < 2; part++) {
      int first = part * 600;
      write(
          work ->
              IntStream.range(first, first + 600)
                  .forEach(i -> work.storage(MOUNT).put("p" + i, StoreSamples.DATA)));
    }

    assertThat(sweep(Integer.MAX_VALUE)).isTrue();
    assertThat(begin().storage(MOUNT).list("")).isNotEmpty().hasSizeLessThan(1_000);
    assertThat(sweep(Integer.MAX_VALUE)).isTrue();
    assertThat(sweep(Integer.MAX_VALUE)).isFalse();
    assertThatThrownBy(() -> sweep(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private boolean sweep(int limit) {
    UnitOfWork work = begin();
    boolean some = work.sweeps().deleteSome(MOUNT, limit);
    work.policies().put("beside", "text"); // there is room for it
    commit(work);
    return some;
  }
}
