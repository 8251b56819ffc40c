package io.azimuth.adapters.storage.record;

import io.azimuth.application.epoch.StaleReadException;
import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a token and all it depends on as of one moment. What the token depends on stands in the
 * token, so it takes two reads; when the token changed between them, it takes more.
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
      List<Key> needed = needed(hash, token);
      if (needed.equals(keys)) {
        records.reads().remember(keys, snapshot);
        return token.map(found -> credential(hash, found, snapshot));
      }
      keys = needed;
    }
    throw new StaleReadException();
  }

  private static List<Key> needed(TokenHash hash, Optional<Token> token) {
    List<Key> keys = new ArrayList<>(List.of(Keys.EPOCH, Keys.token(hash)));
    token.ifPresent(
        found -> {
          found.ancestors().stream().map(Keys::token).forEach(keys::add);
          found.rights().entityId().flatMap(Keys::possibleEntity).ifPresent(keys::add);
        });
    return keys;
  }

  private Credential credential(TokenHash hash, Token token, List<Optional<Entry>> snapshot) {
    int entityAt = 2 + token.ancestors().size();
    List<Optional<Token>> ancestors =
        snapshot.subList(2, entityAt).stream()
            .map(entry -> entry.map(found -> records.recall(found, TokenCodec.INSTANCE)))
            .toList();
    Optional<Entity> entity =
        snapshot.size() > entityAt
            ? snapshot.get(entityAt).map(found -> records.recall(found, EntityCodec.INSTANCE))
            : Optional.empty();
    return new Credential(hash, token, ancestors, entity);
  }
}
