package io.azimuth.adapters.storage.record;

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
 * The records that decide about a token, in one order: the epoch, the token where it is stored, its
 * ancestors, its entity, the count of its uses.
 *
 * @param all of them
 * @param ancestorsAt where those of the ancestors begin
 * @param entityAt where that of the entity is; behind the end when there is none
 * @param usesAt where the count of uses is; behind the end when they are not counted
 */
record CredentialKeys(List<Key> all, int ancestorsAt, int entityAt, int usesAt) {

  CredentialKeys {
    all = List.copyOf(all);
  }

  /** Of a token that has a record. */
  static CredentialKeys stored(TokenHash hash, Token token) {
    Optional<Key> uses =
        token.rights().numUses() > 0 ? Optional.of(Keys.uses(hash)) : Optional.empty();
    return of(List.of(Keys.EPOCH, Keys.token(hash)), token, uses);
  }

  /** Of a token that has none. */
  static CredentialKeys carried(Token token) {
    return of(List.of(Keys.EPOCH), token, Optional.empty());
  }

  private static CredentialKeys of(List<Key> first, Token token, Optional<Key> uses) {
    List<Key> all = new ArrayList<>(first);
    token.ancestors().stream().map(Keys::token).forEach(all::add);
    Optional<Key> entity = token.rights().entityId().flatMap(Keys::possibleEntity);
    int entityAt = entity.isPresent() ? all.size() : Integer.MAX_VALUE;
    entity.ifPresent(all::add);
    int usesAt = uses.isPresent() ? all.size() : Integer.MAX_VALUE;
    uses.ifPresent(all::add);
    return new CredentialKeys(all, first.size(), entityAt, usesAt);
  }

  /** The credential, made of these records as of one moment; all become preconditions but uses. */
  Credential credential(
      Records records, TokenHash hash, Token token, List<Optional<Entry>> snapshot) {
    int remembered = Math.min(usesAt, all.size());
    records.reads().remember(all.subList(0, remembered), snapshot.subList(0, remembered));
    List<Optional<Token>> ancestors =
        snapshot.subList(ancestorsAt, ancestorsAt + token.ancestors().size()).stream()
            .map(entry -> entry.map(found -> records.recall(found, TokenCodec.INSTANCE)))
            .toList();
    Optional<Entity> entity =
        entityAt < all.size()
            ? snapshot.get(entityAt).map(found -> records.recall(found, EntityCodec.INSTANCE))
            : Optional.empty();
    Optional<Integer> usesLeft =
        usesAt < all.size()
            ? Optional.of(
                snapshot
                    .get(usesAt)
                    .map(found -> records.read(found, UsesCodec.INSTANCE))
                    .orElse(0))
            : Optional.empty();
    return new Credential(hash, token, ancestors, entity, usesLeft);
  }
}
