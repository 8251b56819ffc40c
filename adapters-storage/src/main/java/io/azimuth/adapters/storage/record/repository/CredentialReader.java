package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.TokenCodec;
import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.storage.StaleReadException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a token and everything it depends on, as of one moment. A stored token names what it
 * depends on, so this takes two reads. It takes more when the token changed between them, or when
 * its entity was merged into another.
 */
public final class CredentialReader {

  private static final int MAX_READS = 8;

  private final Records records;

  /** Reads through these records. */
  public CredentialReader(Records records) {
    this.records = records;
  }

  /**
   * Reads the credential of a stored token.
   *
   * @throws StaleReadException when it differs from what this unit of work has read before
   */
  public Optional<Credential> read(TokenHash hash) {
    List<Key> keys = List.of(RecordKeys.EPOCH, RecordKeys.token(hash));
    Optional<Entry> decoded = Optional.empty();
    Optional<Token> token = Optional.empty();
    for (int i = 0; i < MAX_READS; i++) {
      ConsistentRead moment = moment(keys);
      if (!moment.entries().get(1).equals(decoded)) { // entries are equal when their revisions are
        decoded = moment.entries().get(1);
        token = decoded.map(entry -> records.readCached(entry, TokenCodec.INSTANCE));
      }
      Optional<CredentialKeys> needed =
          token.map(found -> CredentialKeys.stored(records, hash, found, moment));
      List<Key> wanted = needed.map(CredentialKeys::all).orElse(keys);
      if (!wanted.equals(keys)) {
        keys = wanted;
      } else if (needed.isPresent()) {
        return Optional.of(needed.get().credential(records, hash, token.orElseThrow(), moment));
      } else {
        records.reads().remember(keys, moment.entries());
        return Optional.empty();
      }
    }
    throw new StaleReadException();
  }

  /**
   * Reads the credential of a batch token, which is not stored.
   *
   * @throws StaleReadException when it differs from what this unit of work has read before
   */
  public Credential read(TokenHash hash, Token carried) {
    ConsistentRead moment = new ConsistentRead(List.of(), List.of());
    for (int i = 0; i < MAX_READS; i++) {
      CredentialKeys needed = CredentialKeys.carried(records, carried, moment);
      if (needed.all().equals(moment.keys())) {
        return needed.credential(records, hash, carried, moment);
      }
      moment = moment(needed.all());
    }
    throw new StaleReadException();
  }

  private ConsistentRead moment(List<Key> keys) {
    return new ConsistentRead(keys, records.reads().ofToken(keys));
  }
}
