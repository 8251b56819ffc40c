package io.azimuth.application.snapshot;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.port.store.Spool;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.SealFixture;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.application.seal.SealWatch;
import io.azimuth.application.seal.StoreReopening;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeSeals;
import io.azimuth.testkit.fake.GivenEntries;
import io.azimuth.testkit.fake.HeldSpool;
import io.azimuth.testkit.store.FakeBarrier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore under a running server: what is checked before, and what holds afterwards. */
class SnapshotRestoreTest {

  private static final String PATH = "sys/storage/snapshot";
  private static final String FORCED = "sys/storage/snapshot-force";

  private static final String RULES = "path \"sys/mounts\" { capabilities = [\"read\"] }";
  private static final byte[] ANOTHER_KEY =
      "another root key, of 32 bytes...".getBytes(StandardCharsets.US_ASCII);

  private static final StoreFingerprint ANOTHER_STORE = new StoreFingerprint("ab".repeat(32));

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  /** A body of bytes, as an adapter passes it in. */
  private static RequestBody body(byte[] all) {
    return new RequestBody() {
      @Override
      public Value.Obj read(BodyLimit limit) {
        throw new AssertionError("these bytes are no JSON");
      }

      @Override
      public InputStream bytes() {
        return new ByteArrayInputStream(all);
      }
    };
  }

  private static byte[] rootKeyOf(TestServer server) {
    return server.get(Barrier.class).openedRootKey().expose();
  }

  /** A snapshot with the root key of the fake barrier, and with further keys. */
  private static byte[] snapshot(byte[] rootKey, String... further) {
    return snapshot(rootKey, UnaryOperator.identity(), further);
  }

