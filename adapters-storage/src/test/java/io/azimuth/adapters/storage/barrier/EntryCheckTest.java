package io.azimuth.adapters.storage.barrier;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which entries of the engine an open barrier takes for undamaged. */
class EntryCheckTest {

  private final TestServer server = TestServer.open();

  @BeforeEach
  void write() {
    server.write(work -> work.policies().put("ops", "text"));
  }

  @Test
  void everythingThatAServerWroteIsReadable() {
    mark();
    rotate();
    server.write(work -> work.policies().put("later", "text"));
    assertThat(server.engine().everything())
        .extracting(entry -> entry.key().text())
        .contains(
            "core/seal",
            "core/keyring",
            "core/encryptions",
            "core/generation",
            "policy/ops",
            "policy/later");
    assertThat(server.engine().everything()).allMatch(server.barrier()::isReadable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core/seal", "core/keyring", "core/encryptions", "policy/ops"})
  void aFlippedBitShows(String key) {
    byte[] value = server.engine().stored(key);
    value[0] ^= 1;
    assertThat(isReadable(key, value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"core/seal", "core/keyring", "core/encryptions", "policy/ops"})
  void aValueThatIsCutShortOrOfZerosShows(String key) {
    byte[] value = server.engine().stored(key);
    assertThat(isReadable(key, Arrays.copyOf(value, value.length - 1))).isFalse();
    assertThat(isReadable(key, new byte[value.length])).isFalse();
    assertThat(isReadable(key, new byte[0])).isFalse();
  }

  @Test
  void aMarkOfARestoreThatIsDamagedShows() {
    mark();
    byte[] value = server.engine().stored("core/generation");
    assertThat(isReadable("core/generation", Arrays.copyOf(value, value.length - 1))).isFalse();
    value[0] ^= (byte) 0x80;
    assertThat(isReadable("core/generation", value)).isFalse();
  }

  @Test
  void aValueThatStandsUnderAnotherKeyShows() {
    assertThat(isReadable("policy/oqs", server.engine().stored("policy/ops"))).isFalse();
  }

  @Test
  void whatServersWriteInClearProvesNothing() {
    assertThat(isReadable("leader/term", new byte[3])).isTrue();
  }

  @Test
  void nothingIsSaidWhileSealed() {
    server.barrier().seal();
    assertFault(ErrorCode.SEALED, "sealed", () -> isReadable("policy/ops", new byte[0]));
  }

  @Test
  void whatAnotherServerChangedOfTheKeysIsNoDamage() {
    server.engine().share();
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());
    Entry before = entry("core/keyring");
    replaceRootKey();
    rotate();
    server.write(work -> work.policies().put("later", "text"));

    assertThat(server.engine().everything()).allMatch(other.barrier()::isReadable);
    assertThat(other.barrier().isReadable(before)).isTrue();
    assertThat(server.barrier().isReadable(before)).isTrue();
  }

  /** As a restore leaves it; the server opens the store again. */
  private void mark() {
    server
        .engine()
        .overwrite(
            "core/generation", server.barrier().generationMark(server.barrier().successor()));
    server.barrier().reopen(TestServer.rootKey(), Optional.empty());
  }

  private Entry entry(String key) {
    return server.engine().get(List.of(Key.of(key))).get(0).orElseThrow();
  }

  /** Puts the value past the barrier, where a later look at the store finds it. */
  private boolean isReadable(String key, byte[] value) {
    server.engine().overwrite(key, value);
    return server.barrier().isReadable(entry(key));
  }

  private void rotate() {
    UnitOfWork work = server.begin();
    Runnable installation = server.barrier().stageEncryptionKey(work);
    server.commit(work);
    installation.run();
  }

  private void replaceRootKey() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    UnitOfWork work = server.begin();
    Runnable adoption = server.barrier().stageRootKey(work, key, TestServer.sealRecord());
    server.commit(work);
    adoption.run();
  }
}
