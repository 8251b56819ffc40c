package io.azimuth.adapters.storage.record;

import io.azimuth.application.epoch.StaleReadException;
import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/**
 * Reads a token and all it depends on as of one moment. What a stored token depends on stands in
 * the token, so it takes two reads; when the token changed between them, it takes more.
 */
final class CredentialReader {

  private static final int MAX_READS = 8;

  private final Records records;

  CredentialReader(Records records) {
    this.records = records;
  }

  /**
   * The credential.
   *
   * @throws StaleReadException when it is of another moment than what this unit of work read before
   */
  Optional<Credential> read(TokenHash hash) {
    List<Key> keys = List.of(Keys.EPOCH, Keys.token(hash));
    Optional<Entry> decoded = Optional.empty();
    Optional<Token> token = Optional.empty();
    for (int i = 0; i < MAX_READS; i++) {
      List<Optional<Entry>> snapshot = records.reads().fresh(keys);
      if (!snapshot.get(1).equals(decoded)) { // entries are compared by their revision
        decoded = snapshot.get(1);
        token = decoded.map(entry -> records.recall(entry, TokenCodec.INSTANCE));
      }
      Optional<CredentialKeys> needed = token.map(found -> CredentialKeys.stored(hash, found));
      List<Key> wanted = needed.map(CredentialKeys::all).orElse(keys);
      if (!wanted.equals(keys)) {
        keys = wanted;
      } else if (needed.isPresent()) {
        return Optional.of(needed.get().credential(records, hash, token.orElseThrow(), snapshot));
      } else {
        records.reads().remember(keys, snapshot);
        return Optional.empty();
      }
    }
    throw new StaleReadException();
  }

  /** The same of a token that carries itself. */
  Credential read(TokenHash hash, Token carried) {
    CredentialKeys keys = CredentialKeys.carried(carried);
    return keys.credential(records, hash, carried, records.reads().fresh(keys.all()));
  }
}