  private static byte[] snapshot(byte[] rootKey, UnaryOperator<byte[]> mac, String... further) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SnapshotWriter writer =
          new SnapshotWriter(
              out, new SnapshotHeader(1, TestServer.START, "0.1.0", "fake", "static", ""));
      Stream.concat(
              Stream.of(new Entry(FakeBarrier.SNAPSHOT_KEY, rootKey, 1)),
              Stream.of(further).map(key -> new Entry(Key.of(key), new byte[] {1}, 1)))
          .sorted((a, b) -> a.key().compareTo(b.key()))
          .forEach(
              entry -> {
                try {
                  writer.add(entry);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.end(mac);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Answer restore(TestServer server, String token, String path, byte[] bytes) {
    return server.answer(server.request(Operation.WRITE, token, path, body(bytes)));
  }

  private Answer restore(String path, byte[] bytes) {
    return restore(server, root, path, bytes);
  }

  private void writePolicy(String name) {
    done(server.write(root, "sys/policies/acl/" + name, Map.of("policy", RULES)));
  }

  private boolean hasPolicy(String name) {
    return !(server.read(root, "sys/policies/acl/" + name) instanceof Answer.Refused)
        && server.store().keys().contains("policy/" + name);
  }

  @Test
  void theStoreIsTheOneOfTheSnapshotFromTheNextRequestOn() {
    writePolicy("before");
    server.store().save();
    writePolicy("after");

    done(restore(PATH, snapshot(rootKeyOf(server))));

    assertThat(hasPolicy("before")).isTrue();
    assertThat(hasPolicy("after")).isFalse();
    writePolicy("later");
    assertThat(hasPolicy("later")).isTrue();
  }

  @Test
  void clientsOfVaultRestoreAtTheirOwnPaths() {
    server.store().save();
    done(restore("sys/storage/raft/snapshot", snapshot(rootKeyOf(server))));
    done(restore("sys/storage/raft/snapshot-force", snapshot(rootKeyOf(server))));
  }

  @Test
  void theEntriesOfServersAreLeftOutAndTheGenerationIsMarkedInOrder() {
    server.store().save();
    done(
        restore(
            PATH,
            snapshot(
                rootKeyOf(server), "a", "core/generation", "leader/member/x", "leader/term", "z")));

    GivenEntries engine = (GivenEntries) server.get(KeyValueEngine.class);
    assertThat(engine.restored())
        .extracting(Key::text)
        .containsExactly("a", "core/generation", "core/keyring", "z");
  }

  @ParameterizedTest
  @ValueSource(ints = {997, 998, 999, 1_000, 1_001, 3_000})
  void theMarkHasRoomBesideAnyNumberOfEntries(int count) {
    server.store().save();
    String[] keys =
        IntStream.range(0, count).mapToObj("data/%05d"::formatted).toArray(String[]::new);

    done(restore(PATH, snapshot(rootKeyOf(server), keys)));

    GivenEntries engine = (GivenEntries) server.get(KeyValueEngine.class);
    assertThat(engine.restored()).hasSize(count + 2).isSorted();
  }

  @Test
  void aTokenOfFewUsesIsAnswered() {
    String few =
        clientToken(
            server.write(
                root, "auth/token/create", Map.of("policies", "root", "num_uses", 2, "ttl", "1h")));
    server.store().save();

    done(restore(server, few, PATH, snapshot(rootKeyOf(server))));
  }

  @Test
  void aTokenThatTheSnapshotDoesNotHaveIsAnsweredAndThenUnknown() {
    server.store().save();
    String young = clientToken(server.write(root, "auth/token/create", Map.of()));

    done(restore(server, young, PATH, snapshot(rootKeyOf(server))));

    assertThat(refusal(server.read(young, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void sudoIsNeeded() {
    String rules = "path \"sys/storage/snapshot*\" { capabilities = [\"update\"] }";
    done(server.write(root, "sys/policies/acl/writer", Map.of("policy", rules)));
    String writer =
        clientToken(server.write(root, "auth/token/create", Map.of("policies", List.of("writer"))));
    for (String path : List.of(PATH, FORCED)) {
      assertThat(refusal(restore(server, writer, path, snapshot(rootKeyOf(server)))).category())
          .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    }
    assertNothingHappened();
  }

  @Test
  void aDiskWithoutSpaceReceivesNoSnapshot() {
    ((HeldSpool) server.get(Spool.class)).fill();

    assertThat(refusal(restore(PATH, snapshot(rootKeyOf(server)))).errors())
        .containsExactly(ErrorCode.RESTORE_FAILED.sentence());
  }

  private void assertRefused(Answer answer, String why) {
    Refusal refusal = refusal(answer);
    assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal.errors()).hasSize(1).first().asString().contains(why);
    assertNothingHappened();
  }

  private void assertNothingHappened() {
    assertThat(((GivenEntries) server.get(KeyValueEngine.class)).restored()).isEmpty();
    assertThat(server.get(Barrier.class).generation()).isZero();
    done(server.write(root, "sys/policies/acl/still", Map.of("policy", RULES)));
  }

  @Test
  void anEngineThatCannotRestoreIsAskedBeforeTheSnapshotIsReceived() {
    ((GivenEntries) server.get(KeyValueEngine.class)).restoreNothing();
    RequestBody unread =
        new RequestBody() {
          @Override
          public Value.Obj read(BodyLimit limit) {
            throw new AssertionError("these bytes are no JSON");
          }

          @Override
          public InputStream bytes() {
            throw new AssertionError("nobody needs them");
          }
        };

    assertThatThrownBy(() -> server.get(SnapshotRestore.class).restore(unread, false))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.RESTORE_UNSUPPORTED));
  }

  @Test
  void whatIsNoWholeSnapshotIsRefused() {
    byte[] whole = snapshot(rootKeyOf(server), "a", "b");
    for (int length : new int[] {0, 7, 100, whole.length - 1}) {
      assertRefused(restore(FORCED, Arrays.copyOf(whole, length)), "cut short");
    }
    byte[] changed = whole.clone();
    changed[whole.length - 80] ^= 1;
    assertRefused(restore(FORCED, changed), "the snapshot is damaged");
    assertRefused(restore(FORCED, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0}), "gzip");
  }

  @Test
  void whatSomebodyWithoutTheKeysChangedIsRefusedAlsoWithForce() {
    byte[] forged = snapshot(rootKeyOf(server), digest -> new byte[digest.length], "a");
    for (String path : List.of(PATH, FORCED)) {
      assertRefused(restore(path, forged), "its MAC does not fit");
    }
  }

  @Test
  void aSnapshotThatTheServerCannotOpenNeedsForce() {
    byte[] foreign = snapshot(ANOTHER_KEY);
    assertRefused(restore(PATH, foreign), "snapshot-force restores it");
  }

  @Test
  void aSnapshotWithoutKeysIsRefused() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new SnapshotWriter(
              out, new SnapshotHeader(1, TestServer.START, "0.1.0", "fake", "static", ""))
          .end(UnaryOperator.identity());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertRefused(restore(FORCED, out.toByteArray()), "of a store without keys");
  }

  @Test
  void aRequestThatReadBeforeReadsNothingOfAfterwardsAndWritesNothing() {
    server.store().save();
    UnitOfWork before = server.store().begin();
    before.policies().find("default");
    UnitOfWork writing = server.store().begin();
    writing.policies().put("blind", "text");

    done(restore(PATH, snapshot(rootKeyOf(server))));

    assertThatThrownBy(() -> before.policies().find("another"))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORE_REPLACED));
    assertThat(server.store().commit(writing).toCompletableFuture().join())
        .isEqualTo(CommitOutcome.CONFLICT);
    assertThat(server.store().begin().generation()).isGreaterThan(before.generation());
  }

