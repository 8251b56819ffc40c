package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.List;
import java.util.Optional;

/**
 * Whether entries of the store are as a server with its keys wrote them. Many threads may use it.
 */
final class EntryCheck {

  /**
   * What servers announce to each other about the leader: in clear, and written again every few
   * seconds.
   */
  private static final Key IN_CLEAR = Key.of("leader/");

  private final KeyValueEngine engine;
  private final BarrierKeys keys;

  EntryCheck(KeyValueEngine engine, BarrierKeys keys) {
    this.engine = engine;
    this.keys = keys;
  }

  /** See {@link io.azimuth.application.port.seal.Barrier#isReadable}. */
  boolean isReadable(Entry entry) {
    OpenKeys open = keys.required();
    if (entry.key().equals(CoreKeys.GENERATION)) {
      return GenerationMark.isWhole(entry.value());
    }
    try {
      read(entry, open);
      return true;
    } catch (ServiceException e) {
      keys.requireOpen(); // a server that is sealed meanwhile decrypts nothing
      if (isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  // In a store that no other server shares, none can have replaced the root key.
  private boolean isDamage(ServiceException thrown) {
    return thrown.code() == ErrorCode.RECORD_UNREADABLE
        || thrown.code() == ErrorCode.SEAL_UNUSABLE
        || (thrown.code() == ErrorCode.ROOT_KEY_BEHIND && engine.leaderLock().isEmpty());
  }

  private void read(Entry entry, OpenKeys open) {
    if (entry.key().equals(CoreKeys.SEAL)) {
      var unused = SealRecordFormat.read(entry.value());
    } else if (entry.key().equals(CoreKeys.KEYRING)) {
      readKeyring(entry, open);
    } else if (entry.key().equals(CoreKeys.ENCRYPTIONS)) {
      var unused = EncryptionBudgetRecord.decode(entry.value(), open.hashes().counts());
    } else if (!entry.key().startsWith(IN_CLEAR)) {
      var unused = keys.decrypt(entry);
    }
  }

  private void readKeyring(Entry entry, OpenKeys open) {
    try {
      KeyringFormat.open(entry.value(), open.rootKey()).wipe();
    } catch (ServiceException e) {
      if (isStillStored(entry)) {
        keys.reload(open); // another server may have replaced the root key
        KeyringFormat.open(entry.value(), open.rootKey()).wipe();
      }
    }
  }

  // An older one in a copy of the store may be encrypted under a root key that is replaced by now.
  private boolean isStillStored(Entry entry) {
    Optional<Entry> now = engine.get(List.of(entry.key())).get(0);
    return now.filter(it -> it.revision() == entry.revision()).isPresent();
  }
}
