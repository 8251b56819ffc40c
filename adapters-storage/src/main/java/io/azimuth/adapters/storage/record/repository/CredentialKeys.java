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
 * The keys of the records that decide about a token, in this order: the epoch, the token if it is
 * stored, its ancestors, its entity, the count of its uses.
 *
 * @param ancestorsAt the index of the first ancestor
 * @param entityAt the index of the first key for the {@link #entity entity}; there may be none
 * @param usesAt the index of the count of uses; the end of the list when they are not counted
 */
record CredentialKeys(List<Key> all, int ancestorsAt, int entityAt, int usesAt) {

  CredentialKeys {
    all = List.copyOf(all);
  }

  /** For a token that is stored. Which entity is read depends on what this moment shows. */
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

  /** For a token that is not stored. Which entity is read depends on what this moment shows. */
  static CredentialKeys carried(Records records, Token token, ConsistentRead moment) {
    return of(List.of(RecordKeys.EPOCH), token, entity(records, token, moment), Optional.empty());
  }

  private static CredentialKeys of(
      List<Key> first, Token token, List<Key> entity, Optional<Key> uses) {
    List<Key> all = new ArrayList<>(first);
    token.line().forEach(ancestor -> all.add(RecordKeys.token(ancestor.hash())));
    int entityAt = all.size();
    all.addAll(entity);
    int usesAt = all.size();
    uses.ifPresent(all::add);
    return new CredentialKeys(all, first.size(), entityAt, usesAt);
  }

  // The key of the token's entity. If that was merged, also the key of the record that names the
  // merged entity, and the key of the latter.
  private static List<Key> entity(Records records, Token token, ConsistentRead moment) {
    Optional<Key> own = token.rights().entityId().flatMap(RecordKeys::possibleEntity);
    if (own.isEmpty() || !moment.isAbsent(own.get())) {
      return own.isPresent() ? List.of(own.get()) : List.of();
    }
    Key merged = RecordKeys.merged(token.rights().entityId().orElseThrow());
    Optional<Key> heir =
        moment
            .entry(merged)
            .map(found -> RecordKeys.entity(records.readCached(found, EntityLinkCodec.INSTANCE)));
    return heir.isPresent() ? List.of(own.get(), merged, heir.get()) : List.of(own.get(), merged);
  }

  /** Makes the credential of these records. All but the count of uses become preconditions. */
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

  // The last entity that was read: the token's own, or the one it was merged into.
  private Optional<Entity> entity(Records records, List<Optional<Entry>> entries) {
    boolean isEntity = usesAt - entityAt == 1 || usesAt - entityAt == 3;
    return isEntity
        ? entries.get(usesAt - 1).map(found -> records.readCached(found, EntityCodec.INSTANCE))
        : Optional.empty();
  }
}
