package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.EntityCodec;
import io.azimuth.adapters.storage.record.codec.EntityLinkCodec;
import io.azimuth.adapters.storage.record.codec.TokenCodec;
import io.azimuth.adapters.storage.record.codec.UsesCodec;
import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records that decide about a token, in one order: the epoch, the token where it is stored, its
 * ancestors, whom it stands for, the count of its uses.
 *
 * @param all of them
 * @param ancestorsAt where those of the ancestors begin
 * @param entityAt where those of {@link #entity whom it stands for} begin; there may be none
 * @param usesAt where the count of uses is; behind the end when they are not counted
 */
record CredentialKeys(List<Key> all, int ancestorsAt, int entityAt, int usesAt) {

  CredentialKeys {
    all = List.copyOf(all);
  }

  /** Of a token that has a record, as far as this moment tells. */
  static CredentialKeys stored(
      Records records, TokenHash hash, Token token, ConsistentRead moment) {
    Optional<Key> uses =
        token.rights().numUses() > 0 ? Optional.of(RecordKeys.uses(hash)) : Optional.empty();
    return of(
        List.of(RecordKeys.EPOCH, RecordKeys.token(hash)),
        token,
        entity(records, token, moment),
        uses);
  }

  /** Of a token that has none, as far as this moment tells. */
  static CredentialKeys carried(Records records, Token token, ConsistentRead moment) {
    return of(List.of(RecordKeys.EPOCH), token, entity(records, token, moment), Optional.empty());
  }

  private static CredentialKeys of(
      List<Key> first, Token token, List<Key> entity, Optional<Key> uses) {
    List<Key> all = new ArrayList<>(first);
    token.ancestors().stream().map(RecordKeys::token).forEach(all::add);
    int entityAt = all.size();
    all.addAll(entity);
    int usesAt = all.size();
    uses.ifPresent(all::add);
    return new CredentialKeys(all, first.size(), entityAt, usesAt);
  }

  // The entity of the token; where that is no more, what became of it, and that entity.
  private static List<Key> entity(Records records, Token token, ConsistentRead moment) {
    Optional<Key> own = token.rights().entityId().flatMap(RecordKeys::possibleEntity);
    if (own.isEmpty() || !moment.isAbsent(own.get())) {
      return own.stream().toList();
    }
    Key merged = RecordKeys.merged(token.rights().entityId().orElseThrow());
    Optional<Key> heir =
        moment
            .entry(merged)
            .map(found -> RecordKeys.entity(records.readCached(found, EntityLinkCodec.INSTANCE)));
    return heir.isPresent() ? List.of(own.get(), merged, heir.get()) : List.of(own.get(), merged);
  }

  /** The credential, made of these records; all become preconditions but uses. */
  Credential credential(Records records, TokenHash hash, Token token, ConsistentRead moment) {
    List<Optional<Entry>> entries = moment.entries();
    records.reads().remember(all.subList(0, usesAt), entries.subList(0, usesAt));
    List<Optional<Token>> ancestors =
        entries.subList(ancestorsAt, entityAt).stream()
            .map(entry -> entry.map(found -> records.readCached(found, TokenCodec.INSTANCE)))
            .toList();
    Optional<Integer> usesLeft =
        usesAt < all.size()
            ? Optional.of(
                entries.get(usesAt).map(found -> records.read(found, UsesCodec.INSTANCE)).orElse(0))
            : Optional.empty();
    return new Credential(hash, token, ancestors, entity(records, entries), usesLeft);
  }

  // The last one of what was read: the token's own, or the heir.
  private Optional<Entity> entity(Records records, List<Optional<Entry>> entries) {
    boolean isEntity = usesAt - entityAt == 1 || usesAt - entityAt == 3;
    return isEntity
        ? entries.get(usesAt - 1).map(found -> records.readCached(found, EntityCodec.INSTANCE))
        : Optional.empty();
  }
}