  @Test
  void aRestoreByAnotherServerIsNoticed() {
    server.store().save();
    server.store().restore();

    Refusal meanwhile = refusal(server.read(root, "sys/mounts"));
    assertThat(meanwhile.category()).isEqualTo(ErrorCategory.OVERLOADED);
    assertThat(meanwhile.retryAfter()).isPresent();

    server.get(StoreReopening.class).run();
    TestServer.envelope(server.read(root, "sys/mounts"));
    long opened = server.get(Barrier.class).generation();
    server.get(StoreReopening.class).run();
    assertThat(server.get(Barrier.class).generation()).isEqualTo(opened);
  }

  @Test
  void anAttemptThatBeganBeforeIsNotRepeatedAfterwards() {
    server.store().save();
    server.store().beforeNextCommit(server.store()::restore);
    server.pauseOn(
        (pause, task) -> {
          server.get(StoreReopening.class).run();
          task.run();
        });

    Refusal refused = refusal(server.write(root, "sys/policies/acl/late", Map.of("policy", RULES)));

    assertThat(refused.category()).isEqualTo(ErrorCategory.OVERLOADED);
    assertThat(hasPolicy("late")).isFalse();
  }

  @Test
  void theAnswerIsRecordedByTheDevicesThatWereAskedAndLaterOnesByThoseOfTheSnapshot() {
    server.store().save();
    server.enableAudit(root);

    done(restore(PATH, snapshot(rootKeyOf(server))));
    assertThat(server.audit().records("request")).hasSize(1);
    assertThat(server.audit().records("response")).hasSize(1);
    assertThat(server.audit().records("response").get(0).toString()).contains("snapshot");

    server.audit().clear();
    TestServer.envelope(server.read(root, "sys/mounts"));
    assertThat(server.audit().records()).isEmpty();
  }

  @Test
  void aStoreWhoseRootKeyNobodyHasIsSealedAndTheAnswerComesAllTheSame() {
    SealFixture fixture = new SealFixture() {};
    TestServer people = fixture.server;
    String token = fixture.root;
    people.enableAudit(token);
    people.store().saveWithRootKey(ANOTHER_KEY);

    done(restore(people, token, FORCED, snapshot(ANOTHER_KEY)));

    assertThat(people.get(Barrier.class).isSealed()).isTrue();
    assertThat(people.audit().records("response")).hasSize(1);
  }

  @Test
  void aStoreWithAnotherRootKeyIsOpenedByTheServersOwnSeal() {
    server.store().saveWithRootKey(ANOTHER_KEY);
    server
        .store()
        .saveSealRecord(
            new SealRecord(
                FakeSeals.UNSEALING_ITSELF.type(),
                FakeSeals.UNSEALING_ITSELF.own().orElseThrow().wrap(ANOTHER_KEY)));

    server.store().restore();
    server.get(StoreReopening.class).run();
    assertThat(server.get(Barrier.class).isSealed()).isTrue();
    assertThat(server.get(SealWatch.class).isWaiting()).isTrue();
    server.get(SealWatch.class).run();

    assertThat(server.get(Barrier.class).isSealed()).isFalse();
    TestServer.envelope(server.read(root, "sys/mounts"));
  }

  @Test
  void anotherStoreIsOpenedByTheSealOnlyIfAServerNamedIt() {
    for (boolean named : new boolean[] {false, true}) {
      TestServer other = new TestServer();
      other.initialize();
      Barrier barrier = other.get(Barrier.class);
      other.store().saveWithRootKey(ANOTHER_KEY);
      other.store().saveFingerprint(ANOTHER_STORE);
      other
          .store()
          .saveSealRecord(
              new SealRecord(
                  FakeSeals.UNSEALING_ITSELF.type(),
                  FakeSeals.UNSEALING_ITSELF.own().orElseThrow().wrap(ANOTHER_KEY)));
      if (named) {
        assertThat(barrier.generationMark(ANOTHER_STORE)).isNotEmpty();
      }

      other.store().restore();
      other.get(StoreReopening.class).run();
      other.get(SealWatch.class).run();

      assertThat(barrier.isSealed()).isEqualTo(!named);
    }
  }

  @Test
  void aServerThatIsSealedOnDemandStaysSealed() {
    server.store().save();
    server.get(SealKeeper.class).seal();
    server.store().restore();

    server.get(StoreReopening.class).run();
    server.get(SealWatch.class).run();

    assertThat(server.get(Barrier.class).isSealed()).isTrue();
  }

  @Test
  void aStoreThatTheSameKeySharesOpenedStaysOpen() {
    SealFixture fixture = new SealFixture() {};
    TestServer people = fixture.server;
    people.store().save();

    done(restore(people, fixture.root, PATH, snapshot(rootKeyOf(people))));

    assertThat(people.get(Barrier.class).isSealed()).isFalse();
    TestServer.envelope(people.read(fixture.root, "sys/mounts"));
  }
}
